import { expect, test } from 'vitest'
import { isLate, missingProof, numberOf, stopsErasure, whatStops } from './requests.ts'

const asked = { state: 'open', kind: 'access', asker: { kind: 'person' }, identity: { document: 'dpi' } } as const
const nothing = { proofs: [], untold: 0, erased: false, waits: false }
const oneUntold = { ...nothing, untold: 1 }

test('nobody is given anything before it is known who asks, nor a representative without a power', () => {
  expect(missingProof({ ...asked, identity: undefined }, ['identity'])).toBe('identity-not-checked')
  expect(missingProof({ ...asked, asker: { kind: 'representative' } }, ['identity'])).toBe('power-not-shown')
  expect(missingProof({ ...asked, asker: { kind: 'representative' } }, ['power'])).toBeUndefined()
  expect(missingProof(asked, [])).toBeUndefined()
})

test('a refusal needs no proof, an answer does', () => {
  const unknown = { ...asked, identity: undefined }
  expect(whatStops(unknown, 'answered', nothing)).toBe('identity-not-checked')
  expect(whatStops(unknown, 'refused', nothing)).toBeUndefined()
  expect(whatStops(unknown, 'handed_over', nothing)).toBeUndefined()
})

test('a correction is answered once everybody who had the data was told; who only wants to know waits for nobody', () => {
  expect(whatStops({ ...asked, kind: 'correction' }, 'answered', oneUntold)).toBe('recipients-not-told')
  expect(whatStops({ ...asked, kind: 'correction' }, 'answered', nothing)).toBeUndefined()
  expect(whatStops(asked, 'answered', oneUntold)).toBeUndefined()
})

test('an erasure is granted once it was carried out, and then nothing more is to be shown; it is refused unless it waits', () => {
  const erasure = { ...asked, kind: 'erasure' } as const
  const gone = { ...erasure, asker: { kind: 'representative' }, identity: undefined } as const
  expect(whatStops(erasure, 'answered', nothing)).toBe('erasure-not-done')
  expect(whatStops(gone, 'answered', { ...oneUntold, erased: true })).toBeUndefined()
  expect(whatStops(erasure, 'refused', nothing)).toBeUndefined()
  expect(whatStops(erasure, 'refused', { ...nothing, waits: true })).toBe('erasure-asked-already')
})

test('an erasure is asked for because of a request for one, by somebody known, once all who had the data were told', () => {
  const erasure = { ...asked, kind: 'erasure' } as const
  expect(stopsErasure(asked, nothing)).toBe('not-an-erasure')
  expect(stopsErasure({ ...erasure, identity: undefined }, nothing)).toBe('identity-not-checked')
  expect(stopsErasure({ ...erasure, asker: { kind: 'representative' } }, nothing)).toBe('power-not-shown')
  expect(stopsErasure(erasure, oneUntold)).toBe('recipients-not-told')
  expect(stopsErasure({ ...erasure, state: 'refused' }, nothing)).toBe('request-closed')
  expect(stopsErasure(erasure, nothing)).toBeUndefined()
})

test('what has ended does not end again', () =>
  expect(whatStops({ ...asked, state: 'answered' }, 'refused', nothing)).toBe('request-closed'))

test('late is what is open after its last day', () => {
  expect(isLate({ state: 'open', dueOn: '2026-11-20' }, '2026-11-20')).toBe(false)
  expect(isLate({ state: 'open', dueOn: '2026-11-20' }, '2026-11-21')).toBe(true)
  expect(isLate({ state: 'refused', dueOn: '2026-11-20' }, '2026-11-21')).toBe(false)
})

test('numbers are written with four figures, and more when there are more', () =>
  expect([numberOf(2026, 7), numberOf(2026, 12345)]).toEqual(['DP-2026-0007', 'DP-2026-12345']))
