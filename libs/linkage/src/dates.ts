import { differing, eightDigits, isSingle, neighboursExchanged } from './digits.ts'

/**
 * A date as one number, year × 10000 + month × 100 + day; 0 for what is not known (`1987-05` → 19870500), 0 altogether for no date.
 * Dates that cannot be (19088419) are kept as they were typed: one wrong key is still one wrong key.
 */
export function dateOf(text: string): number {
  const parts = /^\s*(\d{4})(?:[-/. ]?(\d{1,2})(?:[-/. ]?(\d{1,2}))?)?(?!\d)/.exec(text)
  if (parts) return Number(parts[1]) * 10000 + Number(parts[2] ?? 0) * 100 + Number(parts[3] ?? 0)
  const dayFirst = /^\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?!\d)/.exec(text)
  if (dayFirst) return Number(dayFirst[3]) * 10000 + Number(dayFirst[2]) * 100 + Number(dayFirst[1])
  return 0
}

/** Marks a birth year that was worked out from an age. */
export const fromAge = 0x40000000

/** An age in whole years, −1 where none is told. */
export const yearsOf = (age: string): number => {
  const years = Number(/^\s*\d{1,3}/.exec(age)?.[0] ?? -1)
  return years < 130 ? years : -1
}
/** The year of a date; 0 is not known. */
export const yearOf = (date: string): number => Math.floor(dateOf(date) / 10000)

/** The birth that an age tells: the year only, marked. Without the year it was true in, nothing. */
export const birthFromAge = (years: number, arrivalYear: number): number =>
  years >= 0 && arrivalYear > 0 ? fromAge | ((arrivalYear - years) * 10000) : 0

/** How two births agree, from worst to best; 0 is not known. */
export const birthLevels = [
  'not known',
  'more than 15 years apart',
  '3 to 15 years apart',
  '1 or 2 years apart',
  'only the year agrees',
  'the age fits',
  'day and month agree, the year does not',
  'day and month agree, the year is 1 or 10 off or has digits exchanged',
  'the year and the month or the day agree',
  'day and month are exchanged',
  'one key apart',
  'agree on a first of January',
  'agree',
] as const

/** The level of `birthLevels` for two births as numbers. */
export function birthLevel(a: number, b: number): number {
  if (a === 0 || b === 0) return 0
  if (((a | b) & fromAge) !== 0) return ageLevel(a & ~fromAge, b & ~fromAge, (a & fromAge) !== 0 && (b & fromAge) !== 0)
  const monthDayA = a % 10000
  const monthDayB = b % 10000
  if (a === b) return monthDayA === 101 ? 11 : monthDayA % 100 !== 0 ? 12 : monthDayA !== 0 ? 8 : 4
  const yearA = (a - monthDayA) / 10000
  const yearB = (b - monthDayB) / 10000
  const apart = yearA > yearB ? yearA - yearB : yearB - yearA
  const dayA = monthDayA % 100
  const dayB = monthDayB % 100
  // A first of January is what is written for a day that nobody knows.
  if (dayA === 0 || dayB === 0 || monthDayA === 101 || monthDayB === 101) {
    if (apart !== 0) return yearsApart(apart)
    return monthDayA > 101 && monthDayB > 101 && monthDayA - dayA === monthDayB - dayB ? 8 : 4
  }
  const monthA = (monthDayA - dayA) / 100
  const monthB = (monthDayB - dayB) / 100
  if (oneKeyApart(a, b)) return 10
  if (apart === 0) {
    if (monthA === dayB && monthB === dayA) return 9
    return monthA === monthB || dayA === dayB ? 8 : 4
  }
  if (monthDayA === monthDayB) return apart === 1 || apart === 10 || digitsExchanged(yearA, yearB) ? 7 : 6
  return yearsApart(apart)
}

const yearsApart = (years: number): number => (years > 15 ? 1 : years > 2 ? 2 : 3)

/** Ages are said round and by heart: a year or two off is what they are like. */
function ageLevel(a: number, b: number, both: boolean): number {
  const apart = Math.abs(Math.floor(a / 10000) - Math.floor(b / 10000))
  if (apart <= (both ? 2 : 1)) return 5
  return apart <= 4 ? 3 : apart <= 15 ? 2 : 1
}

/** One digit of eight wrong, or two neighbours exchanged. A year one off is no slip of a key: most years are. */
function oneKeyApart(a: number, b: number): boolean {
  const [one, other] = [eightDigits(a), eightDigits(b)]
  const different = differing(one, other)
  return isSingle(different) || neighboursExchanged(one, other, different)
}

function digitsExchanged(yearA: number, yearB: number): boolean {
  return (
    Math.floor(yearA / 100) === Math.floor(yearB / 100) &&
    yearA % 10 === Math.floor((yearB % 100) / 10) &&
    yearB % 10 === Math.floor((yearA % 100) / 10)
  )
}

/** Whether the ages told fit although the dates do not; not known where the years are not apart or no age was told. */
export const ageLevels = ['not known', 'does not fit', 'fits'] as const

/**
 * The level of `ageLevels`, for dates that are years apart: somebody who says the same age is no stranger for a slip in the year.
 * Of births in the same year or the next the ages fit whoever they are: asked there, the year would be counted twice.
 * Births as numbers, `told` the birth that the age tells (0 for none).
 */
export function ageLevelOf(birthLevel: number, a: number, toldA: number, b: number, toldB: number): number {
  if ((birthLevel !== 1 && birthLevel !== 2 && birthLevel !== 6) || (toldA === 0 && toldB === 0)) return 0
  const year = (birth: number) => Math.floor((birth & ~fromAge) / 10000)
  const fits = (one: number, other: number) => one !== 0 && other !== 0 && Math.abs(year(one) - year(other)) <= 1
  return fits(toldA, toldB) || fits(a, toldB) || fits(toldA, b) ? 2 : 1
}
