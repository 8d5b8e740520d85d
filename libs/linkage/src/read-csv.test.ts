import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { type CsvOptions, idText, readCsv, UnreadableTable } from './read-csv.ts'
import { repeatedIds } from './repeated-ids.ts'
import type { Field } from './table.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'ceiba-csv-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = path.join(folder, 'people.csv')

function read(content: string | Uint8Array, options: Partial<CsvOptions> = {}) {
  writeFileSync(file, content)
  const { table, ids, ...rest } = readCsv(file, { id: 'id', ...options })
  const rows = Array.from({ length: table.rows }, (_, row) => {
    const cells = Object.entries(table.columns).map(([field, { codes, values }]) => [field, values[codes[row]!]!])
    return { id: idText(ids, row), ...Object.fromEntries(cells.filter(([, text]) => text !== '')) } as Record<string, string>
  })
  return { rows, table, ...rest }
}

function refusal(content: string | Uint8Array, options: Partial<CsvOptions> = {}) {
  try {
    read(content, options)
  } catch (error) {
    if (error instanceof UnreadableTable) return { code: error.code, ...error.details }
    throw error
  }
  return undefined
}

const people = [
  { id: '1', given_names: 'Ixchel', surnames: 'Xiloj Us' },
  { id: '2', given_names: 'Mateo', surnames: 'Juan' },
]

describe('what people call CSV', () => {
  test.each([
    ['commas and LF', 'id,nombres,apellidos\n1,Ixchel,Xiloj Us\n2,Mateo,Juan\n'],
    ['semicolons and CRLF', 'id;Nombres;Apellidos\r\n1;Ixchel;Xiloj Us\r\n2;Mateo;Juan\r\n'],
    ['tabs and CR', 'id\tgiven_name\tsurname\r1\tIxchel\tXiloj Us\r2\tMateo\tJuan\r'],
    ['bars, and no end of the last line', 'id|given_names|surnames\n1|Ixchel|Xiloj Us\n2|Mateo|Juan'],
    ['a blank after each comma', 'id, given_name, surname\n1, Ixchel, Xiloj Us\n2, Mateo, Juan\n'],
    ['everything in quotes', '"id","nombres","apellidos"\n"1","Ixchel","Xiloj Us"\n"2", "Mateo" ,"Juan"\n'],
    ['a mark of UTF-8, blank lines', '\ufeff\nid,nombres,apellidos\n\n1,Ixchel,Xiloj Us\n   \n2,Mateo,Juan\n\n'],
    ["Excel's line about the delimiter", 'sep=;\nid;nombres;apellidos\n1;Ixchel;Xiloj Us\n2;Mateo;Juan\n'],
    ['blanks around cells', 'id ,nombres , apellidos\n 1,  Ixchel , Xiloj Us \n2\t,Mateo,\tJuan\n'],
    ['a delimiter after the last cell', 'id,nombres,apellidos,\n1,Ixchel,Xiloj Us,\n2,Mateo,Juan,\n'],
  ])('%s', (_, content) => {
    expect(read(content)).toMatchObject({ rows: people, badRowCount: 0 })
  })

  test('quotes hold delimiters, quotes and line ends', () => {
    const { rows, badRows } = read('id,nombres,apellidos\n1,"Ana ""Nita"", la mayor","López\nPérez"\n2,x\n')
    expect(rows[0]).toEqual({ id: '1', given_names: 'Ana "Nita", la mayor', surnames: 'López\nPérez' })
    // The second row begins on the fourth line.
    expect(badRows).toEqual([{ line: 4, problem: 'too-few-cells', cells: 2 }])
  })

  test('Windows-1252 is read, alone and mixed with UTF-8, as the same text', () => {
    const line = (id: number, encoding: BufferEncoding) => Buffer.from(`${id},José,Núñez\n`, encoding)
    const head = Buffer.from('id,nombres,apellidos\n')
    const { rows, letters, table } = read(Buffer.concat([head, line(1, 'latin1'), line(2, 'utf8')]))
    expect(rows.map(({ surnames }) => surnames)).toEqual(['Núñez', 'Núñez'])
    expect(letters).toEqual({ utf8: 2, windows1252: 2, twice: 0, lost: 0 })
    expect(table.columns.surnames!.values).toEqual(['', 'Núñez'])
  })

  test('text that was encoded twice is mended, and what only looks so is left', () => {
    const { rows, letters } = read('id,nombres\n1,JosÃ© Ã‰dgar\n2,NuÃ±o\n3,Ãlvaro Âu\n4,José\n')
    expect(rows.map((row) => row.given_names)).toEqual(['José Édgar', 'Nuño', 'Ãlvaro Âu', 'José'])
    expect(letters).toEqual({ utf8: 4, windows1252: 0, twice: 2, lost: 0 })
  })

  test('letters that were lost before are counted', () => {
    expect(read('id,nombres\n1,Jos\ufffd\n').letters.lost).toBe(1)
  })

  test('cells that say nothing are not known', () => {
    const { rows } = read('id,nombres,cui\n1,-,NULL\n2,Ana,s/d\n3,Ana,N/A\n')
    expect(rows).toEqual([{ id: '1' }, { id: '2', given_names: 'Ana' }, { id: '3', given_names: 'Ana' }])
  })

  test('each distinct value stands once, code 0 for none', () => {
    const { table } = read('id,sexo\n1,M\n2,F\n3,M\n4,\n')
    expect(table.columns.sex).toEqual({ codes: Uint32Array.of(1, 2, 1, 0), values: ['', 'M', 'F'] })
  })
})

test('whatever is written as RFC 4180 says is read as it was', () => {
  const text = fc.string({ unit: fc.constantFrom(...'aÑ\'"",;|\t\n x'), maxLength: 12 }).map((cell) => cell.trim())
  const table = fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 30 })
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
  const plainOrQuoted = (cell: string, isQuoted: boolean) => (isQuoted || /[",;|\t\r\n]/.test(cell) ? quoted(cell) : cell)
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      (cells, delimiter, end, all) => {
        const lines = cells.map((row, at) => [String(at), ...row].map((cell) => plainOrQuoted(cell, all)).join(delimiter))
        const { rows, badRowCount } = read([`id,nombres,apellidos,sexo`.replaceAll(',', delimiter), ...lines, ''].join(end))
        expect(badRowCount).toBe(0)
        expect(rows.map(({ given_names = '', surnames = '', sex = '' }) => [given_names, surnames, sex])).toEqual(cells)
      },
    ),
    { numRuns: 300, seed: 5 },
  )
})

describe('columns', () => {
  test('parts of a name are joined in the order of the columns', () => {
    const { rows } = read(
      'id,primer_nombre,segundo_nombre,primer_apellido,segundo_apellido\n1,Ana,María,Coc,\n2,Ana,,Coc,Us\n3,Ana,María,Coc,Us\n',
    )
    expect(rows.map(({ given_names, surnames }) => `${given_names}/${surnames}`)).toEqual([
      'Ana María/Coc',
      'Ana/Coc Us',
      'Ana María/Coc Us',
    ])
  })

  test('a column is what one says it is, or is left out', () => {
    const map = new Map<string, Field | undefined>([
      ['a', 'surnames'],
      ['sexo', undefined],
    ])
    const { rows, columns } = read('id,a,sexo\n1,Coc,M\n', { map })
    expect(rows).toEqual([{ id: '1', surnames: 'Coc' }])
    expect(columns.map(({ field }) => field)).toEqual([undefined, 'surnames', undefined])
  })

  test('the column of ids may be compared as well', () => {
    expect(read('cui,nombres\n3000 00001 0101,Ana\n', { id: 'cui' }).rows).toEqual([
      { id: '3000 00001 0101', cui: '3000 00001 0101', given_names: 'Ana' },
    ])
  })
})

describe('rows that are not as they should be stay, and are told by line', () => {
  const head = 'id,nombres,apellidos,sexo\n'

  test('too few cells: what is missing is not known', () => {
    const { rows, badRows } = read(`${head}1,Ana\n2,Eva,Us,F\n`)
    expect(rows).toEqual([
      { id: '1', given_names: 'Ana' },
      { id: '2', given_names: 'Eva', surnames: 'Us', sex: 'F' },
    ])
    expect(badRows).toEqual([{ line: 2, problem: 'too-few-cells', cells: 2 }])
  })

  test('too many cells: only the id is kept, for nobody knows which cell went where', () => {
    const { rows, badRows } = read(`${head}1,Ana,Coc,Us,F\n2,Eva,Us,F\n`)
    expect(rows.map(({ id, surnames }) => [id, surnames])).toEqual([
      ['1', undefined],
      ['2', 'Us'],
    ])
    expect(badRows).toEqual([{ line: 2, problem: 'too-many-cells', cells: 5 }])
  })

  test('a quote that is never closed is a sign like any other, and swallows nothing', () => {
    const rest = Array.from({ length: 30_000 }, (_, at) => `${at + 2},Eva,Us,F\n`).join('')
    const { rows, badRows } = read(`${head}1,"Ana,Coc,F\n${rest}`)
    expect(rows).toHaveLength(30_001)
    expect(rows[0]).toMatchObject({ id: '1', given_names: '"Ana', sex: 'F' })
    expect(badRows).toEqual([{ line: 2, problem: 'quote-not-closed', cells: 4 }])
    expect(read(`${head}1,Ana,Coc,"F`).rows[0]).toMatchObject({ id: '1', sex: '"F' })
  })

  test('a quote within a name is no beginning of a cell', () => {
    const { rows, badRowCount } = read(`${head}1,Ana "Nita",Coc,F\n2,"Ana" Nita,Coc,F\n3,Eva,"Us",F\n`)
    expect(rows.map(({ given_names }) => given_names)).toEqual(['Ana "Nita"', '"Ana" Nita', 'Eva'])
    expect(badRowCount).toBe(1)
  })

  test('a row without id', () => {
    expect(read(`${head},Ana,Coc,F\n`).badRows).toEqual([{ line: 2, problem: 'id-missing', cells: 4 }])
  })

  test('a million of them are counted, a thousand told', () => {
    const { badRows, badRowCount, table } = read(head + '1\n'.repeat(1_000_000))
    expect([table.rows, badRowCount, badRows.length, badRows.at(-1)!.line]).toEqual([1_000_000, 1_000_000, 1_000, 1_001])
  })
})

test('a file of several stretches is read as one, wherever a stretch ends', () => {
  const names = ['Ana', '"Eva, la ""Nena"""', 'José', "Tz'unun"]
  const lines = Array.from({ length: 400_000 }, (_, at) => `${at},${names[at % 4]},"Us ${at % 1_000}",${'x'.repeat(at % 50)}`)
  const { rows, badRowCount } = read(`id,nombres,apellidos,notas\r\n${lines.join('\r\n')}\r\n`)
  expect(badRowCount).toBe(0)
  expect(rows).toHaveLength(400_000)
  const wrong = rows.filter(
    ({ id, given_names, surnames }, at) =>
      id !== String(at) ||
      given_names !== ['Ana', 'Eva, la "Nena"', 'José', "Tz'unun"][at % 4] ||
      surnames !== `Us ${at % 1_000}`,
  )
  expect(wrong).toEqual([])
})

test('ids that stand on several rows are counted; blank ones are not the same', () => {
  writeFileSync(file, 'id,nombres\n1,A\n2,B\n1,C\n,D\n,E\n2,F\n1,G\n')
  const { ids, table } = readCsv(file, { id: 'id' })
  expect(repeatedIds(ids, table.rows)).toEqual({ count: 3, first: { row: 2, earlier: 0 } })
})

describe('what is no table is refused', () => {
  test.each<[string, string | Uint8Array, object]>([
    ['an empty file', '', { code: 'file-empty' }],
    ['nothing but blank lines', '\n\n  \n', { code: 'file-empty' }],
    ['no column of that name', 'rec,nombres\n1,Ana\n', { code: 'no-id-column', id: 'id', columns: 'rec, nombres' }],
    ['nothing to compare', 'id,notes\n1,x\n', { code: 'no-columns', columns: 'id, notes' }],
    ['a spreadsheet', Buffer.from('PK\x03\x04xl/workbook'), { code: 'file-not-text', kind: 'spreadsheet' }],
    ['UTF-16', Buffer.from('\ufeffid,nombres\n1,Ana\n', 'utf16le'), { code: 'file-not-text', kind: 'utf-16' }],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 4, 5, 6]), { code: 'file-not-text', kind: 'binary' }],
    ['junk', Uint8Array.from({ length: 4_000 }, (_, at) => (at * 7_919) % 251), { code: 'file-not-text', kind: 'binary' }],
  ])('%s', (_, content, expected) => {
    expect(refusal(content)).toMatchObject(expected)
  })

  test('a column that --map names and the file does not have', () => {
    expect(refusal('id,nombres\n1,Ana\n', { map: new Map([['x', 'sex']]) })).toMatchObject({
      code: 'no-such-column',
      column: 'x',
    })
  })

  test('no such file, and a folder', () => {
    expect(() => readCsv(path.join(folder, 'none.csv'), { id: 'id' })).toThrow('file-not-readable')
    expect(() => readCsv(folder, { id: 'id' })).toThrow('file-not-readable')
  })

  test('a head without rows is a table without rows', () => {
    expect(read('id,nombres\n').rows).toEqual([])
    expect(read('id,nombres').rows).toEqual([])
  })
})
