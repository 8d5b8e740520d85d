import { mix } from './hash.ts'
import { isLoose, keyMaker, mostKeys, sortedOnce, splitterOf } from './keys.ts'
import { shared } from './lexicon.ts'
import type { Prepared } from './prepare.ts'

/**
 * Blocking by sorting: (key, row) entries lie sorted by key, so rows that share a key are neighbours — a run. A key that too many
 * rows share says little and costs much: it is split up by another fact of its rows, and given up when that is not enough. Rare keys
 * are what finds people.
 */
export type Blocks = {
  /** Per row where its keys begin; one more at the end. */
  starts: Float64Array
  /** The keys of every row, sorted; those given up are 0. */
  keys: Uint32Array
  /** Entries sorted by key, in sections that may be worked on apart; a run never crosses sections. */
  sections: Section[]
  tightCap: number
  looseCap: number
  counts: { total: number; tooCommon: number; largestRun: number; pairs: number }
}

export type Section = { keys: Uint32Array; rows: Uint32Array }

/** How many pairs of one row a blocking may cost on average, and how many rows a run may have. */
const pairsPerRow = 12
const largestTightCap = 400
const largestLooseCap = 40
const rounds = 2

export function blocksOf(prepared: Prepared): Blocks {
  const { rows } = prepared
  const makeKeys = keyMaker(prepared)
  const starts = new Float64Array(shared((rows + 1) * 8))
  // Memory that is never touched is never taken.
  let keys = new Uint32Array(shared(rows * mostKeys * 4))
  const own = new Uint32Array(mostKeys * 2)
  let end = 0
  for (let row = 0; row < rows; row++) {
    const count = Math.min(mostKeys, makeKeys(row, own))
    for (let at = 0; at < count; at++) keys[end + at] = own[at]!
    end += count
    starts[row + 1] = end
  }
  const total = end
  let sections = sorted(starts, keys, rows)
  const { tightCap, looseCap } = capsFor(sections, rows)
  const splitter = splitterOf(prepared)
  const kept: Section[] = []
  let tooCommon = 0
  for (let round = 0; round <= rounds; round++) {
    const again: Section[] = []
    for (const section of sections) {
      const common = commonRuns(section, tightCap, looseCap)
      tooCommon += common.length
      const renewed = renew(section, common, starts, keys, round < rounds && ((row) => splitter(row, round)))
      if (renewed.rows.length > 0) again.push(renewed)
      kept.push(section)
    }
    sections = again.map(sortedSection)
  }
  const counts = { total, tooCommon, largestRun: 0, pairs: 0 }
  for (const section of kept)
    forEachRun(section, tightCap, looseCap, (from, to) => {
      counts.largestRun = Math.max(counts.largestRun, to - from)
      counts.pairs += ((to - from) * (to - from - 1)) / 2
    })
  keys = keys.subarray(0, total) as Uint32Array<ArrayBuffer>
  return { starts, keys, sections: kept, tightCap, looseCap, counts }
}

/** Calls `run(from, to)` for each run of at least two entries that is not too long. */
export function forEachRun(section: Section, tightCap: number, looseCap: number, run: (from: number, to: number) => void): void {
  const { keys } = section
  for (let from = 0; from < keys.length; ) {
    const key = keys[from]!
    let to = from + 1
    while (to < keys.length && keys[to] === key) to++
    if (to - from > 1 && to - from <= (isLoose(key) ? looseCap : tightCap)) run(from, to)
    from = to
  }
}

/** Runs that are too long, as [from, to] one after the other. */
function commonRuns({ keys }: Section, tightCap: number, looseCap: number): [number, number][] {
  const found: [number, number][] = []
  for (let from = 0; from < keys.length; ) {
    const key = keys[from]!
    let to = from + 1
    while (to < keys.length && keys[to] === key) to++
    if (to - from > (isLoose(key) ? looseCap : tightCap)) found.push([from, to])
    from = to
  }
  return found
}

/** Gives the rows of too common keys other keys in their place, or none. The new entries come back. */
function renew(
  section: Section,
  common: [number, number][],
  starts: Float64Array,
  keys: Uint32Array,
  splitter: false | ((row: number) => number),
): Section {
  const size = common.reduce((sum, [from, to]) => sum + to - from, 0)
  const renewed: Section = { keys: new Uint32Array(shared(size * 4)), rows: new Uint32Array(shared(size * 4)) }
  let count = 0
  for (const [from, to] of common)
    for (let entry = from; entry < to; entry++) {
      const row = section.rows[entry]!
      const key = section.keys[entry]!
      const fact = splitter ? splitter(row) : 0
      const better = fact === 0 ? 0 : ((mix(key, fact) & ~1) | (key & 1)) >>> 0
      replace(keys.subarray(starts[row]!, starts[row + 1]!), key, better)
      if (better === 0) continue
      renewed.keys[count] = better
      renewed.rows[count++] = row
    }
  return { keys: renewed.keys.subarray(0, count), rows: renewed.rows.subarray(0, count) }
}

function replace(own: Uint32Array, key: number, better: number): void {
  const place = own.indexOf(key)
  if (place < 0) return
  own[place] = better
  const kept = sortedOnce(own, own.length)
  own.fill(0xffffffff, kept)
}

/** The longest runs that can be paid: tight keys may have long runs while there is room, loose keys never. */
function capsFor(sections: Section[], rows: number): { tightCap: number; looseCap: number } {
  const pairsOfRuns = new Float64Array(largestTightCap + 1)
  for (const section of sections)
    forEachRun(section, largestTightCap, largestLooseCap, (from, to) => {
      pairsOfRuns[to - from]! += ((to - from) * (to - from - 1)) / 2
    })
  let sum = 0
  let cap = 1
  while (cap < largestTightCap && sum + pairsOfRuns[cap + 1]! <= rows * pairsPerRow) sum += pairsOfRuns[++cap]!
  return { tightCap: Math.max(cap, 20), looseCap: Math.min(Math.max(cap, 20), largestLooseCap) }
}

/** Entries scattered by the highest bits of their keys, then each section sorted by itself. */
function sorted(starts: Float64Array, keys: Uint32Array, rows: number): Section[] {
  const total = starts[rows]!
  const bits = total > 1 << 16 ? 8 : 0
  const shift = 32 - bits
  const part = (key: number): number => (bits === 0 ? 0 : key >>> shift)
  const ends = new Float64Array((1 << bits) + 1)
  for (let at = 0; at < total; at++) ends[part(keys[at]!) + 1]!++
  for (let at = 0; at < 1 << bits; at++) ends[at + 1]! += ends[at]!
  const next = ends.slice()
  const sortedKeys = new Uint32Array(shared(total * 4))
  const sortedRows = new Uint32Array(shared(total * 4))
  for (let row = 0; row < rows; row++)
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const to = next[part(keys[at]!)]!++
      sortedKeys[to] = keys[at]!
      sortedRows[to] = row
    }
  return Array.from({ length: 1 << bits }, (_, section) =>
    sortedSection({
      keys: sortedKeys.subarray(ends[section]!, ends[section + 1]!),
      rows: sortedRows.subarray(ends[section]!, ends[section + 1]!),
    }),
  )
}

/** Sorts a section in place by key; rows of one key keep their order (least significant digit first, 11 bits at a time). */
function sortedSection(section: Section): Section {
  const size = section.keys.length
  let { keys, rows } = section
  let otherKeys = new Uint32Array(size)
  let otherRows = new Uint32Array(size)
  for (let shift = 0; shift < 33; shift += 11) {
    const next = new Uint32Array(2049)
    for (let at = 0; at < size; at++) next[((keys[at]! >>> shift) & 2047) + 1]!++
    for (let digit = 0; digit < 2048; digit++) next[digit + 1]! += next[digit]!
    for (let at = 0; at < size; at++) {
      const to = next[(keys[at]! >>> shift) & 2047]!++
      otherKeys[to] = keys[at]!
      otherRows[to] = rows[at]!
    }
    ;[keys, otherKeys] = [otherKeys, keys as Uint32Array<ArrayBuffer>]
    ;[rows, otherRows] = [otherRows, rows as Uint32Array<ArrayBuffer>]
  }
  // Three passes end in the other arrays.
  section.keys.set(keys)
  section.rows.set(rows)
  return section
}

/**
 * Calls `candidate(a, b)` (a < b) once for each pair of rows that share a key in these sections: of all keys that two rows share, the
 * smallest brings them together. With `split`, only pairs of a row before it and a row from it on.
 */
export function forEachCandidate(
  blocks: Blocks,
  sections: readonly number[],
  split: number,
  candidate: (a: number, b: number) => void,
): void {
  const { starts, keys, tightCap, looseCap } = blocks
  const isSmallestShared = (key: number, a: number, b: number): boolean => {
    let i = starts[a]!
    let j = starts[b]!
    let ofA = keys[i]!
    let ofB = keys[j]!
    while (ofA !== ofB) {
      if (ofA < ofB) ofA = keys[++i]!
      else ofB = keys[++j]!
    }
    return ofA === key
  }
  for (const at of sections) {
    const section = blocks.sections[at]!
    forEachRun(section, tightCap, looseCap, (from, to) => {
      const key = section.keys[from]!
      for (let i = from; i < to; i++)
        for (let j = i + 1; j < to; j++) {
          const a = section.rows[i]!
          const b = section.rows[j]!
          if (split > 0 && (a >= split || b < split)) continue
          if (isSmallestShared(key, a, b)) candidate(a, b)
        }
    })
  }
}
