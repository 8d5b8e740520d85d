/** Reads a CSV file of any size into interned columns: the file is passed once, in stretches, and never held whole. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { fieldNamed } from './column-names.ts'
import { type Ids, type Interner, internColumn, joined, keepIds, type Letters, newInterner, textColumnOf } from './interning.ts'
import { type BadRow, roomForCells, type Scan, scanRows } from './scan-csv.ts'
import { type Field, fields, type Table, type TextColumn } from './table.ts'

export type { Ids } from './interning.ts'
export type { BadRow } from './scan-csv.ts'

export type CsvOptions = {
  /** The column that names each row. */
  id: string
  /** What columns hold whose names do not say it, or say it wrongly; undefined: nothing to compare. */
  map?: ReadonlyMap<string, Field | undefined>
  onProgress?: (bytes: number, of: number) => void
}

export type CsvRead = {
  table: Table
  ids: Ids
  /** All columns of the file, in order, and what they are taken to hold. */
  columns: { name: string; field: Field | undefined }[]
  delimiter: ',' | ';' | '\t' | '|'
  /** Rows that are not as they should be: all of them counted, the first thousand told. */
  badRows: BadRow[]
  badRowCount: number
  /** Distinct values with letters beyond ASCII, by how they were written. */
  letters: Letters
  bytes: number
}

/**
 * A file that cannot be read as a table. `code`: `file-not-readable` {reason}, `file-empty`, `file-not-text` {kind}, `no-id-column`
 * {id, columns}, `no-such-column` {column, columns}, `no-columns` {columns, fields}.
 */
export class UnreadableTable extends Error {
  readonly code: string
  readonly details: Record<string, unknown>

  constructor(code: string, details: Record<string, unknown> = {}) {
    super(code)
    this.name = 'UnreadableTable'
    this.code = code
    this.details = details
  }
}

const stretch = 1 << 23

/** The names of a file's columns, as its first line gives them. Throws `UnreadableTable`. */
export function columnNames(file: string): string[] {
  const handle = opened(file)
  try {
    const buffer = new Uint8Array(1 << 20)
    return headIn(buffer, readInto(handle, buffer, 0)).names
  } finally {
    closeSync(handle)
  }
}

/**
 * Comma, semicolon, tab or bar; LF, CRLF or CR; quotes; UTF-8 (with or without mark) or Windows-1252, or both mixed; blanks around cells.
 * Every row of the file is a row of the table, in order, the bad ones too: cells that are missing are not known, and a row with more
 * cells than the head keeps its id only, because nobody can say which cell went where. Blank lines are no rows.
 * Throws `UnreadableTable`.
 */
export function readCsv(file: string, options: CsvOptions): CsvRead {
  const handle = opened(file)
  try {
    return readOpen(handle, options)
  } finally {
    closeSync(handle)
  }
}

function readOpen(handle: number, { id, map, onProgress }: CsvOptions): CsvRead {
  const size = fstatSync(handle).size
  // A small file fits with one byte to spare, which says that it ended.
  let buffer = new Uint8Array(Math.min(stretch, size + 1))
  let bytes = readInto(handle, buffer, 0)
  const head = headIn(buffer, bytes)
  const columns = columnsOf(head.names, id, map)
  const rowsExpected = expectedRows(size, buffer, bytes)
  const interners = columns.map(({ field }) => (field === undefined ? undefined : newInterner(rowsExpected)))
  const ids: Ids = { bytes: new Uint8Array(1 << 16), starts: new Float64Array(rowsExpected + 1) }
  const scan: Scan = {
    delimiter: head.delimiter.charCodeAt(0),
    columns: columns.length,
    id: head.names.indexOf(id),
    line: head.lines + 1,
    badRows: [],
    badRowCount: 0,
  }
  const cells = roomForCells(columns.length, 1 << 13)
  let rows = 0
  let filled = bytes
  let at = head.end
  for (;;) {
    const isLast = filled < buffer.length
    let rest = at
    do {
      at = rest
      rest = scanRows(scan, cells, buffer, at, filled, isLast)
      keepIds(ids, buffer, cells, scan.id, rows)
      for (const [column, interner] of interners.entries()) if (interner) internColumn(interner, buffer, cells, column, rows)
      rows += cells.rows
    } while (rest > at)
    onProgress?.(bytes, size)
    if (isLast) break
    // The unfinished row goes to the front; a row longer than the buffer gets a larger one.
    if (rest === 0) {
      const larger = new Uint8Array(buffer.length * 2)
      larger.set(buffer)
      buffer = larger
    } else buffer.copyWithin(0, rest, filled)
    const kept = filled - rest
    const more = readInto(handle, buffer, kept)
    bytes += more
    filled = kept + more
    at = 0
  }
  const { badRows, badRowCount } = scan
  return { ...columnsRead(columns, interners, rows), ids, columns, delimiter: head.delimiter, badRows, badRowCount, bytes }
}

/** The columns as text, those of one field joined; each interner is given up as soon as its column is there. */
function columnsRead(columns: CsvRead['columns'], interners: (Interner | undefined)[], rows: number) {
  const letters: Letters = { utf8: 0, windows1252: 0, twice: 0, lost: 0 }
  const found: Partial<Record<Field, TextColumn>> = {}
  for (const [at, { field }] of columns.entries()) {
    const interner = interners[at]
    if (field === undefined || interner === undefined) continue
    const column = textColumnOf(interner, rows, letters)
    interners[at] = undefined
    const before = found[field]
    found[field] = before ? joined(before, column) : column
  }
  return { table: { rows, columns: found }, letters }
}

/** The head's cells, where it ends, and the delimiter that it has most of. */
function headIn(buffer: Uint8Array, filled: number) {
  if (filled === 0) throw new UnreadableTable('file-empty')
  refuseWhatIsNoText(buffer.subarray(0, Math.min(filled, 1 << 16)))
  let start = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0
  let lines = 0
  for (;;) {
    let end = start
    while (end < filled && buffer[end] !== 0x0a && buffer[end] !== 0x0d) end++
    const text = decoded(buffer.subarray(start, end))
    const next = buffer[end] === 0x0d && buffer[end + 1] === 0x0a ? end + 2 : end + 1
    lines++
    // Excel's own first line, which says the delimiter, and is not of the table.
    const isOfExcel = /^sep=.$/i.test(text.trim())
    if (text.trim() !== '' && !isOfExcel) return { ...headCells(text), end: Math.min(next, filled), lines }
    if (next >= filled) throw new UnreadableTable('file-empty')
    start = next
  }
}

function headCells(text: string): { names: string[]; delimiter: CsvRead['delimiter'] } {
  const unquoted = text.replace(/"[^"]*"/g, '')
  const often = (mark: string) => unquoted.split(mark).length
  const delimiter = ([',', ';', '\t', '|'] as const).reduce(
    (best, mark) => (often(mark) > often(best) ? mark : best),
    ',' as const,
  )
  const names: string[] = []
  for (let at = 0, end = 0; at <= text.length; at = end + 1) {
    end = at
    for (let quotes = 0; end < text.length && (text[end] !== delimiter || quotes % 2 === 1); end++)
      if (text[end] === '"') quotes++
    const name = text.slice(at, end).trim()
    names.push((/^".*"$/.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name).trim())
  }
  return { names, delimiter }
}

function columnsOf(names: string[], id: string, map: CsvOptions['map']): CsvRead['columns'] {
  const columns = names.join(', ')
  if (!names.includes(id)) throw new UnreadableTable('no-id-column', { id, columns })
  for (const column of map?.keys() ?? [])
    if (!names.includes(column)) throw new UnreadableTable('no-such-column', { column, columns })
  const known = names.map((name) => ({ name, field: map?.has(name) ? map.get(name) : fieldNamed(name) }))
  if (known.every(({ field }) => field === undefined || field === 'arrival_date'))
    throw new UnreadableTable('no-columns', { columns, fields: fields.join(', ') })
  return known
}

/** So that columns rarely have to grow: rows as long as those at the beginning, and some more. */
function expectedRows(size: number, buffer: Uint8Array, filled: number): number {
  let lines = 1
  const looked = Math.min(filled, 1 << 16)
  for (let at = 0; at < looked; at++) if (buffer[at] === 0x0a) lines++
  return Math.ceil((size / looked) * lines * 1.03) + 16
}

/** `kind`: `spreadsheet` (a ZIP, as XLSX is), `utf-16`, `pdf` or `binary`. */
function refuseWhatIsNoText(bytes: Uint8Array): void {
  const refuse = (kind: string) => {
    throw new UnreadableTable('file-not-text', { kind })
  }
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) refuse('utf-16')
  if (first === 0x50 && second === 0x4b) refuse('spreadsheet')
  if (first === 0xd0 && second === 0xcf) refuse('spreadsheet')
  if (first === 0x25 && second === 0x50 && bytes[2] === 0x44) refuse('pdf')
  let nothing = 0
  let strange = 0
  for (const byte of bytes) {
    if (byte === 0) nothing++
    else if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) strange++
  }
  if (nothing > bytes.length / 4) refuse('utf-16')
  if (nothing > 0 || strange > bytes.length / 100) refuse('binary')
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Fills the rest of the buffer as far as the file goes. */
function readInto(handle: number, buffer: Uint8Array, from: number): number {
  let at = from
  while (at < buffer.length) {
    const read = readSync(handle, buffer, at, buffer.length - at, null)
    if (read === 0) break
    at += read
  }
  return at - from
}

/** A file on a disk: it is opened more than once, which a pipe cannot be. */
function opened(file: string): number {
  let reason = ''
  try {
    const handle = openSync(file, 'r')
    const kind = fstatSync(handle)
    if (kind.isFile()) return handle
    closeSync(handle)
    reason = kind.isDirectory() ? 'EISDIR' : 'ESPIPE'
  } catch (error) {
    throw new UnreadableTable('file-not-readable', { reason: (error as NodeJS.ErrnoException).code })
  }
  throw new UnreadableTable('file-not-readable', { reason })
}

/** An id as text, for people to read; what is written out are its bytes. */
export const idText = ({ bytes, starts }: Ids, row: number): string => decoded(bytes.subarray(starts[row]!, starts[row + 1]!))
