import { z } from 'zod'

/**
 * A date as far as it is known, as text in the profile of ISO 8601-2:2019 known as EDTF level 1
 * (https://www.loc.gov/standards/datetime/): `1987`, `1987-05`, `1987-05-12`, and with a final `~` for "about": `1987~`.
 *
 * "About" is read as one unit either side: `1987~` is 1986 to 1988, `1987-05~` April to June.
 */
export type PartialDate = string

type Parts = { year: number; month?: number; day?: number; about: boolean }

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)$/
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const pad = (number: number, length = 2): string => String(number).padStart(length, '0')

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && leap ? 29 : (monthDays[month - 1] ?? 0)
}

export const isRealDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)

/** The parts of a date in our own text, or undefined when it is not one. */
export function partsOf(date: PartialDate): Parts | undefined {
  const match = shape.exec(date)
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), match[2] ? Number(match[2]) : undefined, match[3] ? Number(match[3]) : undefined]
  if (year < 1 || (month !== undefined && !isRealDay(year, month, day ?? 1))) return undefined
  return { year, month, day, about: match[4] === '~' }
}

export function partialDate(year: number, month?: number, day?: number, about = false): PartialDate {
  const text = [pad(year, 4), month && pad(month), day && pad(day)].filter(Boolean).join('-')
  return about ? `${text}~` : text
}

export const isPartialDate = (text: string): boolean => partsOf(text) !== undefined
export const PartialDate = z.string().refine(isPartialDate, 'partial-date')

/** The date `days` after (or before) a full ISO date. Pure arithmetic on the calendar: no clock, no time zone. */
export function addDays(day: string, days: number): string {
  let [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  date += days
  while (date < 1) {
    month -= 1
    if (month < 1) [year, month] = [year - 1, 12]
    date += daysIn(year, month)
  }
  while (date > daysIn(year, month)) {
    date -= daysIn(year, month)
    month += 1
    if (month > 12) [year, month] = [year + 1, 1]
  }
  return partialDate(year, month, date)
}

function addMonths(year: number, month: number, by: number): [year: number, month: number] {
  const index = year * 12 + (month - 1) + by
  return [Math.floor(index / 12), (index % 12) + 1]
}

/** The first and the last day the date can mean, as full ISO dates. `1987` → 1987-01-01 to 1987-12-31. */
export function boundsOf(date: PartialDate): { first: string; last: string } {
  const parts = partsOf(date)
  if (!parts) throw new RangeError('not a partial date')
  const { year, month, day, about } = parts
  const spread = about ? 1 : 0
  if (month === undefined) return { first: partialDate(year - spread, 1, 1), last: partialDate(year + spread, 12, 31) }
  if (day === undefined) {
    const [firstYear, firstMonth] = addMonths(year, month, -spread)
    const [lastYear, lastMonth] = addMonths(year, month, spread)
    return { first: partialDate(firstYear, firstMonth, 1), last: partialDate(lastYear, lastMonth, daysIn(lastYear, lastMonth)) }
  }
  const full = partialDate(year, month, day)
  if (!about) return { first: full, last: full }
  return { first: addDays(full, -spread), last: addDays(full, spread) }
}

/** Whole years between two full ISO dates; 0 before the first birthday, negative never. */
function yearsBetween(born: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4))
  return Math.max(0, today.slice(5) < born.slice(5) ? years - 1 : years)
}

/** The youngest and the oldest the person can be on `today` (ISO date), in whole years. */
export function ageRange(date: PartialDate, today: string): { min: number; max: number } {
  const { first, last } = boundsOf(date)
  return { min: yearsBetween(last, today), max: yearsBetween(first, today) }
}

/** Under 18? `unknown` when the date leaves both possible: then treat the person as a child until shown otherwise. */
export function isMinor(date: PartialDate, today: string): 'yes' | 'no' | 'unknown' {
  const { min, max } = ageRange(date, today)
  if (max < 18) return 'yes'
  return min >= 18 ? 'no' : 'unknown'
}

/** Order for sorting: by the first day a date can mean, and of two that begin alike the more exact first. */
export function comparePartialDates(one: PartialDate, other: PartialDate): number {
  const [a, b] = [boundsOf(one), boundsOf(other)]
  const order = a.first === b.first ? [a.last, b.last] : [a.first, b.first]
  if (order[0] === order[1]) return 0
  return (order[0] ?? '') < (order[1] ?? '') ? -1 : 1
}

/** Can both mean the same day? `same`: the same text; `compatible`: they overlap (`1987` and `1987-05-12`). */
export function datesAgree(one: PartialDate, other: PartialDate): 'same' | 'compatible' | 'different' {
  if (one === other) return 'same'
  const [a, b] = [boundsOf(one), boundsOf(other)]
  return a.first <= b.last && b.first <= a.last ? 'compatible' : 'different'
}

/** January first; also what the reader of dates accepts, whole or by their first three letters. */
export const monthNames = {
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}

/** `12 de mayo de 1987`, `mayo de 1987`, `1987`, `hacia 1987`; `12 May 1987`, `May 1987`, `1987`, `about 1987`. */
export function showPartialDate(date: PartialDate, language: 'es' | 'en'): string {
  const parts = partsOf(date)
  if (!parts) return date
  const month = parts.month && monthNames[language][parts.month - 1]
  const words = [parts.day, month, parts.year].filter(Boolean).map(String)
  if (language === 'en') return (parts.about ? 'about ' : '') + words.join(' ')
  return (parts.about ? (parts.day ? 'hacia el ' : 'hacia ') : '') + words.join(' de ')
}

/**
 * About when someone of a stated age was born: the middle of the year in which the birth must lie.
 * 38 on 2026-11-20 → born 2025-11-21 − 38 … 2026-11-20 − 38 → mostly 1988 → `1988~`; on 2026-02-01 → `1987~`.
 * With months (infants) → `2026-03~`.
 */
export function birthFromAge(age: { years: number } | { months: number }, today: string): PartialDate {
  const [year = 0, month = 1] = today.split('-').map(Number)
  if ('months' in age) return partialDate(...addMonths(year, month, -age.months), undefined, true)
  return partialDate(month > 6 ? year - age.years : year - age.years - 1, undefined, undefined, true)
}
