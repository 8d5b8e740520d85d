import Papa from 'papaparse'
import { protectedText } from './formula.ts'
import { numberText } from './number-format.ts'
import { cleanText } from './rows.ts'
import type { Sheet } from './table.ts'

/**
 * A table as CSV that every spreadsheet program opens rightly and that other programs can read: UTF-8 with its mark,
 * commas, CRLF, quotes after RFC 4180. Text that a program would run as a formula carries an apostrophe in front,
 * which `readTable` takes off again. Notes are left out: a CSV holds data only.
 */
export function writeCsv(sheet: Sheet): Uint8Array {
  const titles = sheet.columns.map((column) => textCell(column.title))
  const rows = sheet.rows.map((row) => row.map(csvCell))
  const text = Papa.unparse([titles, ...rows], { delimiter: ',', newline: '\r\n' })
  return new TextEncoder().encode(`\ufeff${text}\r\n`)
}

function csvCell(value: string | number | Date | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return textCell(value)
  return typeof value === 'number' ? numberText(String(value), { kind: 'plain' }) : dateCell(value)
}

function textCell(text: string): string {
  return protectedText(cleanText(text))
}

function dateCell(date: Date): string {
  return date.toISOString().slice(0, 16).replace('T00:00', '')
}
