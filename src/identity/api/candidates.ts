import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { Candidate, identity as contract, Facts, Who } from '../contract.ts'
import { compareWith, keysOf, type NamedModel } from '../rules/compare.ts'
import { bandOf, isEnough, usualThresholds } from '../rules/likeness.ts'
import { counting, pairOf } from '../rules/persons.ts'
import { type DecisionRow, decisionsAbout } from '../store/decisions.ts'
import { returnsIndexed, sharing } from '../store/keys.ts'
import { membersWith } from '../store/persons.ts'
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
      knownOf(db, [...own.keys()]),
    ])
    const [others, persons] = await Promise.all([whoByIds(db, ids), membersWith(db, ids)])
    return { who, personId: own.get(subjectId)!, candidates: likeliest(weighed(who, others, persons, known), persons, known) }
  },

  async listReturnedBefore({ manifestId, afterLine }, { db, who: { institutionId } }) {
    if (!(await isManifest(db, manifestId))) throw new Problem(404, 'manifest-not-found')
    const rows = await manifestRows(db, manifestId, afterLine, rowsAtOnce)
    const listed = await membersWith(
      db,
      rows.flatMap(({ subjectId }) => subjectId ?? []),
    )
    const all = await knownOf(db, [...listed.keys()])
    const found: { line: number; facts: Facts; candidate: Candidate }[] = []
    for (const { line, subjectId, arrivalId, arrivesOn, facts } of rows) {
      if (!isEnough(facts)) continue
      const ids = await sharing(db, institutionId, keysOf(facts), limits)
      const [sharers, persons] = await Promise.all([whoByIds(db, ids), membersWith(db, ids)])
      // Who stands on this list already is no earlier return, nor is who came after it.
      const others = sharers.filter((other) => other.arrivalId !== arrivalId && other.arrivedOn <= arrivesOn)
      const known = about(subjectId, listed, all)
      const [candidate] = likeliest(
        weighed({ ...facts, ...(subjectId && { subjectId }) }, others, persons, known),
        persons,
        known,
      )
      if (candidate) found.push({ line, facts, candidate })
    }
    return { found, next: rows.length === rowsAtOnce ? rows.at(-1)!.line : undefined }
  },

  async comparePair({ subjectId, otherId }, { db }) {
    if (subjectId === otherId) throw new Problem(422, 'same-return')
    const [who, other] = [await existing(db, subjectId), await existing(db, otherId)]
    const [candidate] = weighed(who, [other], await membersWith(db, [otherId]), await knownOf(db, [subjectId]))
    return { who, candidate: candidate!, histories: [await historyOf(db, subjectId), await historyOf(db, otherId)] }
  },
} satisfies Partial<Handlers<typeof contract>>

/** What comparing a person with others needs to know beside them: `own` are the person's returns, `decisions` those about any of them. */
type Known = { model: NamedModel; own: readonly string[]; decisions: DecisionRow[] }

async function knownOf(db: Database, own: readonly string[]): Promise<Known> {
  const [returns, decisions] = await Promise.all([returnsIndexed(db), decisionsAbout(db, own)])
  return { model: modelFor(returns), own, decisions }
}

/** Of what is known about many persons, what is about the one with this return; of a row that is nobody yet, nothing. */
function about(subjectId: string | undefined, persons: ReadonlyMap<string, string>, { model, decisions }: Known): Known {
  const person = subjectId && persons.get(subjectId)
  const own = [...persons].filter(([, one]) => one === person).map(([id]) => id)
  return { model, own, decisions: decisions.filter(({ oneId, otherId }) => own.includes(oneId) || own.includes(otherId)) }
}

/** Compares a return with others: likeliest first. */
function weighed(
  who: Facts & { subjectId?: string },
  others: readonly Who[],
  persons: ReadonlyMap<string, string>,
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
        returns: [...persons.values()].filter((person) => person === persons.get(other.subjectId)).length,
        band: bandOf(comparison.score, usualThresholds),
        comparison,
        ...(decision && { decision: shown(decision) }),
      }
    })
    .sort((a, b) => b.comparison.score - a.comparison.score || (a.who.subjectId < b.who.subjectId ? 1 : -1))
}

/** Of each person the likeliest return, as far as it is worth asking. Whoever was told apart is not asked about again. */
function likeliest(
  candidates: readonly Candidate[],
  persons: ReadonlyMap<string, string>,
  { own, decisions }: Known,
): Candidate[] {
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
