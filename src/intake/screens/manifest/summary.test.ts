import { expect, test } from 'vitest'
import { effectOf, mappingWith, partsWith, peopleIn } from './summary.ts'

const counts = {
  rows: 125,
  new: 119,
  same: 0,
  changed: 0,
  received: 0,
  skipped: 2,
  unusable: 4,
  gone: 3,
  withErrors: 4,
  withWarnings: 9,
}

test('rows that are no persons are not people', () => {
  expect(peopleIn(counts)).toBe(123)
})

test('the sentence leaves out what there is none of', () => {
  expect(partsWith(counts).map(({ part }) => part)).toEqual(['new', 'unusable', 'skipped'])
})

test('people who are gone change something only if they are to be withdrawn', () => {
  const nothing = { counts: { ...counts, new: 0 } }
  expect(effectOf(nothing, false).any).toBe(false)
  expect(effectOf(nothing, true).any).toBe(true)
})

test('a field stands in one column, and a column holds one field', () => {
  expect(mappingWith({ surnames: 0, givenNames: 1 }, 2, 'surnames')).toEqual({ givenNames: 1, surnames: 2 })
  expect(mappingWith({ surnames: 0, givenNames: 1 }, 1, 'surnames')).toEqual({ surnames: 1 })
  expect(mappingWith({ surnames: 0, givenNames: 1 }, 0, undefined)).toEqual({ givenNames: 1 })
})
