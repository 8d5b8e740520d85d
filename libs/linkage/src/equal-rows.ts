import { fromAge } from './dates.ts'
import { finish } from './hash.ts'
import { shared, sharedNumbers } from './lexicon.ts'
import type { ScoredPairs } from './linked.ts'
import { at, type Prepared, perRow } from './prepare.ts'
import { sorted } from './sort-entries.ts'
import type { TextField } from './table.ts'
import type { Texts } from './texts.ts'

/**
 * Rows that are equal in everything that is compared stand once: whatever is true of one of them is true of all. Without this a person
 * listed a thousand times has a thousand rows with no key that is rare. Only rows that tell a name and a day of birth or a number of a
 * person are taken together: of a thousand rows that say `Juan López` and no more nobody knows how many people they are.
 */
export type Distinct = {
  prepared: Prepared
  /** Per row of the whole which distinct row it equals. */
  kindOf: Uint32Array
  /** Per distinct row the first row that is so. */
  firstOf: Uint32Array
  /** Per distinct row how many more rows are so. */
  copies: Uint32Array
}

/**
 * The distinct rows of `all`, those with the same names side by side: rows that share a key mostly share names, and what lies together
 * in memory is found in a fraction of the time. They take the place of `all`, whose memory can be given up.
 */
export function distinctRows(all: Prepared): Distinct {
  const { rows } = all
  const { prepared, from, into } = roomFor(all)
  const { people } = prepared
  const kindOf = new Uint32Array(rows)
  const firstOf = sharedNumbers(rows)
  const copies = sharedNumbers(rows)
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(rows * 2 + 2)))
  const hashes = new Uint32Array(rows)
  const equal = (kind: number, row: number): boolean => {
    for (let slot = 0; slot < perRow; slot++) if (people[kind * perRow + slot] !== all.people[row * perRow + slot]) return false
    return from.every((texts, at) => texts[row] === into[at]![kind])
  }
  let kinds = 0
  const keepAsNew = (row: number): void => {
    for (let slot = 0; slot < perRow; slot++) people[kinds * perRow + slot] = all.people[row * perRow + slot]!
    for (let at = 0; at < from.length; at++) into[at]![kinds] = from[at]![row]!
    firstOf[kinds] = row
    kindOf[row] = kinds++
  }
  for (const row of byNames(all)) {
    if (!tells(all, row)) {
      keepAsNew(row)
      continue
    }
    let hash = 0
    for (let slot = row * perRow; slot < (row + 1) * perRow; slot++) hash = stirred(hash, all.people[slot]!)
    for (let at = 0; at < from.length; at++) hash = stirred(hash, from[at]![row]!)
    hash = finish(hash)
    let slot = hash & (slots.length - 1)
    for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const kind = slots[slot]! - 1
      if (hashes[kind] === hash && equal(kind, row)) break
    }
    if (slots[slot] === 0) {
      hashes[kinds] = hash
      keepAsNew(row)
      slots[slot] = kinds
    } else {
      kindOf[row] = slots[slot]! - 1
      copies[kindOf[row]!]!++
    }
  }
  return {
    prepared: { ...prepared, rows: kinds, people: people.subarray(0, kinds * perRow) },
    kindOf,
    firstOf: firstOf.subarray(0, kinds),
    copies: copies.subarray(0, kinds),
  }
}

/** Room for as many rows as there are, and what says per row which text it has, side by side with the place it goes to. */
function roomFor(all: Prepared): { prepared: Prepared; from: Uint32Array[]; into: Uint32Array[] } {
  const prepared: Prepared = { ...all, people: new Int32Array(shared(all.rows * perRow * 4)), texts: {} }
  const texts = Object.entries(all.texts) as [TextField, Texts][]
  for (const [field, values] of texts) prepared.texts[field] = { ...values, of: sharedNumbers(all.rows) }
  if (all.places) prepared.places = { ...all.places, of: sharedNumbers(all.rows) }
  const perRowOf = ({ texts, places }: Prepared) => [...Object.values(texts), ...(places ? [places] : [])].map(({ of }) => of)
  return { prepared, from: perRowOf(all), into: perRowOf(prepared) }
}

/** All rows, by first surname and first given name as they sound, otherwise in their order. */
function byNames({ rows, people, lexicon: { wide } }: Prepared): Uint32Array {
  const entries = { keys: new Uint32Array(rows), rows: new Uint32Array(rows) }
  for (let row = 0; row < rows; row++) {
    const surname = wide[people[row * perRow + at.surname]!]!
    const given = wide[people[row * perRow + at.given]!]!
    entries.keys[row] = ((surname & 0xffff0000) | (given >>> 16)) >>> 0
    entries.rows[row] = row
  }
  return sorted(entries).rows
}

function tells({ people, texts }: Prepared, row: number): boolean {
  const from = row * perRow
  const isNamed = people[from + at.given] !== 0 && people[from + at.surname] !== 0
  const birth = people[from + at.birth]!
  const isBorn = (birth & fromAge) === 0 && birth % 100 !== 0
  return (isNamed && isBorn) || people[from + at.cuiHead] !== 0 || (texts.document?.of[row] ?? 0) !== 0
}

/** Every row as its own kind: between two tables equal rows are pairs like others. */
export const eachItsOwn = (prepared: Prepared): Distinct => {
  const own = sharedNumbers(prepared.rows)
  for (let row = 0; row < own.length; row++) own[row] = row
  return { prepared, kindOf: own, firstOf: own, copies: sharedNumbers(prepared.rows) }
}

/**
 * What was found of distinct rows, said of all rows. A pair of a distinct row with itself stands for its copies: they are one person if
 * that is as likely as `threshold` asks, for two rows may be equal because both say next to nothing.
 */
export function ofAllRows(
  { kindOf, firstOf }: Distinct,
  pairs: ScoredPairs,
  clusterOfKind: Uint32Array,
  threshold: number,
): { pairs: ScoredPairs; clusterOf: Uint32Array } {
  const withCopies = new Float32Array(firstOf.length).fill(Number.NEGATIVE_INFINITY)
  let unlike = 0
  for (let at = 0; at < pairs.a.length; at++)
    if (pairs.a[at] === pairs.b[at]) withCopies[pairs.a[at]!] = pairs.score[at]!
    else unlike++
  /** Per cluster of kinds the lowest row in it. */
  const lowest = new Uint32Array(firstOf.length).fill(0xffffffff)
  for (let kind = 0; kind < firstOf.length; kind++) {
    const cluster = clusterOfKind[kind]!
    lowest[cluster] = Math.min(lowest[cluster]!, firstOf[kind]!)
  }
  const clusterOf = new Uint32Array(kindOf.length)
  const copies: number[] = []
  for (let row = 0; row < clusterOf.length; row++) {
    const kind = kindOf[row]!
    const isCopy = firstOf[kind] !== row
    clusterOf[row] = isCopy && withCopies[kind]! < threshold ? row : lowest[clusterOfKind[kind]!]!
    if (isCopy && withCopies[kind]! > Number.NEGATIVE_INFINITY) copies.push(row)
  }
  const size = unlike + copies.length
  const all: ScoredPairs = { a: new Uint32Array(size), b: new Uint32Array(size), score: new Float32Array(size) }
  let end = 0
  const add = (a: number, b: number, score: number): void => {
    all.a[end] = Math.min(a, b)
    all.b[end] = Math.max(a, b)
    all.score[end++] = score
  }
  for (let at = 0; at < pairs.a.length; at++)
    if (pairs.a[at] !== pairs.b[at]) add(firstOf[pairs.a[at]!]!, firstOf[pairs.b[at]!]!, pairs.score[at]!)
  for (const row of copies) add(firstOf[kindOf[row]!]!, row, withCopies[kindOf[row]!]!)
  return { clusterOf, pairs: all }
}

const stirred = (hash: number, number: number): number => Math.imul(((hash << 5) | (hash >>> 27)) ^ number, 0x9e3779b1)
