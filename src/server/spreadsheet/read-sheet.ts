import { type NumberFormat, numberText } from './number-format.ts'
import { damaged, FORMULAS_TOLD, hasFormulas } from './refusals.ts'
import { gatheredRows } from './rows.ts'
import { columnLetters, type Limits, type Row } from './table.ts'
import type { XmlHandlers } from './xml.ts'

/** The size of every sheet of Excel since 2007; an address outside was made by hand. */
const LAST_LINE = 1_048_576
const LAST_COLUMN = 16_384

/** What the cells of every sheet refer to. */
export type Workbook = {
  strings: string[]
  formats: NumberFormat[]
  epoch1904: boolean
}

/**
 * Reads the cells of one sheet while its XML passes by. `scan` runs the XML through the handlers it is given.
 *
 * A formula is refused even though the file also holds its last result: nobody has seen what it will give tomorrow.
 * A value merged down over several rows is repeated in those of them that hold anything else; merged sideways it
 * stays in its first column.
 */
export async function readSheet(
  scan: (handlers: XmlHandlers) => Promise<void>,
  workbook: Workbook,
  limits: Limits,
  onProgress?: (rowsRead: number) => void,
): Promise<{ firstLine: number; rows: Row[] }> {
  const gathered = gatheredRows(limits, onProgress)
  const formulas: string[] = []
  const merges: Merge[] = []
  let line = 0
  let column = 0
  let cells: (string | undefined)[] = []
  let cell: { type: string; style: number; stored: string } | undefined
  let collecting = false
  let phonetic = false

  await scan({
    open(element, attribute) {
      switch (element) {
        case 'row':
          line = next(line, attribute('r'), LAST_LINE)
          column = 0
          cells = []
          return
        case 'c': {
          const address = attribute('r')
          const letters = address === undefined ? undefined : /^([A-Z]{1,3})\d+$/i.exec(address)?.[1]
          if (address !== undefined && letters === undefined) damaged()
          column = next(column, letters && String(columnNumber(letters)), LAST_COLUMN)
          cell = { type: attribute('t') ?? 'n', style: Number(attribute('s') ?? 0), stored: '' }
          return
        }
        case 'f':
          formulas.push(`${columnLetters(column)}${line}`)
          if (formulas.length === FORMULAS_TOLD) throw hasFormulas(formulas)
          return
        case 'rPh':
          phonetic = true
          return
        case 'v':
        case 't':
          collecting = cell !== undefined && !phonetic
          return
        case 'mergeCell':
          merges.push(...mergedDown(attribute('ref')))
          if (merges.length > limits.rows) damaged()
      }
    },
    text(piece) {
      if (collecting && cell) cell.stored += piece
    },
    close(element) {
      if (element === 'v' || element === 't') collecting = false
      else if (element === 'rPh') phonetic = false
      else if (element === 'c' && cell) {
        if (cell.stored !== '') cells[column - 1] = shown(cell, workbook)
        cell = undefined
      } else if (element === 'row') gathered.add(line, cells)
    },
  })

  if (formulas.length > 0) throw hasFormulas(formulas)
  const found = gathered.finished()
  repeatMerged(found.rows, merges)
  return found
}

/** Rows and cells may leave out their number; then they follow the one before. They never go back. */
function next(before: number, told: string | undefined, last: number): number {
  const number = told === undefined ? before + 1 : Number(told)
  return Number.isInteger(number) && number > before && number <= last ? number : damaged()
}

function columnNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}

function shown(cell: { type: string; style: number; stored: string }, workbook: Workbook): string {
  switch (cell.type) {
    case 's':
      return workbook.strings[Number(cell.stored)] ?? damaged()
    case 'b':
      return cell.stored === '0' ? 'FALSE' : 'TRUE'
    case 'd':
      return cell.stored.replace(/T00:00(:00(\.0+)?)?Z?$/, '').slice(0, 16)
    case 'n':
      return numberText(cell.stored, workbook.formats[cell.style] ?? { kind: 'plain' }, workbook.epoch1904)
    default:
      // inlineStr, str (text), e (an error such as #N/A, shown as it stands).
      return unescapedString(cell.stored)
  }
}

type Merge = { column: number; from: number; to: number }

function mergedDown(reference: string | undefined): Merge[] {
  const found = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/i.exec(reference ?? '')
  if (!found || found[2] === found[3]) return []
  return [{ column: columnNumber(found[1] ?? ''), from: Number(found[2]), to: Number(found[3]) }]
}

function repeatMerged(rows: Row[], merges: Merge[]): void {
  const position = new Map(rows.map((row, index) => [row.line, index]))
  for (const { column, from, to } of merges) {
    const first = position.get(from)
    const value = first === undefined ? undefined : rows[first]?.cells[column - 1]
    if (first === undefined || !value) continue
    for (let index = first + 1; index < rows.length; index++) {
      const row = rows[index]
      // Ranges never overlap in a sound file; the first cell that holds something ends an unsound one early.
      if (row === undefined || row.line > to || row.cells[column - 1] !== '') break
      row.cells[column - 1] = value
    }
  }
}

/** `_x000D_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
export function unescapedString(text: string): string {
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}
