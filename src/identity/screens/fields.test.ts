import { describe, expect, test } from 'vitest'
import { en } from '#browser/words/en.ts'
import { es } from '#browser/words/es.ts'
import { levelsOf } from '../../../libs/linkage/src/pattern.ts'
import type { Weight, Who } from '../contract.ts'
import { reasonsOf, rowsOf } from './fields.ts'

const aReturn = (told: Partial<Who>): Who => ({
  subjectId: 'a',
  arrivalId: 'b',
  state: 'received',
  arrivedOn: '2026-11-20',
  facilityId: 'crr-fag',
  originCountry: 'US',
  ...told,
})
const weight = (comparison: string, level: string, bits: number): Weight => ({
  comparison,
  level,
  bits,
  outcome: bits > 0 ? 'alike' : 'differs',
})
const outcomes = (one: Partial<Who>, other: Partial<Who>, ...weights: Weight[]) =>
  rowsOf(aReturn(one), aReturn(other), weights).map(({ field, outcome }) => `${field} ${outcome}`)

describe('two returns, field by field', () => {
  test('what neither tells is left out, what one tells is not known', () =>
    expect(outcomes({ cui: '9000000151413' }, {})).toEqual(['cui unknown']))
  test('the same name agrees however its apostrophe and accents are written', () =>
    expect(outcomes({ surnames: 'Xoná Tz’unux' }, { surnames: "XONA TZ'UNUX" })).toEqual(['surnames agrees']))
  test('names of which one agrees and one differs are alike', () =>
    expect(
      outcomes(
        { givenNames: 'Ana Lucía' },
        { givenNames: 'Ana' },
        weight('given_1', 'agree', 3),
        weight('given_2', 'differ', -2),
      ),
    ).toEqual(['givenNames alike']))
  test('a year alone does not differ from a date in it, though it weighs against', () =>
    expect(outcomes({ birthDate: '1980~' }, { birthDate: '1980-10-09' }, weight('birth', 'only the year agrees', -0.7))).toEqual([
      'birthDate alike',
    ]))
  test('a place is of birth where both tell it', () =>
    expect(
      outcomes(
        { birthMunicipality: '1413', residenceMunicipality: '0101' },
        { birthMunicipality: '1401', residenceMunicipality: '0101' },
        weight('place', 'the same department', 1),
      ),
    ).toEqual(['birthMunicipality alike', 'residenceMunicipality agrees']))
})

describe('the reasons at the desk', () => {
  const shown = (...weights: Weight[]) => reasonsOf(weights).map(({ field, way }) => `${field} ${way}`)

  test('are the three that weigh most', () =>
    expect(
      shown(
        weight('sex', 'agrees', 0.4),
        weight('cui', 'agree', 25),
        weight('birth', 'agree', 8),
        weight('surname_1', 'agree', 5),
      ),
    ).toEqual(['cui agrees', 'birthDate agrees', 'surnames agrees']))
  test('tell what speaks against, when it weighs anything', () =>
    expect(
      shown(
        weight('cui', 'agree', 25),
        weight('birth', 'agree', 8),
        weight('surname_1', 'sound alike', 5),
        weight('place', 'different departments', -3),
      ),
    ).toEqual(['cui agrees', 'birthDate agrees', 'municipality differs']))
  test('count for the surnames how rare the names are', () =>
    expect(shown(weight('rarity', 'rare', 6), weight('surname_1', 'agree', 0.1), weight('birth', 'agree', 5))[0]).toBe(
      'surnames agrees',
    ))
  test('do not tell that the order is the usual one', () =>
    expect(shown(weight('surname_order', 'stand in the same order', 2), weight('surname_1', 'sound alike', 1))).toEqual([
      'surnames spelt',
    ]))
})

describe('the words', () => {
  const known = ['given_1', 'given_2', 'given_order', 'surname_1', 'surname_2', 'surname_order', 'name_fields', 'married_name']
  const compared = [...known, 'sex', 'birth', 'age', 'cui', 'document', 'phone', 'place'] as (keyof typeof levelsOf)[]
  const levels = compared.flatMap((comparison) => levelsOf[comparison].map((level) => [comparison, level] as const))

  test('are there for every comparison and every level of it, in both languages', () => {
    for (const words of [es.identity, en.identity]) {
      expect(compared.filter((comparison) => !(comparison in words.comparison))).toEqual([])
      expect(levels.filter(([, level]) => !(level in words.level))).toEqual([])
    }
  })

  test('are there for every reason that a comparison can give', () => {
    const reasons = levels.flatMap(([comparison, level]) => reasonsOf([weight(comparison, level, 5)]))
    const missing = reasons.filter(({ field, way }) => !(way in es.identity.reason[field as keyof typeof es.identity.reason]))
    expect(missing).toEqual([])
    expect(reasons.length).toBeGreaterThan(50)
  })
})
