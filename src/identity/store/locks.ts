import { z } from 'zod'
import { type Database, type Sql, sql } from '#server/db.ts'

/**
 * Who decides about some people keeps others from deciding about the same people until the transaction ends. Always in one order, the
 * institution before its people and these by their number, so that nobody waits in a ring.
 */

const institutionLock = (institutionId: string): Sql => sql`hashtext('ceiba.identity.decisions'), hashtext(${institutionId})`

/** Nobody else decides anything in the institution: for what concerns too many to name. */
export async function lockEverybody(db: Database, institutionId: string): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(${institutionLock(institutionId)})`)
}

/** Nobody else decides about these returns. What is locked after `beforeLocks` is kept, or given back, by what follows. */
export async function lockReturns(db: Database, institutionId: string, subjectIds: readonly string[]): Promise<void> {
  db.send(sql`select pg_advisory_xact_lock_shared(${institutionLock(institutionId)})`)
  await db.run(sql`
    with lock as materialized (
      select distinct hashtextextended(subject_id::text, 0) as number
      from unnest(${subjectIds}::uuid[]) as wanted (subject_id)
      order by number
    )
    select pg_advisory_xact_lock(number) from lock`)
}

export const beforeLocks = (db: Database): void => db.send(sql`savepoint before_locks`)
export const keepLocks = (db: Database): void => db.send(sql`release savepoint before_locks`)
export const withoutLocks = (db: Database): void => db.send(sql`rollback to savepoint before_locks`)

/**
 * On whom a decision about some returns depends, and who changes with it: all who are joined with them or were by a decision that nobody
 * took back, and all returns of whoever a pair is likely with. To be asked beyond the compartments.
 */
export async function concernedBy(db: Database, subjectIds: readonly string[]): Promise<string[]> {
  const rows = await db.many(
    z.object({ subjectId: z.string() }),
    sql`
    with recursive together as (
      select subject_id
      from unnest(${subjectIds}::uuid[]) as wanted (subject_id)
      union
      select next.subject_id
      from together
      cross join lateral (
        select member.subject_id
        from identity.person
        join identity.person member using (person_id)
        where person.subject_id = together.subject_id
        union all
        select case when one_id = together.subject_id then other_id else one_id end
        from identity.decision
        where (one_id = together.subject_id or other_id = together.subject_id)
          and verdict = 'same'
          and not exists (select from identity.undone where undone.decision_id = decision.decision_id)) as next
    ),
    partner as materialized (
      select question.other_id as subject_id from together join identity.question on one_id = together.subject_id
      union
      select question.one_id from together join identity.question on other_id = together.subject_id
    )
    select subject_id as "subjectId" from together
    union
    select subject_id from partner
    union
    select member.subject_id
    from partner
    join identity.person using (subject_id)
    join identity.person member using (person_id)`,
  )
  return rows.map(({ subjectId }) => subjectId)
}
