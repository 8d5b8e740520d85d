import { expect, test } from 'vitest'
import { whatNext } from './what-next.ts'

const nobody = { listed: 0, expected: 0, receiving: 0, received: 0, notArrived: 0, unlisted: 0 }
const next = (state: 'expected' | 'receiving' | 'closed', counts: Partial<typeof nobody>) =>
  whatNext({ state, kind: 'manifest', counts: { ...nobody, ...counts }, headcounts: {} })

test('an arrival asks for its manifest, its people, and its signature, in this order', () => {
  expect(next('expected', {})).toBe('nextImport')
  expect(next('expected', { listed: 3, expected: 3 })).toBe('nextOpen')
  expect(next('receiving', { listed: 3, expected: 1, received: 2 })).toBe('nextAttend')
  expect(next('receiving', { listed: 3, receiving: 1, received: 2 })).toBe('nextAttend')
  expect(next('receiving', { listed: 3, received: 2, notArrived: 1 })).toBe('nextClose')
  expect(next('closed', { listed: 3, received: 3 })).toBeUndefined()
})

test('a mass event is opened, counted and closed', () => {
  const massEvent = { kind: 'mass_event' as const, counts: nobody }
  expect(whatNext({ ...massEvent, state: 'expected', headcounts: {} })).toBe('nextOpenMass')
  expect(whatNext({ ...massEvent, state: 'receiving', headcounts: {} })).toBe('nextCount')
  expect(whatNext({ ...massEvent, state: 'receiving', headcounts: { men: 12 } })).toBe('nextClose')
})
