/**
 * Cuts bytes into rows and cells, as RFC 4180 says and as people really write: any of four delimiters, blanks around cells, line ends
 * of three kinds, quotes that were never closed. It only finds where cells are; what they say is read afterwards, column by column.
 */

/** What is wrong with a row. It stays in the table all the same. */
export type BadRow = {
  /** Line of the file on which the row begins, from 1. */
  line: number
  problem: 'too-few-cells' | 'too-many-cells' | 'quote-not-closed' | 'id-missing'
  cells: number
}

/**
 * Where the cells of a stretch of rows are: cell of column c in row r is at `starts[c * capacity + r]`, up to `ends[…]`; an end below
 * zero, as ~end, means that the cell has doubled quotes within. A cell that is not there is empty.
 */
export type Cells = { rows: number; capacity: number; starts: Int32Array; ends: Int32Array }

export type Scan = {
  delimiter: number
  columns: number
  /** The column that must not be blank. */
  id: number
  /** Line on which the next row begins. */
  line: number
  badRows: BadRow[]
  badRowCount: number
}

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d
const blank = 0x20
const tab = 0x09
/** A quoted cell may run over lines, but not for ever: a quote that is never closed shall not swallow the file. */
const longestQuoted = 1 << 16
const badRowsKept = 1_000

const unfinished = -1
const notClosed = -2

export function roomForCells(columns: number, capacity: number): Cells {
  return { rows: 0, capacity, starts: new Int32Array(columns * capacity), ends: new Int32Array(columns * capacity) }
}

/**
 * Finds the cells of the whole rows of `bytes[from … to)`, as many as there is room for, and gives back where the first row begins that
 * was not taken. With `isLast` every row is whole.
 */
export function scanRows(scan: Scan, cells: Cells, bytes: Uint8Array, from: number, to: number, isLast: boolean): number {
  cells.rows = 0
  let rowStart = from
  /** In the row that begins here quotes mean nothing, because one of them is not closed. */
  let literal = -1
  while (rowStart < to && cells.rows < cells.capacity) {
    const end = scanRow(scan, cells, bytes, rowStart, to, isLast, literal === rowStart)
    if (end === unfinished) return rowStart
    if (end === notClosed) literal = rowStart
    else rowStart = end
  }
  return rowStart
}

function scanRow(
  scan: Scan,
  cells: Cells,
  bytes: Uint8Array,
  rowStart: number,
  to: number,
  isLast: boolean,
  isLiteral: boolean,
): number {
  const { delimiter, columns } = scan
  const { starts, ends, capacity } = cells
  let place = cells.rows
  let at = rowStart
  let count = 0
  let lines = 1
  let extra = false
  let last = 0
  for (;;) {
    while (at < to && (bytes[at] === blank || (bytes[at] === tab && delimiter !== tab))) at++
    let start = at
    let end = at
    let isDoubled = false
    if (!isLiteral && at < to && bytes[at] === quote) {
      const found = endOfQuoted(bytes, at, to, delimiter)
      if (found === unfinished) return isLast || to - at > longestQuoted ? notClosed : unfinished
      if (found === notClosed) return notClosed
      start = at + 1
      end = quoted.end
      lines += quoted.lines
      isDoubled = quoted.isDoubled
      at = found
      if (at === to && !isLast) return unfinished
      last = at < to ? bytes[at]! : lineFeed
    } else {
      last = 0
      for (; at < to; at++) {
        last = bytes[at]!
        if (last === delimiter || last === lineFeed || last === carriageReturn) break
      }
      if (at === to) {
        if (!isLast) return unfinished
        last = lineFeed
      }
      end = at
    }
    while (end > start && (bytes[end - 1] === blank || bytes[end - 1] === tab)) end--
    if (count < columns) {
      starts[place] = start
      ends[place] = isDoubled ? ~end : end
      place += capacity
    } else if (end > start) extra = true
    count++
    if (last !== delimiter) break
    at++
  }
  // A line end of two bytes may be cut in two.
  if (at < to && bytes[at] === carriageReturn) {
    if (at + 1 === to && !isLast) return unfinished
    if (at + 1 < to && bytes[at + 1] === lineFeed) at++
  }
  const next = Math.min(to, at + 1)
  if (count === 1 && isBlank(bytes, rowStart, at)) {
    scan.line++
    return next
  }
  const row = cells.rows++
  for (let column = count; column < columns; column++) starts[column * capacity + row] = ends[column * capacity + row] = 0
  if (extra)
    for (let column = 0; column < columns; column++)
      if (column !== scan.id) starts[column * capacity + row] = ends[column * capacity + row] = 0
  const id = scan.id * capacity + row
  if (isLiteral) complain(scan, 'quote-not-closed', count)
  else if (extra) complain(scan, 'too-many-cells', count)
  else if (count < columns) complain(scan, 'too-few-cells', count)
  else if (starts[id] === ends[id]) complain(scan, 'id-missing', count)
  scan.line += lines
  return next
}

/** Of the last quoted cell: where its text ends, over how many line ends it runs, and whether it has doubled quotes. */
const quoted = { end: 0, lines: 0, isDoubled: false }

/**
 * Where the delimiter or line end after a quoted cell is; the cell's quote is at `at`. After the closing quote there must be one of them,
 * else the first quote was no quote (`notClosed`), as in `"Juan" Pérez`.
 */
function endOfQuoted(bytes: Uint8Array, at: number, to: number, delimiter: number): number {
  const most = Math.min(to, at + longestQuoted)
  quoted.lines = 0
  quoted.isDoubled = false
  let end = at + 1
  for (; ; end++) {
    if (end >= most) return most < to ? notClosed : unfinished
    const byte = bytes[end]!
    if (byte === quote) {
      if (end + 1 >= to || bytes[end + 1] !== quote) break
      quoted.isDoubled = true
      end++
    } else if (byte === lineFeed) quoted.lines++
  }
  quoted.end = end
  let next = end + 1
  while (next < to && (bytes[next] === blank || (bytes[next] === tab && delimiter !== tab))) next++
  const after = bytes[next]
  return next === to || after === delimiter || after === lineFeed || after === carriageReturn ? next : notClosed
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at]! > blank) return false
  return true
}

function complain(scan: Scan, problem: BadRow['problem'], cells: number): void {
  scan.badRowCount++
  if (scan.badRows.length < badRowsKept) scan.badRows.push({ line: scan.line, problem, cells })
}
