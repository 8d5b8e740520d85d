import { type Blocks, forEachCandidate } from './blocking.ts'
import { comparer } from './compare.ts'
import { mix, seededChance } from './hash.ts'
import type { Model } from './model.ts'
import { countedTogether, type PatternCounts, patternId, patternTable } from './pattern-table.ts'
import type { Prepared } from './prepare.ts'
import type { Rarity } from './rarity.ts'
import { scorer } from './score.ts'

/**
 * Work that can be cut into portions of rows and done anywhere: what comes out depends on the portion, not on who did it. Everything
 * in it is plain data, and what is large lies in shared memory. A row of which there are `copies` is a pair with itself.
 */
export type Work = { prepared: Prepared; blocks: Blocks; split: number; copies: Uint32Array } & (
  | { kind: 'count'; share: number }
  | { kind: 'random'; pairs: number }
  | { kind: 'score'; model: Model; rarity: Rarity; floor: number }
)

export type Portion = { number: number; candidates: number } & (
  | { kind: 'counted'; patterns: PatternCounts }
  | { kind: 'scored'; a: Uint32Array; b: Uint32Array; score: Float32Array }
)

export const portions = 64

/** Gives a function that does one portion of `work`; what is learnt about pairs of names is kept from portion to portion. */
export function worker(work: Work): (number: number) => Portion {
  return work.kind === 'score' ? scoring(work) : counting(work)
}

function counting(work: Work & { kind: 'count' | 'random' }): (number: number) => Portion {
  const { blocks, split, copies } = work
  const { found, compare } = comparer(work.prepared)
  const met = new Uint32Array(work.kind === 'count' ? blocks.rows : 0)
  return (number) => {
    const table = patternTable()
    const pairs = (a: number, b: number, times: number) => {
      compare(a, b)
      table.counts[patternId(table, found.first, found.second)]! += times
    }
    const pair = (a: number, b: number) => pairs(a, b, 1)
    let candidates = 0
    if (work.kind === 'random') randomly(work, number, pair)
    else {
      const limit = Math.floor(work.share * 0xffffffff)
      const skips = work.share < 1 ? (a: number) => mix(0x5eed, a) > limit : undefined
      const range = rowsOf(number, blocks.rows)
      candidates = forEachCandidate(blocks, { ...range, split, skips, met }, pair)
      for (let row = range.from; row < range.to; row++)
        if (copies[row]! > 0 && !skips?.(row)) {
          pairs(row, row, copies[row]!)
          candidates += copies[row]!
        }
    }
    return { kind: 'counted', number, candidates, patterns: countedTogether([table]) }
  }
}

function scoring(work: Work & { kind: 'score' }): (number: number) => Portion {
  const { prepared, blocks, split, copies, model, rarity, floor } = work
  const { found, compare } = comparer(prepared, rarity)
  const scoreOf = scorer(model, floor)
  const met = new Uint32Array(blocks.rows)
  return (number) => {
    const a: number[] = []
    const b: number[] = []
    const scores: number[] = []
    const pair = (one: number, other: number) => {
      compare(one, other)
      const score = Math.fround(scoreOf(found))
      if (score < floor) return
      a.push(one)
      b.push(other)
      scores.push(score)
    }
    const range = rowsOf(number, blocks.rows)
    let candidates = forEachCandidate(blocks, { ...range, split, met }, pair)
    for (let row = range.from; row < range.to; row++)
      if (copies[row]! > 0) {
        pair(row, row)
        candidates += copies[row]!
      }
    return {
      kind: 'scored',
      number,
      candidates,
      a: Uint32Array.from(a),
      b: Uint32Array.from(b),
      score: Float32Array.from(scores),
    }
  }
}

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
