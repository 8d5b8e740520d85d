import { allPortions, type Crew } from './crew.ts'
import { mix } from './hash.ts'
import { isLoose, keyMaker, mostKeys, sortedOnce, splitterOf } from './keys.ts'
import { sharedNumbers } from './lexicon.ts'
import { type Places, roomForPlaces } from './places-in-runs.ts'
import type { Prepared } from './prepare.ts'
import { type Entries, sorted } from './sort-entries.ts'

/**
 * Blocking by sorting: (key, row) entries are sorted by key, so rows that share a key are neighbours — a run. A key that too many rows
 * share says little and costs much: it is split up by another fact of its rows, and given up when that is not enough. Rare keys are
 * what finds people.
 *
 * Everybody helps: keys are made by portions of rows, then sorted and cut into runs by sections of keys.
 */
export type Blocks = {
  rows: number
  /** The rows of all runs, one run after the other, ascending within a run; `lastOfRun` is set on the last. */
  runs: Uint32Array
  counts: BlockCounts
} & Places

type BlockCounts = { total: number; tooCommon: number; largestRun: number; pairs: number }

/** Set on the last row of a run. */
export const lastOfRun = 0x80000000

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

/** From so many rows on a sixteenth of the keys says what runs cost. */
const rowsToSample = pairsAnyway / pairsPerRow

/** Sections of keys, by their highest bits. */
export const sections = 256
const sectionOf = (key: number): number => key >>> 24

/** Entries of some rows, section after section. */
export type Scattered = Entries & { ends: Uint32Array }
export type Caps = { tight: number; loose: number }

export async function blocksOf(prepared: Prepared, crew: Crew): Promise<Blocks> {
  const { rows } = prepared
  /** Per row the facts that split up what is too common. */
  const facts = sharedNumbers(rows * rounds)
  const scattered = await allPortions({ kind: 'keys', prepared, facts }, crew)
  // Keys are hashes: some sections are like all.
  const looked = rows > rowsToSample ? sections / 16 : sections
  const costs = await allPortions({ kind: 'costs', scattered, sections: looked }, crew)
  const caps = capsFor(costs, Math.max(pairsAnyway, rows * pairsPerRow) * (looked / sections))
  const cut = await allPortions({ kind: 'runs', scattered, facts, caps }, crew)
  const counts: BlockCounts = { total: 0, tooCommon: 0, largestRun: 0, pairs: 0 }
  for (const section of cut) {
    counts.total += section.total
    counts.tooCommon += section.tooCommon
    counts.pairs += section.pairs
    counts.largestRun = Math.max(counts.largestRun, section.largestRun)
  }
  const runs = sharedNumbers(cut.reduce((sum, section) => sum + section.runs.length, 0))
  let end = 0
  for (const section of cut) {
    runs.set(section.runs, end)
    end += section.runs.length
  }
  const places = roomForPlaces(rows, end)
  await allPortions({ kind: 'places', runs, places }, crew)
  return { rows, runs, ...places, counts }
}

/** Makes the keys of the rows from `from` to `to`, and writes down the facts of these rows. */
export function keysOfRows({
  prepared,
  facts,
}: {
  prepared: Prepared
  facts: Uint32Array
}): (from: number, to: number) => Scattered {
  const makeKeys = keyMaker(prepared, true)
  const splitter = splitterOf(prepared)
  const own = new Uint32Array(mostKeys * 2)
  let made = new Uint32Array(0)
  return (from, to) => {
    if (made.length < (to - from) * mostKeys) made = new Uint32Array((to - from) * mostKeys)
    const counts = new Uint8Array(to - from)
    const ends = new Uint32Array(sections + 1)
    let total = 0
    for (let row = from; row < to; row++) {
      let count = makeKeys(row, own)
      if (count > mostKeys) count = Math.min(mostKeys, sortedOnce(own, count))
      counts[row - from] = count
      for (let at = 0; at < count; at++) {
        made[total++] = own[at]!
        ends[sectionOf(own[at]!) + 1]!++
      }
      for (let round = 0; round < rounds; round++) facts[row * rounds + round] = splitter(row, round)
    }
    for (let section = 0; section < sections; section++) ends[section + 1]! += ends[section]!
    const next = ends.slice()
    const [keys, rows] = [sharedNumbers(total), sharedNumbers(total)]
    for (let row = from, at = 0; row < to; row++)
      for (const end = at + counts[row - from]!; at < end; at++) {
        const to = next[sectionOf(made[at]!)]!++
        keys[to] = made[at]!
        rows[to] = row
      }
    return { keys, rows, ends }
  }
}

/** Brings together the entries of a section and sorts them, each once. */
function sortedSection(scattered: readonly Scattered[], section: number): Entries {
  const size = scattered.reduce((sum, { ends }) => sum + ends[section + 1]! - ends[section]!, 0)
  const all = { keys: new Uint32Array(size), rows: new Uint32Array(size) }
  let at = 0
  for (const { keys, rows, ends } of scattered) {
    all.keys.set(keys.subarray(ends[section]!, ends[section + 1]!), at)
    all.rows.set(rows.subarray(ends[section]!, ends[section + 1]!), at)
    at += ends[section + 1]! - ends[section]!
  }
  return eachOnce(sorted(all))
}

/** Drops keys that a row has twice: they stand side by side. */
function eachOnce({ keys, rows }: Entries): Entries {
  let kept = 0
  for (let at = 0; at < keys.length; at++) {
    if (at > 0 && keys[at] === keys[at - 1] && rows[at] === rows[at - 1]) continue
    keys[kept] = keys[at]!
    rows[kept++] = rows[at]!
  }
  return { keys: keys.subarray(0, kept), rows: rows.subarray(0, kept) }
}

/** Pairs that the runs of a section cost, by how many rows the runs have. */
export function costsOf(scattered: readonly Scattered[], section: number): Float64Array {
  const pairsOfRuns = new Float64Array(largestTightCap + 1)
  forEachRun(sortedSection(scattered, section), (from, to, key) => {
    const size = to - from
    if (size <= (isLoose(key) ? largestLooseCap : largestTightCap)) pairsOfRuns[size]! += (size * (size - 1)) / 2
  })
  return pairsOfRuns
}

/** Cuts a section into runs; rows whose key nobody shares are dropped. */
export function runsOf(
  scattered: readonly Scattered[],
  number: number,
  facts: Uint32Array,
  caps: Caps,
): BlockCounts & { runs: Uint32Array } {
  const section = sortedSection(scattered, number)
  const counts = { total: section.keys.length, tooCommon: 0, largestRun: 0, pairs: 0 }
  const runs = new Uint32Array(section.rows.length)
  let end = 0
  let entries = { keys: section.keys, rows: section.rows }
  for (let round = 0; round <= rounds; round++) {
    const common: number[] = []
    forEachRun(entries, (from, to, key) => {
      const size = to - from
      if (size === 1) return
      const cap = isLoose(key) ? caps.loose : caps.tight
      // Rows that agree in all names and the birth as well may be one person listed many times: each meets its neighbours.
      if (size > cap) {
        common.push(from, to)
        if (round < rounds || isLoose(key)) return
      }
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
    entries = splitUp(entries, common, facts, round)
  }
  const kept = sharedNumbers(end)
  kept.set(runs.subarray(0, end))
  return { ...counts, runs: kept }
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
function splitUp({ keys, rows }: Entries, common: number[], facts: Uint32Array, round: number): Entries {
  let size = 0
  for (let at = 0; at < common.length; at += 2) size += common[at + 1]! - common[at]!
  const better = { keys: new Uint32Array(size), rows: new Uint32Array(size) }
  let end = 0
  for (let at = 0; at < common.length; at += 2)
    for (let entry = common[at]!; entry < common[at + 1]!; entry++) {
      const fact = facts[rows[entry]! * rounds + round]!
      if (fact === 0) continue
      better.keys[end] = ((mix(keys[entry]!, fact) & ~1) | (keys[entry]! & 1)) >>> 0
      better.rows[end++] = rows[entry]!
    }
  return sorted({ keys: better.keys.subarray(0, end), rows: better.rows.subarray(0, end) })
}

/** The longest runs that can be paid: tight keys may have long runs while there is room, loose keys never. */
function capsFor(costs: readonly Float64Array[], affordable: number): Caps {
  const pairsOf = (size: number) => costs.reduce((sum, pairs) => sum + pairs[size]!, 0)
  let sum = 0
  let cap = 1
  for (; cap < largestTightCap; cap++) {
    sum += pairsOf(cap + 1)
    if (sum > affordable) break
  }
  const tight = Math.max(cap, smallestTightCap)
  return { tight, loose: Math.min(largestLooseCap, Math.max(smallestLooseCap, Math.floor(tight / 3))) }
}
