import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { Candidate, identity as contract, Facts, Who } from '../contract.ts'
import { compareWith, keysOf, type NamedModel } from '../rules/compare.ts'
import { bandOf, isEnough, type Thresholds } from '../rules/likeness.ts'
import { counting, isReturn, pairOf } from '../rules/persons.ts'
import { laterOf, thresholdsBy } from '../rules/thresholds.ts'
import { type DecisionRow, decisionsAbout } from '../store/decisions.ts'
import { returnsIndexed, sharing } from '../store/keys.ts'
import { membersWith, returnsOf } from '../store/persons.ts'
import { thresholdsNow } from '../store/settings.ts'
import { isManifest, manifestRows, whoByIds } from '../store/who.ts'
import { modelFor } from './model.ts'
import { existing, historyOf, shown, told } from './reading.ts'

/** How many index entries a key may cost, how many returns are compared, and how many are shown. */
const limits = { most: 200, mostLoose: 60, candidates: 60 }
const most = 10
const rowsAtOnce = 100

/** Who may have been here before, and why. */
export const candidates = {
  async findCandidates({ subjectId }, { db, who: { institutionId } }) {
    const who = await existing(db, subjectId)
    const own = await membersWith(db, [subjectId])
    const [ids, known] = await Promise.all([
      isEnough(who) ? sharing(db, institutionId, keysOf(who), limits, [...own.keys()]) : [],
      knownOf(db, institutionId, [...own.keys()]),
    ])
    const [others, persons] = await Promise.all([whoByIds(db, ids), peopleOf(db, ids)])
    return { who, personId: own.get(subjectId)!, candidates: likeliest(weighed(who, others, persons, known), persons, known) }
  },

  async listReturnedBefore({ manifestId, afterLine }, { db, who: { institutionId } }) {
    if (!(await isManifest(db, manifestId))) throw new Problem(404, 'manifest-not-found')
    const rows = await manifestRows(db, manifestId, afterLine, rowsAtOnce)
    const listed = await membersWith(
      db,
      rows.flatMap(({ subjectId }) => subjectId ?? []),
    )
    const all = await knownOf(db, institutionId, [...listed.keys()])
    const found: { line: number; facts: Facts; candidate: Candidate }[] = []
    for (const { line, subjectId, arrivalId, arrivesOn, facilityId, facts } of rows) {
      if (!isEnough(facts)) continue
      const ids = await sharing(db, institutionId, keysOf(facts), limits)
      const [sharers, persons] = await Promise.all([whoByIds(db, ids), peopleOf(db, ids)])
      // Who stands on this list already is no earlier return, nor is who came after it.
      const others = sharers.filter((other) => other.arrivalId !== arrivalId && other.arrivedOn <= arrivesOn)
      const known = about(subjectId, listed, all)
      const [candidate] = likeliest(
        weighed({ ...facts, facilityId, ...(subjectId && { subjectId }) }, others, persons, known),
        persons,
        known,
      )
      if (candidate) found.push({ line, facts, candidate })
    }
    return { found, next: rows.length === rowsAtOnce ? rows.at(-1)!.line : undefined }
  },

  async comparePair({ subjectId, otherId }, { db, who: { institutionId } }) {
    if (subjectId === otherId) throw new Problem(422, 'same-return')
    const [who, other] = [await existing(db, subjectId), await existing(db, otherId)]
    const [candidate] = weighed(who, [other], await peopleOf(db, [otherId]), await knownOf(db, institutionId, [subjectId]))
    return { who, candidate: candidate!, histories: [await historyOf(db, subjectId), await historyOf(db, otherId)] }
  },
} satisfies Partial<Handlers<typeof contract>>

/** Of some returns whose they are, and how often the people came who are known by several. */
type People = { persons: ReadonlyMap<string, string>; returns: ReadonlyMap<string, number> }

async function peopleOf(db: Database, ids: readonly string[]): Promise<People> {
  const [persons, returns] = await Promise.all([membersWith(db, ids), returnsOf(db, ids)])
  return { persons, returns }
}

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

/** Compares a return with others: likeliest first. A row of a manifest comes after all of them. */
function weighed(
  who: (Facts & { subjectId?: string; facilityId: string }) | Who,
  others: readonly Who[],
  { persons, returns }: People,
  known: Known,
): Candidate[] {
  const said = new Map(counting(known.decisions.map(told)).map((one) => [`${one.oneId} ${one.otherId}`, one.decisionId]))
  const comparisons = compareWith(known.model, who, others)
  return others
    .map((other, index) => {
      const decisionId = who.subjectId && said.get(pairOf(who.subjectId, other.subjectId).join(' '))
      const decision = known.decisions.find((one) => one.decisionId === decisionId)
      const comparison = comparisons[index]!
      return {
        who: other,
        returns: returns.get(persons.get(other.subjectId)!) ?? (isReturn(other.state) ? 1 : 0),
        band: bandOf(comparison.score, known.thresholds(('arrivedOn' in who ? laterOf(who, other) : who).facilityId)),
        comparison,
        ...(decision && { decision: shown(decision) }),
      }
    })
    .sort((a, b) => b.comparison.score - a.comparison.score || (a.who.subjectId < b.who.subjectId ? 1 : -1))
}

/** Of each person the likeliest return, as far as it is worth asking. Whoever was told apart is not asked about again. */
function likeliest(candidates: readonly Candidate[], { persons }: People, { own, decisions }: Known): Candidate[] {
  const apart = counting(decisions.map(told))
    .filter(({ verdict }) => verdict === 'different')
    .flatMap(({ oneId, otherId }) => [oneId, otherId].filter((id) => !own.includes(id)))
    .map((id) => persons.get(id))
  const first = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const person = persons.get(candidate.who.subjectId)!
    if (candidate.band !== 'weak' && !apart.includes(person) && !first.has(person)) first.set(person, candidate)
  }
  return [...first.values()].slice(0, most)
}
