import { comparer } from './compare.ts'
import { keyMaker, mostKeys } from './keys.ts'
import { type Explanation, explanations, type Model } from './model.ts'
import { type Comparison, comparisons, levelsOf, unpack } from './pattern.ts'
import { prepare } from './prepare.ts'
import { rarityOf } from './rarity.ts'
import { bitsOf, clipped, logSum, scorer } from './score.ts'
import { type PersonRecord, tableOf } from './table.ts'

/**
 * One record against a few, as somebody types: the same keys, the same comparison and the same score as over a million records in a
 * night, and how the score came about.
 */

/**
 * The blocking keys of each record, sorted: 32-bit hashes to be stored and looked up. Odd ones are loose: they count while few share
 * them.
 */
export function keysOfEach(records: readonly PersonRecord[]): number[][] {
  const keysInto = keyMaker(prepare(tableOf(records)).prepared)
  const keys = new Uint32Array(mostKeys * 2)
  return records.map((_, row) => [...keys.subarray(0, Math.min(mostKeys, keysInto(row, keys)))])
}

/** What one comparison adds to the score, in bits. `level` is an index of `levelsOf[comparison]`, 0 when one of the two does not tell. */
export type Weight = { comparison: Comparison | 'rarity'; level: number; word: string; bits: number }

/** `start` and the bits of all weights sum up to `score`: log2 of the odds that the two are one person. */
export type Compared = { score: number; start: number; weights: Weight[] }

/** Compares a record with each of `others`, in their order. */
export function compareWithEach(model: Model, record: PersonRecord, others: readonly PersonRecord[]): Compared[] {
  const { prepared, spellings } = prepare(tableOf([record, ...others]))
  const { found, compare } = comparer(prepared, rarityOf(prepared, spellings, model.frequencies))
  const score = scorer(model)
  const bits = bitsOf(model)
  const levels = new Uint8Array(comparisons.length)
  return others.map((_, index) => {
    compare(0, index + 1)
    unpack(found.first, found.second, levels)
    const rare = { relative: clipped(found.rareToRelative), other: clipped(found.rareToStranger) }
    const rarityFor = (explanation: Explanation) => (explanation === 'relative' ? rare.relative : rare.other)
    // If they are not one person, how likely is each other explanation? Each weight speaks against them in that proportion, and the
    // uncertainty between them (its entropy) goes to the start, so that the sum is the score: log Σaᵢ = Σpᵢ log aᵢ + H(p).
    const against = alternatives.map((explanation) => {
      let sum = Math.log2(model.prior[explanation]) - rarityFor(explanation)
      for (let at = 0; at < levels.length; at++) sum += bits[explanation][at]![levels[at]!]!
      return sum
    })
    const all = against.reduce(logSum)
    const shares = against.map((sum) => 2 ** (sum - all))
    const average = (of: (explanation: Explanation) => number) =>
      alternatives.reduce((sum, explanation, at) => sum + shares[at]! * of(explanation), 0)
    const entropy = -shares.reduce((sum, share) => sum + (share > 0 ? share * Math.log2(share) : 0), 0)
    const start = Math.log2(model.prior.match) - average((explanation) => Math.log2(model.prior[explanation])) - entropy
    const weights: Weight[] = comparisons.map((comparison, at) => {
      const level = levels[at]!
      const word = levelsOf[comparison][level]!
      return { comparison, level, word, bits: bits.match[at]![level]! - average((explanation) => bits[explanation][at]![level]!) }
    })
    const rareBits = average(rarityFor)
    weights.push({ comparison: 'rarity', level: 0, word: rareBits < 0 ? 'frequent' : 'rare', bits: rareBits })
    return { score: score(found), start, weights }
  })
}

const alternatives = explanations.filter((explanation) => explanation !== 'match')

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
