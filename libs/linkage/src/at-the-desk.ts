import { comparer } from './compare.ts'
import { dateOf, fromAge } from './dates.ts'
import { finish, mix } from './hash.ts'
import { keyMaker, mostKeys, sortedOnce } from './keys.ts'
import { explanations, type Model } from './model.ts'
import { type Comparison, comparisons, levelsOf, unpack } from './pattern.ts'
import { at, type Prepared, perRow, prepare } from './prepare.ts'
import { rarityOf } from './rarity.ts'
import { type Bits, bitsOf, clipped, logSum } from './score.ts'
import { type PersonRecord, tableOf } from './table.ts'

/**
 * One record against a few, as somebody types: the same keys, the same comparison and the same score as over a million records in a
 * night, and how the score came about.
 */

/**
 * The keys under which each record is found at a desk, sorted: 32-bit hashes to be stored. The blocking keys, of which odd ones are
 * loose (they count while few share them), and some more: a night compares everybody with everybody and cannot pay for them, a desk
 * looks for one person.
 */
export function keysOfEach(records: readonly PersonRecord[]): number[][] {
  const { prepared } = prepare(tableOf(records))
  const keysInto = keyMaker(prepared)
  const keys = new Uint32Array((mostKeys + ofTowns) * 2)
  return records.map((_, row) => {
    const count = Math.min(mostKeys, sortedOnce(keys, keysInto(row, keys)))
    return [...keys.subarray(0, sortedOnce(keys, townKeysInto(prepared, row, keys, count)))]
  })
}

/** The keys under which to look for a record: its own, and those it would have if its birth date had been misread as dates are. */
export function soughtKeysOf(record: PersonRecord): number[] {
  const misread = [record, ...misreadBirths(record.birth_date ?? '').map((birth_date) => ({ ...record, birth_date }))]
  return [...new Set(keysOfEach(misread).flat())].sort((a, b) => a - b)
}

/** A date with day and month exchanged, and of the year before and after. Of what is no whole date, none. */
function misreadBirths(text: string): string[] {
  const date = dateOf(text)
  const [year, month, day] = [Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100]
  if (day === 0) return []
  const written = (...parts: number[]) => parts.map((part) => String(part).padStart(2, '0')).join('-')
  const exchanged = day <= 12 && day !== month ? [written(year, day, month)] : []
  return [...exchanged, written(year - 1, month, day), written(year + 1, month, day)]
}

/** Which facts these keys are made of; part of the hash, never change them: keys are stored. */
const kind = { birthAndTown: 0x2001, surnamesAndTown: 0x2002, givenNamesAndTown: 0x2003 } as const
const ofTowns = 3

/**
 * A town with the birth date, with both surnames, with both given names: they find whose other names are spoilt. Written behind the
 * first `count` of `keys`; gives how many there are then.
 */
function townKeysInto({ people, lexicon, places }: Prepared, row: number, keys: Uint32Array, count: number): number {
  const from = row * perRow
  const municipality = people[from + at.municipality]!
  if (municipality === 0) return count
  const town = municipality > 0 ? mix(1, municipality) : places!.hashes[-municipality]!
  const add = (what: number, facts: number) => {
    keys[count++] = (finish(mix(mix(what, facts), town)) & ~1) >>> 0 || 2
  }
  const pair = (first: number, what: number) => {
    const [one, other] = [people[from + first]!, people[from + first + 1]!]
      .map((word) => lexicon.wide[word]!)
      .sort((a, b) => a - b)
    if (people[from + first + 1] !== 0) add(what, mix(one!, other!))
  }
  const birth = people[from + at.birth]!
  if ((birth & fromAge) === 0 && birth % 100 !== 0 && birth % 10_000 !== 101) add(kind.birthAndTown, birth)
  pair(at.surname, kind.surnamesAndTown)
  pair(at.given, kind.givenNamesAndTown)
  return count
}

/** What one comparison adds to the score, in bits. `level` is an index of `levelsOf[comparison]`, 0 when one of the two does not tell. */
export type Weight = { comparison: Comparison | 'rarity'; level: number; word: string; bits: number }

/** `start` and the bits of all weights sum up to `score`: log2 of the odds that the two are one person. */
export type Compared = { score: number; start: number; weights: Weight[] }

/** A record compared with others: the score of each, and how one of them came about. */
export type AllCompared = { scores: number[]; explain(index: number): Compared }

/** Compares a record with each of `others`, in their order. What nobody asks about is not explained: that costs more than comparing. */
export function compareWithAll(model: Model, record: PersonRecord, others: readonly PersonRecord[]): AllCompared {
  const { prepared, spellings } = prepare(tableOf([record, ...others]))
  const { found, compare } = comparer(prepared, rarityOf(prepared, spellings, model.frequencies))
  const bits = bitsFor(model)
  const start = explanations.map((explanation) => Math.log2(model.prior[explanation]))
  const levels = new Uint8Array(comparisons.length)
  /** Compares with one; gives the bits of each explanation without what is rare, in their order. */
  const sumsWith = (index: number): number[] => {
    compare(0, index + 1)
    unpack(found.first, found.second, levels)
    return explanations.map((explanation, class_) => {
      const own = bits[explanation]
      let sum = start[class_]!
      for (let position = 0; position < levels.length; position++) sum += own[position]![levels[position]!]!
      return sum
    })
  }
  const scoreOf = ([match, relative, stranger]: number[]): number =>
    match! - logSum(relative! - clipped(found.rareToRelative), stranger! - clipped(found.rareToStranger))
  return {
    scores: others.map((_, index) => scoreOf(sumsWith(index))),
    explain(index) {
      const sums = sumsWith(index)
      const rare = { relative: clipped(found.rareToRelative), stranger: clipped(found.rareToStranger) }
      // If they are not one person, how likely is each other explanation? Each weight speaks against them in that proportion, and the
      // uncertainty between them (its entropy) goes to the start, so that the sum is the score: log Σaᵢ = Σpᵢ log aᵢ + H(p).
      const against = [sums[1]! - rare.relative, sums[2]! - rare.stranger]
      const all = logSum(against[0]!, against[1]!)
      const shares = against.map((sum) => 2 ** (sum - all))
      const average = (of: (explanation: (typeof alternatives)[number]) => number) =>
        alternatives.reduce((sum, explanation, which) => sum + shares[which]! * of(explanation), 0)
      const entropy = -shares.reduce((sum, share) => sum + (share > 0 ? share * Math.log2(share) : 0), 0)
      const weights: Weight[] = comparisons.map((comparison, position) => {
        const level = levels[position]!
        const word = levelsOf[comparison][level]!
        return {
          comparison,
          level,
          word,
          bits: bits.match[position]![level]! - average((explanation) => bits[explanation][position]![level]!),
        }
      })
      const rareBits = average((explanation) => rare[explanation])
      weights.push({ comparison: 'rarity', level: 0, word: rareBits < 0 ? 'frequent' : 'rare', bits: rareBits })
      const before = Math.log2(model.prior.match) - average((explanation) => Math.log2(model.prior[explanation])) - entropy
      return { score: scoreOf(sums), start: before, weights }
    },
  }
}

/** Compares a record with each of `others`, in their order, all of them explained. */
export function compareWithEach(model: Model, record: PersonRecord, others: readonly PersonRecord[]): Compared[] {
  const { explain } = compareWithAll(model, record, others)
  return others.map((_, index) => explain(index))
}

const alternatives = ['relative', 'stranger'] as const

/** The bits of a model, worked out once for each. */
const bitsKnown = new WeakMap<Model, Bits>()

function bitsFor(model: Model): Bits {
  const known = bitsKnown.get(model) ?? bitsOf(model)
  bitsKnown.set(model, known)
  return known
}

/**
 * A model for a register of so many records. How alike two records of one person are does not depend on the size of the register; how
 * likely it is that two records taken at random are of one person does: as many people per record have another record, or a relative, as
 * where the model was learnt. Worked: learnt at 100,000 with 8e-6, for a million 8e-7, −20.3 bits to start with.
 */
export function forRegisterOf(model: Model, records: number): Model {
  const scale = model.learned.rows / Math.max(1000, records)
  const prior = { ...model.prior }
  for (const explanation of explanations) prior[explanation] *= scale
  prior.stranger = 0
  prior.stranger = 1 - explanations.reduce((sum, explanation) => sum + prior[explanation], 0)
  return { ...model, prior }
}
