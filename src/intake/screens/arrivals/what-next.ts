import type { Arrival } from '../../contract/shapes.ts'

/** The one thing to do next with an arrival: the key of its words and of its main button; nothing when it is closed. */
export type Next = 'nextImport' | 'nextOpen' | 'nextOpenMass' | 'nextAttend' | 'nextCount' | 'nextClose'

export function whatNext({
  state,
  kind,
  counts,
  headcounts,
}: Pick<Arrival, 'state' | 'kind' | 'counts' | 'headcounts'>): Next | undefined {
  if (state === 'closed') return undefined
  if (kind === 'mass_event') {
    if (state === 'expected') return 'nextOpenMass'
    return Object.keys(headcounts).length > 0 ? 'nextClose' : 'nextCount'
  }
  const people = counts.listed + counts.unlisted
  if (state === 'expected') return people > 0 ? 'nextOpen' : 'nextImport'
  if (people === 0) return 'nextImport'
  return counts.expected + counts.receiving > 0 ? 'nextAttend' : 'nextClose'
}
