import { describe, expect, test } from 'vitest'
import { callLimits, houseOf, type Kind, usualCallsPerMinute } from './call-limits.ts'

const start = Date.parse('2026-11-20T15:00:00Z')
const moment = (seconds: number) => new Date(start + seconds * 1000)

/** How many calls pass at a moment before one is refused, and what that one says. */
function pass(
  limits: ReturnType<typeof callLimits>,
  kind: Kind,
  who: string,
  now: Date,
): { passed: number; retryAfter: unknown } {
  for (let passed = 0; ; passed++) {
    try {
      limits(kind, who, now)
    } catch (error) {
      const { status, code, details } = error as { status: number; code: string; details: { retryAfter: number } }
      expect([status, code]).toEqual([429, 'too-many-requests'])
      return { passed, retryAfter: details.retryAfter }
    }
  }
}

describe('the calls of an account', () => {
  test('may be a minute’s at once; then as many as pass in the time, and the refusal says when', () => {
    const limits = callLimits(60)
    expect(pass(limits, 'query', 'a', moment(0))).toEqual({ passed: 60, retryAfter: 1 })
    expect(pass(limits, 'query', 'a', moment(5))).toEqual({ passed: 5, retryAfter: 1 })
    expect(pass(limits, 'download', 'a', moment(5))).toEqual({ passed: 6, retryAfter: 10 })
    expect(pass(limits, 'query', 'a', moment(3600)).passed).toBe(60)
  })

  test('are nobody else’s, and one kind is not another', () => {
    const limits = callLimits(60)
    pass(limits, 'query', 'a', moment(0))
    expect(pass(limits, 'query', 'b', moment(0)).passed).toBe(60)
    expect(pass(limits, 'command', 'a', moment(0)).passed).toBe(30)
  })

  test('do not hang on a clock that is set back or forward', () => {
    const limits = callLimits(60)
    pass(limits, 'query', 'a', moment(3600))
    expect(pass(limits, 'query', 'a', moment(0)).passed).toBe(0)
    expect(pass(limits, 'query', 'a', moment(60)).passed).toBeGreaterThan(50)
  })

  test('are not counted where the configuration says 0', () => {
    const limits = callLimits(0)
    for (let times = 0; times < 10_000; times++) limits('entrance', 'a', moment(0))
  })

  test('of a hundred thousand addresses are forgotten when they are quiet', () => {
    const limits = callLimits(usualCallsPerMinute)
    const before = process.memoryUsage().heapUsed
    for (let n = 0; n < 200_000; n++) limits('page', `10.0.${n >> 8}.${n & 255}`, moment(n / 100))
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000)
  })
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
  ['2001:0db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['local', 'local'],
])('%s stands for %s', (address, house) => expect(houseOf(address)).toBe(house))
