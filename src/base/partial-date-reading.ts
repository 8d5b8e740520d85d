import type { Finding } from './finding.ts'
import { addDays, ageRange, birthFromAge, isRealDay, monthNames, type PartialDate, partialDate, partsOf } from './partial-date.ts'
import { meansUnknown } from './unknown-words.ts'

/**
 * `today`: full ISO date, against which ages and the future are judged. `order`: how the file writes `03/04/1987`, when the other
 * rows have shown it. `serials`: bare numbers of five digits are days counted by a spreadsheet from 1899-12-30.
 */
export type ReadingOptions = { today: string; order?: 'dmy' | 'mdy'; serials?: boolean }
export type ReadDate = { date?: PartialDate; findings: Finding[] }
type Written = { year: number; month?: number; day?: number; findings?: Finding[] }

const oldest = 115
const monthNumbers = new Map<string, number>([
  ...[...monthNames.es.entries(), ...monthNames.en.entries()].flatMap(([index, name]): [string, number][] => {
    const word = name.toLowerCase()
    return [
      [word, index + 1],
      [word.slice(0, 3), index + 1],
    ]
  }),
  ['set', 9],
  ['sept', 9],
  ['setiembre', 9],
])

const aboutBefore =
  /^(aprox(imadamente|imado|imada)?\b\.?|approx(imately)?\b\.?|c(a|irca)?\.? ?(?=\d)|circa|~|about|around|hacia|alrededor de|cerca de|mas o menos|unos|unas|como) */
const aboutAfter = / *(\(?aprox(imadamente|imado)?\.?\)?|~|\?)$/

const finding = (severity: Finding['severity'], code: string, found: string, fix?: PartialDate): Finding => ({
  severity,
  code,
  found,
  fix,
})

/** `12/05/1987`, `5-12-87`: which is the day? What the numbers allow, else what the file does, else day first with a warning. */
function dayAndMonth(
  first: number,
  second: number,
  order: ReadingOptions['order'],
): { day: number; month: number; sure: boolean } {
  const dmy = { day: first, month: second }
  const mdy = { day: second, month: first }
  if (first > 12 || first === second) return { ...dmy, sure: true }
  if (second > 12) return { ...mdy, sure: true }
  return { ...(order === 'mdy' ? mdy : dmy), sure: order !== undefined }
}

/** A year of two digits is the latest such year that has begun by `today`: in 2026, `26` is 2026 and `27` is 1927. */
function fullYear(digits: string, today: string): number {
  if (digits.length === 4) return Number(digits)
  const thisYear = Number(today.slice(0, 4))
  const year = thisYear - (thisYear % 100) + Number(digits)
  return year > thisYear ? year - 100 : year
}

/** Three numbers in the order of a person: `12/05/1987`, `12.5.87`; a `00` or `XX` is a part that is not known. */
function threeNumbers(text: string, { today, order }: ReadingOptions): Written | undefined {
  const match = /^(\d{1,2}|xx?)[-/. ](\d{1,2}|xx?)[-/. ](\d{4}|\d{2})$/.exec(text)
  if (!match) return undefined
  const [first = 0, second = 0] = match.slice(1, 3).map((digits) => Number(digits.replaceAll('x', '0')))
  const year = fullYear(match[3] ?? '', today)
  if (first === 0 || second === 0) return { year, month: first || second || undefined }
  const { day, month, sure } = dayAndMonth(first, second, order)
  const written: Written = { year, month, day, findings: [] }
  if (!sure) written.findings?.push(finding('warning', 'date-ambiguous', text, partialDate(year, month, day)))
  if (match[3]?.length === 2) written.findings?.push(finding('note', 'date-two-digit-year', text, String(year)))
  return written
}

/** Year first, with or without separators: `1987-05-12`, `1987/5`, `19870512`; also `12051987`, when the other way is no date. */
function yearFirst(text: string): Written | undefined {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (compact) {
    const [, year, month, day] = compact.map(Number) as [number, number, number, number]
    if (year >= 1800 && isRealDay(year, month, day)) return { year, month, day }
    return { day: Number(text.slice(0, 2)), month: Number(text.slice(2, 4)), year: Number(text.slice(4)) }
  }
  const match = /^(\d{4})(?:[-/. ](\d{1,2}|xx)(?:[-/. ](\d{1,2}|xx))?)?$/.exec(text)
  if (!match) return undefined
  const [month, day] = match.slice(2, 4).map((digits) => Number((digits ?? '').replaceAll('x', '0')) || undefined)
  return { year: Number(match[1]), month, day: month ? day : undefined }
}

function monthAndYear(text: string): Written | undefined {
  const match = /^(\d{1,2}|xx)[-/. ](\d{4})$/.exec(text)
  return match ? { year: Number(match[2]), month: Number((match[1] ?? '').replaceAll('x', '0')) || undefined } : undefined
}

/** With a month in words, Spanish or English: `12 de mayo de 1987`, `12-may-87`, `May 12, 1987`, `mayo 1987`. */
function monthInWords(text: string, today: string): Written | undefined {
  const tokens = text.split(/[ ,./-]+/).filter((token) => token && !['de', 'del', 'of', 'the', 'ano'].includes(token))
  const at = tokens.findIndex((token) => monthNumbers.has(token))
  if (at < 0 || tokens.length > 3) return undefined
  const month = monthNumbers.get(tokens[at] ?? '')
  const [one, two] = tokens.filter((_, index) => index !== at)
  const [dayText, yearText] = two === undefined ? [undefined, one] : [one, two]
  const day = dayText === undefined ? undefined : /^(\d{1,2})(st|nd|rd|th|o|º|°)?$/.exec(dayText)?.[1]
  if (!yearText || !/^(\d{4}|\d{2})$/.test(yearText) || (dayText !== undefined && !day)) return undefined
  const year = fullYear(yearText, today)
  const findings = yearText.length === 2 ? [finding('note', 'date-two-digit-year', text, String(year))] : []
  return { year, month, day: day ? Number(day) : undefined, findings }
}

function serialNumber(text: string, { serials }: ReadingOptions): Written | undefined {
  const match = serials ? /^(\d{5})(\.\d+)?$/.exec(text) : null
  return match ? partsOf(addDays('1899-12-30', Number(match[1]))) : undefined
}

/** `38 años`, `unos 38`, `8 meses`, `38 years old`: whole years or months of age, or undefined. */
export function readAge(text: string): { years: number } | { months: number } | undefined {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(aboutBefore, '').replace(aboutAfter, '')
  const match =
    /^(\d{1,3})(?:[.,]0+)? *(a|anos?|anios?|y|yo|y\/o|yrs?|years?|m|mes|meses|months?|mos?)?\.?( de edad| cumplidos| old)?$/.exec(
      plain,
    )
  if (!match) return undefined
  return match[2]?.startsWith('m') ? { months: Number(match[1]) } : { years: Number(match[1]) }
}

/** A birth date out of an age, always "about", with a note; a warning and no date when nobody is that old. */
export function dateFromAge(text: string, today: string): ReadDate {
  const age = readAge(text)
  const years = age && ('months' in age ? age.months / 12 : age.years)
  if (!age || years === undefined) return { findings: [finding('warning', 'age-unreadable', text)] }
  if (years > oldest) return { findings: [finding('warning', 'age-too-old', text)] }
  const date = birthFromAge(age, today)
  return { date, findings: [finding('note', 'date-from-age', text, date)] }
}

/** Real, not in the future, not older than anyone. Of an impossible day the year can still be right: 31/02/1987 → 1987. */
function judged({ year, month, day, findings = [] }: Written, about: boolean, found: string, today: string): ReadDate {
  const possible = month === undefined || isRealDay(year, month, day ?? 1)
  const exact = possible ? partialDate(year, month, day) : partialDate(year)
  if (exact > today.slice(0, exact.length)) return { findings: [finding('warning', 'date-future', found)] }
  if (ageRange(exact, today).min > oldest) return { findings: [finding('warning', 'date-too-old', found)] }
  if (!possible) return { date: exact, findings: [finding('warning', 'date-impossible', found, exact)] }
  return { date: partialDate(year, month, day, about), findings: findings.map((one) => ({ ...one, found })) }
}

/**
 * A birth date as desks write it. Never throws. Blank text, and text that says "unknown", give no date and no finding; text that is
 * not understood gives no date and the finding `date-unreadable`. Two-digit years, ages, ambiguous and impossible dates are read as
 * far as they can be and say so. Accepts Spanish and English, day first unless the numbers or `order` say otherwise.
 */
export function parsePartialDate(text: string, options: ReadingOptions): ReadDate {
  const found = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (found === '' || meansUnknown(found)) return { findings: [] }
  const unreadable: ReadDate = { findings: [finding('warning', 'date-unreadable', found.slice(0, 60))] }
  if (found.length > 60) return unreadable
  const plain = found.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const timeless = plain.replace(/^(\d[\d/.-]*\d)[t ]\d{1,2}:\d{2}.*$/, '$1')
  const core = timeless.replace(aboutBefore, '').replace(aboutAfter, '')
  const saysAge = /[a-z]/.test(core) || /^(unos|unas|como) \d{1,3}$/.test(timeless)
  if (saysAge && readAge(core)) return dateFromAge(found, options.today)
  const written =
    threeNumbers(core, options) ??
    yearFirst(core) ??
    monthAndYear(core) ??
    monthInWords(core, options.today) ??
    serialNumber(core, options)
  if (!written || written.year < 1) return unreadable
  return judged(written, core !== timeless, found, options.today)
}
