import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Decision, Who } from '../contract.ts'
import type { Told } from '../rules/persons.ts'
import type { DecisionRow } from '../store/decisions.ts'
import { membersWith } from '../store/persons.ts'
import { whoById, whoByIds } from '../store/who.ts'

/** A return; one that is not of the own institution, or was withdrawn, does not exist. */
export async function existing(db: Database, subjectId: string): Promise<Who> {
  const who = await whoById(db, subjectId)
  if (!who) throw new Problem(404, 'return-not-found')
  return who
}

/** All returns of the person of a return, in the order in which they came. */
export async function historyOf(db: Database, subjectId: string): Promise<Who[]> {
  const returns = await whoByIds(db, [...(await membersWith(db, [subjectId])).keys()])
  return returns.sort((a, b) => (a.arrivedOn + a.subjectId < b.arrivedOn + b.subjectId ? -1 : 1))
}

/** A decision as the rules read it. */
export const told = ({ decisionId, oneId, otherId, verdict, position, undoneAt, ruleAt }: DecisionRow): Told => ({
  decisionId,
  oneId,
  otherId,
  verdict,
  position,
  undone: undoneAt !== undefined,
  automatic: ruleAt !== undefined,
})

/** A decision as it is shown. */
export function shown({ position: _, undoneAt, undoneBy, undoneReason, ruleAt, ...decision }: DecisionRow): Decision {
  const undone = undoneAt && undoneBy && undoneReason ? { at: undoneAt, by: undoneBy, reason: undoneReason } : undefined
  return { ...decision, ...(ruleAt && { rule: { at: ruleAt } }), ...(undone && { undone }) }
}
