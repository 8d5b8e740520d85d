import type { Verdict } from '../contract.ts'

/** What counts for who is who: the newest decision about each pair that nobody took back. */
export type Said = { oneId: string; otherId: string; verdict: Verdict }

/** A decision in the history, in the order of `position`. */
export type Told = Said & { decisionId: string; position: number; undone: boolean }

export const pairOf = (a: string, b: string): [oneId: string, otherId: string] => (a < b ? [a, b] : [b, a])

/** The decisions that count: of each pair the newest that was not taken back, in the order of the pairs. */
export function counting(history: readonly Told[]): Told[] {
  const newest = new Map<string, Told>()
  for (const told of history.toSorted((a, b) => a.position - b.position))
    if (!told.undone) newest.set(`${told.oneId} ${told.otherId}`, told)
  return [...newest.values()].sort((a, b) => (a.oneId + a.otherId < b.oneId + b.otherId ? -1 : 1))
}

/**
 * Who is who, out of what counts and nothing else: subjects joined by `same`, each person named after its first subject. So the same
 * decisions give the same people in whatever order they were made, and taking one back gives what would be without it.
 *
 * Gives the person of every subject in `subjects`; one that is joined with nobody is its own person.
 */
export function personsOf(subjects: readonly string[], said: readonly Said[]): Map<string, string> {
  const parent = new Map(subjects.map((subject) => [subject, subject]))
  const rootOf = (subject: string): string => {
    let root = subject
    while (parent.get(root) !== root) root = parent.get(root) ?? root
    return root
  }
  for (const { oneId, otherId, verdict } of said) {
    if (verdict !== 'same' || !parent.has(oneId) || !parent.has(otherId)) continue
    const [first, second] = pairOf(rootOf(oneId), rootOf(otherId))
    if (first !== second) parent.set(second, first)
  }
  return new Map(subjects.map((subject) => [subject, rootOf(subject)]))
}

/**
 * Pairs that somebody told apart and that are one person all the same, by way of others. They are refused when they arise: a person
 * must say first which of the decisions was wrong.
 */
export function contradictions(persons: ReadonlyMap<string, string>, said: readonly Said[]): Said[] {
  return said.filter(
    ({ oneId, otherId, verdict }) => verdict === 'different' && persons.has(oneId) && persons.get(oneId) === persons.get(otherId),
  )
}

/** Days between one return and the next, in the order of arrival. */
export function intervalsOf(days: readonly string[]): number[] {
  const numbers = days.map((day) => Date.parse(day) / 86_400_000).sort((a, b) => a - b)
  return numbers.slice(1).map((day, index) => day - numbers[index]!)
}
