import type { Verdict, Who } from '../contract.ts'

/** What counts for who is who: the newest decision about each pair that nobody took back. */
export type Said = { oneId: string; otherId: string; verdict: Verdict; automatic?: boolean }

/** A decision in the history, in the order of `position`. One that is `automatic` a rule made, and gives way to what people say. */
export type Told = Said & { decisionId: string; position: number; undone: boolean }

export const pairOf = (a: string, b: string): [oneId: string, otherId: string] => (a < b ? [a, b] : [b, a])

/**
 * The decisions that count, in the order in which they were made: of each pair the newest that was not taken back. What a rule made counts
 * only while no person says anything of the pair.
 */
export function counting(history: readonly Told[]): Told[] {
  const chosen = new Map<string, Told>()
  for (const told of history) {
    const pair = `${told.oneId} ${told.otherId}`
    if (!told.undone && goesBefore(told, chosen.get(pair))) chosen.set(pair, told)
  }
  return [...chosen.values()].sort((a, b) => a.position - b.position)
}

function goesBefore(told: Told, other: Told | undefined): boolean {
  if (!other) return true
  if (Boolean(told.automatic) !== Boolean(other.automatic)) return !told.automatic
  return told.position > other.position
}

/**
 * Who is who, out of what counts and nothing else: subjects joined by `same`, each person named after its first subject. So taking a
 * decision back gives what would be without it, whatever happened since. Two that were told apart are never joined: a `same` that would
 * do it, by way of others, has no effect, and before one that a person made gives way one that a rule made.
 *
 * Gives the person of every subject in `subjects`; one that is joined with nobody is its own person. Who is not among them joins nobody.
 */
export function personsOf(subjects: readonly string[], said: readonly Said[]): Map<string, string> {
  const known = new Set(subjects)
  const among = said.filter(({ oneId, otherId }) => known.has(oneId) && known.has(otherId))
  const parent = new Map(subjects.map((subject) => [subject, subject]))
  const rootOf = (subject: string): string => {
    let root = subject
    while (parent.get(root) !== root) root = parent.get(root)!
    parent.set(subject, root)
    return root
  }
  const apart = new Map(subjects.map((subject) => [subject, new Set<string>()]))
  for (const { oneId, otherId, verdict } of among) {
    if (verdict !== 'different') continue
    apart.get(oneId)!.add(otherId)
    apart.get(otherId)!.add(oneId)
  }
  const join = ({ oneId, otherId }: Said) => {
    const [first, second] = pairOf(rootOf(oneId), rootOf(otherId))
    if (first === second || [...apart.get(second)!].some((one) => rootOf(one) === first)) return
    parent.set(second, first)
    for (const one of apart.get(second)!) apart.get(first)!.add(one)
  }
  const joining = among.filter(({ verdict }) => verdict === 'same')
  for (const one of joining) if (!one.automatic) join(one)
  for (const one of joining) if (one.automatic) join(one)
  return new Map(subjects.map((subject) => [subject, rootOf(subject)]))
}

/** Two whom somebody told apart, and the decisions by way of which people joined them all the same. */
export type Contradiction = { apart: Said; way: Told[] }

/**
 * What people said that cannot all be true. It is refused when it arises: a person must say first which of the decisions was wrong.
 * What a rule joined is no contradiction, since it gives way.
 */
export function contradictions(subjects: readonly string[], said: readonly Told[]): Contradiction[] {
  const known = new Set(subjects)
  const links = new Map<string, Told[]>()
  for (const told of said) {
    if (told.verdict !== 'same' || told.automatic || !known.has(told.oneId) || !known.has(told.otherId)) continue
    for (const id of [told.oneId, told.otherId]) links.set(id, [...(links.get(id) ?? []), told])
  }
  return said
    .filter(({ oneId, otherId, verdict }) => verdict === 'different' && known.has(oneId) && known.has(otherId))
    .flatMap((apart) => {
      const way = wayBetween(apart.oneId, apart.otherId, links)
      return way ? [{ apart, way }] : []
    })
}

/** The fewest decisions by way of which one is joined with another. */
function wayBetween(from: string, to: string, links: ReadonlyMap<string, Told[]>): Told[] | undefined {
  const reached = new Map<string, Told[]>([[from, []]])
  for (const [subject, way] of reached) {
    if (subject === to) return way
    for (const told of links.get(subject) ?? []) {
      const next = told.oneId === subject ? told.otherId : told.oneId
      if (!reached.has(next)) reached.set(next, [...way, told])
    }
  }
  return undefined
}

/** Who came, is here or has been received; who stands on a list and did not come, or has not come yet, has not returned. */
export const isReturn = (state: Who['state']): boolean => state === 'received' || state === 'receiving'

/** What somebody is told a person is called: the first of the person's returns that they see. */
export const calledAfter = (seen: Iterable<string>): string => [...seen].sort()[0]!

/** Days between one return and the next, in the order of arrival. */
export function intervalsOf(days: readonly string[]): number[] {
  const numbers = days.map((day) => Date.parse(day) / 86_400_000).sort((a, b) => a - b)
  return numbers.slice(1).map((day, index) => day - numbers[index]!)
}
