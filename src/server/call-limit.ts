import { Problem } from '#base/problem.ts'

/** Ten a second, for a whole minute: more than a machine needs that asks for what changed. */
export const usualCallsPerMinute = 600
const minute = 60_000

/** How many calls each machine makes within a minute. It counts in this process alone. Throws `too-many-calls` with the seconds to wait. */
export function callLimit(most: number): (account: string, now: Date) => void {
  const made = new Map<string, { since: number; times: number }>()
  return (account, now) => {
    const known = made.get(account)
    const mine = known && now.getTime() - known.since < minute ? known : { since: now.getTime(), times: 0 }
    made.set(account, mine)
    if (mine.times >= most) {
      const retryAfter = Math.max(1, Math.ceil((mine.since + minute - now.getTime()) / 1000))
      throw new Problem(429, 'too-many-calls', { most, retryAfter })
    }
    mine.times += 1
  }
}
