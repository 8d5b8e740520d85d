import { type CodeList, type Language, labelOf } from '#base/codes.ts'
import { type PartialDate, showPartialDate } from '#base/partial-date.ts'
import { useLanguage } from '#browser/words/use-words.ts'

/** Guatemala has one time zone and no summer time. */
const timeZone = 'America/Guatemala'
const locales: Record<Language, string> = { es: 'es-GT', en: 'en-GB' }

export type Format = ReturnType<typeof formatIn>

/** How dates and numbers are written in a language: `20 de noviembre de 2026`, `21:05`, `14,166`. Moments are ISO texts. */
export function formatIn(language: Language) {
  const locale = locales[language]
  const inZone = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options })
  const numbers = new Intl.NumberFormat(locale, { useGrouping: 'always' })
  const percents = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const days = inZone({ dateStyle: 'long' })
  const shortDays = inZone({ day: 'numeric', month: 'short', year: 'numeric' })
  const times = inZone({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const dayOf = (text: string) => new Date(text.length === 10 ? `${text}T12:00:00-06:00` : text)
  return {
    /** `14,166` */
    number: (value: number) => numbers.format(value),
    /** A share from 0 to 1, always with one decimal, so that a column of them reads well: `12.5%`, `85.0%` */
    percent: (share: number) => percents.format(share),
    /** `20 de noviembre de 2026`, of a moment or of a full date. */
    day: (text: string) => days.format(dayOf(text)),
    /** `20 nov 2026`, for tables. */
    shortDay: (text: string) => shortDays.format(dayOf(text)),
    /** `21:05` */
    time: (moment: string) => times.format(new Date(moment)),
    /** `20 nov 2026, 21:05` */
    moment: (moment: string) => `${shortDays.format(new Date(moment))}, ${times.format(new Date(moment))}`,
    /** `mayo de 1987`, `hacia 1987` */
    partialDate: (date: PartialDate) => showPartialDate(date, language),
    /** The words for a code of a list. */
    label: (list: CodeList, code: string) => labelOf(list, code, language),
  }
}

const formats: Partial<Record<Language, Format>> = {}

/** The format of the interface's language now. */
export function useFormat(): Format {
  const language = useLanguage()
  formats[language] ??= formatIn(language)
  return formats[language]
}

/** Today in Guatemala as a full ISO date. */
export function todayIn(now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now)
}

/** What clocks in Guatemala show at a moment, as form fields write it: `2026-11-20T21:05`. */
export function wallClockOf(moment: string): string {
  return new Date(new Date(moment).getTime() - 6 * 3_600_000).toISOString().slice(0, 16)
}

/** The moment at which clocks in Guatemala show this. */
export function momentIn(wallClock: string): string {
  return new Date(`${wallClock}-06:00`).toISOString()
}
