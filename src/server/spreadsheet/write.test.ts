import {
  assert,
  asyncProperty,
  constantFrom,
  date,
  double,
  integer,
  array as list,
  oneof,
  option,
  record,
  string,
} from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { readTable } from './read.ts'
import { cleanText } from './rows.ts'
import type { Sheet } from './table.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx } from './write-xlsx.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const sheetOf = (cells: (string | number | Date | undefined)[][], titles = ['nombre', 'nota']): Sheet => ({
  name: 'Lista',
  columns: titles.map((title) => ({ title })),
  rows: cells,
})
const readBack = (name: string, bytes: Uint8Array) => readTable({ name, bytes })

/** What a person sees of a value, written a second time and differently, as the oracle of the round trip. */
function seen(value: string | number | Date | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return cleanText(value)
  if (typeof value === 'number')
    return new Intl.NumberFormat('en', { useGrouping: false, maximumSignificantDigits: 15, maximumFractionDigits: 15 }).format(
      value,
    )
  const [day = '', time = ''] = value.toISOString().split('T')
  return time.startsWith('00:00') ? day : `${day}T${time.slice(0, 5)}`
}

const nasty = constantFrom(
  '=1+1',
  '=HYPERLINK("x")',
  '+cmd|x!A1',
  '-2+3',
  '@SUM(A1)',
  "'",
  "'=1",
  "''=1",
  '＝1',
  '－x',
  '\t=1',
  '\r=1',
  '+502 5555 1234',
  '-5',
  '-',
  '2222333440101',
  '0101',
  '1e5',
  'TRUE',
  '_x0041_',
  '\ufffe\uffff',
  'a\ufffdb',
  '__proto__',
  'constructor',
  'toString',
  '<a>&amp;"',
  'ñáé ꞌ ʼ 漢 🙂',
  'a\r\nb',
  ' \u00a0blanco ',
  ',;|\t',
  '"',
  '\ufeff',
)
const values = option(
  oneof(
    nasty,
    string({ unit: 'grapheme', maxLength: 30 }),
    string({ unit: constantFrom(...'=+-@\'",;|\t\n x1('), maxLength: 12 }),
    integer(),
    double({ min: -1e9, max: 1e9, noNaN: true }).map((number) => Number(number.toFixed(6)) + 0),
    date({ min: new Date('1905-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map(
      (day) => new Date(Math.floor(day.getTime() / 60_000) * 60_000),
    ),
  ),
  { nil: undefined },
)
const tables = list(record({ first: values, second: values, third: values }), { maxLength: 12 }).map((rows) =>
  rows.map(({ first, second, third }) => [first, second, third]),
)

describe('a written table', () => {
  for (const [name, write] of [
    ['lista.csv', async (sheet: Sheet) => writeCsv(sheet)],
    ['lista.xlsx', (sheet: Sheet) => writeXlsx([sheet])],
  ] as const) {
    test(`is read again with the same data (${name})`, async () => {
      await assert(
        asyncProperty(tables, async (rows) => {
          const written = [['a', 'b', 'c'], ...rows.map((row) => row.map(seen))]
          const expected = written.filter((row) => row.some((cell) => cell !== ''))
          const table = await readBack(name, await write(sheetOf(rows, ['a', 'b', 'c'])))
          expect(table.rows.map((row) => row.cells)).toEqual(expected)
        }),
        { numRuns: 300 },
      )
    })
  }
})

describe('a written CSV file', () => {
  test('is UTF-8 with its mark, commas, CRLF and quotes only where they are needed', () => {
    const text = decoder.decode(
      writeCsv(
        sheetOf([
          ['Pérez, Ana', 'dijo "sí"\ny'],
          ['Luz', undefined],
        ]),
      ),
    )
    expect(text).toBe('\ufeffnombre,nota\r\n"Pérez, Ana","dijo ""sí""\ny"\r\nLuz,\r\n')
  })

  test('holds no cell that a program would run', () => {
    const dangerous = ['=1+1', '+cmd|x!A1', '-2+3', '@SUM(A1)', '＝1', '＋1x', '－x', '＠x', '\t=1', ' =1', '\r=1', '=', "'=1"]
    const text = decoder.decode(
      writeCsv(
        sheetOf(
          dangerous.map((cell) => [cell]),
          ['=x'],
        ),
      ),
    )
    const cells = text.slice(1).trimEnd().split('\r\n')
    expect(cells.filter((cell) => !cell.startsWith("'"))).toEqual([])
  })

  test('leaves numbers, telephones and dates as they are', () => {
    const text = decoder.decode(
      writeCsv(
        sheetOf([
          [-5, '-5'],
          ['+502 5555 1234', new Date('2026-11-20T00:00:00Z')],
          [1e20, new Date('2026-11-20T10:30:00Z')],
        ]),
      ),
    )
    expect(text).toBe('\ufeffnombre,nota\r\n-5,-5\r\n+502 5555 1234,2026-11-20\r\n100000000000000000000,2026-11-20T10:30\r\n')
  })
})

describe('a written workbook', () => {
  test('holds text, numbers and dates as what they are, also to a reader that is not ours', async () => {
    const row = ['2222333440101', '=1+1', 'ñ ꞌ 🙂', 41, -2.5, new Date('2026-11-20T00:00:00Z'), new Date('2026-11-20T10:30:00Z')]
    const bytes = await writeXlsx([sheetOf([row], ['a', 'b', 'c', 'd', 'e', 'f', 'g'])])
    expect(await readSheet(Buffer.from(bytes))).toEqual([['a', 'b', 'c', 'd', 'e', 'f', 'g'], row])
  })

  test('has a sheet for each table under a name Excel accepts, and one for the notes', async () => {
    const sheets = ['Llegadas: mayo/junio [2026] y todo lo demás', 'llegadas  mayo junio  2026  y todo', '', 'History?'].map(
      (name) => ({ ...sheetOf([['Ana', 1]]), name }),
    )
    const table = await readBack(
      'lista.xlsx',
      await writeXlsx([...sheets, { ...sheetOf([]), name: 'x', notes: ['Fuente: registro', '=1+1'] }]),
    )
    expect(table.sheets).toHaveLength(6)
    expect(new Set(table.sheets?.map((name) => name.toLowerCase())).size).toBe(6)
    for (const name of table.sheets ?? []) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/)
    const bytes = await writeXlsx([{ ...sheetOf([['Ana', 1]]), notes: ['Fuente: registro', '=1+1'] }])
    const notes = await readTable({ name: 'lista.xlsx', bytes, sheet: 'Notas · Notes' })
    expect(notes.rows.map((row) => row.cells)).toEqual([['Fuente: registro'], ['=1+1']])
  })
})
