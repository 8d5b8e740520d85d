import { expect, test } from 'vitest'
import { stepsOf } from './comparison/waterfall-steps.ts'
import { differingParts } from './differing-parts.ts'
import { factorIn, shareIn, tendencyOf, timesOf } from './likelihood.ts'

test('ten bits are a thousand to one, and nobody says more than a million', () => {
  expect([1, 3, 5.3, 10, 16, 19.9, 40].map(timesOf)).toEqual([2, 8, 40, 1000, 70_000, 1_000_000, 1_000_000])
})

test('half a bit either way is as likely as not', () => {
  expect([-8, -0.5, 0, 0.5, 8].map(tendencyOf)).toEqual(['different', 'even', 'even', 'even', 'same'])
})

test('a weight is told as what it does to the odds', () => {
  expect([3, -3, 0.9, 16, -22].map(factorIn('es-GT'))).toEqual(['×8', '÷8', '×1.9', '×66,000', '÷4.2 millones'])
})

test('the bars lead from the start to the score, what speaks for it first', () => {
  const weight = (comparison: string, bits: number) => ({ comparison, bits, level: '', outcome: 'agrees' as const })
  const weights = [weight('sex', -1), weight('cui', 25), weight('phone', 0.01)]
  const { steps, least, most } = stepsOf({ start: -20, score: 4.01, probability: 0.94, model: 'm', weights })
  expect(steps.map(({ name, from, to }) => [name, from, to])).toEqual([
    ['start', 0, -20],
    ['cui', -20, 5],
    ['sex', 5, 4],
    ['end', 0, 4.01],
  ])
  expect([least, most]).toEqual([-21, 6])
})

test('what two spellings do not share is marked: words of names, figures of numbers', () => {
  const marked = (one: string, other: string) => differingParts(one, other).flatMap(({ text, differs }) => (differs ? text : []))
  expect(marked('Xiloj Tz’unux', 'SHILOJ TZUNUX')).toEqual(['Xiloj'])
  expect(marked('9000 00015 1413', '9000 00075 1413')).toEqual(['1'])
})

test('a probability is never rounded up to certainty', () => {
  const share = shareIn('en-GB')
  expect([0, 1, -5, 10, 20].map(share)).toEqual(['50%', '66%', '3%', '99.9%', '99.9999%'])
})
