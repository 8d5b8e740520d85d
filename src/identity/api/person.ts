import { guatemalaDay, guatemalaTime } from '#base/day.ts'
import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import { writeXlsx } from '#server/spreadsheet/write-xlsx.ts'
import type { identity as contract, Person } from '../contract.ts'
import { compareWith } from '../rules/compare.ts'
import { calledAfter, intervalsOf, isReturn, pairOf } from '../rules/persons.ts'
import { recurrenceSheet } from '../rules/recurrence-sheet.ts'
import {
  type DecisionRow,
  decisionById,
  decisionsAbout,
  insertDecision,
  insertUndone,
  returnsOfDecisions,
} from '../store/decisions.ts'
import { returnsIndexed } from '../store/keys.ts'
import { membersWith, recurrenceBetween } from '../store/persons.ts'
import { seenAmong } from '../store/who.ts'
import { refuseContradictions, settle, togetherWith } from './joining.ts'
import { nobodyElseDecides } from './locking.ts'
import { modelFor } from './model.ts'
import { existing, historyOf, shown } from './reading.ts'

/** Who is one person with whom, and who said so. */
export const person = {
  async decide({ subjectId, otherId, decisionId, verdict }, { db, who: { institutionId, accountId }, now }) {
    if (subjectId === otherId) throw new Problem(422, 'same-return')
    await nobodyElseDecides(db, institutionId, [subjectId, otherId])
    const [who, other, returns] = await Promise.all([existing(db, subjectId), existing(db, otherId), returnsIndexed(db)])
    const [explanation] = compareWith(modelFor(returns), who, [other])
    const [oneId, otherOfPair] = pairOf(subjectId, otherId)
    const pair = { decisionId, institutionId, oneId, otherId: otherOfPair, verdict, now }
    await insertDecision(db, { ...pair, maker: { accountId }, explanation: explanation! })
    const together = await togetherWith(db, [subjectId, otherId])
    await refuseContradictions(db, together)
    await settle(db, institutionId, together, now)
    return personBy(db, subjectId)
  },

  async undoDecision({ decisionId, also, reason }, { db, who: { institutionId, accountId }, now }) {
    const wanted = [...new Set([decisionId, ...also])]
    const returns = await returnsOfDecisions(db, wanted)
    await nobodyElseDecides(db, institutionId, returns)
    const decisions: DecisionRow[] = []
    for (const one of wanted) decisions.push(await standingDecision(db, one))
    const before = await peopleWith(db, returns)
    const decisionIds = decisions.map((one) => one.decisionId)
    await insertUndone(db, { decisionIds, institutionId, reason, accountId, now })
    const together = await togetherWith(db, returns)
    await refuseContradictions(db, together)
    await settle(db, institutionId, together, now)
    return { before, after: await peopleWith(db, returns) }
  },

  async readUndone({ decisionId }, { db }) {
    const returns = await returnsOfDecisions(db, [decisionId])
    const decision = await decisionById(db, decisionId)
    const seen = decision?.undoneAt && (await seenAmong(db, [decision.oneId, decision.otherId]))
    if (!seen || seen.length < 2) throw new Problem(404, 'decision-not-found')
    return { after: await peopleWith(db, returns) }
  },

  readPerson: async ({ subjectId }, { db }) => {
    await existing(db, subjectId)
    return personBy(db, subjectId)
  },

  readRecurrence: ({ from, to }, { db }) => recurrenceBetween(db, from, to),

  async recurrenceXlsx({ from, to, language }, { db, now }) {
    const facts = { from, to, at: `${guatemalaDay(now)} ${guatemalaTime(now)}` }
    const bytes = await writeXlsx([recurrenceSheet(await recurrenceBetween(db, from, to), facts, language)])
    return { name: `${{ es: 'retornos', en: 'returns' }[language]}-${from}-${to}.xlsx`, bytes }
  },
} satisfies Partial<Handlers<typeof contract>>

/** A decision that can be taken back; one about somebody whom the caller does not see is none. */
async function standingDecision(db: Database, decisionId: string): Promise<DecisionRow> {
  const decision = await decisionById(db, decisionId)
  const seen = decision && (await seenAmong(db, [decision.oneId, decision.otherId]))
  if (!decision || seen!.length < 2) throw new Problem(404, 'decision-not-found')
  if (decision.undoneAt) throw new Problem(409, 'undone-already', { oneId: decision.oneId, otherId: decision.otherId })
  return decision
}

async function personBy(db: Database, subjectId: string): Promise<Person> {
  const [members, all] = await Promise.all([membersWith(db, [subjectId]), historyOf(db, subjectId)])
  const returns = all.filter(({ state }) => isReturn(state))
  const decisions = await decisionsAbout(db, [...members.keys()])
  const seen = new Set(
    await seenAmong(
      db,
      decisions.flatMap(({ oneId, otherId }) => [oneId, otherId]),
    ),
  )
  return {
    personId: calledAfter(members.keys()),
    returns,
    listed: all.filter(({ state }) => !isReturn(state)),
    decisions: decisions
      .filter(({ oneId, otherId }) => seen.has(oneId) && seen.has(otherId))
      .map(shown)
      .reverse(),
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
