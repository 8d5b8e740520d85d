/**
 * The shapes every part of this folder shares: what a file becomes when it is read, what is given to be written, and
 * the limits of both.
 */

/** A file as it was received. `sheet` asks for one sheet of a workbook by name; without it the first that shows data. */
export type SpreadsheetFile = { name: string; bytes: Uint8Array; sheet?: string }

/** One row that holds something. `line` is the number a spreadsheet program shows beside it (1 is the first). */
export type Row = { line: number; cells: string[] }

/**
 * A file as a person sees it: every cell is text, all rows have the same number of cells, blank rows are left out.
 * The header, where there is one, is simply the first row.
 */
export type Table = {
  format: 'csv' | 'xlsx'
  encoding?: Encoding
  delimiter?: Delimiter
  sheet?: string
  sheets?: string[]
  firstLine: number
  rows: Row[]
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export type Delimiter = ',' | ';' | '\t' | '|'

/** One table to write. A `Date` is read in UTC: midnight is written as a date alone. Notes go to XLSX only. */
export type Sheet = {
  name: string
  columns: { title: string; width?: number }[]
  rows: (string | number | Date | undefined)[][]
  notes?: string[]
}

/** What a file may cost us: bytes of the file, bytes after unpacking, parts of a workbook, rows, columns, characters of a cell. */
export type Limits = {
  bytes: number
  unpackedBytes: number
  parts: number
  rows: number
  columns: number
  characters: number
  seconds: number
}

export const ordinaryLimits: Limits = {
  bytes: 20 * 1024 * 1024,
  unpackedBytes: 100 * 1024 * 1024,
  parts: 1000,
  rows: 20_000,
  columns: 200,
  characters: 2000,
  seconds: 30,
}

/** The letters above a column: 1 is `A`, 27 is `AA`. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + ((column - 1) % 26))
  return column > 26 ? columnLetters(Math.floor((column - 1) / 26)) + last : last
}

/** Bytes as the megabytes a sentence can say: at most one decimal. */
export function megabytes(bytes: number): number {
  return Math.round((bytes / 1024 / 1024) * 10) / 10
}
