import { isIP } from 'node:net'
import { Problem } from '#base/problem.ts'

/** How often a minute one account may make a call, unless the configuration says otherwise: far more than a person can. */
export const usualCallsPerMinute = 1200

/**
 * Parts of what one account may do in a minute, by kind of call. What nobody in particular does is counted for the network address, of which
 * a whole centre may have only one; what works long in the processor (a password, a paper) is allowed less.
 */
const parts = {
  /** A signed-in account, each for itself. */
  query: 1,
  command: 1 / 2,
  download: 1 / 10,
  /** A machine with a key of its own: whatever it asks. */
  machine: 1,
  /** A network address: everything from there; what somebody unknown asks and commands; pages of the portal. */
  all: 20,
  unknown: 1,
  entrance: 1 / 10,
  page: 1,
} as const
export type Kind = keyof typeof parts

/** Throws `too-many-requests` with the seconds to wait when `who` has made too many calls of this kind. */
export type CallLimits = (kind: Kind, who: string, now: Date) => void

type Bucket = { left: number; at: number }
const minute = 60_000
const manyBuckets = 20_000

/**
 * A bucket for each caller and kind holds a minute's calls and fills evenly: whoever was quiet may hurry for a moment, nobody for long.
 * Counted in this process alone and forgotten at its end. 0 calls a minute: no limit.
 */
export function callLimits(callsPerMinute: number): CallLimits {
  const buckets = new Map<string, Bucket>()
  return (kind, who, now) => {
    const most = callsPerMinute * parts[kind]
    if (most === 0) return
    const key = `${kind} ${who}`
    const at = now.getTime()
    const known = buckets.get(key)
    // A clock that is set back gives nothing and takes nothing.
    const left = known ? Math.min(most, known.left + (Math.max(0, at - known.at) / minute) * most) : most
    buckets.set(key, { left: left < 1 ? left : left - 1, at })
    if (left < 1) throw new Problem(429, 'too-many-requests', { retryAfter: Math.max(1, Math.ceil(((1 - left) / most) * 60)) })
    if (buckets.size > manyBuckets) for (const [other, { at: then }] of buckets) if (at - then >= minute) buckets.delete(other)
  }
}

/** Whom an address stands for: with IPv6 a house has a whole network of them (RFC 6177), and counts as one. */
export function houseOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = plain.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const groups = tail === undefined ? before : [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
