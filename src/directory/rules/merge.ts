const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/**
 * Two people wrote on from the same entry. What only one of them changed is kept; `overlapping` names the members that both
 * changed, and differently: there `merged` holds mine, and a person must decide.
 */
export function mergedFields<F extends object>(
  base: Partial<F>,
  mine: F,
  theirs: Partial<F>,
  members: readonly (keyof F & string)[],
): { merged: F; overlapping: (keyof F & string)[] } {
  const iChanged = members.filter((member) => !same(base[member], mine[member]))
  const overlapping = iChanged.filter((member) => !same(base[member], theirs[member]) && !same(mine[member], theirs[member]))
  return { merged: { ...picked(theirs, members), ...picked(mine, iChanged) } as F, overlapping }
}

/** Only those members of an entry. */
export function picked<F extends object>(entry: Partial<F>, members: readonly (keyof F & string)[]): Partial<F> {
  return Object.fromEntries(members.map((member) => [member, entry[member]])) as Partial<F>
}
