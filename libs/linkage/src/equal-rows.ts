import { fromAge } from './dates.ts'
import { finish } from './hash.ts'
import { sharedNumbers } from './lexicon.ts'
import type { ScoredPairs } from './linked.ts'
import { at, type Prepared, perRow } from './prepare.ts'

/**
 * Rows that are equal in everything that is compared stand once: whatever is true of one of them is true of all. Without this a person
 * listed a thousand times has a thousand rows with no key that is rare. Only rows that tell a name and a day of birth or a number of a
 * person are taken together: of a thousand rows that say `Juan López` and no more nobody knows how many people they are.
 */
export type Distinct = {
  prepared: Prepared
  /** Per row of the whole which distinct row it equals. */
  kindOf: Uint32Array
  /** Per distinct row the first row that is so; ascending. */
  firstOf: Uint32Array
  /** Per distinct row how many more rows are so. */
  copies: Uint32Array
}

/** The distinct rows of `all`, in the order of their first. They take the place of `all`, whose memory they lie in. */
export function distinctRows(all: Prepared): Distinct {
  const { rows, people } = all
  const texts = Object.values(all.texts).concat(all.places ?? [])
  const kindOf = new Uint32Array(rows)
  const firstOf = new Uint32Array(rows)
  const copies = sharedNumbers(rows)
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(rows * 2 + 2)))
  const hashes = new Uint32Array(rows)
  const equal = (kind: number, row: number): boolean => {
    for (let slot = 0; slot < perRow; slot++) if (people[kind * perRow + slot] !== people[row * perRow + slot]) return false
    return texts.every(({ of }) => of[kind] === of[row])
  }
  let kinds = 0
  const keepAsNew = (row: number): void => {
    if (kinds < row) {
      people.copyWithin(kinds * perRow, row * perRow, (row + 1) * perRow)
      for (const { of } of texts) of[kinds] = of[row]!
    }
    firstOf[kinds] = row
    kindOf[row] = kinds++
  }
  for (let row = 0; row < rows; row++) {
    if (!tells(all, row)) {
      keepAsNew(row)
      continue
    }
    let hash = 0
    for (let from = row * perRow; from < (row + 1) * perRow; from++) hash = stirred(hash, people[from]!)
    for (const { of } of texts) hash = stirred(hash, of[row]!)
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
  const prepared = { ...all, rows: kinds, people: people.subarray(0, kinds * perRow) }
  return { prepared, kindOf, firstOf: firstOf.subarray(0, kinds), copies: copies.subarray(0, kinds) }
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
  const own = new Uint32Array(prepared.rows).map((_, row) => row)
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
  pairs.a.forEach((kind, at) => {
    if (kind === pairs.b[at]) withCopies[kind] = pairs.score[at]!
  })
  const isCopy = (row: number): boolean => firstOf[kindOf[row]!] !== row
  const clusterOf = kindOf.map((kind, row) =>
    isCopy(row) && withCopies[kind]! < threshold ? row : firstOf[clusterOfKind[kind]!]!,
  )
  const unlike = pairs.a.map((_, at) => at).filter((at) => pairs.a[at] !== pairs.b[at])
  const copies = kindOf.map((_, row) => row).filter((row) => isCopy(row) && withCopies[kindOf[row]!]! > Number.NEGATIVE_INFINITY)
  return {
    clusterOf,
    pairs: {
      a: together(
        unlike.map((at) => firstOf[pairs.a[at]!]!),
        copies.map((row) => firstOf[kindOf[row]!]!),
      ),
      b: together(
        unlike.map((at) => firstOf[pairs.b[at]!]!),
        copies,
      ),
      score: Float32Array.from(together(unlike, copies), (from, at) =>
        at < unlike.length ? pairs.score[from]! : withCopies[kindOf[from]!]!,
      ),
    },
  }
}

function together(front: Uint32Array, back: Uint32Array): Uint32Array {
  const all = new Uint32Array(front.length + back.length)
  all.set(front)
  all.set(back, front.length)
  return all
}

const stirred = (hash: number, number: number): number => Math.imul(((hash << 5) | (hash >>> 27)) ^ number, 0x9e3779b1)
