import { z } from 'zod'
import { type Database, type Sql, sql } from '#server/db.ts'
import type { PartialForm } from '../contract/form.ts'

export type Whole = {
  subjectId: string
  arrivalId: string
  institutionId: string
  accountId: string
  form: PartialForm
  nameKeys: string[]
  slipCode: string
  services: readonly string[]
  consents: readonly { purpose: string; answer: string }[]
  consentTextVersion: string
  now: Date
}

/** The arrival that takes somebody, held so that it is not closed meanwhile; with the first person it opens. None that is closed. */
const takingArrival = (arrivalId: string, now: Date): Sql => sql`
    arrival as materialized (
      select arrival_id, facility_id, (expected_at at time zone 'America/Guatemala')::date as arrived_on
      from intake.arrival
      where arrival_id = ${arrivalId}
        and state <> 'closed'
      for key share
    ),
    opened as (
      update intake.arrival
      set state = 'receiving', opened_at = ${now}
      where arrival_id = ${arrivalId}
        and state = 'expected'
    )`

/**
 * Writes a whole return in one statement: the person received, the words to find them by, slip, services and consents; the arrival
 * opens when it had not. Where there is no such arrival, or it is closed, the subject has none and the statement fails, and with it
 * the transaction. It is the busiest write of Ceiba: sent together with the beginning and the end of its transaction.
 */
export function recordWhole(db: Database, whole: Whole): void {
  const { subjectId, institutionId, accountId, now } = whole
  db.send(sql`
    with ${takingArrival(whole.arrivalId, now)},
    subject as (
      insert into intake.subject (subject_id, institution_id, arrival_id, facility_id, arrived_on, state, listed, form, step,
        step_at, slip_code, received_at, created_at, changed_at)
      select ${subjectId}::uuid, ${institutionId}, arrival_id, facility_id, arrived_on, 'received', false,
        ${JSON.stringify(whole.form)}::jsonb, 'done', ${now}::timestamptz, ${whole.slipCode}, ${now}::timestamptz,
        ${now}::timestamptz, ${now}::timestamptz
      from (select) as nobody_yet
      left join arrival on true
      returning subject_id, institution_id, arrived_on, slip_code, received_at
    ),
    keys as (
      insert into intake.name_key (subject_id, institution_id, key, arrived_on)
      select subject_id, institution_id, key, arrived_on
      from subject, unnest(${whole.nameKeys}::text[]) as key
    ),
    slip as (
      insert into intake.slip (code, subject_id, institution_id)
      select slip_code, subject_id, institution_id
      from subject
    ),
    step as (
      insert into intake.step (subject_id, step, institution_id, at, account_id)
      select subject_id, 'done', institution_id, received_at, ${accountId}::uuid
      from subject
    ),
    services as (
      insert into intake.service (subject_id, service, institution_id, state, at, account_id)
      select subject_id, service, institution_id, 'given', received_at, ${accountId}::uuid
      from subject, unnest(${whole.services}::text[]) as service
    )
    insert into intake.consent (subject_id, purpose, institution_id, answer, language, text_version, at, account_id)
    select subject_id, purpose, institution_id, answer, 'spa', ${whole.consentTextVersion}, received_at, ${accountId}::uuid
    from subject,
      unnest(${whole.consents.map((consent) => consent.purpose)}::text[], ${whole.consents.map((consent) => consent.answer)}::text[])
        as consent (purpose, answer)`)
}

export type Added = Pick<Whole, 'subjectId' | 'arrivalId' | 'institutionId' | 'accountId' | 'form' | 'nameKeys' | 'now'>

const Recorded = z.object({ subjectId: z.uuid() })

/** Puts a person who is not on the manifest at the desk. Nothing when there is no such arrival, or it is closed. */
export function addAtDesk(db: Database, added: Added): Promise<z.infer<typeof Recorded> | undefined> {
  const { subjectId, institutionId, accountId, now } = added
  return db.maybe(
    Recorded,
    sql`
    with ${takingArrival(added.arrivalId, now)},
    subject as (
      insert into intake.subject (subject_id, institution_id, arrival_id, facility_id, arrived_on, state, listed, form, step,
        step_at, created_at, changed_at)
      select ${subjectId}::uuid, ${institutionId}, arrival_id, facility_id, arrived_on, 'receiving', false,
        ${JSON.stringify(added.form)}::jsonb, 'presented', ${now}::timestamptz, ${now}::timestamptz, ${now}::timestamptz
      from arrival
      returning subject_id, institution_id, arrived_on, step_at
    ),
    keys as (
      insert into intake.name_key (subject_id, institution_id, key, arrived_on)
      select subject_id, institution_id, key, arrived_on
      from subject, unnest(${added.nameKeys}::text[]) as key
    ),
    step as (
      insert into intake.step (subject_id, step, institution_id, at, account_id)
      select subject_id, 'presented', institution_id, step_at, ${accountId}::uuid
      from subject
    )
    select subject_id as "subjectId"
    from subject`,
  )
}
