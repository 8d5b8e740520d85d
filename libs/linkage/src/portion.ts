import { type Blocks, type Caps, costsOf, keysOfRows, runsOf, type Scattered, sections } from './blocking.ts'
import { forEachCandidate } from './candidates.ts'
import { comparer } from './compare.ts'
import { mix, seededChance } from './hash.ts'
import type { ScoredPairs } from './linked.ts'
import type { Model } from './model.ts'
import { count, countsIn, type PatternCounts, patternTable } from './pattern-table.ts'
import { fillPlaces, type Places, stretches } from './places-in-runs.ts'
import { type Prepared, perRow } from './prepare.ts'
import type { Rarity } from './rarity.ts'
import { promising, scorer } from './score.ts'

/**
 * Work that can be cut into portions and done anywhere: what comes out depends on the portion, not on who did it. Everything in it is
 * plain data, and what is large lies in shared memory.
 */
export type Work =
  | { kind: 'keys'; prepared: Prepared; facts: Uint32Array }
  | { kind: 'costs'; scattered: Scattered[]; sections: number }
  | { kind: 'runs'; scattered: Scattered[]; facts: Uint32Array; caps: Caps }
  | { kind: 'places'; runs: Uint32Array; places: Places }
  | (Pairs & { kind: 'count'; share: number })
  | (Pairs & { kind: 'random'; pairs: number })
  | (Pairs & { kind: 'score'; model: Model; rarity: Rarity; floor: number })

/**
 * What pairs are made of; a row of which there are `copies` is a pair with itself. Of two rows the one whose `firstOf` is lower is
 * compared with the other: where fields are exchanged it decides which are right.
 */
export type Pairs = { prepared: Prepared; blocks: Blocks; split: number; copies: Uint32Array; firstOf: Uint32Array }

type Counted = { candidates: number; patterns: PatternCounts }
type Scored = { candidates: number } & ScoredPairs

export type PortionOf<W extends Work> = {
  keys: Scattered
  costs: Float64Array
  runs: ReturnType<typeof runsOf>
  places: undefined
  count: Counted
  random: Counted
  score: Scored
}[W['kind']]

/** Portions of rows. */
const portions = 64

export function portionsOf(work: Work): number {
  if (work.kind === 'costs') return work.sections
  if (work.kind === 'runs') return sections
  return work.kind === 'places' ? stretches : portions
}

/** Gives a function that does one portion of `work`; what is learnt about pairs of names is kept from portion to portion. */
export function worker(work: Work): (number: number) => PortionOf<Work> {
  switch (work.kind) {
    case 'keys': {
      const keysOf = keysOfRows(work)
      return (number) => {
        const { from, to } = rowsOf(number, work.prepared.rows)
        return keysOf(from, to)
      }
    }
    case 'costs':
      return (number) => costsOf(work.scattered, number)
    case 'runs':
      return (number) => runsOf(work.scattered, number, work.facts, work.caps)
    case 'places':
      return (number) => fillPlaces(work.runs, work.places, number)
    case 'score':
      return scoring(work)
    default:
      return counting(work)
  }
}

function counting(work: Work & { kind: 'count' | 'random' }): (number: number) => Counted {
  const { prepared, blocks, split, copies, firstOf } = work
  const { found, compare } = comparer(prepared)
  const met = new Uint32Array(work.kind === 'count' ? blocks.rows : 0)
  return (number) => {
    const table = patternTable()
    const pairs = (a: number, b: number, times: number) => {
      if (firstOf[a]! <= firstOf[b]!) compare(a, b)
      else compare(b, a)
      count(table, found.first, found.second, times)
    }
    const each = (a: Uint32Array, b: Uint32Array, size: number) => {
      look(prepared, b, size)
      for (let at = 0; at < size; at++) pairs(a[at]!, b[at]!, 1)
    }
    let candidates = 0
    if (work.kind === 'random') randomly(work, number, (a, b) => pairs(a, b, 1))
    else {
      const limit = Math.floor(work.share * 0xffffffff)
      const skips = work.share < 1 ? (a: number) => mix(0x5eed, a) > limit : undefined
      const range = rowsOf(number, blocks.rows)
      candidates = forEachCandidate(blocks, { ...range, split, skips, met }, each)
      for (let row = range.from; row < range.to; row++)
        if (copies[row]! > 0 && !skips?.(row)) {
          pairs(row, row, copies[row]!)
          candidates += copies[row]!
        }
    }
    return { candidates, patterns: countsIn(table) }
  }
}

function scoring(work: Work & { kind: 'score' }): (number: number) => Scored {
  const { prepared, blocks, split, copies, firstOf, model, rarity, floor } = work
  const { found, compareFacts, compareRest } = comparer(prepared, rarity)
  const isPromising = promising(model, floor)
  const scoreOf = scorer(model, floor)
  const met = new Uint32Array(blocks.rows)
  return (number) => {
    const a: number[] = []
    const b: number[] = []
    const scores: number[] = []
    const pair = (one: number, other: number) => {
      const isBefore = firstOf[one]! <= firstOf[other]!
      const first = isBefore ? one : other
      const second = isBefore ? other : one
      compareFacts(first, second)
      if (!isPromising(found)) return
      compareRest(first, second)
      const score = Math.fround(scoreOf(found))
      if (score < floor) return
      a.push(one)
      b.push(other)
      scores.push(score)
    }
    const range = rowsOf(number, blocks.rows)
    const each = (ones: Uint32Array, others: Uint32Array, count: number) => {
      look(prepared, others, count)
      for (let at = 0; at < count; at++) pair(ones[at]!, others[at]!)
    }
    let candidates = forEachCandidate(blocks, { ...range, split, met }, each)
    for (let row = range.from; row < range.to; row++)
      if (copies[row]! > 0) {
        pair(row, row)
        candidates += copies[row]!
      }
    return {
      candidates,
      a: Uint32Array.from(a),
      b: Uint32Array.from(b),
      score: Float32Array.from(scores),
    }
  }
}

/** Rows lie all over the memory; looks that do not wait for each other bring them near in a third of the time. */
function look({ people }: Prepared, rows: Uint32Array, count: number): void {
  let sum = 0
  for (let at = 0; at < count; at++) sum ^= people[rows[at]! * perRow]!
  seen[0] = sum
}

/** What the looks saw: kept so that they are made. */
const seen = new Int32Array(1)

const rowsOf = (number: number, rows: number): { from: number; to: number } => ({
  from: Math.floor((rows * number) / portions),
  to: Math.floor((rows * (number + 1)) / portions),
})

/** A portion of pairs drawn from all possible ones; of all pairs, where they are few. */
function randomly(
  { blocks: { rows }, split, pairs }: Work & { kind: 'random' },
  number: number,
  pair: (a: number, b: number) => void,
): void {
  const left = split || rows
  const possible = split ? split * (rows - split) : (rows * (rows - 1)) / 2
  if (possible <= pairs) {
    for (let a = number; a < left; a += portions) for (let b = Math.max(split, a + 1); b < rows; b++) pair(a, b)
    return
  }
  const chance = seededChance(20261120 + number)
  for (let drawn = 0; drawn < pairs / portions; ) {
    const a = Math.floor(chance() * left)
    const b = Math.floor(split + chance() * (rows - split))
    if (a === b) continue
    pair(Math.min(a, b), Math.max(a, b))
    drawn++
  }
}
