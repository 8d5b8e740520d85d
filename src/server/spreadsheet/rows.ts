import { Problem } from '#base/problem.ts'
import { columnLetters, type Limits, type Row } from './table.ts'

const REPORT_EVERY = 500

/**
 * Gathers rows while a file is read, so that a file over a limit is refused at that row and not after all of it.
 *
 * `add` takes the cells as they were found (holes allowed) and keeps the row if it holds anything.
 * Throws `file-too-many-rows`, `file-too-many-columns`, `file-cell-too-long`; `finished` throws `file-empty`.
 */
export function gatheredRows(limits: Limits, onProgress: (rowsRead: number) => void = () => {}) {
  const rows: Row[] = []
  let width = 0

  function add(line: number, found: readonly (string | undefined)[]): void {
    const cells = Array.from(found, (cell) => (cell === undefined ? '' : cleanText(cell)))
    while (cells.at(-1) === '') cells.pop()
    if (cells.length === 0) return
    if (rows.length === limits.rows) throw new Problem(422, 'file-too-many-rows', { line, limit: limits.rows })
    if (cells.length > limits.columns) {
      throw new Problem(422, 'file-too-many-columns', { line, found: cells.length, limit: limits.columns })
    }
    cells.forEach((cell, index) => {
      if (cell.length <= limits.characters) return
      const column = columnLetters(index + 1)
      throw new Problem(422, 'file-cell-too-long', { line, column, found: cell.length, limit: limits.characters })
    })
    rows.push({ line, cells })
    width = Math.max(width, cells.length)
    if (rows.length % REPORT_EVERY === 0) onProgress(rows.length)
  }

  function finished(): { firstLine: number; rows: Row[] } {
    const first = rows[0]
    if (first === undefined) throw new Problem(422, 'file-empty')
    for (const row of rows) while (row.cells.length < width) row.cells.push('')
    onProgress(rows.length)
    return { firstLine: first.line, rows }
  }

  return { rows, add, finished }
}

/**
 * A cell as a person sees it: no blanks outside, one kind of line break, and nothing invisible that a database or a
 * screen cannot hold (control characters, half surrogates, the codes that are no characters: of some the vault makes its marks).
 */
export function cleanText(text: string): string {
  return (
    text
      .replace(/\r\n?|\v/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken away
      .replace(/[\u0000-\u0008\u000c\u000e-\u001f\u007f\ufdd0-\ufdef\ufffe\uffff]/g, '')
      .toWellFormed()
      .trim()
  )
}
