import { uuidv7 } from 'uuidv7'
import type { Database, Doors } from '#server/db.ts'
import { record } from '#server/journal.ts'
import { mayJoin } from '../rules/automatic.ts'
import { compareWith } from '../rules/compare.ts'
import type { Scored } from '../rules/questions.ts'
import { insertDecision } from '../store/decisions.ts'
import { receivingInstitutions, returnsIndexed } from '../store/keys.ts'
import { lockEverybody } from '../store/locks.ts'
import { membersWith } from '../store/persons.ts'
import { likelyBehind } from '../store/questions.ts'
import { automaticRules, type Rule } from '../store/settings.ts'
import { whoByIds } from '../store/who.ts'
import { settle, togetherWith } from './joining.ts'
import { modelFor } from './model.ts'
import { told } from './reading.ts'

const atOnce = 20

/**
 * Joins what the rule of each institution allows to be joined without asking, likeliest first; gives how many pairs were. Where no rule
 * was set, or it was switched off, nobody is.
 */
export async function linkAutomatically(doors: Doors, { now, ending }: { now: Date; ending?: AbortSignal }): Promise<number> {
  let linked = 0
  for (const institution of await doors.transaction({}, receivingInstitutions)) {
    let behind: Scored | undefined
    do {
      if (ending?.aborted) return linked
      const next: Linked = await doors.transaction({ institution }, (db) => linkNext(db, institution, behind, now))
      linked += next.linked
      behind = next.behind
    } while (behind)
  }
  return linked
}

type Linked = { linked: number; behind?: Scored }

async function linkNext(db: Database, institution: string, behind: Scored | undefined, now: Date): Promise<Linked> {
  await lockEverybody(db, institution)
  const [rule] = await automaticRules(db, institution, 1)
  if (rule?.above === undefined) return { linked: 0 }
  const pairs = await likelyBehind(db, institution, rule.above, behind, atOnce)
  const linked: string[] = []
  for (const pair of pairs) if (await link(db, institution, pair, rule, now)) linked.push(pair.oneId, pair.otherId)
  if (linked.length > 0) {
    const entry = { entryId: uuidv7(), at: now, kind: 'command', call: 'identity links automatically' } as const
    const input = { ruleId: rule.ruleId, above: rule.above }
    await record(db, { ...entry, institution, subjects: [...new Set(linked)], input })
  }
  return { linked: linked.length / 2, ...(pairs.length === atOnce && { behind: pairs.at(-1)! }) }
}

/** Joins a pair, unless something speaks against it; by what its returns say now, not when it was found. */
async function link(db: Database, institutionId: string, { oneId, otherId }: Scored, rule: Rule, now: Date): Promise<boolean> {
  const persons = await membersWith(db, [oneId, otherId])
  if (persons.get(oneId) === persons.get(otherId)) return false
  const returns = await whoByIds(db, [...persons.keys()])
  // Closed records are decided about by those who see them.
  if (returns.length < persons.size) return false
  const [one, other] = [oneId, otherId].map((id) => returns.find(({ subjectId }) => subjectId === id))
  if (one?.state !== 'received' || other?.state !== 'received') return false
  const [explanation] = compareWith(modelFor(await returnsIndexed(db)), one, [other])
  if (explanation!.score < rule.above!) return false
  const of = (id: string) => returns.filter(({ subjectId }) => persons.get(subjectId) === persons.get(id))
  const { decisions } = await togetherWith(db, [...persons.keys()])
  if (!mayJoin(of(oneId), of(otherId), decisions.map(told))) return false
  const made = { decisionId: uuidv7(), institutionId, oneId, otherId, verdict: 'same', explanation: explanation!, now } as const
  await insertDecision(db, { ...made, maker: { ruleId: rule.ruleId } })
  await settle(db, institutionId, await togetherWith(db, [oneId, otherId]), now)
  return true
}
