import type { Manifest } from '../../contract/manifest.ts'

export type Counts = Manifest['counts']
/** In the order of the sentence: what will change the list first. */
const parts = ['new', 'changed', 'same', 'received', 'unusable', 'skipped'] as const
export type Part = (typeof parts)[number]

/** The people a file speaks of: its rows without those that are no persons. */
export const peopleIn = (counts: Counts): number => counts.rows - counts.skipped

/** What the file says, part by part, without the empty ones; the words are for the screen. */
export const partsWith = (counts: Counts): { part: Part; count: number }[] =>
  parts.map((part) => ({ part, count: counts[part] })).filter(({ count }) => count > 0)

/** What applying would do: how many rows go into the list, how many change one, and whether there is anything to do at all. */
export function effectOf(
  { counts }: Pick<Manifest, 'counts'>,
  withdrawGone: boolean,
): { add: number; change: number; any: boolean } {
  const withdrawn = withdrawGone ? counts.gone : 0
  return { add: counts.new, change: counts.changed, any: counts.new + counts.changed + withdrawn > 0 }
}

/** The mapping after a column was given another field (or none). Each field stands in one column at most. */
export function mappingWith(mapping: Record<string, number>, column: number, field: string | undefined): Record<string, number> {
  const others = Object.entries(mapping).filter(([name, index]) => index !== column && name !== field)
  return Object.fromEntries(field === undefined ? others : [...others, [field, column]])
}
