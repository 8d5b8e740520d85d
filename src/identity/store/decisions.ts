import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { type Comparison, Decision, type Verdict } from '../contract.ts'

const Instant = z.iso.datetime()
const Row = z.object({
  decisionId: z.uuid(),
  oneId: z.uuid(),
  otherId: z.uuid(),
  verdict: Decision.shape.verdict,
  position: z.int(),
  at: Instant,
  by: z.string(),
  score: z.number(),
  ruleAt: Instant.optional(),
  undoneAt: Instant.optional(),
  undoneBy: z.string().optional(),
  undoneReason: z.string().optional(),
})
export type DecisionRow = z.infer<typeof Row>

const columns = sql`
  decision.decision_id as "decisionId", one_id as "oneId", other_id as "otherId", verdict, decision.position, decision.at,
  coalesce(account.name, setter.name) as "by", (explanation ->> 'score')::float8 as score, automatic_rule.at as "ruleAt",
  undone.at as "undoneAt", undoer.name as "undoneBy", undone.reason as "undoneReason"`
const tables = sql`
  identity.decision
  left join access.account on account.account_id = decision.account_id
  left join identity.automatic_rule on automatic_rule.rule_id = decision.rule_id
  left join access.account setter on setter.account_id = automatic_rule.account_id
  left join identity.undone on undone.decision_id = decision.decision_id
  left join access.account undoer on undoer.account_id = undone.account_id`

/** All that was ever decided about any of these returns, oldest first. */
export function decisionsAbout(db: Database, subjectIds: readonly string[]): Promise<DecisionRow[]> {
  return db.many(
    Row,
    sql`
    select ${columns}
    from ${tables}
    where decision.one_id = any(${subjectIds}::uuid[])
    union
    select ${columns}
    from ${tables}
    where decision.other_id = any(${subjectIds}::uuid[])
    order by position`,
  )
}

export function decisionById(db: Database, decisionId: string): Promise<DecisionRow | undefined> {
  return db.maybe(Row, sql`select ${columns} from ${tables} where decision.decision_id = ${decisionId}`)
}

/** The returns that some decisions are about. */
export async function returnsOfDecisions(db: Database, decisionIds: readonly string[]): Promise<string[]> {
  const rows = await db.many(
    z.object({ oneId: z.uuid(), otherId: z.uuid() }),
    sql`select one_id as "oneId", other_id as "otherId" from identity.decision where decision_id = any(${decisionIds}::uuid[])`,
  )
  return [...new Set(rows.flatMap(({ oneId, otherId }) => [oneId, otherId]))]
}

export type NewDecision = {
  decisionId: string
  institutionId: string
  oneId: string
  otherId: string
  verdict: Verdict
  explanation: Comparison
  /** Who says so: a person, or the rule that a person set. */
  maker: { accountId: string } | { ruleId: string }
  now: Date
}

export async function insertDecision(db: Database, { maker, ...made }: NewDecision): Promise<void> {
  const accountId = 'accountId' in maker ? maker.accountId : undefined
  const ruleId = 'ruleId' in maker ? maker.ruleId : undefined
  await db.run(sql`
    insert into identity.decision (decision_id, institution_id, one_id, other_id, verdict, explanation, account_id, rule_id, at)
    values (${made.decisionId}, ${made.institutionId}, ${made.oneId}, ${made.otherId}, ${made.verdict},
      ${JSON.stringify(made.explanation)}::jsonb, ${accountId}, ${ruleId}, ${made.now})`)
}

export async function insertUndone(
  db: Database,
  undone: { decisionIds: readonly string[]; institutionId: string; reason: string; accountId: string; now: Date },
): Promise<void> {
  await db.run(sql`
    insert into identity.undone (decision_id, institution_id, reason, account_id, at)
    select decision_id, ${undone.institutionId}, ${undone.reason}, ${undone.accountId}::uuid, ${undone.now}::timestamptz
    from unnest(${undone.decisionIds}::uuid[]) as wanted (decision_id)`)
}

const Link = z.object({ decisionId: z.uuid(), oneId: z.uuid(), otherId: z.uuid() })

/** What a rule joined from one day to another, in Guatemala, and nobody took back: no more than `most`. */
export function automaticLinks(db: Database, from: string, to: string, most: number): Promise<z.infer<typeof Link>[]> {
  return db.many(
    Link,
    sql`
    select decision_id as "decisionId", one_id as "oneId", other_id as "otherId"
    from identity.decision
    where rule_id is not null
      and at >= ${from}::date::timestamp at time zone 'America/Guatemala'
      and at < (${to}::date + 1)::timestamp at time zone 'America/Guatemala'
      and not exists (select from identity.undone where undone.decision_id = decision.decision_id)
    order by position
    limit ${most}`,
  )
}
