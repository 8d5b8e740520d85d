import type { Found } from './compare.ts'
import { type Explanation, explanations, type Model } from './model.ts'
import { comparisons, unpack } from './pattern.ts'
import { patternId, patternTable } from './pattern-table.ts'
import { least, most, partsOfBit } from './rarity.ts'

/** log2 of the chance of each level under each explanation, level 0 being 0: `bits.match[comparison][level]`. */
export type Bits = Record<Explanation, number[][]>

export const bitsOf = (model: Model): Bits =>
  Object.fromEntries(
    explanations.map((explanation) => [
      explanation,
      comparisons.map((comparison) => [0, ...model.comparisons[comparison][explanation].map((chance) => Math.log2(chance))]),
    ]),
  ) as Bits

/** Rarity counts for no more than this much of a whole pair, in either direction. */
export const clipped = (parts: number): number => Math.min(most, Math.max(least, parts / partsOfBit))

/** log2(2^a + 2^b). */
export const logSum = (a: number, b: number): number =>
  a > b ? a + Math.log2(1 + 2 ** (b - a)) : b + Math.log2(1 + 2 ** (a - b))

/**
 * Gives the score of what `compare` found: log2 of the odds that it is one person against all else (a relative or a stranger).
 *
 * score = log2 πₘ∏m − log2( πₕ∏h·2^−rₕ + πᵤ∏u·2^−rᵤ ), where rₕ and rᵤ are the bits for rare values.
 * A score below `floor` need not be exact, only below it.
 */
export function scorer(model: Model, floor = Number.NEGATIVE_INFINITY): (found: Found) => number {
  const bits = bitsOf(model)
  const start = explanations.map((explanation) => Math.log2(model.prior[explanation]))
  const table = patternTable(1 << 14)
  let sums = new Float64Array(table.first.length * 3)
  const levels = new Uint8Array(comparisons.length)
  const sumOf = (class_: number): number => {
    const own = bits[explanations[class_]!]
    let sum = start[class_]!
    for (let at = 0; at < levels.length; at++) sum += own[at]![levels[at]!]!
    return sum
  }
  return ({ first, second, rareToStranger, rareToRelative }) => {
    const known = table.size
    const id = patternId(table, first, second)
    const at = id * 3
    if (id === known) {
      if (sums.length < table.first.length * 3) {
        const more = new Float64Array(table.first.length * 3)
        more.set(sums)
        sums = more
      }
      unpack(first, second, levels)
      for (let class_ = 0; class_ < 3; class_++) sums[at + class_] = sumOf(class_)
    }
    const relative = sums[at + 1]! - clipped(rareToRelative)
    const stranger = sums[at + 2]! - clipped(rareToStranger)
    const bound = sums[at]! - Math.max(relative, stranger)
    return bound < floor ? bound : sums[at]! - logSum(relative, stranger)
  }
}

/** The probability that a score in bits stands for. 0 bits is 0.5, 10 bits 0.999. */
export const probabilityOf = (score: number): number => 1 / (1 + 2 ** -score)
export const scoreOf = (probability: number): number => Math.log2(probability / (1 - probability))
