import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistanceOf } from './edit-distance.ts'

/** Optimal string alignment as in the textbook: the whole matrix. */
function textbook(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1)
    }
  return d[a.length]![b.length]!
}

test('published distances', () => {
  expect(editDistanceOf('lopez', 'loepz')).toBe(1)
  expect(editDistanceOf('ca', 'abc')).toBe(3)
  expect(editDistanceOf('kitten', 'sitting')).toBe(3)
  expect(editDistanceOf('', 'xiloj')).toBe(5)
})

test('any two words up to 32 letters have the distance of the textbook', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcde'), maxLength: 32 })
  fc.assert(
    fc.property(word, word, (a, b) => editDistanceOf(a, b) === textbook(a, b)),
    { numRuns: 2000 },
  )
})
