import { z } from 'zod'
import { type Database, type Sql, sql } from '#server/db.ts'
import { Erasure, Hold } from '../contract.ts'

const Subject = z.object({ erasedAt: z.iso.datetime().optional() })

/** The record, if the reader sees it. */
export function subjectById(db: Database, subjectId: string): Promise<z.infer<typeof Subject> | undefined> {
  return db.maybe(Subject, sql`select erased_at as "erasedAt" from intake.subject where subject_id = ${subjectId}`)
}

/** Holds these records until the transaction ends: nobody places a hold on what is being erased, nor erases what is being held. */
export async function lockRecords(db: Database, subjectIds: readonly string[]): Promise<void> {
  await db.run(sql`select from intake.subject where subject_id = any(${subjectIds}::uuid[]) order by subject_id for update`)
}

/** All returns of the person of a return, as far as somebody said that they are one person. To be asked beyond the compartments. */
export async function returnsOfPerson(db: Database, subjectId: string): Promise<string[]> {
  const rows = await db.many(
    z.object({ subjectId: z.uuid() }),
    sql`
    select ${subjectId}::uuid as "subjectId"
    union
    select member.subject_id
    from identity.person
    join identity.person member using (person_id)
    where person.subject_id = ${subjectId}`,
  )
  return rows.map((row) => row.subjectId)
}

export function holdsOf(db: Database, subjectIds: readonly string[]): Promise<z.infer<typeof Hold>[]> {
  return db.many(
    Hold,
    sql`
    select hold_id as "holdId", reason, until, account.name as by, placed_at as at, lifted_at as "liftedAt"
    from retention.hold
    join access.account on account.account_id = placed_by
    where subject_id = any(${subjectIds}::uuid[])
    order by placed_at, hold_id`,
  )
}

type NewHold = { subjectId: string; holdId: string; institutionId: string; reason: string; until: string | undefined }

export async function insertHold(db: Database, hold: NewHold, by: string, now: Date): Promise<void> {
  await db.run(sql`
    insert into retention.hold (subject_id, hold_id, institution_id, reason, until, placed_by, placed_at)
    values (${hold.subjectId}, ${hold.holdId}, ${hold.institutionId}, ${hold.reason}, ${hold.until}, ${by}, ${now})`)
}

export function liftHold(db: Database, subjectId: string, holdId: string, by: string, now: Date): Promise<number> {
  return db.run(sql`
    update retention.hold
    set lifted_by = ${by}, lifted_at = ${now}
    where subject_id = ${subjectId}
      and hold_id = ${holdId}
      and lifted_at is null`)
}

/** `reader`: the account that looks. */
const erasureColumns = (reader: string): Sql => sql`
  subject_id as "subjectId", erasure_id as "erasureId", basis, request_id as "requestId", erasure.state, asked_at as at, account.name as by,
  coalesce(asked_by = ${reader}::uuid, false) as mine`

export function erasuresOf(db: Database, subjectId: string, reader: string): Promise<Erasure[]> {
  return db.many(
    Erasure,
    sql`
    select ${erasureColumns(reader)}
    from retention.erasure
    left join access.account on account.account_id = asked_by
    where subject_id = ${subjectId}
    order by asked_at, erasure_id`,
  )
}

export function erasuresAsked(db: Database, reader: string, most: number): Promise<Erasure[]> {
  return db.many(
    Erasure,
    sql`
    select ${erasureColumns(reader)}
    from retention.erasure
    left join access.account on account.account_id = asked_by
    where erasure.state = 'asked'
    order by asked_at, erasure_id
    limit ${most}`,
  )
}

const Asked = z.object({ state: z.string(), askedBy: z.uuid().optional(), basis: z.string() })

/** What was asked, held until this transaction ends: two who confirm at once are one. */
export function holdErasure(db: Database, subjectId: string, erasureId: string): Promise<z.infer<typeof Asked> | undefined> {
  return db.maybe(
    Asked,
    sql`
    select state, asked_by as "askedBy", basis
    from retention.erasure
    where subject_id = ${subjectId}
      and erasure_id = ${erasureId}
    for update`,
  )
}

type NewErasure = {
  subjectId: string
  erasureId: string
  institutionId: string
  basis: string
  requestId?: string | undefined
  by: string | undefined
}

export async function insertErasure(db: Database, erasure: NewErasure, now: Date): Promise<void> {
  await db.run(sql`
    insert into retention.erasure (subject_id, erasure_id, institution_id, basis, request_id, state, asked_by, asked_at)
    values (${erasure.subjectId}, ${erasure.erasureId}, ${erasure.institutionId}, ${erasure.basis}, ${erasure.requestId}, 'asked',
      ${erasure.by}, ${now})`)
}

type Answered = {
  subjectId: string
  erasureId: string
  state: 'done' | 'dropped'
  subjects: readonly string[]
  by: string | undefined
}

export async function answerErasure(db: Database, answered: Answered, now: Date): Promise<void> {
  await db.run(sql`
    update retention.erasure
    set state = ${answered.state}, answered_by = ${answered.by}, answered_at = ${now}, subjects = ${answered.subjects}
    where subject_id = ${answered.subjectId}
      and erasure_id = ${answered.erasureId}`)
}

const Told = z.object({ form: z.record(z.string(), z.unknown()) })

/** What was said of these people, for finding it where it stands in words of others. */
export async function toldOf(db: Database, subjectIds: readonly string[]): Promise<Record<string, unknown>[]> {
  const rows = await db.many(Told, sql`select form from intake.subject where subject_id = any(${subjectIds}::uuid[])`)
  return rows.map(({ form }) => form)
}

/** The reasons for holds that were lifted, in somebody's words, are gone with the person. */
export async function forgetReasons(db: Database, subjectIds: readonly string[]): Promise<void> {
  await db.run(sql`update retention.hold set reason = '' where subject_id = any(${subjectIds}::uuid[])`)
}
