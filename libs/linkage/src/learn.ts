import { expected } from './expectation.ts'
import { type Explanation, explanations, type Model } from './model.ts'
import { type Comparison, comparisons, levelsOf, unpack } from './pattern.ts'
import type { PatternCounts } from './pattern-table.ts'
import type { FrequencyTables } from './rarity.ts'

/**
 * Learns m and u without labels: EM (Dempster, Laird & Rubin 1977) for the model of Fellegi & Sunter (1969) with a third class, the
 * relatives, over distinct patterns. Three things keep it honest:
 *
 * - the universe is all possible pairs, not the candidates: what blocking did not bring together are strangers, so agreement that
 *   blocking itself produced is no surprise;
 * - strangers are not fitted: random pairs show how all pairs together look, r = πₘm + πₕh + πᵤu, and u is what is left of r;
 * - m and h have Dirichlet priors (`expectation.ts`), so a class cannot wander off to explain something else.
 */
export type Evidence = {
  rows: number
  possiblePairs: number
  /** Patterns of candidates; `share` of all candidates were counted. */
  candidates: PatternCounts
  share: number
  /** Patterns of pairs drawn at random from all possible ones. */
  random: PatternCounts
  frequencies: FrequencyTables
}

/** Weight of the priors, in pairs per row. */
const priorPairs = {
  match: 0.15,
  relative: 0.1,
}
/** Of what random pairs show, at least this part is left to strangers however much the others explain. */
const leastLeft = 0.02
const mostRounds = 60

const fitted = ['match', 'relative'] as const
type Fitted = (typeof fitted)[number]
/** What relatives are is mostly settled by these: whatever else is learnt, they do not share birth and number as one person does. */
const firm: readonly Comparison[] = ['birth', 'cui', 'document']
const firmness = 3

/** How many pairs each explanation is given before anything is known, per row. */
const expectedPairs: Record<Fitted, number> = { match: 0.1, relative: 0.3 }

type Chances = Record<Explanation, number[][]>

export function learn(evidence: Evidence): Model {
  const { rows, possiblePairs, candidates, share } = evidence
  const patterns = unpacked(candidates)
  const random = shares(unpacked(evidence.random), evidence.random.counts)
  const chances = expectedChances(random)
  const pairs = pairsExpected(rows, possiblePairs)
  let rounds = 0
  for (; rounds < mostRounds; rounds++) {
    chances.stranger = leftToStrangers(random, chances, pairs, possiblePairs)
    const sums = expectation(patterns, candidates.counts, chances, pairs, possiblePairs)
    const before = pairs.match
    for (const explanation of fitted) {
      pairs[explanation] = Math.max(0.5, sums[explanation].pairs / share)
      chances[explanation] = updated(sums[explanation].levels, share, rows, explanation)
    }
    if (rounds > 5 && Math.abs(pairs.match - before) < 1e-5 * pairs.match) break
  }
  return {
    version: 1,
    learned: { rows, possiblePairs, rounds, from: 'records' },
    prior: priorOf(pairs, possiblePairs),
    comparisons: asDocument(chances),
    frequencies: evidence.frequencies,
  }
}

/** The model for records that nothing can be learnt from: expectations for m, what random pairs show for u. */
export function expectedModel({ rows, possiblePairs, random, frequencies }: Evidence): Model {
  return {
    version: 1,
    learned: { rows, possiblePairs, rounds: 0, from: 'expectation' },
    prior: priorOf(pairsExpected(rows, possiblePairs), possiblePairs),
    comparisons: asDocument(expectedChances(shares(unpacked(random), random.counts))),
    frequencies,
  }
}

const expectedChances = (random: number[][]): Chances => ({
  match: comparisons.map((comparison) => expected[comparison].match),
  relative: comparisons.map((comparison) => expected[comparison].relative),
  stranger: random,
})

const pairsExpected = (rows: number, possible: number): Record<Fitted, number> =>
  Object.fromEntries(
    fitted.map((explanation) => [explanation, Math.max(0.5, Math.min(rows * expectedPairs[explanation], possible * 0.1))]),
  ) as Record<Fitted, number>

function priorOf(pairs: Record<Fitted, number>, possiblePairs: number): Model['prior'] {
  const all = Math.max(1, possiblePairs)
  const match = pairs.match / all
  const relative = pairs.relative / all
  return { match, relative, stranger: Math.max(1e-3, 1 - match - relative) }
}

function asDocument(chances: Chances): Model['comparisons'] {
  const rounded = (numbers: number[]) => numbers.map((number) => Number(number.toPrecision(6)))
  return Object.fromEntries(
    comparisons.map((comparison, at) => [
      comparison,
      Object.fromEntries(explanations.map((explanation) => [explanation, rounded(chances[explanation][at]!)])),
    ]),
  ) as Model['comparisons']
}

/** Levels of all patterns, one row of `comparisons.length` after the other. */
function unpacked({ first, second }: PatternCounts): Uint8Array {
  const width = comparisons.length
  const levels = new Uint8Array(first.length * width)
  for (let id = 0; id < first.length; id++) unpack(first[id]!, second[id]!, levels.subarray(id * width, (id + 1) * width))
  return levels
}

/** How often each known level occurs. Levels never seen get a little, so that nothing is impossible. */
function shares(levels: Uint8Array, counts: Float64Array): number[][] {
  const width = comparisons.length
  const sums = comparisons.map((comparison) => new Array<number>(levelsOf[comparison].length - 1).fill(0.25))
  for (let id = 0; id < counts.length; id++)
    for (let at = 0; at < width; at++) {
      const level = levels[id * width + at]!
      if (level > 0) sums[at]![level - 1]! += counts[id]!
    }
  return sums.map(normalised)
}

function normalised(numbers: number[]): number[] {
  const sum = numbers.reduce((total, number) => total + number, 0)
  return numbers.map((number) => number / sum)
}

const leftToStrangers = (random: number[][], chances: Chances, pairs: Record<Fitted, number>, possible: number): number[][] =>
  random.map((levels, at) =>
    normalised(
      levels.map((share, level) => {
        const explained = fitted.reduce((sum, each) => sum + (pairs[each] / possible) * chances[each][at]![level]!, 0)
        return Math.max(share * leastLeft, share - explained)
      }),
    ),
  )

type Sums = Record<Fitted, { pairs: number; levels: number[][] }>

function expectation(
  levels: Uint8Array,
  counts: Float64Array,
  chances: Chances,
  pairs: Record<Fitted, number>,
  possible: number,
): Sums {
  const width = comparisons.length
  const zeros = () => comparisons.map((comparison) => new Array<number>(levelsOf[comparison].length).fill(0))
  const sums = fitted.map(() => ({ pairs: 0, levels: zeros() }))
  const of = explanations.map((explanation) => chances[explanation].map((levels) => [1, ...levels]))
  const totals = [...fitted.map((each) => pairs[each]), Math.max(1, possible - pairs.match - pairs.relative)]
  const likelihoods = [0, 0, 0]
  for (let id = 0; id < counts.length; id++) {
    const from = id * width
    let all = 0
    for (let class_ = 0; class_ < likelihoods.length; class_++) {
      let likelihood = totals[class_]!
      const own = of[class_]!
      for (let at = 0; at < width; at++) likelihood *= own[at]![levels[from + at]!]!
      likelihoods[class_] = likelihood
      all += likelihood
    }
    for (let class_ = 0; class_ < fitted.length; class_++) {
      const share = (counts[id]! * likelihoods[class_]!) / all
      const sum = sums[class_]!
      sum.pairs += share
      for (let at = 0; at < width; at++) sum.levels[at]![levels[from + at]!]! += share
    }
  }
  return { match: sums[0]!, relative: sums[1]! }
}

const updated = (sums: number[][], share: number, rows: number, explanation: Fitted): number[][] =>
  sums.map((levels, at) => {
    const means = expected[comparisons[at]!][explanation]
    const weight = rows * priorPairs[explanation] * (explanation === 'relative' && firm.includes(comparisons[at]!) ? firmness : 1)
    return normalised(means.map((mean, level) => levels[level + 1]! / share + weight * mean + 1e-6))
  })
