import { describe, expect, test } from 'vitest'
import { bCubed, calibration, pairCompleteness, pairwise, precisionAbove, recallByGroup } from './metrics.ts'

const of = (...values: number[]) => Uint32Array.from(values)

describe('pairs of the final clusters', () => {
  test('three of one person, one of whom is put with another: 1 of 3 true pairs is found, of 2', () => {
    // Persons: {0,1,2} {3}; clusters: {0,1} {2,3}. True pairs 01 02 12; found 01 23; right 01.
    const { precision, recall, f1, ...counts } = pairwise(of(0, 0, 0, 1), of(0, 0, 2, 2))
    expect(counts).toEqual({ truePairs: 3, foundPairs: 2, rightPairs: 1 })
    expect(precision).toBe(0.5)
    expect(recall).toBeCloseTo(1 / 3, 12)
    expect(f1).toBeCloseTo(0.4, 12)
  })

  test('the same grouping under other numbers is perfect', () => {
    expect(pairwise(of(5, 5, 2, 2, 9), of(0, 0, 2, 2, 4)).f1).toBe(1)
  })

  test('everybody in one cluster: all true pairs are found, and six in all', () => {
    expect(pairwise(of(0, 0, 1, 1), of(0, 0, 0, 0))).toMatchObject({ recall: 1, precision: 2 / 6 })
  })

  test('with two files only pairs across them count', () => {
    // Rows 0–2 are the first file, 3–4 the second. Person 0: rows 0, 1, 3; person 1: rows 2, 4.
    const counts = pairwise(of(0, 0, 1, 0, 1), of(0, 1, 2, 0, 2), 3)
    expect(counts).toMatchObject({ truePairs: 3, foundPairs: 2, rightPairs: 2, precision: 1 })
  })

  test('nothing found is precise and finds nothing', () => {
    expect(pairwise(of(0, 0), of(0, 1))).toMatchObject({ precision: 1, recall: 0, f1: 0 })
  })
})

test('B³ of the example of Bagga and Baldwin: two ways to merge clusters of 5, 2 and 5 have precision 0.762 and 0.583', () => {
  // Their figure 9: truth {1–5} {6,7} {8–12}; first answer joins 6,7 with 8–12, second joins 1–5 with 8–12.
  const truth = of(0, 0, 0, 0, 0, 1, 1, 2, 2, 2, 2, 2)
  const first = bCubed(truth, of(0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1))
  const second = bCubed(truth, of(0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0))
  expect(first.precision).toBeCloseTo((5 + (2 * 2 + 5 * 5) / 7) / 12, 12)
  expect(first.precision).toBeCloseTo(0.762, 3)
  expect(second.precision).toBeCloseTo(0.583, 3)
  expect([first.recall, second.recall]).toEqual([1, 1])
})

test('recall is told for each group', () => {
  // Group 0: rows 0, 1, 2 are one person, found 01 (1 of 3). Group 1: rows 3, 4 found.
  const groups = recallByGroup(of(0, 0, 0, 1, 1), of(0, 0, 2, 3, 3), Uint8Array.of(0, 0, 0, 1, 1))
  expect(groups).toEqual([
    { group: 0, truePairs: 3, recall: 1 / 3 },
    { group: 1, truePairs: 1, recall: 1 },
  ])
})

test('pair completeness is the share of true pairs among the candidates', () => {
  expect(pairCompleteness(of(0, 0, 0, 1), of(0, 0), of(1, 3), 3)).toBeCloseTo(1 / 3, 12)
})

describe('calibration', () => {
  const probabilities = Float64Array.from([...Array(10).fill(0.9), ...Array(10).fill(0.1)])
  const isTrue = Uint8Array.from([1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])

  test('8 of 10 true at 0.9 and 1 of 10 at 0.1 is an error of 0.05', () => {
    const { error, bins } = calibration(probabilities, isTrue)
    expect(error).toBeCloseTo(0.05, 12)
    expect(bins[18]).toEqual({ pairs: 10, said: expect.closeTo(0.9), was: 0.8 })
  })

  test('certainty has a bin, and no pairs no error', () => {
    expect(calibration(Float64Array.of(1), Uint8Array.of(1)).error).toBe(0)
    expect(calibration(new Float64Array(), new Uint8Array()).error).toBe(0)
  })

  test('precision above a probability counts what stands at it', () => {
    expect(precisionAbove(probabilities, isTrue, 0.9)).toEqual({ pairs: 10, precision: 0.8 })
    expect(precisionAbove(probabilities, isTrue, 0.95)).toEqual({ pairs: 0, precision: 1 })
  })
})
