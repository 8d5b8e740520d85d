import { isRealDay } from './partial-date.ts'

/**
 * A day as people type it, day first: `20/11/2026`, `20-11-26`, `20.11.2026`, `20112026`; ISO text too. A year of two digits is of
 * this century: days are of arrivals and reports, not of births (those are read by `parsePartialDate`). Undefined when it is no day.
 */
export function readDay(text: string): string | undefined {
  const plain = text.trim()
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain)
  if (iso) return dayOf(iso[1], iso[2], iso[3])
  const match = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(plain) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(plain)
  if (!match) return undefined
  const [, day, month, year = ''] = match
  return dayOf(year.length === 2 ? `20${year}` : year, month, day)
}

/** `2026-11-20` → `20/11/2026`. */
export function writeDay(day: string): string {
  return day.split('-').toReversed().join('/')
}

/** A time of day on a clock of 24 hours: `21:05`, `9.05`, `2105`, `21 h`. Undefined when it is none. */
export function readTimeOfDay(text: string): string | undefined {
  const match =
    /^(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(?:h|hrs?|horas)?\.?$/.exec(text.trim().toLowerCase()) ??
    /^(\d{2})(\d{2})$/.exec(text.trim())
  if (!match) return undefined
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)]
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : undefined
}

function dayOf(year = '', month = '', day = ''): string | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  return y >= 1900 && y < 2200 && isRealDay(y, m, d) ? `${y}-${two(m)}-${two(d)}` : undefined
}

const two = (number: number): string => String(number).padStart(2, '0')
