import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { AskedReset, DoneReset } from '../contract/resets.ts'

/** The reset of an account that was asked for since then and not done, if any. */
export function askedReset(db: Database, accountId: string, since: Date): Promise<AskedReset | undefined> {
  return db.maybe(
    AskedReset,
    sql`
    select reset_id as "resetId", asked_by as "askedBy", asker.name as "askedByName", asked_at as "askedAt"
    from access.reset
    join access.account asker on asker.account_id = asked_by
    where reset.account_id = ${accountId}
      and done_at is null
      and asked_at > ${since}
    order by asked_at desc
    limit 1`,
  )
}

/** The last reset of an account that was done: by whom it was asked and by whom done. */
export function lastReset(db: Database, accountId: string): Promise<DoneReset | undefined> {
  return db.maybe(
    DoneReset,
    sql`
    select asker.name as "askedBy", doer.name as "doneBy", done_at as "doneAt"
    from access.reset
    join access.account asker on asker.account_id = asked_by
    join access.account doer on doer.account_id = done_by
    where reset.account_id = ${accountId}
      and done_at is not null
    order by done_at desc
    limit 1`,
  )
}

export async function insertReset(
  db: Database,
  reset: { resetId: string; accountId: string; institutionId: string; askedBy: string; now: Date; doneBy?: string | undefined },
): Promise<void> {
  const { resetId, accountId, institutionId, askedBy, now, doneBy } = reset
  await db.run(sql`
    insert into access.reset (reset_id, account_id, institution_id, asked_by, asked_at, done_by, done_at)
    values (${resetId}, ${accountId}, ${institutionId}, ${askedBy}, ${now}, ${doneBy}, ${doneBy && now})`)
}

/** Marks a reset as done; false when somebody did it before. */
export async function closeReset(db: Database, resetId: string, doneBy: string, now: Date): Promise<boolean> {
  const done = await db.run(sql`
    update access.reset
    set done_by = ${doneBy}, done_at = ${now}
    where reset_id = ${resetId}
      and done_at is null`)
  return done === 1
}

/** Are there other active administrators of the institution than these two? */
export async function hasOtherAdministrator(db: Database, institutionId: string, but: readonly string[]): Promise<boolean> {
  const { others } = await db.one(
    z.object({ others: z.boolean() }),
    sql`
    select exists (
      select from access.membership
      join access.account using (account_id)
      where institution_id = ${institutionId}
        and role = 'administrator'
        and state = 'active'
        and account_id <> all(${but}::uuid[])) as others`,
  )
  return others
}
