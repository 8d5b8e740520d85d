import { describe, expect, test } from 'vitest'
import { consentTextFor, isChildAlone, officesFor } from './child-alone.ts'

const day = '2026-11-20'
const nine = '2017-05-12'

describe('a child alone', () => {
  test.each(['unaccompanied_child', 'separated_child'] as const)(
    'is one whom the desk noted as %s, whatever the date says',
    (condition) => {
      expect(isChildAlone({ condition }, day)).toBe(true)
      expect(isChildAlone({ condition, birthDate: '1990' }, day)).toBe(true)
    },
  )

  test('is also a child who travelled alone and whose condition nobody has noted yet', () => {
    expect(isChildAlone({ birthDate: nine, travelledAlone: true }, day)).toBe(true)
    expect(isChildAlone({ birthDate: nine, travelledAlone: true, condition: 'unknown' }, day)).toBe(true)
    expect(isChildAlone({ birthDate: nine, travelledAlone: true, condition: 'adult' }, day)).toBe(true)
  })

  test('is one who may be under 18, until it is shown otherwise', () => {
    expect(isChildAlone({ birthDate: '2008', travelledAlone: true }, day)).toBe(true)
    expect(isChildAlone({ birthDate: '2008', travelledAlone: true, condition: 'adult' }, day)).toBe(false)
  })

  test('is no adult who travelled alone, no child with family, and nobody of whom nothing is known', () => {
    expect(isChildAlone({ birthDate: '1990', travelledAlone: true }, day)).toBe(false)
    expect(isChildAlone({ birthDate: nine }, day)).toBe(false)
    expect(isChildAlone({ birthDate: nine, travelledAlone: true, condition: 'accompanied_child' }, day)).toBe(false)
    expect(isChildAlone({ travelledAlone: true }, day)).toBe(false)
  })

  test('is asked in words for a child, and their slip names who accompanies them', () => {
    const alone = { condition: 'unaccompanied_child', birthDate: nine } as const
    expect(consentTextFor(alone, day)).toBe('child')
    expect(officesFor(alone, day)).toEqual({ accompanying: ['pgn'], toTurnTo: ['conamigua'] })
  })

  test('whoever may be a child has the institution for children on the slip; an adult has not', () => {
    expect(officesFor({ birthDate: nine, condition: 'accompanied_child' }, day).toTurnTo).toEqual(['pgn', 'conamigua'])
    expect(officesFor({}, day).toTurnTo).toEqual(['pgn', 'conamigua'])
    expect(officesFor({ birthDate: '1990' }, day)).toEqual({ accompanying: [], toTurnTo: ['conamigua'] })
    expect(consentTextFor({ birthDate: '1990' }, day)).toBe('everybody')
  })
})
