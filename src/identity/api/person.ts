import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { identity as contract, Person } from '../contract.ts'
import { compareWith } from '../rules/compare.ts'
import { contradictions, counting, intervalsOf, pairOf, personsOf } from '../rules/persons.ts'
import { decisionById, decisionsAbout, insertDecision, insertUndone, oneAtATime } from '../store/decisions.ts'
import { returnsIndexed } from '../store/keys.ts'
import { membersWith, recurrenceBetween, savePersons } from '../store/persons.ts'
import { modelFor } from './model.ts'
import { existing, historyOf, shown, told } from './reading.ts'

/** Who is one person with whom, and who said so. */
export const person = {
  async decide({ subjectId, otherId, decisionId, verdict }, { db, who: { institutionId, accountId }, now }) {
    if (subjectId === otherId) throw new Problem(422, 'same-return')
    await oneAtATime(db, institutionId)
    const [who, other] = [await existing(db, subjectId), await existing(db, otherId)]
    const [explanation] = compareWith(modelFor(await returnsIndexed(db)), who, [other])
    const [oneId, otherOfPair] = pairOf(subjectId, otherId)
    const pair = { decisionId, institutionId, oneId, otherId: otherOfPair, verdict, accountId, now }
    await insertDecision(db, { ...pair, explanation: explanation! })
    await settle(db, institutionId, [subjectId, otherId])
    return personBy(db, subjectId)
  },

  async undoDecision({ decisionId, reason }, { db, who: { institutionId, accountId }, now }) {
    await oneAtATime(db, institutionId)
    const decision = await decisionById(db, decisionId)
    if (!decision) throw new Problem(404, 'decision-not-found')
    if (decision.undoneAt) throw new Problem(409, 'undone-already')
    const pair = [decision.oneId, decision.otherId]
    const before = await peopleWith(db, pair)
    await insertUndone(db, { decisionId, institutionId, reason, accountId, now })
    await settle(db, institutionId, pair)
    return { before, after: await peopleWith(db, pair) }
  },

  readPerson: async ({ subjectId }, { db }) => {
    await existing(db, subjectId)
    return personBy(db, subjectId)
  },

  readRecurrence: ({ from, to }, { db }) => recurrenceBetween(db, from, to),
} satisfies Partial<Handlers<typeof contract>>

/** Works out anew who is who among everybody whom these returns are joined with, by all decisions that count. */
async function settle(db: Database, institutionId: string, subjectIds: readonly string[]): Promise<void> {
  const members = [...(await membersWith(db, subjectIds)).keys()]
  const said = counting((await decisionsAbout(db, members)).map(told))
  const persons = personsOf(members, said)
  const [contradiction] = contradictions(persons, said)
  if (contradiction) {
    const { oneId, otherId } = contradiction
    throw new Problem(409, 'told-apart', { oneId, otherId })
  }
  await savePersons(db, institutionId, persons)
}

async function personBy(db: Database, subjectId: string): Promise<Person> {
  const members = await membersWith(db, [subjectId])
  const returns = await historyOf(db, subjectId)
  const decisions = await decisionsAbout(db, [...members.keys()])
  return {
    personId: members.get(subjectId)!,
    returns,
    decisions: decisions.map(shown).reverse(),
    intervals: intervalsOf(returns.map(({ arrivedOn }) => arrivedOn)),
  }
}

async function peopleWith(db: Database, subjectIds: readonly string[]): Promise<Person[]> {
  const people: Person[] = []
  for (const subjectId of subjectIds) {
    const next = await personBy(db, subjectId)
    if (!people.some(({ personId }) => personId === next.personId)) people.push(next)
  }
  return people
}
