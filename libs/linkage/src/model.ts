import { type Comparison, comparisons, levelsOf } from './pattern.ts'
import type { FrequencyTables } from './rarity.ts'

/**
 * A model as a JSON document, kept with every decision that it led to. Three explanations of a pair stand against each other: one
 * person (`match`), two of one household or family (`relative`), two strangers (`stranger`).
 */
export type Model = {
  version: 1
  learned: { rows: number; possiblePairs: number; rounds: number; from: 'records' | 'expectation' }
  /** Of all possible pairs, how many are each; they sum to 1. */
  prior: Record<Explanation, number>
  /** For each comparison and each of its levels (0, not known, is left out) the chance of that level under each explanation. */
  comparisons: Record<Comparison, Record<Explanation, number[]>>
  frequencies: FrequencyTables
}

export const explanations = ['match', 'relative', 'stranger'] as const
export type Explanation = (typeof explanations)[number]

/** Where names stand is asked only of names that agree. */
const aboutOrder: readonly Comparison[] = ['given_order', 'surname_order', 'name_fields']

/** The level that says most for one person. */
export const bestLevel = (comparison: Comparison): number =>
  comparison === 'married_name' ? 3 : aboutOrder.includes(comparison) ? 1 : levelsOf[comparison].length - 1

/**
 * What makes a model unfit: an agreement that is no more likely for one person than for two strangers. EM without labels can end with
 * its classes exchanged; such a model must not decide about anybody. Only comparisons of `among` are asked about.
 */
export function doubtsAbout(model: Model, among: readonly Comparison[] = comparisons): string[] {
  const doubts: string[] = []
  for (const comparison of among) {
    if (comparison === 'married_name' || aboutOrder.includes(comparison)) continue
    const { match, stranger } = model.comparisons[comparison]
    const best = bestLevel(comparison) - 1
    if (!(match[best]! > stranger[best]!))
      doubts.push(`${comparison}: agreement is no likelier for one person than for strangers`)
  }
  if (!(model.prior.match > 0)) doubts.push('no pair looks like one person')
  return doubts
}
