import { Problem } from '#base/problem.ts'
import { beyondCompartments, type Database } from '#server/db.ts'
import { contradictions, counting, personsOf } from '../rules/persons.ts'
import { type DecisionRow, decisionsAbout } from '../store/decisions.ts'
import { membersWith, savePersons } from '../store/persons.ts'
import { pairsOf } from '../store/questions.ts'
import { whoByIds } from '../store/who.ts'
import { standing } from './questions.ts'
import { told } from './reading.ts'

/** Who hangs together with some returns, and all that was decided about them. */
export type Together = { members: string[]; decisions: DecisionRow[] }

/** Everybody who is joined with these returns or would be: a return that was withdrawn joins nobody, until it is on a list again. */
export async function togetherWith(db: Database, subjectIds: readonly string[]): Promise<Together> {
  let members = [...(await membersWith(db, subjectIds)).keys()]
  for (;;) {
    const decisions = await decisionsAbout(db, members)
    const linked = counting(decisions.map(told)).filter(({ verdict }) => verdict === 'same')
    const more = linked.flatMap(({ oneId, otherId }) => [oneId, otherId]).filter((id) => !members.includes(id))
    if (more.length === 0) return { members, decisions }
    members = [...(await membersWith(db, [...members, ...more])).keys()]
  }
}

/** Refuses what people said that cannot all be true, with the pair that was told apart and the decisions that join it. */
export async function refuseContradictions(db: Database, { members, decisions }: Together): Promise<void> {
  const [found] = contradictions(await presentAmong(db, members), counting(decisions.map(told)))
  if (!found) return
  const { oneId, otherId } = found.apart
  throw new Problem(409, 'told-apart', { oneId, otherId, joinedBy: found.way.map(({ decisionId }) => decisionId) })
}

/**
 * Works out anew who is who among those who hang together, and which of their pairs are to be asked about. Whom the caller does not see
 * stays joined all the same.
 */
export async function settle(db: Database, institutionId: string, { members, decisions }: Together, now: Date): Promise<void> {
  await beyondCompartments(db, async () => {
    const persons = personsOf(await presentAmong(db, members), counting(decisions.map(told)))
    for (const gone of members) if (!persons.has(gone)) persons.set(gone, gone)
    await savePersons(db, institutionId, persons)
    await standing(db, institutionId, members, await pairsOf(db, members), now)
  })
}

/** Does the register say of those who hang together what the decisions say? Whoever was withdrawn from a list is joined with nobody. */
export async function isSettled(db: Database, { members, decisions }: Together): Promise<boolean> {
  const persons = personsOf(await presentAmong(db, members), counting(decisions.map(told)))
  const saved = await membersWith(db, members)
  return members.every((id) => saved.get(id) === (persons.get(id) ?? id))
}

/** Those that are not withdrawn, as far as one sees them, in the order of their ids. */
async function presentAmong(db: Database, members: readonly string[]): Promise<string[]> {
  return (await whoByIds(db, members)).map(({ subjectId }) => subjectId).sort()
}
