import writeExcelFile, { type CellObject } from 'write-excel-file/node'
import { cleanText } from './rows.ts'
import type { Sheet } from './table.ts'

const ORDINARY_WIDTH = 18
const LONGEST_CELL = 32_767

/**
 * One workbook of one or more sheets: bold frozen header, text as text (a CUI keeps its digits, a formula is only
 * shown), numbers as numbers, dates as dates. The notes of all sheets stand together on a last sheet.
 */
export async function writeXlsx(sheets: Sheet[]): Promise<Uint8Array> {
  const names = sheetNames([...sheets.map((sheet) => sheet.name), NOTES])
  const written = sheets.map((sheet, index) => ({
    sheet: names[index] ?? '',
    stickyRowsCount: 1,
    columns: sheet.columns.map((column) => ({ width: column.width ?? Math.max(ORDINARY_WIDTH, column.title.length + 2) })),
    data: [
      sheet.columns.map((column): CellObject => ({ ...textCell(column.title), fontWeight: 'bold', wrap: true })),
      ...sheet.rows.map((row) => row.map(xlsxCell)),
    ],
  }))
  const notes = sheets.flatMap((sheet) => sheet.notes ?? [])
  if (notes.length > 0) {
    const data = notes.map((note): CellObject[] => [{ ...textCell(note), wrap: true }])
    written.push({ sheet: names.at(-1) ?? NOTES, stickyRowsCount: 0, columns: [{ width: 100 }], data })
  }
  return new Uint8Array(await writeExcelFile(written).toBuffer())
}

const NOTES = 'Notas · Notes'

function xlsxCell(value: string | number | Date | undefined): CellObject | null {
  if (value === undefined || value === '') return null
  if (typeof value === 'string') return textCell(value)
  if (typeof value === 'number') return { value, type: Number }
  const dayOnly = value.getTime() % 86_400_000 === 0
  return { value, type: Date, format: dayOnly ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm' }
}

function textCell(text: string): CellObject {
  const value = cleanText(text)
    .slice(0, LONGEST_CELL)
    // Text that looks like the escape of a character (`_x0041_`) would be read as that character.
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    // The library takes the sign for "unreadable" away, and a name with it would seem whole.
    .replaceAll('\ufffd', '_xFFFD_')
  // The library keeps its strings in a plain object, where these names mean something else and ruin the file.
  if (value in {}) return { value: `_x00${value.charCodeAt(0).toString(16)}_${value.slice(1)}`, type: String }
  return { value, type: String }
}

/** Excel's rules: at most 31 characters, none of `[]:*?/\`, no apostrophe outside, no two alike (whatever their case). */
function sheetNames(wanted: string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((name) => {
    const plain =
      cleanText(name)
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || 'Hoja'
    for (let count = 1; ; count++) {
      const suffix = count === 1 ? '' : ` ${count}`
      const candidate = plain.slice(0, 31 - suffix.length).trim() + suffix
      if (taken.has(candidate.toLowerCase())) continue
      taken.add(candidate.toLowerCase())
      return candidate
    }
  })
}
