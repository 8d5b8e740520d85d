import { Problem } from '#base/problem.ts'

/** More than the busiest desk needs: ten flights and sixty searches. */
export const usualPersonsPerHour = 3000
const hour = 3_600_000

/**
 * How many different persons each account is shown within an hour: who copies a register asks for more than who works with it. It counts
 * in this process alone and forgets at its end; a person seen again within the hour counts once.
 */
export function readingLimit(most: number): (account: string, persons: readonly string[], now: Date) => void {
  const seen = new Map<string, { since: number; persons: Set<string> }>()
  /** Throws `too-many-persons` with the seconds until the hour is over, when these would be more than an account may see. */
  return (account, persons, now) => {
    const known = seen.get(account)
    const mine = known && now.getTime() - known.since < hour ? known : { since: now.getTime(), persons: new Set<string>() }
    seen.set(account, mine)
    const fresh = persons.filter((person) => !mine.persons.has(person))
    if (mine.persons.size + fresh.length > most) {
      const retryAfter = Math.max(1, Math.ceil((mine.since + hour - now.getTime()) / 1000))
      throw new Problem(429, 'too-many-persons', { most, retryAfter })
    }
    for (const person of fresh) mine.persons.add(person)
  }
}
