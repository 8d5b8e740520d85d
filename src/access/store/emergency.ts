import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { type Database, type Sql, sql } from '#server/db.ts'
import { EmergencyEntry, type NoticeFor } from '../contract/emergency.ts'

const Instant = z.iso.datetime()
const Row = z.object({
  grantId: z.uuid(),
  accountId: z.uuid(),
  by: z.string(),
  institutionId: z.string(),
  ownerId: z.string().optional(),
  sought: z.string().optional(),
  reason: z.string(),
  hours: z.int(),
  askedAt: Instant,
  state: z.enum(['waiting', 'open', 'nobody', 'refused', 'ended']),
  decidedBy: z.string().optional(),
  decidedAt: Instant.optional(),
  subjectId: z.uuid().optional(),
  until: Instant.optional(),
  verdict: z.enum(['justified', 'not_justified']).optional(),
  remarks: z.string().optional(),
  reviewedBy: z.string().optional(),
})
export type EmergencyRow = z.infer<typeof Row>

const columns = sql`
  select grant_id as "grantId", break_glass.account_id as "accountId", account.name as by, break_glass.institution_id as "institutionId",
    owner_id as "ownerId", sought, reason, hours, asked_at as "askedAt", break_glass.state,
    (select name from access.account as other where other.account_id = decided_by) as "decidedBy", decided_at as "decidedAt",
    subject_id as "subjectId", until, verdict, remarks,
    (select name from access.account as other where other.account_id = reviewed_by) as "reviewedBy"
  from access.break_glass
  join access.account using (account_id)`

/** One's own, or with `institutionId` all that were asked for there or opened of its records: newest first. */
export function emergenciesOf(db: Database, of: { accountId: string } | { institutionId: string }): Promise<EmergencyRow[]> {
  const whose: Sql =
    'accountId' in of
      ? sql`break_glass.account_id = ${of.accountId}`
      : sql`(break_glass.institution_id = ${of.institutionId} or owner_id = ${of.institutionId})`
  return db.many(Row, sql`${columns} where ${whose} order by asked_at desc limit 200`)
}

/** One, held until the transaction ends. */
export async function holdEmergency(db: Database, grantId: string): Promise<EmergencyRow | undefined> {
  await db.run(sql`select from access.break_glass where grant_id = ${grantId} for update`)
  return db.maybe(Row, sql`${columns} where grant_id = ${grantId}`)
}

/** Lets one account ask once at a time. */
export async function lockAsking(db: Database, accountId: string): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(hashtext('access.break_glass'), hashtext(${accountId}))`)
}

export async function insertEmergency(
  db: Database,
  ask: { grantId: string; institutionId: string; accountId: string; sought: string; reason: string; hours: number; now: Date },
): Promise<void> {
  await db.run(sql`
    insert into access.break_glass (grant_id, institution_id, account_id, sought, reason, hours, asked_at, state)
    values (${ask.grantId}, ${ask.institutionId}, ${ask.accountId}, ${ask.sought}, ${ask.reason}, ${ask.hours}, ${ask.now}, 'waiting')`)
}

/** Decides what waits: whom it names from now on, or nobody. What it was named by is forgotten. */
export async function decided(
  db: Database,
  decision: {
    grantId: string
    state: 'open' | 'nobody' | 'refused'
    by: string | undefined
    found?: Found | undefined
    until?: Date
    now: Date
  },
): Promise<void> {
  const { grantId, state, by, found, until, now } = decision
  await db.run(sql`
    update access.break_glass
    set state = ${state}, sought = null, decided_by = ${by}, decided_at = ${now}, subject_id = ${found?.subjectId},
      owner_id = ${found?.institutionId}, compartment = ${found?.compartment}, until = ${found && until}
    where grant_id = ${grantId}`)
}

export async function endEmergency(db: Database, grantId: string, now: Date): Promise<void> {
  await db.run(sql`update access.break_glass set state = 'ended', until = ${now} where grant_id = ${grantId} and state = 'open'`)
}

export async function reviewed(
  db: Database,
  review: { grantId: string; verdict: string; remarks: string; by: string; now: Date },
): Promise<void> {
  await db.run(sql`
    update access.break_glass
    set verdict = ${review.verdict}, remarks = ${review.remarks}, reviewed_by = ${review.by}, reviewed_at = ${review.now}
    where grant_id = ${review.grantId}`)
}

const Found = z.object({ subjectId: z.uuid(), institutionId: z.string(), compartment: z.string().optional() })
export type Found = z.infer<typeof Found>

/**
 * The newest return by a slip code or CUI, of any institution and compartment. Row-level security knows no "everybody": each institution
 * that receives people is asked in turn, all of them whether it was found or not, so that the time tells nothing.
 */
export async function recordNamed(
  db: Database,
  named: { slipCode?: string | undefined; cui?: string | undefined },
): Promise<Found | undefined> {
  const Context = z.object({ institution: z.string(), open: z.string() })
  const before = await db.one(
    Context,
    sql`select current_setting('ceiba.institution') as institution, current_setting('ceiba.compartments') as open`,
  )
  const institutions = await db.many(
    z.object({ id: z.string() }),
    sql`select distinct institution_id as id from access.membership where role in ('registrar', 'shift-chief') order by id`,
  )
  const inside = (institution: string, open: string) =>
    db.run(sql`select set_config('ceiba.institution', ${institution}, true), set_config('ceiba.compartments', ${open}, true)`)
  // Of closed records the CUI is sealed; they are found by what it is blinded to.
  const blinded = named.cui ? db.blind('cui', named.cui) : ''
  let found: Found | undefined
  for (const { id } of institutions) {
    await inside(id, 'all')
    const here = await db.maybe(
      Found,
      sql`
      select subject_id as "subjectId", institution_id as "institutionId", compartment
      from intake.subject
      where subject_id = (select subject_id from intake.slip where code = ${named.slipCode ?? ''})
        or cui = ${named.cui ?? ''}
        or subject_id = any(array(select subject_id from intake.name_key where key = ${blinded}))
      order by arrived_on desc, subject_id desc
      limit 1`,
    )
    found ??= here
  }
  await inside(before.institution, before.open)
  return found
}

const Asked = z.object({ grantId: z.uuid(), sought: z.string() })

/** What was asked for and not decided yet, of all institutions. */
export function asksWaiting(db: Database): Promise<z.infer<typeof Asked>[]> {
  return db.many(
    Asked,
    sql`select grant_id as "grantId", sought from access.break_glass where state = 'waiting' and sought is not null`,
  )
}

/** Takes away what was written of these people in words, and what these asks named them by: they find nobody any more. */
export async function forgetWords(
  db: Database,
  subjectIds: readonly string[],
  asks: readonly string[],
  now: Date,
): Promise<void> {
  await db.run(sql`
    update access.break_glass
    set reason = '', remarks = case when remarks is null then null else '' end
    where subject_id = any(${subjectIds}::uuid[])`)
  await db.run(sql`
    update access.break_glass
    set reason = '', sought = null, state = 'nobody', decided_at = ${now}
    where grant_id = any(${asks}::uuid[])`)
}

/** What was done with the record while it was open to that grant. */
export function entriesOf(db: Database, grantId: string, subjectId: string): Promise<z.infer<typeof EmergencyEntry>[]> {
  return db.many(
    EmergencyEntry,
    sql`
    select entry.at, entry.call, account.name as by
    from journal.about
    join journal.entry using (position)
    left join access.account using (account_id)
    where about.subject_id = ${subjectId}
      and entry.output ->> 'emergency' = ${grantId}
    order by entry.position
    limit 500`,
  )
}

const Rule = z.object({ version: z.int(), secondPerson: z.boolean() })

/** What an institution has set; a second person is asked where nothing is. */
export async function ruleOf(db: Database, institutionId: string): Promise<z.infer<typeof Rule>> {
  const rule = await db.maybe(
    Rule,
    sql`
    select version, second_person as "secondPerson"
    from access.break_glass_rule
    where institution_id = ${institutionId}
    order by version desc
    limit 1`,
  )
  return rule ?? { version: 0, secondPerson: true }
}

export async function setRule(
  db: Database,
  rule: { institutionId: string; version: number; secondPerson: boolean; accountId: string; now: Date },
): Promise<void> {
  await db.run(sql`
    insert into access.break_glass_rule (institution_id, version, second_person, account_id, at)
    values (${rule.institutionId}, ${rule.version}, ${rule.secondPerson}, ${rule.accountId}, ${rule.now})`)
}

export async function tell(db: Database, notice: NoticeFor, now: Date): Promise<void> {
  await db.run(sql`
    insert into access.notice (notice_id, institution_id, roles, kind, about, at)
    values (${uuidv7()}, ${notice.institutionId}, ${[...notice.roles]}, ${notice.kind}, ${JSON.stringify(notice.about)}, ${now})`)
}

const Told = z.object({
  noticeId: z.uuid(),
  kind: z.enum(['emergency-asked', 'emergency-opened']),
  at: Instant,
  by: z.string().optional(),
  grantId: z.uuid().optional(),
  read: z.boolean(),
})

/**
 * What those with these roles in the institution are told, newest first, but of what they did themselves; `read` by this account, or
 * asked for and decided since.
 */
export function noticesFor(
  db: Database,
  who: { institutionId: string; accountId: string; roles: readonly string[] },
): Promise<z.infer<typeof Told>[]> {
  return db.many(
    Told,
    sql`
    select notice_id as "noticeId", kind, notice.at,
      (select name from access.account where account_id = (about ->> 'by')::uuid) as by, (about ->> 'grantId')::uuid as "grantId",
      exists (
        select from access.notice_read
        where notice_read.notice_id = notice.notice_id
          and notice_read.account_id = ${who.accountId})
      or exists (
        select from access.break_glass
        where grant_id = (about ->> 'grantId')::uuid
          and kind = 'emergency-asked'
          and state <> 'waiting') as read
    from access.notice
    where institution_id = ${who.institutionId}
      and roles && ${[...who.roles]}::text[]
      and about ->> 'by' is distinct from ${who.accountId}
    order by notice.at desc, notice_id desc
    limit 200`,
  )
}

export async function markRead(db: Database, noticeId: string, accountId: string, now: Date): Promise<void> {
  await db.run(sql`
    insert into access.notice_read (notice_id, account_id, at)
    values (${noticeId}, ${accountId}, ${now})
    on conflict do nothing`)
}
