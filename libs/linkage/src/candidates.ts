import { type Blocks, lastOfRun } from './blocking.ts'

/** Which rows are gone through as the first of a pair. `met` is room for a number per row, kept between calls. */
export type Range = {
  from: number
  to: number
  split: number
  met: Uint32Array
  skips?: (a: number) => boolean
}

/** Pairs handed on at a time, and rows looked ahead at: few enough to stay in the processor's cache. */
const batch = 1024
const rowsAhead = 32

/**
 * Calls `candidates(a, b, count)` with pairs a[i] < b[i] for i < count, each pair of rows that share a key once, for a in [from, to);
 * answers how many there were. With `split`, only pairs of a row before it and a row from it on. Rows of which `skips` is true are
 * passed over as a.
 */
export function forEachCandidate(
  { runs, starts, places }: Blocks,
  range: Range,
  candidates: (a: Uint32Array, b: Uint32Array, count: number) => void,
): number {
  const { from, to, split, met, skips } = range
  const last = split > 0 ? Math.min(to, split) : to
  const firsts = new Uint32Array(batch)
  const seconds = new Uint32Array(batch)
  let filled = 0
  let count = 0
  let looked = 0
  for (let a = from; a < last; a++) {
    // Runs lie all over the memory; looks that do not wait for each other bring them near in a third of the time.
    if (!skips && (a - from) % rowsAhead === 0)
      for (let place = starts[a]!, end = starts[Math.min(a + rowsAhead, last)]!; place < end; place++)
        looked ^= runs[places[place]!]!
    if (skips?.(a)) continue
    for (let place = starts[a]!; place < starts[a + 1]!; place++) {
      let at = places[place]!
      while (runs[at]! < lastOfRun) {
        at++
        const b = runs[at]! & ~lastOfRun
        if (b < split || met[b] === a + 1) continue
        met[b] = a + 1
        firsts[filled] = a
        seconds[filled++] = b
        if (filled < batch) continue
        candidates(firsts, seconds, filled)
        count += filled
        filled = 0
      }
    }
  }
  candidates(firsts, seconds, filled)
  seen[0] = looked
  return count + filled
}

/** What the looks ahead saw: kept so that they are made. */
const seen = new Uint32Array(1)
