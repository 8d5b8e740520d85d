import { expected } from './expectation.ts'
import { type Explanation, explanations, type Model } from './model.ts'
import { comparisons, levelsOf, unpack } from './pattern.ts'
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

/** Weight of the prior, in pairs per row. */
const priorPairs = 0.05
/** Of what random pairs show, at least this part is left to strangers however much matches and relatives explain. */
const leastLeft = 0.02
const mostRounds = 60

type Chances = Record<Explanation, number[][]>

export function learn(evidence: Evidence): Model {
  const { rows, possiblePairs, candidates, share } = evidence
  const patterns = unpacked(candidates)
  const random = shares(unpacked(evidence.random), evidence.random.counts)
  const prior = rows * priorPairs
  const chances: Chances = {
    match: comparisons.map((comparison) => expected[comparison].match),
    relative: comparisons.map((comparison) => expected[comparison].relative),
    stranger: random,
  }
  let matches = Math.max(1, Math.min(rows * 0.1, possiblePairs * 0.1))
  let relatives = Math.max(1, Math.min(rows * 0.3, possiblePairs * 0.1))
  let rounds = 0
  for (; rounds < mostRounds; rounds++) {
    chances.stranger = leftToStrangers(random, chances, matches / possiblePairs, relatives / possiblePairs)
    const sums = expectation(patterns, candidates.counts, chances, [matches, relatives, possiblePairs - matches - relatives])
    const before = matches
    matches = Math.max(0.5, sums.matches / share)
    relatives = Math.max(0.5, sums.relatives / share)
    chances.match = updated(sums.match, share, 'match', prior)
    chances.relative = updated(sums.relative, share, 'relative', prior)
    if (rounds > 5 && Math.abs(matches - before) < 1e-5 * matches) break
  }
  return {
    version: 1,
    learned: { rows, possiblePairs, rounds, from: 'records' },
    prior: priorOf(matches, relatives, possiblePairs),
    comparisons: asDocument(chances),
    frequencies: evidence.frequencies,
  }
}

/** The model for records that nothing can be learnt from: expectations for m, what random pairs show for u. */
export function expectedModel({ rows, possiblePairs, random, frequencies }: Evidence): Model {
  const chances: Chances = {
    match: comparisons.map((comparison) => expected[comparison].match),
    relative: comparisons.map((comparison) => expected[comparison].relative),
    stranger: shares(unpacked(random), random.counts),
  }
  return {
    version: 1,
    learned: { rows, possiblePairs, rounds: 0, from: 'expectation' },
    prior: priorOf(Math.min(rows * 0.1, possiblePairs * 0.1), Math.min(rows * 0.3, possiblePairs * 0.1), possiblePairs),
    comparisons: asDocument(chances),
    frequencies,
  }
}

const priorOf = (matches: number, relatives: number, possiblePairs: number): Model['prior'] => {
  const all = Math.max(1, possiblePairs)
  return { match: matches / all, relative: relatives / all, stranger: Math.max(1e-3, 1 - (matches + relatives) / all) }
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

const leftToStrangers = (random: number[][], { match, relative }: Chances, matches: number, relatives: number): number[][] =>
  random.map((levels, at) =>
    normalised(
      levels.map((share, level) =>
        Math.max(share * leastLeft, share - matches * match[at]![level]! - relatives * relative[at]![level]!),
      ),
    ),
  )

type Sums = { matches: number; relatives: number; match: number[][]; relative: number[][] }

function expectation(levels: Uint8Array, counts: Float64Array, chances: Chances, totals: readonly number[]): Sums {
  const width = comparisons.length
  const zeros = () => comparisons.map((comparison) => new Array<number>(levelsOf[comparison].length - 1).fill(0))
  const sums: Sums = { matches: 0, relatives: 0, match: zeros(), relative: zeros() }
  const { match, relative, stranger } = chances
  for (let id = 0; id < counts.length; id++) {
    let asMatch = totals[0]!
    let asRelative = totals[1]!
    let asStranger = totals[2]!
    const from = id * width
    for (let at = 0; at < width; at++) {
      const level = levels[from + at]!
      if (level === 0) continue
      asMatch *= match[at]![level - 1]!
      asRelative *= relative[at]![level - 1]!
      asStranger *= stranger[at]![level - 1]!
    }
    const all = asMatch + asRelative + asStranger
    const toMatch = (counts[id]! * asMatch) / all
    const toRelative = (counts[id]! * asRelative) / all
    sums.matches += toMatch
    sums.relatives += toRelative
    for (let at = 0; at < width; at++) {
      const level = levels[from + at]!
      if (level === 0) continue
      sums.match[at]![level - 1]! += toMatch
      sums.relative[at]![level - 1]! += toRelative
    }
  }
  return sums
}

const updated = (sums: number[][], share: number, explanation: 'match' | 'relative', prior: number): number[][] =>
  sums.map((levels, at) =>
    normalised(levels.map((sum, level) => sum / share + prior * expected[comparisons[at]!][explanation][level]! + 1e-6)),
  )
