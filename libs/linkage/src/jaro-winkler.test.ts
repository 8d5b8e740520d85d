import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jaroWinklerOf } from './jaro-winkler.ts'

/** Jaro–Winkler as Winkler wrote it, letter by letter. */
function textbook(a: string, b: string): number {
  if (a === '' || b === '') return a === b ? 1 : 0
  const window = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const takenA = new Set<number>()
  const takenB: number[] = []
  for (let j = 0; j < b.length; j++)
    for (let i = Math.max(0, j - window); i <= Math.min(a.length - 1, j + window); i++)
      if (a[i] === b[j] && !takenA.has(i)) {
        takenA.add(i)
        takenB.push(j)
        break
      }
  const m = takenA.size
  if (m === 0) return 0
  const inA = [...takenA].sort((x, y) => x - y)
  const t = Math.floor(inA.filter((i, at) => a[i] !== b[takenB[at]!]).length / 2)
  const jaro = (m / a.length + m / b.length + (m - t) / m) / 3
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

// Winkler (1994), "Advanced methods for record linkage", table of string comparators, as it is quoted everywhere.
test.each([
  ['martha', 'marhta', 0.9611],
  ['dwayne', 'duane', 0.84],
  ['dixon', 'dicksonx', 0.8133],
  ['jones', 'johnson', 0.8324],
  ['abroms', 'abrams', 0.9222],
])('%s and %s are alike as published', (a, b, published) => {
  expect(jaroWinklerOf(a, b)).toBeCloseTo(published, 3)
})

test('any two words up to 32 letters have the similarity of the textbook', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdef'), maxLength: 32 })
  fc.assert(
    fc.property(word, word, (a, b) => Math.abs(jaroWinklerOf(a, b) - textbook(a, b)) < 1e-12),
    { numRuns: 2000 },
  )
})
