/**
 * Distinct patterns (what `compare` found, as two numbers) with a number for each, counted as they come. Open addressing over typed
 * arrays: a million records give eight million pairs but only some ten thousand patterns.
 */
export type PatternTable = {
  size: number
  first: Uint32Array
  second: Uint32Array
  counts: Float64Array
  slots: Int32Array
}

export const patternTable = (room = 4096): PatternTable => ({
  size: 0,
  first: new Uint32Array(room),
  second: new Uint32Array(room),
  counts: new Float64Array(room),
  slots: new Int32Array(room * 2),
})

/** The number of a pattern in `table`, new or known, from 0. */
function patternId(table: PatternTable, first: number, second: number): number {
  const mask = table.slots.length - 1
  let slot = slotOf(first, second) & mask
  for (;;) {
    const id = table.slots[slot]! - 1
    if (id < 0) break
    if (table.first[id] === first && table.second[id] === second) return id
    slot = (slot + 1) & mask
  }
  if (table.size === table.first.length) {
    grow(table)
    return patternId(table, first, second)
  }
  const id = table.size++
  table.first[id] = first
  table.second[id] = second
  table.slots[slot] = id + 1
  return id
}

/** Counts a pattern `times` more. */
export function count(table: PatternTable, first: number, second: number, times: number): void {
  // The table may grow while the number is found: not before that is known which array holds the counts.
  const id = patternId(table, first, second)
  table.counts[id]! += times
}

const slotOf = (first: number, second: number): number => {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
  hash ^= hash >>> 15
  return Math.imul(hash, 0x2c1b3c6d) >>> 9
}

function grow(table: PatternTable): void {
  const bigger = patternTable(table.first.length * 2)
  bigger.first.set(table.first)
  bigger.second.set(table.second)
  bigger.counts.set(table.counts)
  const mask = bigger.slots.length - 1
  for (let id = 0; id < table.size; id++) {
    let slot = slotOf(table.first[id]!, table.second[id]!) & mask
    while (bigger.slots[slot] !== 0) slot = (slot + 1) & mask
    bigger.slots[slot] = id + 1
  }
  table.first = bigger.first
  table.second = bigger.second
  table.counts = bigger.counts
  table.slots = bigger.slots
}

/** Patterns with their counts, plain: what goes from thread to thread. */
export type PatternCounts = { first: Uint32Array; second: Uint32Array; counts: Float64Array }

/** What a table has counted. */
export const countsIn = ({ size, first, second, counts }: PatternTable): PatternCounts => ({
  first: first.slice(0, size),
  second: second.slice(0, size),
  counts: counts.slice(0, size),
})

/** The counts as one, ordered by pattern, so that sums do not depend on who counted what. */
export function countedTogether(parts: readonly PatternCounts[]): PatternCounts {
  const all = patternTable()
  for (const { first, second, counts } of parts)
    for (let id = 0; id < first.length; id++) count(all, first[id]!, second[id]!, counts[id]!)
  const order = Uint32Array.from({ length: all.size }, (_, id) => id).sort(
    (a, b) => all.first[a]! - all.first[b]! || all.second[a]! - all.second[b]!,
  )
  return {
    first: Uint32Array.from(order, (id) => all.first[id]!),
    second: Uint32Array.from(order, (id) => all.second[id]!),
    counts: Float64Array.from(order, (id) => all.counts[id]!),
  }
}
