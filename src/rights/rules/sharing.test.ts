import { describe, expect, test } from 'vitest'
import type { Basis } from '../contract/bases.ts'
import { readings } from './legal-bases.ts'
import { type Asked, mayShare } from './sharing.ts'

const today = '2026-11-20'
const bases: Basis[] = readings.map((reading) => ({ ...reading, word: 'confirmed' }))
const unsure: Basis[] = readings.map((reading) => ({ ...reading, word: 'to_confirm' }))
const answer = (answer: 'given' | 'refused' | 'withdrawn' | 'not_asked', day: number, recipient?: string) => ({
  purpose: 'referral' as const,
  answer,
  recipient,
  at: `2026-11-${String(day).padStart(2, '0')}T12:00:00.000Z`,
  textVersion: '2026-11',
})
const adult = (...consents: ReturnType<typeof answer>[]): Asked => ({ consents, childAlone: false })
const referral = (person: Asked, institution: string, known: Basis[] = bases) =>
  mayShare(person, 'referral', institution, known, today)

describe('consent', () => {
  test('that was given lets data be shared, and names the text it was given to', () =>
    expect(referral(adult(answer('given', 1)), 'mides')).toEqual({
      may: true,
      because: 'consent',
      at: '2026-11-01T12:00:00.000Z',
      textVersion: '2026-11',
    }))
  test('that was withdrawn, refused or never asked does not', () => {
    expect(referral(adult(answer('given', 1), answer('withdrawn', 2)), 'mides')).toMatchObject({
      may: false,
      because: 'withdrawn',
    })
    expect(referral(adult(answer('refused', 1)), 'mides')).toMatchObject({ may: false, because: 'refused' })
    expect(referral(adult(), 'mides')).toEqual({ may: false, because: 'not_asked' })
  })
  test('for one purpose is none for another', () =>
    expect(mayShare(adult(answer('given', 1)), 'call_back', 'mides', bases, today)).toMatchObject({ may: false }))
  test('for one institution is none for another, and a refusal to one leaves the others', () => {
    expect(referral(adult(answer('given', 1, 'mides')), 'mides').may).toBe(true)
    expect(referral(adult(answer('given', 1, 'mides')), 'pnc').may).toBe(false)
    expect(referral(adult(answer('given', 1), answer('refused', 1, 'pnc')), 'pnc')).toMatchObject({ because: 'refused' })
    expect(referral(adult(answer('given', 1), answer('refused', 1, 'pnc')), 'mides').may).toBe(true)
  })
  test('withdrawn for everybody ends what was given before to one institution, not what is given to it later', () => {
    const before = [answer('given', 1, 'mides'), answer('given', 1), answer('withdrawn', 2)]
    expect(referral(adult(...before), 'mides').because).toBe('withdrawn')
    expect(referral(adult(...before, answer('given', 3, 'mides')), 'mides').may).toBe(true)
  })
})

describe('a law', () => {
  const childAlone: Asked = { consents: [answer('refused', 1)], childAlone: true }
  test('that the institution has confirmed replaces consent, for those it speaks of and to whom it names', () => {
    expect(referral(childAlone, 'pgn')).toEqual({ may: true, because: 'basis', basisId: 'pina-children-alone' })
    expect(referral(childAlone, 'mides').may).toBe(false)
    expect(referral(adult(answer('refused', 1)), 'pgn').may).toBe(false)
    expect(referral({ consents: [], childAlone: false, compartment: 'trafficking' }, 'svet').basisId).toBe('vet-victims')
  })
  test('that nobody has confirmed allows nothing, and the reason says so', () => {
    expect(referral({ ...childAlone, consents: [] }, 'pgn', unsure)).toEqual({
      may: false,
      because: 'basis_to_confirm',
      basisId: 'pina-children-alone',
    })
    expect(referral(childAlone, 'pgn', unsure)).toMatchObject({ may: false, because: 'refused' })
  })
  test('counts from its first day to its last', () => {
    const ended = bases.map((basis) => ({ ...basis, validUntil: '2026-11-19' }))
    expect(referral(childAlone, 'pgn', ended).may).toBe(false)
    expect(mayShare(childAlone, 'referral', 'pgn', ended, '2026-11-19').may).toBe(true)
    expect(mayShare(childAlone, 'referral', 'pgn', bases, '2003-07-18').may).toBe(false)
  })
})
