import type { ManifestLine } from './manifest-columns.ts'
import { nameOrderOf } from './manifest-contents.ts'
import type { ManifestField, ManifestMapping } from './manifest-fields.ts'
import { saysDateOrder, saysSurnamesFirst, titleKey } from './manifest-titles.ts'

/**
 * How a file writes what can be written in two ways, decided by looking at whole columns.
 *
 * `dateOrder`: which comes first in `03/04/1987`; missing when no row shows it. `serialDates`: dates are bare numbers of a spreadsheet.
 * `letterM`: `M` is Masculino beside `F`, Mujer beside `H`, and unclear beside neither. `nameOrder`: of whole names without a comma.
 */
export type Conventions = {
  dateOrder: 'dmy' | 'mdy' | undefined
  serialDates: boolean
  letterM: 'male' | 'female' | 'unclear'
  nameOrder: 'given-first' | 'surnames-first'
}

/** Reads the conventions off all data rows. One pass over four columns: quick on the longest file. */
export function conventionsOf(mapping: ManifestMapping, titles: string[], lines: ManifestLine[]): Conventions {
  const cells = (field: ManifestField): string[] => {
    const column = mapping[field]
    return column === undefined ? [] : lines.map((one) => (one.cells[column] ?? '').trim())
  }
  const title = (field: ManifestField): string => titles[mapping[field] ?? -1] ?? ''
  const dates = cells('birthDate')
  return {
    dateOrder: dateOrderOf(dates) ?? saysDateOrder(title('birthDate')),
    serialDates: dates.some((cell) => /^[1-4]\d{4}(\.\d+)?$/.test(cell)),
    letterM: letterMOf(cells('sex'), title('sex')),
    nameOrder: saysSurnamesFirst(title('fullName')) ? 'surnames-first' : nameOrderOf(cells('fullName').slice(0, 500)),
  }
}

/** A first number above 12 shows the day first, a second one the month first; a file that shows both has no order. */
function dateOrderOf(dates: string[]): 'dmy' | 'mdy' | undefined {
  let [dmy, mdy] = [0, 0]
  for (const date of dates) {
    const match = /^(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{2,4}\b/.exec(date)
    const [first, second] = [Number(match?.[1]), Number(match?.[2])]
    if (first > 12 && second <= 12) dmy += 1
    if (second > 12 && first <= 12) mdy += 1
  }
  // One slip among many rows does not turn the file around.
  if (dmy > 0 && mdy <= dmy * 0.05) return 'dmy'
  return mdy > 0 && dmy <= mdy * 0.05 ? 'mdy' : undefined
}

function letterMOf(cells: string[], title: string): Conventions['letterM'] {
  const letters = new Set(cells.map((cell) => cell.toUpperCase()))
  const key = titleKey(title)
  const beside = { h: letters.has('H') || /\bh\b|\bhombre\b/.test(key), f: letters.has('F') || /\bf\b|\bfem\b/.test(key) }
  if (beside.h !== beside.f) return beside.h ? 'female' : 'male'
  // In English there is no other M than Male.
  return !beside.h && /^(sex|gender)\b/.test(key) ? 'male' : 'unclear'
}
