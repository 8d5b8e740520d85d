import type { z } from 'zod'
import { Problem } from '#base/problem.ts'
import { partsOfCursor } from '../rules/search.ts'

/**
 * The place behind which a page begins, as the schema names what the list is ordered by, in that order; none for the first page.
 * Throws `page-unknown` for a cursor that no list of ours gave.
 */
export function pageBehind<S extends z.ZodObject>(after: string | undefined, place: S): z.infer<S> | undefined {
  if (after === undefined) return undefined
  const names = Object.keys(place.shape)
  const parts = partsOfCursor(after, names.length)
  const parsed = place.safeParse(Object.fromEntries(names.map((name, index) => [name, parts?.[index]])))
  if (!parsed.success) throw new Problem(422, 'page-unknown')
  return parsed.data
}
