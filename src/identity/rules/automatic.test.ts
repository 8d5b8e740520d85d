import { describe, expect, test } from 'vitest'
import type { Who } from '../contract.ts'
import { mayJoin } from './automatic.ts'
import { pairOf, type Told } from './persons.ts'

const aReturn = (subjectId: string, who: Partial<Who> = {}): Who => ({
  subjectId,
  arrivalId: `arrival of ${subjectId}`,
  state: 'received',
  arrivedOn: '2026-11-20',
  facilityId: 'crr-fag',
  originCountry: 'US',
  ...who,
})
const said = (a: string, b: string, verdict: Told['verdict'], more: Partial<Told> = {}): Told => {
  const [oneId, otherId] = pairOf(a, b)
  return { oneId, otherId, verdict, decisionId: `${a}${b}`, position: 1, undone: false, ...more }
}
const [valid, another] = ['9000000150101', '9000000231413']

describe('the program joins two people by itself', () => {
  test('when nothing speaks against it', () => {
    expect(mayJoin([aReturn('a')], [aReturn('b')], [])).toBe(true)
    expect(mayJoin([aReturn('a', { cui: valid })], [aReturn('b', { cui: '9000 00015 0101' }), aReturn('c')], [])).toBe(true)
    expect(mayJoin([aReturn('a')], [aReturn('b')], [said('a', 'z', 'different')])).toBe(true)
  })
  test('never when somebody said "different" of any of their returns', () => {
    expect(mayJoin([aReturn('a')], [aReturn('b'), aReturn('c')], [said('a', 'c', 'different')])).toBe(false)
    expect(mayJoin([aReturn('a')], [aReturn('b'), aReturn('c')], [said('b', 'c', 'different')])).toBe(false)
    expect(mayJoin([aReturn('a')], [aReturn('b')], [said('a', 'b', 'different', { undone: true })])).toBe(false)
  })
  test('never when somebody could not be sure of them, or took a link between them back', () => {
    expect(mayJoin([aReturn('a')], [aReturn('b')], [said('a', 'b', 'unsure')])).toBe(false)
    expect(mayJoin([aReturn('a'), aReturn('c')], [aReturn('b')], [said('c', 'b', 'same', { undone: true })])).toBe(false)
  })
  test('never when they have different valid CUIs; one that cannot be says nothing', () => {
    expect(mayJoin([aReturn('a', { cui: valid })], [aReturn('b', { cui: another })], [])).toBe(false)
    expect(mayJoin([aReturn('a', { cui: valid })], [aReturn('b', { cui: '9000000170101' })], [])).toBe(true)
  })
  test('never when both stand on one arrival list', () =>
    expect(mayJoin([aReturn('a')], [aReturn('b'), aReturn('c', { arrivalId: 'arrival of a' })], [])).toBe(false))
})
