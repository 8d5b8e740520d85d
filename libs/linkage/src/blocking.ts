import { mix } from './hash.ts'
import { isLoose, keyMaker, mostKeys, splitterOf } from './keys.ts'
import { shared, sharedNumbers } from './lexicon.ts'
import type { Prepared } from './prepare.ts'

/**
 * Blocking by sorting: (key, row) entries are sorted by key, so rows that share a key are neighbours — a run. A key that too many rows
 * share says little and costs much: it is split up by another fact of its rows, and given up when that is not enough. Rare keys are
 * what finds people.
 */
export type Blocks = {
  rows: number
  /** The rows of all runs, one run after the other, ascending within a run; `lastOfRun` is set on the last. */
  runs: Uint32Array
  /** Per row where its places in `runs` begin in `places`; one more at the end. */
  starts: Float64Array
  places: Uint32Array
  counts: { total: number; tooCommon: number; largestRun: number; pairs: number }
}

const lastOfRun = 0x80000000

/** How many pairs of one row a blocking may cost on average, and how many rows a run may have. */
const pairsPerRow = 8
/** Small tables may cost more: it is soon done. */
const pairsAnyway = 4_000_000
const largestTightCap = 400
const smallestTightCap = 10
const largestLooseCap = 40
const smallestLooseCap = 5
/** Rounds of splitting up what is too common. */
const rounds = 2

type Entries = { keys: Uint32Array; rows: Uint32Array }

export function blocksOf(prepared: Prepared): Blocks {
  const { rows } = prepared
  const sections = entriesOf(prepared)
  const total = sections.reduce((sum, { keys }) => sum + keys.length, 0)
  const caps = capsFor(sections, rows)
  const splitter = splitterOf(prepared)
  const counts = { total, tooCommon: 0, largestRun: 0, pairs: 0 }
  // What is left of the entries lies where the entries lay: runs of one row, most of all, are dropped.
  const runs = sharedNumbers(total)
  let end = 0
  for (const section of sections) {
    let entries = section
    for (let round = 0; round <= rounds; round++) {
      const common: number[] = []
      forEachRun(entries, (from, to, key) => {
        const size = to - from
        if (size === 1) return
        const cap = isLoose(key) ? caps.loose : caps.tight
        if (size > cap) common.push(from, to)
        // Rows that agree in all names and the birth as well may be one person listed many times: each meets its neighbours.
        if (size > cap && (round < rounds || isLoose(key))) return
        for (let at = from; at < to; at++) {
          const here = Math.min(cap, to - from)
          runs[end++] = entries.rows[at]!
          if (at === to - 1 || (at - from) % here === here - 1) runs[end - 1]! |= lastOfRun
        }
        counts.largestRun = Math.max(counts.largestRun, Math.min(size, cap))
        counts.pairs += (size * (Math.min(size, cap) - 1)) / 2
      })
      counts.tooCommon += common.length / 2
      if (common.length === 0 || round === rounds) break
      entries = splitUp(entries, common, (row) => splitter(row, round))
    }
  }
  return { rows, runs: runs.subarray(0, end), ...placesOf(runs, end, rows), counts }
}

/** Calls `run(from, to, key)` for each key. */
function forEachRun({ keys }: Entries, run: (from: number, to: number, key: number) => void): void {
  for (let from = 0; from < keys.length; ) {
    const key = keys[from]!
    let to = from + 1
    while (to < keys.length && keys[to] === key) to++
    run(from, to, key)
    from = to
  }
}

/** The rows of too common keys (`common`: from, to, from, to …) under keys that say more, sorted. Rows without such a fact are given up. */
function splitUp({ keys, rows }: Entries, common: number[], factOf: (row: number) => number): Entries {
  const better: number[] = []
  const own: number[] = []
  for (let at = 0; at < common.length; at += 2)
    for (let entry = common[at]!; entry < common[at + 1]!; entry++) {
      const fact = factOf(rows[entry]!)
      if (fact === 0) continue
      better.push(((mix(keys[entry]!, fact) & ~1) | (keys[entry]! & 1)) >>> 0)
      own.push(rows[entry]!)
    }
  return sorted({ keys: Uint32Array.from(better), rows: Uint32Array.from(own) })
}

/** The longest runs that can be paid: tight keys may have long runs while there is room, loose keys never. */
function capsFor(sections: readonly Entries[], rows: number): { tight: number; loose: number } {
  const pairsOfRuns = new Float64Array(largestTightCap + 1)
  for (const section of sections)
    forEachRun(section, (from, to, key) => {
      const size = to - from
      if (size <= (isLoose(key) ? largestLooseCap : largestTightCap)) pairsOfRuns[size]! += (size * (size - 1)) / 2
    })
  let sum = 0
  let cap = 1
  while (cap < largestTightCap && sum + pairsOfRuns[cap + 1]! <= Math.max(pairsAnyway, rows * pairsPerRow))
    sum += pairsOfRuns[++cap]!
  const tight = Math.max(cap, smallestTightCap)
  return { tight, loose: Math.min(largestLooseCap, Math.max(smallestLooseCap, Math.floor(tight / 3))) }
}

/** All entries, in sections by the highest bits of their keys, each sorted. */
function entriesOf(prepared: Prepared): Entries[] {
  const { rows } = prepared
  const makeKeys = keyMaker(prepared)
  const own = new Uint32Array(mostKeys * 2)
  const bits = rows > 4000 ? 8 : 0
  const sectionOf = (key: number): number => (bits === 0 ? 0 : key >>> (32 - bits))
  // Memory that is never touched is never taken.
  const keys = new Uint32Array(shared(rows * mostKeys * 4))
  const counts = new Uint8Array(rows)
  const ends = new Float64Array((1 << bits) + 1)
  let total = 0
  for (let row = 0; row < rows; row++) {
    const count = Math.min(mostKeys, makeKeys(row, own))
    counts[row] = count
    for (let at = 0; at < count; at++) {
      keys[total++] = own[at]!
      ends[sectionOf(own[at]!) + 1]!++
    }
  }
  for (let at = 0; at < 1 << bits; at++) ends[at + 1]! += ends[at]!
  const next = ends.slice()
  const scattered: Entries = { keys: new Uint32Array(total), rows: new Uint32Array(total) }
  for (let row = 0, from = 0; row < rows; row++)
    for (const end = from + counts[row]!; from < end; from++) {
      const to = next[sectionOf(keys[from]!)]!++
      scattered.keys[to] = keys[from]!
      scattered.rows[to] = row
    }
  return Array.from({ length: 1 << bits }, (_, section) =>
    sorted({
      keys: scattered.keys.subarray(ends[section]!, ends[section + 1]!),
      rows: scattered.rows.subarray(ends[section]!, ends[section + 1]!),
    }),
  )
}

/** Sorts entries in place by key; rows of one key keep their order (least significant digit first, 11 bits at a time). */
function sorted(entries: Entries): Entries {
  const size = entries.keys.length
  let { keys, rows } = entries
  let otherKeys: Uint32Array = new Uint32Array(size)
  let otherRows: Uint32Array = new Uint32Array(size)
  for (let shift = 0; shift < 33; shift += 11) {
    const next = new Uint32Array(2049)
    for (let at = 0; at < size; at++) next[((keys[at]! >>> shift) & 2047) + 1]!++
    for (let digit = 0; digit < 2048; digit++) next[digit + 1]! += next[digit]!
    for (let at = 0; at < size; at++) {
      const to = next[(keys[at]! >>> shift) & 2047]!++
      otherKeys[to] = keys[at]!
      otherRows[to] = rows[at]!
    }
    const [sortedKeys, sortedRows] = [otherKeys, otherRows]
    otherKeys = keys
    otherRows = rows
    keys = sortedKeys
    rows = sortedRows
  }
  // Three passes end in the other arrays.
  entries.keys.set(keys)
  entries.rows.set(rows)
  return entries
}

/** For each row the places in `runs` where it stands. */
function placesOf(runs: Uint32Array, end: number, rows: number): Pick<Blocks, 'starts' | 'places'> {
  const starts = new Float64Array(shared((rows + 1) * 8))
  const places = sharedNumbers(end)
  const rowAt = (at: number): number => runs[at]! & ~lastOfRun
  for (let at = 0; at < end; at++) starts[rowAt(at) + 1]!++
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!
  const next = starts.slice()
  for (let at = 0; at < end; at++) places[next[rowAt(at)]!++] = at
  return { starts, places }
}

/** Which rows are gone through as the first of a pair. `met` is room for a number per row, kept between calls. */
export type Range = { from: number; to: number; split: number; met: Uint32Array; skips?: (a: number) => boolean }

/**
 * Calls `candidate(a, b)` (a < b) once for each pair of rows that share a key, for a in [from, to); answers how many there were. With
 * `split`, only pairs of a row before it and a row from it on. Rows of which `skips` is true are passed over as a.
 */
export function forEachCandidate(
  { runs, starts, places }: Blocks,
  range: Range,
  candidate: (a: number, b: number) => void,
): number {
  const { from, to, split, met, skips } = range
  const last = split > 0 ? Math.min(to, split) : to
  let count = 0
  for (let a = from; a < last; a++) {
    if (skips?.(a)) continue
    for (let place = starts[a]!; place < starts[a + 1]!; place++) {
      let at = places[place]!
      while (runs[at]! < lastOfRun) {
        at++
        const b = runs[at]! & ~lastOfRun
        if (b < split || met[b] === a + 1) continue
        met[b] = a + 1
        candidate(a, b)
        count++
      }
    }
  }
  return count
}
