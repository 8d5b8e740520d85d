import { describe, expect, test } from 'vitest'
import { modelFor } from '../api/model.ts'
import type { Who } from '../contract.ts'
import { compareWith, keysOf, keysOfEach } from './compare.ts'
import { bandOf, isEnough, recordOf, renewal, usualThresholds } from './likeness.ts'

const aReturn = (who: Partial<Who>): Who => ({
  subjectId: '01a1f93f-7689-7c9e-a7bc-336aa0148a4b',
  arrivalId: '01a1f93f-7689-7c9e-a7bc-336aa0148a4c',
  state: 'received',
  arrivedOn: '2026-11-20',
  facilityId: 'crr-fag',
  originCountry: 'US',
  ...who,
})
const tomas = aReturn({
  givenNames: 'Baltazar Tomás',
  surnames: 'Tz’unux Ixcoy',
  sex: 'male',
  birthDate: '1991-04-23',
  birthMunicipality: '0806',
})
const bandBetween = (one: Who, other: Who) => bandOf(compareWith(modelFor(100_000), one, [other])[0]!.score, usualThresholds)

describe('two returns are', () => {
  const cases: [string, Partial<Who>, string[]][] = [
    ['probably of one person when everything agrees', {}, ['same']],
    ['worth a look when the names are spelt as heard', { givenNames: 'Baltasar', surnames: 'Tsunux Ixkoy' }, ['same', 'ask']],
    ['not of one person when only the surnames and the town agree', { givenNames: 'Lorenzo', birthDate: '1995-11-02' }, ['weak']],
    ['never probably of one person when father and son share their names', { birthDate: '1966-01-30' }, ['ask', 'weak']],
  ]
  test.each(cases)('%s', (_, answers, bands) => expect(bands).toContain(bandBetween(tomas, aReturn({ ...tomas, ...answers }))))
})

test('the score and its reasons are the same in a list and alone', () => {
  const other = aReturn({ ...tomas, surnames: 'Tsunux' })
  const [alone] = compareWith(modelFor(5000), tomas, [other])
  expect(compareWith(modelFor(5000), tomas, [aReturn({ givenNames: 'Ana', surnames: 'Pop Caal' }), other])[1]).toEqual(alone)
})

test('the larger the register, the likelier it is that names agree by chance', () => {
  const [ana, other] = [aReturn({ givenNames: 'Ana', surnames: 'López' }), aReturn({ givenNames: 'Ana', surnames: 'López' })]
  const scoreAmong = (returns: number) => compareWith(modelFor(returns), ana, [other])[0]!.score
  expect(scoreAmong(1_000_000)).toBeLessThan(scoreAmong(1000) - 5)
})

test('names heard differently share keys; what is withdrawn is looked for by none', () => {
  const shared = keysOf(tomas).filter((key) => keysOf(aReturn({ ...tomas, surnames: 'Tsunux Ixkoy' })).includes(key))
  expect(shared.length).toBeGreaterThan(3)
  expect(renewal([1, 2, 3], [2, 4])).toEqual({ gone: [1, 3], added: [4] })
})

test('the keys of a return are the same alone and among others', () => {
  const ana = aReturn({ givenNames: 'Ana', surnames: 'López', cui: '1234567890101' })
  expect(keysOfEach([ana, tomas])).toEqual([keysOf(ana), keysOf(tomas)])
})

test('an approximate birth is its year, and a surname alone is not enough to look for anybody', () => {
  expect(recordOf(aReturn({ birthDate: '1987~' })).birth_date).toBe('1987')
  expect(isEnough(aReturn({ surnames: 'López' }))).toBe(false)
  expect(isEnough(aReturn({ surnames: 'López', givenNames: 'Ana' }))).toBe(true)
  expect(isEnough(aReturn({ cui: '1234 56789 0101' }))).toBe(true)
})
