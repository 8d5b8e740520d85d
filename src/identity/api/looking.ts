import type { Database, Doors } from '#server/db.ts'
import { lettingDesksGoFirst } from '#server/quiet.ts'
import type { Who } from '../contract.ts'
import { compareWithAll, keysOf, type NamedModel } from '../rules/compare.ts'
import { isEnough } from '../rules/likeness.ts'
import { pairOf } from '../rules/persons.ts'
import { byLikelihood } from '../rules/questions.ts'
import { laterOf, thresholdsBy } from '../rules/thresholds.ts'
import { beginning, changedBehind, type Place, receivingInstitutions, returnsIndexed, sharing } from '../store/keys.ts'
import * as store from '../store/looked.ts'
import { membersWith } from '../store/persons.ts'
import { pairsOf, type StoredPair } from '../store/questions.ts'
import { thresholdsNow } from '../store/settings.ts'
import { whoByIds } from '../store/who.ts'
import { isSettled, settle, togetherWith } from './joining.ts'
import { nobodyElseDecides } from './locking.ts'
import { modelFor } from './model.ts'
import { standing } from './questions.ts'

/** A transaction may end later than one that began after it: no further back than this. */
const lateMinutes = 2
/** How many returns are passed in one transaction, how many of them looked at, and how many in one turn of the latest changes. */
const atOnce = 200
const lookedAtOnce = 20
const inOneTurn = 60
/** What one look costs at most: entries per key, returns compared, pairs found, and returns of one person that are looked at with it. */
const limits = { most: 200, mostLoose: 60, candidates: 60 }
const mostPairs = 10
const mostReturns = 20

/**
 * Looks for the pairs worth asking about, in the background: of every return that is not what it was when it was last looked at. Gives
 * how many were. `whole` goes over all returns, at every start and once a night; else the latest changes, a few at a time. Each few are
 * a transaction: broken off by `ending`, or by force, it goes on where it stood.
 */
export async function findQuestions(
  doors: Doors,
  { now, whole = false, ending }: { now: Date; whole?: boolean; ending?: AbortSignal },
): Promise<number> {
  let looked = 0
  for (const institution of await doors.transaction({}, receivingInstitutions)) {
    let behind: Place | undefined = whole ? beginning : undefined
    const before = looked
    do {
      if (ending?.aborted) return looked
      const begun = performance.now()
      const next: Reached = await doors.transaction({ institution, compartments: 'all' }, async (db) => {
        if (!(await store.takeLookingTurn(db, institution, { wait: whole }))) return { looked: 0 }
        return lookNext(db, institution, behind ?? (await store.lastLooked(db, lateMinutes)), now)
      })
      looked += next.looked
      behind = next.behind
      // Half of the time belongs to the desks, and all of it while they are busy.
      if (next.looked === lookedAtOnce) await lettingDesksGoFirst(performance.now() - begun, { ending })
    } while (behind && (whole || looked - before < inOneTurn))
  }
  return looked
}

/** `behind` is where to go on, when there is more. */
type Reached = { looked: number; behind?: Place }

async function lookNext(db: Database, institution: string, behind: Place, now: Date): Promise<Reached> {
  const places = await changedBehind(db, behind, atOnce)
  const last = places.at(-1)
  if (!last) return { looked: 0 }
  const set = await thresholdsNow(db, institution)
  const thresholds = thresholdsBy(set)
  const way = (ask: number) => ` ${ask} ${modelFor(0).name}`
  const due = await store.dueAmong(
    db,
    places.map(({ subjectId }) => subjectId),
    {
      usual: way(thresholds('').ask),
      centres: set.flatMap(({ facilityId }) => (facilityId ? [{ facilityId, way: way(thresholds(facilityId).ask) }] : [])),
    },
  )
  const inOrder = places.flatMap((place) => due.find(({ subjectId }) => subjectId === place.subjectId) ?? [])
  const first = inOrder.slice(0, lookedAtOnce)
  const rest = inOrder.length > first.length
  const reached = rest ? places.find(({ subjectId }) => subjectId === first.at(-1)!.subjectId)! : last
  // Where somebody's people had to be settled first, it is looked again, in a transaction of its own.
  if (first.length > 0 && !(await look(db, institution, first, now))) return { looked: 0, behind }
  await store.saveLookedUntil(db, institution, reached)
  return { looked: first.length, ...((rest || places.length === atOnce) && { behind: reached }) }
}

/**
 * Looks for the pairs of some returns, and of the others of the same people: of two people one pair is asked about. False when it had to
 * be settled first who is who: whoever was withdrawn from a list joins nobody any more, and who is on it again does.
 */
async function look(db: Database, institutionId: string, due: readonly store.Due[], now: Date): Promise<boolean> {
  const model = modelFor(await returnsIndexed(db))
  const dueIds = due.map(({ subjectId }) => subjectId)
  const ids = await hangingTogether(db, dueIds)
  if (!ids) {
    await nobodyElseDecides(db, institutionId, dueIds)
    await settle(db, institutionId, await togetherWith(db, dueIds), now)
    return false
  }
  const looking = await lookersWith(db, ids)
  const found = new Map<string, string[]>()
  for (const { who, own } of looking)
    found.set(who.subjectId, isEnough(who) ? await sharing(db, institutionId, keysOf(who), limits, own) : [])

  const members = [...(await membersWith(db, ids)).keys()]
  const before = await pairsOf(db, members)
  const others = [...found.values()].flat()
  const returns = await whoByIds(db, [...new Set([...others, ...before.flatMap(({ oneId, otherId }) => [oneId, otherId])])])
  const received = new Map(
    [...returns, ...looking.map(({ who }) => who)].filter(({ state }) => state === 'received').map((who) => [who.subjectId, who]),
  )
  const askedFrom = thresholdsBy(await thresholdsNow(db, institutionId))
  const lookers = new Set(looking.map(({ who }) => who.subjectId))
  const pairs = looking.flatMap(({ who, own }) => {
    const standingNow = before.filter(({ oneId, otherId }) => oneId === who.subjectId || otherId === who.subjectId)
    const partners = standingNow.map(({ oneId, otherId }) => (oneId === who.subjectId ? otherId : oneId))
    // Returns of one person are pairs too: they are asked about when what joins them is taken back.
    const known = [...partners, ...own.filter((id) => lookers.has(id) && id !== who.subjectId)]
    const ids = new Set([...found.get(who.subjectId)!, ...known])
    const scored = scoredWith(
      model,
      who,
      [...ids].flatMap((id) => received.get(id) ?? []),
    ).filter(({ score, later }) => score >= askedFrom(later.facilityId).ask)
    const isKnown = ({ other }: { other: Who }) => known.includes(other.subjectId)
    return [...scored.filter(isKnown), ...scored.filter((pair) => !isKnown(pair)).slice(0, mostPairs)]
  })
  const untouched = before.filter(({ oneId, otherId }) => !lookers.has(oneId) && !lookers.has(otherId) && received.has(oneId))
  const likely = [...pairs, ...untouched]

  // From here on nobody decides about them. If somebody did just before, it is looked again.
  const concerned = new Set([...members, ...likely.flatMap(({ oneId, otherId }) => [oneId, otherId])])
  await nobodyElseDecides(db, institutionId, [...concerned])
  const still = await hangingTogether(db, dueIds)
  const names = (some: readonly StoredPair[]) => some.map(({ oneId, otherId }) => `${oneId} ${otherId}`)
  if (!isSame(still ?? [], ids) || !isSame(names(await pairsOf(db, members)), names(before))) return false
  await standing(db, institutionId, members, likely, now)
  await store.saveLooked(db, institutionId, due)
  return true
}

const isSame = (some: readonly string[], others: readonly string[]): boolean =>
  new Set(some).symmetricDifference(new Set(others)).size === 0

/** These returns, and those that hang together with them by decisions; undefined when who is who has still to be worked out. */
async function hangingTogether(db: Database, dueIds: readonly string[]): Promise<readonly string[] | undefined> {
  const together = await togetherWith(db, dueIds)
  if (together.decisions.length === 0) return dueIds
  return (await isSettled(db, together)) ? together.members : undefined
}

type Looking = { who: Who; own: string[] }

/** The received returns of the people of these, with all that are theirs: themselves are not found. */
async function lookersWith(db: Database, ids: readonly string[]): Promise<Looking[]> {
  const persons = await membersWith(db, ids)
  const returns = (await whoByIds(db, [...persons.keys()])).filter(({ state }) => state === 'received')
  return [...Map.groupBy(returns, ({ subjectId }) => persons.get(subjectId)!)].flatMap(([person, all]) => {
    const own = [...persons].flatMap(([id, one]) => (one === person ? [id] : []))
    const newest = all.toSorted((a, b) => (laterOf(a, b) === a ? -1 : 1))
    return newest.filter(({ subjectId }, at) => at < mostReturns || ids.includes(subjectId)).map((who) => ({ who, own }))
  })
}

/** A return compared with others, likeliest first. */
function scoredWith(model: NamedModel, who: Who, others: readonly Who[]): (StoredPair & { other: Who; later: Who })[] {
  const { scores } = compareWithAll(model, who, others)
  return others
    .map((other, index) => {
      const [oneId, otherId] = pairOf(who.subjectId, other.subjectId)
      return { oneId, otherId, score: scores[index]!, model: model.name, other, later: laterOf(who, other) }
    })
    .sort(byLikelihood)
}
