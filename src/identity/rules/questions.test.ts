import { describe, expect, test } from 'vitest'
import { pairOf, type Told } from './persons.ts'
import { openAmong, type Scored, worthOf } from './questions.ts'
import { isInOrder, laterOf, probabilityOf, thresholdsBy } from './thresholds.ts'

const pair = (a: string, b: string, score: number): Scored => {
  const [oneId, otherId] = pairOf(a, b)
  return { oneId, otherId, score }
}
const said = (a: string, b: string, verdict: Told['verdict'], undone = false): Told => {
  const [oneId, otherId] = pairOf(a, b)
  return { oneId, otherId, verdict, decisionId: `${a}${b}`, position: 1, undone }
}
/** `ab` and `c`: a and b are one person. */
const persons = (...groups: string[]) => new Map(groups.flatMap((group) => [...group].map((one) => [one, group[0]!] as const)))
const open = (pairs: Scored[], people: ReadonlyMap<string, string>, history: Told[] = []) =>
  openAmong(pairs, people, history).map(({ oneId, otherId }) => oneId + otherId)

describe('worth asking about is', () => {
  test('of every two people one pair, the likeliest', () =>
    expect(open([pair('a', 'c', 3), pair('b', 'c', 5), pair('b', 'd', 1)], persons('ab', 'c', 'd'))).toEqual(['bc', 'bd']))
  test('nobody who is one person already', () => expect(open([pair('a', 'b', 9)], persons('ab'))).toEqual([]))
  test('nobody who was told apart, by whichever of their returns, or of whom one could not be sure', () => {
    expect(open([pair('a', 'c', 9)], persons('ab', 'c'), [said('b', 'c', 'different')])).toEqual([])
    expect(open([pair('a', 'c', 9)], persons('ab', 'c'), [said('b', 'c', 'unsure')])).toEqual([])
  })
  test('again, what was taken back', () =>
    expect(open([pair('a', 'c', 9)], persons('a', 'c'), [said('a', 'c', 'different', true)])).toEqual(['ac']))
})

describe('an answer is worth', () => {
  const adult = { child: false, closed: false }
  test('as much as there is doubt, for each return that hangs on it', () => {
    expect(worthOf(0, [adult, adult])).toBe(2000)
    expect(worthOf(0, [adult, adult, adult])).toBe(3000)
    expect(worthOf(10, [adult, adult])).toBe(22)
    expect(worthOf(3, [adult, adult])).toBe(worthOf(-3, [adult, adult]))
    expect(worthOf(2000, [adult, adult])).toBe(0)
  })
  test('double for a child, and half as much again where signed counts would change', () => {
    expect(worthOf(0, [adult, { child: true, closed: false }])).toBe(3000)
    expect(worthOf(0, [adult, { child: false, closed: true }])).toBe(2500)
    expect(worthOf(0, [{ child: true, closed: true }])).toBe(3000)
  })
})

describe('thresholds are', () => {
  const set = [
    { ask: 1, same: 11 },
    { facilityId: 'crr-fag', ask: 3, same: 12 },
    { facilityId: 'crr-tecun-uman', ask: undefined, same: undefined },
  ]
  test('those of the centre, else of the institution, else the usual ones', () => {
    expect(thresholdsBy(set)('crr-fag')).toEqual({ ask: 3, same: 12 })
    expect(thresholdsBy(set)('crr-tecun-uman')).toEqual({ ask: 1, same: 11 })
    expect(thresholdsBy(set)('el-ceibo')).toEqual({ ask: 1, same: 11 })
    expect(thresholdsBy([])('el-ceibo')).toEqual({ ask: 0, same: 10 })
  })
  test('in order when one begins to ask before "probably the same", or when nothing is set', () => {
    expect(isInOrder({ ask: 0, same: 10 })).toBe(true)
    expect(isInOrder({ ask: 10, same: 10 })).toBe(false)
    expect(isInOrder({ ask: undefined, same: undefined })).toBe(true)
    expect(isInOrder({ ask: 1, same: undefined })).toBe(false)
  })
  test('of the centre of the later return', () => {
    const [before, after] = [
      { subjectId: 'b', arrivedOn: '2023-01-01' },
      { subjectId: 'a', arrivedOn: '2024-01-01' },
    ]
    expect(laterOf(before, after)).toBe(after)
    expect(laterOf(after, before)).toBe(after)
  })
  test('odds that have a probability: ten bits are a thousand to one', () => expect(probabilityOf(10)).toBeCloseTo(0.999, 4))
})
