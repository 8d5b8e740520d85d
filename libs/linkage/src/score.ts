import type { Found } from './compare.ts'
import { type Explanation, explanations, type Model } from './model.ts'
import { type Comparison, comparisons, groups } from './pattern.ts'
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
  const tables = groups.map((group) => worthOf(group, bits))
  const start = explanations.map((explanation) => Math.log2(model.prior[explanation]))
  return ({ groups, rareToStranger, rareToRelative }) => {
    let match = start[0]!
    let relative = start[1]!
    let stranger = start[2]!
    for (let group = 0; group < tables.length; group++) {
      const worth = tables[group]!
      const at = groups[group]! * 3
      match += worth[at]!
      relative += worth[at + 1]!
      stranger += worth[at + 2]!
    }
    relative -= clipped(rareToRelative)
    stranger -= clipped(rareToStranger)
    const bound = match - Math.max(relative, stranger)
    return bound < floor ? bound : match - logSum(relative, stranger)
  }
}

/** The groups that `compareFacts` fills. */
const facts = [2, 3] as const

/**
 * Says of a pair whose facts alone have been compared whether it can still reach `floor` with everything else agreeing as well as can
 * be. Most pairs that share a name cannot, and names are what takes long to compare.
 */
export function promising(model: Model, floor: number): (found: Found) => boolean {
  const bits = bitsOf(model)
  const tables = facts.map((group) => worthOf(groups[group]!, bits))
  let againstRelative = Math.log2(model.prior.match / model.prior.relative) + most
  let againstStranger = Math.log2(model.prior.match / model.prior.stranger) + most
  for (const [group, comparisons] of groups.entries()) {
    if (facts.some((fact) => fact === group)) continue
    const worth = worthOf(comparisons, bits)
    againstRelative += best(worth, 1)
    againstStranger += best(worth, 2)
  }
  // Sums in another order differ in the last digit.
  const bar = floor - 1e-6
  return (found) => {
    let relative = againstRelative
    let stranger = againstStranger
    for (let fact = 0; fact < facts.length; fact++) {
      const worth = tables[fact]!
      const at = found.groups[facts[fact]!]! * 3
      relative += worth[at]! - worth[at + 1]!
      stranger += worth[at]! - worth[at + 2]!
    }
    return relative >= bar && stranger >= bar
  }
}

/** The most that a pattern of these says for one person against another explanation. */
function best(worth: Float64Array, explanation: 1 | 2): number {
  let found = Number.NEGATIVE_INFINITY
  for (let at = 0; at < worth.length; at += 3) found = Math.max(found, worth[at]! - worth[at + explanation]!)
  return found
}

/** The bits of each pattern of a group under each explanation, three by three. */
function worthOf(group: readonly Comparison[], bits: Bits): Float64Array {
  let sums: number[][] = [[0, 0, 0]]
  for (const comparison of group) {
    const of = comparisons.indexOf(comparison)
    const levels = bits.match[of]!.map((_, level) => explanations.map((explanation) => bits[explanation][of]![level]!))
    sums = sums.flatMap((sum) => levels.map((level) => sum.map((bit, class_) => bit + level[class_]!)))
  }
  return Float64Array.from(sums.flat())
}

/** The probability that a score in bits stands for. 0 bits is 0.5, 10 bits 0.999. */
export const probabilityOf = (score: number): number => 1 / (1 + 2 ** -score)
export const scoreOf = (probability: number): number => Math.log2(probability / (1 - probability))
