import { createHash } from 'node:crypto'

/** The days of the generator's world: arrivals of 2019 to 2026. */
export const firstDay = Date.UTC(2019, 0, 1)
export const days = 2_880
const dayLength = 86_400_000
/** How many people come with one arrival. */
const perArrival = 125

export const arrivalsADay = (returns: number): number => Math.max(1, Math.round(returns / days / perArrival))

/** The arrival of a day (`2026-11-20`) that takes the row of this number. */
export const arrivalOn = (day: string, row: number, aDay: number): string => idOf(`${day} ${row % aDay}`)

/** Everybody comes at eight in the morning. */
export const instantOf = (day: string): Date => new Date(Date.parse(day) + 14 * 3_600_000)

export function* allArrivals(aDay: number): Generator<{ arrivalId: string; day: string }> {
  for (let number = 0; number < days; number++) {
    const day = new Date(firstDay + number * dayLength).toISOString().slice(0, 10)
    for (let arrival = 0; arrival < aDay; arrival++) yield { arrivalId: arrivalOn(day, arrival, aDay), day }
  }
}

function idOf(text: string): string {
  const hex = createHash('md5').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
