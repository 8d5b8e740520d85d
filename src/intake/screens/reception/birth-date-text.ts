import { type PartialDate, partsOf } from '#base/partial-date.ts'
import { dateFromAge, parsePartialDate, type ReadDate } from '#base/partial-date-reading.ts'

/**
 * A birth date or an age as it is said at the desk, day first: `12/05/1987`, `mayo 1987`, `aprox. 1987`, `39 años`, and a bare `39`.
 */
export function readBirth(text: string, today: string): ReadDate {
  const bare = text.trim()
  if (/^\d{1,3}$/.test(bare)) return dateFromAge(bare, today)
  return parsePartialDate(bare, { today, order: 'dmy' })
}

/** While it is typed, is it sure what was meant? `12/05/19` may become 1987: it counts when the field is left. */
export function isSure({ date, findings }: ReadDate): boolean {
  return date !== undefined && findings.length === 0
}

/** A date as one would type it to get the same date: `12/05/1987`, `05/1987`, `1987`, `aprox. 1987`. */
export function writeBirth(date: PartialDate): string {
  const parts = partsOf(date)
  if (!parts) return date
  const two = (number: number) => String(number).padStart(2, '0')
  const written = [parts.day && two(parts.day), parts.month && two(parts.month), parts.year].filter(Boolean).join('/')
  return parts.about ? `aprox. ${written}` : written
}
