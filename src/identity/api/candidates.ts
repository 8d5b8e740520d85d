import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { Candidate, identity as contract, Who } from '../contract.ts'
import { compareWith, keysOf } from '../rules/compare.ts'
import { bandOf, isEnough, usualThresholds } from '../rules/likeness.ts'
import { counting, pairOf } from '../rules/persons.ts'
import { decisionsAbout } from '../store/decisions.ts'
import { returnsIndexed, sharing } from '../store/keys.ts'
import { membersWith } from '../store/persons.ts'
import { whoById, whoByIds } from '../store/who.ts'
import { modelFor } from './model.ts'
import { historyOf, shown, told } from './person.ts'

/** How many index entries a key may cost, how many returns are compared, and how many are shown. */
const limits = { most: 200, mostLoose: 60, candidates: 150 }
const most = 10

/** Who may have been here before, and why. */
export const candidates = {
  async findCandidates({ subjectId }, { db, who: { institutionId } }) {
    const who = await existing(db, subjectId)
    const personId = (await membersWith(db, [subjectId])).get(subjectId)!
    return { who, personId, candidates: await candidatesOf(db, institutionId, who, personId) }
  },

  async comparePair({ subjectId, otherId }, { db }) {
    if (subjectId === otherId) throw new Problem(422, 'same-return')
    const [who, other] = [await existing(db, subjectId), await existing(db, otherId)]
    const [candidate] = await weighed(db, who, [other])
    return { who, candidate: candidate!, histories: [await historyOf(db, subjectId), await historyOf(db, otherId)] }
  },
} satisfies Partial<Handlers<typeof contract>>

/** A return; one that is not of the own institution, or was withdrawn, does not exist. */
export async function existing(db: Database, subjectId: string): Promise<Who> {
  const who = await whoById(db, subjectId)
  if (!who) throw new Problem(404, 'return-not-found')
  return who
}

/** Of each person the likeliest return, those above the line of asking first; returns of the same person are no candidates. */
async function candidatesOf(db: Database, institutionId: string, who: Who, personId: string): Promise<Candidate[]> {
  if (!isEnough(who)) return []
  const found = await sharing(db, institutionId, keysOf(who), limits)
  const others = await whoByIds(
    db,
    found.filter((id) => id !== who.subjectId),
  )
  const persons = await membersWith(
    db,
    others.map((other) => other.subjectId),
  )
  const likeliest = new Map<string, Candidate>()
  for (const candidate of await weighed(
    db,
    who,
    others.filter((other) => persons.get(other.subjectId) !== personId),
  )) {
    const person = persons.get(candidate.who.subjectId)!
    if (!likeliest.has(person) && candidate.band !== 'weak') likeliest.set(person, candidate)
  }
  return [...likeliest.values()].slice(0, most)
}

/** Compares a return with others: likeliest first. */
async function weighed(db: Database, who: Who, others: readonly Who[]): Promise<Candidate[]> {
  if (others.length === 0) return []
  const ids = others.map((other) => other.subjectId)
  const persons = await membersWith(db, ids)
  const history = await decisionsAbout(db, [who.subjectId])
  const said = new Map(counting(history.map(told)).map((one) => [`${one.oneId} ${one.otherId}`, one.decisionId]))
  const comparisons = compareWith(modelFor(await returnsIndexed(db)), who, others)
  return others
    .map((other, index) => {
      const decisionId = said.get(pairOf(who.subjectId, other.subjectId).join(' '))
      const decision = history.find((one) => one.decisionId === decisionId)
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
