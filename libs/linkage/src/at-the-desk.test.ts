import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { records } from '../evaluation/records.ts'
import { compareWithAll, compareWithEach, forRegisterOf, keysOfEach, soughtKeysOf } from './at-the-desk.ts'
import { linkRecords } from './link-records.ts'
import type { Model } from './model.ts'
import { type PersonRecord, tableOf } from './table.ts'

const people: PersonRecord[] = Array.from(records({ seed: 11, rows: 600, level: 'chaotic' }), (made) => ({
  given_names: made.givenNames,
  surnames: made.surnames,
  sex: made.sex,
  birth_date: made.birthDate,
  cui: made.cui,
  municipality: made.municipality,
}))
const document = JSON.stringify((await linkRecords(tableOf(people))).model)
/** Read anew, a model that nobody has worked with. */
const aModel = (): Model => forRegisterOf(JSON.parse(document), 100_000)
const somebody = fc.integer({ min: 0, max: people.length - 1 }).map((at) => people[at]!)

test('a desk that has compared many gives the same scores and reasons as one that opens with this comparison', () => {
  const model = aModel()
  fc.assert(
    fc.property(somebody, fc.array(somebody, { minLength: 1, maxLength: 30 }), (who, others) => {
      expect(compareWithEach(model, who, others)).toEqual(compareWithEach(aModel(), who, others))
    }),
    { numRuns: 60 },
  )
})

test('what is explained later, in any order, is what was scored', () => {
  const [who, ...others] = people.slice(0, 40)
  const { scores, explain } = compareWithAll(aModel(), who!, others)
  const each = compareWithEach(aModel(), who!, others)
  for (let index = others.length - 1; index >= 0; index--) {
    expect(explain(index)).toEqual(each[index])
    expect(explain(index).score).toBe(scores[index])
  }
})

test('the start and all weights sum up to the score', () => {
  for (const { score, start, weights } of compareWithEach(aModel(), people[0]!, people.slice(1, 50)))
    expect(weights.reduce((sum, { bits }) => sum + bits, start)).toBeCloseTo(score, 8)
})

describe('somebody is found', () => {
  const petra = {
    given_names: 'Petra Eulalia',
    surnames: 'Mérida Aguilón',
    birth_date: '1996-05-08',
    municipality: '1224',
  } satisfies PersonRecord
  const finds = (typed: PersonRecord, stored: PersonRecord) => {
    const [keys] = keysOfEach([stored])
    return soughtKeysOf(typed).some((key) => keys!.includes(key))
  }
  const spoilt = { given_names: 'Betla Yulaja', surnames: 'Nerita Agvilun' }

  test('by the birth date and the town when all names are spoilt', () => {
    expect(finds({ ...petra, ...spoilt }, petra)).toBe(true)
    expect(finds({ ...petra, ...spoilt, municipality: '1301' }, petra)).toBe(false)
    expect(finds({ ...petra, ...spoilt, birth_date: '1996-01-01' }, { ...petra, birth_date: '1996-01-01' })).toBe(false)
  })

  test.each(['1996-08-05', '1995-05-08', '1997-05-08'])('though the date was written %s', (birth_date) => {
    expect(finds({ ...petra, ...spoilt, birth_date }, petra)).toBe(true)
  })

  test('by both surnames, or both given names, and the town', () => {
    const undated = { ...petra, birth_date: '' }
    expect(finds({ ...undated, given_names: spoilt.given_names }, undated)).toBe(true)
    expect(finds({ ...undated, surnames: 'Agvilun' }, undated)).toBe(true)
    expect(finds({ ...undated, surnames: 'Aguilón Mérida', given_names: '' }, undated)).toBe(true)
  })

  test('by all the keys under which they themselves stand, each once', () => {
    for (const who of people.slice(0, 100)) {
      const sought = soughtKeysOf(who)
      expect(sought).toEqual(expect.arrayContaining(keysOfEach([who])[0]!))
      expect(new Set(sought).size).toBe(sought.length)
    }
  })
})
