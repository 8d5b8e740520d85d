import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { Band, Candidate, Comparison, identity as contract, Facts, Who } from '../contract.ts'
import { compareWithAll, type NamedModel, soughtKeysOf } from '../rules/compare.ts'
import { bandOf, isEnough, type Thresholds } from '../rules/likeness.ts'
import { calledAfter, counting, isReturn, pairOf } from '../rules/persons.ts'
import { laterOf, thresholdsBy } from '../rules/thresholds.ts'
import { type DecisionRow, decisionsAbout } from '../store/decisions.ts'
import { returnsIndexed } from '../store/keys.ts'
import { returnsSharing, type Sharer } from '../store/lookup.ts'
import { membersWith, returnsOf } from '../store/persons.ts'
import { thresholdsNow } from '../store/settings.ts'
import { isManifest, manifestRows } from '../store/who.ts'
import { modelFor } from './model.ts'
import { existing, historyOf, shown, told } from './reading.ts'

/** How many index entries a key may cost, how many returns are compared, and how many are shown. */
const limits = { most: 200, mostLoose: 200, candidates: 80 }
const most = 10
const rowsAtOnce = 100

/** Who may have been here before, and why. */
export const candidates = {
  async findCandidates({ subjectId, weak }, { db, who: { institutionId } }) {
    // Somebody waits: the database is asked twice, each time all that can be asked at once.
    const [who, persons, returns, set] = await Promise.all([
      existing(db, subjectId),
      membersWith(db, [subjectId]),
      returnsIndexed(db),
      thresholdsNow(db, institutionId),
    ])
    const own = [...persons.keys()]
    const [sharers, decisions] = await Promise.all([
      isEnough(who) ? returnsSharing(db, institutionId, soughtKeysOf(who), limits, own) : [],
      decisionsAbout(db, own),
    ])
    const known = { model: modelFor(returns), own, decisions, thresholds: thresholdsBy(set) }
    const first = (await likeliest(db, weighed(who, sharers, known), known, weak)).slice(0, most)
    return { who, personId: calledAfter(own), candidates: await candidatesOf(db, first) }
  },

  async listReturnedBefore({ manifestId, afterLine }, { db, who: { institutionId } }) {
    if (!(await isManifest(db, manifestId))) throw new Problem(404, 'manifest-not-found')
    const rows = await manifestRows(db, manifestId, afterLine, rowsAtOnce)
    const listed = await membersWith(
      db,
      rows.flatMap(({ subjectId }) => subjectId ?? []),
    )
    const allKnown = await knownOf(db, institutionId, [...listed.keys()])
    const found: { line: number; facts: Facts; candidate: Candidate }[] = []
    for (const { line, subjectId, arrivalId, arrivesOn, facilityId, facts } of rows) {
      if (!isEnough(facts)) continue
      const sharers = await returnsSharing(db, institutionId, soughtKeysOf(facts), limits)
      // Who stands on this list already is no earlier return, nor is who came after it.
      const others = sharers.filter((other) => other.arrivalId !== arrivalId && other.arrivedOn <= arrivesOn)
      const known = about(subjectId, listed, allKnown)
      const inOrder = weighed({ ...facts, facilityId, ...(subjectId && { subjectId }) }, others, known)
      const [candidate] = await candidatesOf(db, (await likeliest(db, inOrder, known)).slice(0, 1))
      if (candidate) found.push({ line, facts, candidate })
    }
    return { found, next: rows.length === rowsAtOnce ? rows.at(-1)!.line : undefined }
  },

  async comparePair({ subjectId, otherId }, { db, who: { institutionId } }) {
    if (subjectId === otherId) throw new Problem(422, 'same-return')
    const [who, other] = [await existing(db, subjectId), await existing(db, otherId)]
    const [known, members] = [await knownOf(db, institutionId, [subjectId]), await membersWith(db, [otherId])]
    const personId = members.size > 1 ? members.get(otherId) : undefined
    const [candidate] = await candidatesOf(db, weighed(who, [{ ...other, personId }], known))
    return { who, candidate: candidate!, histories: [await historyOf(db, subjectId), await historyOf(db, otherId)] }
  },
} satisfies Partial<Handlers<typeof contract>>

/** What comparing a person with others needs to know beside them: `own` are the person's returns, `decisions` those about any of them. */
type Known = {
  model: NamedModel
  own: readonly string[]
  decisions: DecisionRow[]
  thresholds: (facilityId: string) => Thresholds
}

async function knownOf(db: Database, institutionId: string, own: readonly string[]): Promise<Known> {
  const [returns, decisions, set] = await Promise.all([
    returnsIndexed(db),
    decisionsAbout(db, own),
    thresholdsNow(db, institutionId),
  ])
  return { model: modelFor(returns), own, decisions, thresholds: thresholdsBy(set) }
}

/** Of what is known about many persons, what is about the one with this return; of a row that is nobody yet, nothing. */
function about(subjectId: string | undefined, persons: ReadonlyMap<string, string>, { decisions, ...known }: Known): Known {
  const person = subjectId && persons.get(subjectId)
  const own = [...persons].filter(([, one]) => one === person).map(([id]) => id)
  return { ...known, own, decisions: decisions.filter(({ oneId, otherId }) => own.includes(oneId) || own.includes(otherId)) }
}

/** A return that somebody was compared with; put into words only when it is shown. */
type Weighed = { other: Sharer; score: number; band: Band; comparison: () => Comparison; decision: DecisionRow | undefined }

/** Compares a return with others: likeliest first. A row of a manifest comes after all of them. */
function weighed(
  who: (Facts & { subjectId?: string; facilityId: string }) | Who,
  others: readonly Sharer[],
  { model, decisions, thresholds }: Known,
): Weighed[] {
  const said = new Map(counting(decisions.map(told)).map((one) => [`${one.oneId} ${one.otherId}`, one.decisionId]))
  const { scores, comparison } = compareWithAll(model, who, others)
  return others
    .map((other, index) => {
      const score = scores[index]!
      const decisionId = who.subjectId && said.get(pairOf(who.subjectId, other.subjectId).join(' '))
      return {
        other,
        score,
        band: bandOf(score, thresholds(('arrivedOn' in who ? laterOf(who, other) : who).facilityId)),
        comparison: () => comparison(index),
        decision: decisions.find((one) => one.decisionId === decisionId),
      }
    })
    .sort((a, b) => b.score - a.score || (a.other.subjectId < b.other.subjectId ? 1 : -1))
}

/**
 * Of each person the likeliest return, as far as it is worth asking, or `evenWeak` those with little in common. Whoever was told apart
 * is not asked about again.
 */
async function likeliest(
  db: Database,
  weighed: readonly Weighed[],
  { own, decisions }: Known,
  evenWeak = false,
): Promise<Weighed[]> {
  const apart = counting(decisions.map(told))
    .filter(({ verdict }) => verdict === 'different')
    .flatMap(({ oneId, otherId }) => [oneId, otherId].filter((id) => !own.includes(id)))
  const persons = new Set(apart.length > 0 ? (await membersWith(db, apart)).values() : [])
  const first = new Map<string, Weighed>()
  for (const one of weighed) {
    const person = one.other.personId ?? one.other.subjectId
    if ((evenWeak || one.band !== 'weak') && !persons.has(person) && !first.has(person)) first.set(person, one)
  }
  return [...first.values()]
}

/** What is shown of those that somebody was compared with. */
async function candidatesOf(db: Database, weighed: readonly Weighed[]): Promise<Candidate[]> {
  const joined = weighed.flatMap(({ other }) => (other.personId ? [other.subjectId] : []))
  const returns = joined.length > 0 ? await returnsOf(db, joined) : new Map<string, number>()
  return weighed.map(({ other: { personId, ...who }, band, comparison, decision }) => ({
    who,
    returns: returns.get(personId ?? '') ?? (isReturn(who.state) ? 1 : 0),
    band,
    comparison: comparison(),
    ...(decision && { decision: shown(decision) }),
  }))
}
