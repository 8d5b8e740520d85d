import { expect, test } from 'vitest'
import { isLate, missingProof, numberOf, whatStops } from './requests.ts'

const asked = { state: 'open', kind: 'access', asker: { kind: 'person' }, identity: { document: 'dpi' } } as const
const nothing = { proofs: [], untold: 0 }

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
  expect(whatStops({ ...asked, kind: 'correction' }, 'answered', { proofs: [], untold: 1 })).toBe('recipients-not-told')
  expect(whatStops({ ...asked, kind: 'correction' }, 'answered', nothing)).toBeUndefined()
  expect(whatStops(asked, 'answered', { proofs: [], untold: 1 })).toBeUndefined()
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
