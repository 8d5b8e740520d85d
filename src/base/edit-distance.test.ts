import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance } from './edit-distance.ts'

describe('edit distance', () => {
  test.each([
    ['sanarate', 'sanarate', 0],
    ['sanarte', 'sanarate', 1],
    ['sanarte', 'sansare', 2],
    ['coban', 'cobna', 1],
    ['', 'ana', 3],
    ['kitten', 'sitting', 3],
  ])('%j and %j differ by %i', (one, other, distance) => {
    expect(editDistance(one, other, 9)).toBe(distance)
  })

  test('counting stops above the limit', () => {
    expect(editDistance('huehuetenango', 'quetzaltenango', 2)).toBe(3)
    expect(editDistance('a', 'aaaaaaaaaa', 2)).toBe(3)
  })

  test('it is the same both ways, zero only for the same word, and never more than the longer word', () => {
    const word = fc.stringMatching(/^[abc]{0,9}$/)
    fc.assert(
      fc.property(word, word, (one, other) => {
        const distance = editDistance(one, other, 20)
        expect(editDistance(other, one, 20)).toBe(distance)
        expect(distance === 0).toBe(one === other)
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length))
        for (const limit of [0, 1, 2]) expect(editDistance(one, other, limit)).toBe(Math.min(distance, limit + 1))
      }),
    )
  })
})
