import type { Settings } from '../contract/bases.ts'

/**
 * Ten working days for an answer and ten more once (Decreto 57-2008, arts. 33 and 42 to 43, our reading: to be confirmed by the
 * institution), and a second person for what leaves. An institution changes it in its settings.
 */
export const usualSettings: Settings = { answerDays: 10, extensionDays: 10, secondPerson: true, daysOff: [], version: 0 }

/**
 * Holidays of the law (Código de Trabajo, art. 127, and Decreto 19-2018, which moves two of them to a Monday; our reading). Half days are
 * worked. Local feasts and asuetos granted in a year are days off of the institution's settings.
 */
const holidays: readonly { day: string; es: string; moves?: true }[] = [
  { day: '01-01', es: 'Año Nuevo' },
  { day: '05-01', es: 'Día del Trabajo' },
  { day: '06-30', es: 'Día del Ejército', moves: true },
  { day: '09-15', es: 'Día de la Independencia' },
  { day: '10-20', es: 'Día de la Revolución', moves: true },
  { day: '11-01', es: 'Día de Todos los Santos' },
  { day: '12-25', es: 'Navidad' },
]

/** The days before Easter Sunday: Thursday and Friday of Holy Week. */
const beforeEaster: readonly number[] = [3, 2]

/** Holidays of a year, as ISO dates. 2026: Holy Thursday is 2 April, and the Day of the Revolution (a Tuesday) is kept on Monday 19. */
export function holidaysOf(year: number): string[] {
  const fixed = holidays.map(({ day, moves }) => (moves ? kept(`${year}-${day}`) : `${year}-${day}`))
  return [...fixed, ...beforeEaster.map((days) => plus(easter(year), -days))].toSorted()
}

/**
 * The last day to answer: so many working days after the day it was asked (ISO dates), which does not count itself. Asked on Friday
 * 20 November 2026, ten working days end on Friday 4 December.
 */
export function dueOn(askedOn: string, workingDays: number, daysOff: readonly string[] = []): string {
  let day = askedOn
  for (let left = workingDays; left > 0; ) {
    day = plus(day, 1)
    if (isWorked(day, daysOff)) left -= 1
  }
  return day
}

function isWorked(day: string, daysOff: readonly string[]): boolean {
  const weekday = weekdayOf(day)
  return weekday !== 0 && weekday !== 6 && !holidaysOf(Number(day.slice(0, 4))).includes(day) && !daysOff.includes(day)
}

/** Tuesday and Wednesday are kept on the Monday before, Thursday to Sunday on the Monday after. */
function kept(day: string): string {
  const weekday = weekdayOf(day)
  if (weekday === 1) return day
  return weekday === 2 || weekday === 3 ? plus(day, 1 - weekday) : plus(day, (8 - weekday) % 7)
}

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()
const plus = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876): 2026 → 2026-04-05. */
export function easter(year: number): string {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const month = Math.floor((h + l - 7 * m + 90) / 25)
  const day = (h + l - 7 * m + 33 * month + 19) % 32
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
