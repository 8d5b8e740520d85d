import { z } from 'zod'
import { codesOf, compartments } from '#base/codes.ts'
import { PartialForm } from '#intake/contract/form.ts'
import { type Database, sql } from '#server/db.ts'
import { failures, verificationBases, verificationStates, verifiedFields } from '../contract/verification.ts'
import type { Answered } from '../rules/verification.ts'

const Instant = z.iso.datetime()
const Person = z.object({
  subjectId: z.uuid(),
  form: PartialForm,
  arrivedOn: z.iso.date(),
  compartment: codesOf(compartments).optional(),
})
export type Person = z.infer<typeof Person>

/** What tells who people are; whom the caller does not see is not among them. */
export function peopleById(db: Database, subjectIds: readonly string[]): Promise<Person[]> {
  return db.many(
    Person,
    sql`
    select subject_id as "subjectId", form, arrived_on as "arrivedOn", compartment
    from intake.subject
    where subject_id = any(${subjectIds}::uuid[])
      and state <> 'withdrawn'`,
  )
}

const Asked = z.object({
  verificationId: z.uuid(),
  state: codesOf(verificationStates),
  basis: codesOf(verificationBases),
  askedAt: Instant,
  answeredAt: Instant.optional(),
  compared: z.array(codesOf(verifiedFields)),
  differs: z.array(codesOf(verifiedFields)),
  why: codesOf(failures).optional(),
  nextTryAt: Instant.optional(),
  digest: z.instanceof(Buffer).optional(),
})

/** The newest question about a return. */
export function lastAsked(db: Database, subjectId: string, source: string): Promise<z.infer<typeof Asked> | undefined> {
  return db.maybe(
    Asked,
    sql`
    select verification_id as "verificationId", state, basis, asked_at as "askedAt", answered_at as "answeredAt", compared, differs, why,
      case when state = 'waiting' and why is not null then next_try_at end as "nextTryAt", digest
    from exchange.verification
    where subject_id = ${subjectId}
      and source = ${source}
    order by asked_at desc, verification_id desc
    limit 1`,
  )
}

type Question = {
  subjectId: string
  verificationId: string
  institutionId: string
  source: string
  basis: string
  accountId: string
  now: Date
}

/** Puts a question; while one waits already, that one stands. */
export async function insertQuestion(db: Database, question: Question): Promise<void> {
  await db.run(sql`
    insert into exchange.verification (subject_id, verification_id, institution_id, source, basis, asked_at, account_id, state,
      next_try_at)
    values (${question.subjectId}, ${question.verificationId}, ${question.institutionId}, ${question.source}, ${question.basis},
      ${question.now}, ${question.accountId}, 'waiting', ${question.now})
    on conflict (subject_id, source) where state = 'waiting' do nothing`)
}

const Taken = z.object({ subjectId: z.uuid(), verificationId: z.uuid(), askedAt: Instant, tries: z.int() })
export type Taken = z.infer<typeof Taken>

/** Takes the next questions that are due, for whoever asks until `until`; should they end before, somebody else takes them then. */
export function takeDue(db: Database, source: string, most: number, now: Date, until: Date): Promise<Taken[]> {
  return db.many(
    Taken,
    sql`
    with due as materialized (
      select subject_id, verification_id
      from exchange.verification
      where state = 'waiting'
        and source = ${source}
        and next_try_at <= ${now}
      order by next_try_at
      limit ${most}
      for update skip locked
    )
    update exchange.verification as question
    set tries = tries + 1, next_try_at = ${until}
    from due
    where question.subject_id = due.subject_id
      and question.verification_id = due.verification_id
    returning question.subject_id as "subjectId", question.verification_id as "verificationId", asked_at as "askedAt", tries`,
  )
}

/** Keeps an answer. Nothing happens where the question has one already; gives whether it was kept. */
export async function saveAnswer(
  db: Database,
  { subjectId, verificationId }: Taken,
  answer: Answered,
  digest: Buffer,
  now: Date,
): Promise<boolean> {
  const [compared, differs] = 'compared' in answer ? [answer.compared, answer.differs] : [[], []]
  const kept = await db.run(sql`
    update exchange.verification
    set state = ${answer.state}, compared = ${compared}, differs = ${differs}, digest = ${digest}, answered_at = ${now},
      why = ${answer.state === 'unavailable' ? answer.why : undefined}
    where subject_id = ${subjectId}
      and verification_id = ${verificationId}
      and state = 'waiting'`)
  return kept > 0
}

/** No answer yet: why, and when it is asked again. */
export async function postpone(
  db: Database,
  { subjectId, verificationId }: Taken,
  why: string | undefined,
  nextTryAt: Date,
): Promise<void> {
  await db.run(sql`
    update exchange.verification
    set why = ${why}, next_try_at = ${nextTryAt}
    where subject_id = ${subjectId}
      and verification_id = ${verificationId}
      and state = 'waiting'`)
}

/** A question that has become none: the record has no CUI any more, or is gone, or may not be shared. */
export async function forget(db: Database, { subjectId, verificationId }: Taken): Promise<void> {
  await db.run(sql`
    delete from exchange.verification
    where subject_id = ${subjectId}
      and verification_id = ${verificationId}
      and state = 'waiting'`)
}

const Connection = z.object({ configured: z.boolean(), failures: z.int(), restingUntil: Instant.optional() })

/** How a connection stands; as not configured where nobody ever said that it is. */
export async function connectionTo(db: Database, source: string): Promise<z.infer<typeof Connection>> {
  const found = await db.maybe(
    Connection,
    sql`
    select configured, failures, resting_until as "restingUntil"
    from exchange.connection
    where source = ${source}`,
  )
  return found ?? { configured: false, failures: 0 }
}

/** Says that there is a connection, or that there is none any more. Begins without failures. */
export async function saveConfigured(db: Database, source: string, configured: boolean): Promise<void> {
  await db.run(sql`
    insert into exchange.connection (source, configured)
    values (${source}, ${configured})
    on conflict (source) do update
    set configured = excluded.configured, failures = 0, resting_until = null`)
}

export async function saveConnection(
  db: Database,
  source: string,
  failures: number,
  restingUntil: Date | undefined,
): Promise<void> {
  await db.run(sql`
    update exchange.connection
    set failures = ${failures}, resting_until = ${restingUntil}
    where source = ${source}`)
}

/** Institutions that work with Ceiba: each has its own questions. */
export async function institutionsAtWork(db: Database): Promise<string[]> {
  const rows = await db.many(
    z.object({ institutionId: z.string() }),
    sql`select distinct institution_id as "institutionId" from access.membership order by 1`,
  )
  return rows.map(({ institutionId }) => institutionId)
}
