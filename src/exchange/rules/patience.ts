/** Waiting longer after each failure: `first` seconds, then `factor` times as long each time, never more than `most`. */
export type Patience = { first: number; factor: number; most: number }

/** A question to a registry: 5 s, 20 s, 80 s, 5 min, 21 min, then every hour. */
export const forAnswers: Patience = { first: 5, factor: 4, most: 3600 }

/**
 * How many seconds to wait after so many failures. `chance` (0 to 1) spreads it over half of it to one and a half times as much, so that
 * those who failed together do not come back together. Worked: two failures, first 5, factor 4, chance 0.5 → 5 × 4 = 20.
 */
export function secondsToWait(failures: number, { first, factor, most }: Patience, chance: number): number {
  return Math.min(most, first * factor ** Math.max(0, failures - 1)) * (0.5 + chance)
}

/** A telling that nobody took: 5 s, 20 s, 80 s, 5 min, 21 min, 1 h 25 min, then every 5 h 41 min. */
export const forDeliveries: Patience = { first: 5, factor: 4, most: 20_480 }
/** Then it is given up, and an administrator may send it again. */
export const hoursOfDelivery = 72
