import { z } from 'zod'
import { codesOf, compartments } from '#base/codes.ts'
import { type Database, sql } from '#server/db.ts'
import { PartialForm } from '../contract/form.ts'
import { Arrival, Consent, FamilyMember, GivenService, type ReturnState, type Step } from '../contract/shapes.ts'
import { Instant } from './arrival.ts'
import { searchKeys, writtenForm } from './sealing.ts'

const State = z.enum(['expected', 'receiving', 'received', 'not_arrived', 'withdrawn'])

/** What a decision about one person needs. */
const Held = z.object({
  subjectId: z.uuid(),
  arrivalId: z.uuid(),
  institutionId: z.string(),
  arrivalState: z.enum(['expected', 'receiving', 'closed']),
  arrivedOn: z.iso.date(),
  state: State,
  listed: z.boolean(),
  form: PartialForm,
  familyUnitId: z.uuid().optional(),
  slipCode: z.string().optional(),
  compartment: z.string().optional(),
})
export type Held = z.infer<typeof Held>

const heldColumns = sql`
  subject.subject_id as "subjectId", subject.arrival_id as "arrivalId", subject.institution_id as "institutionId",
  arrival.state as "arrivalState", subject.arrived_on as "arrivedOn", subject.state, subject.listed, subject.form,
  subject.family_unit_id as "familyUnitId", subject.slip_code as "slipCode", subject.compartment`

/** One person, held by this transaction until it ends: a second desk waits, then sees what the first did. */
export async function holdSubject(db: Database, subjectId: string): Promise<Held | undefined> {
  return (await holdSubjects(db, [subjectId]))[0]
}

/**
 * Several people, held until this transaction ends. Their arrival is held first, so that it is not closed meanwhile; desks do not wait
 * for each other there. First the arrival, then its people in the order of their ids: everybody takes them so, and nobody waits in a ring.
 */
export function holdSubjects(db: Database, subjectIds: string[]): Promise<Held[]> {
  return db.many(
    Held,
    sql`
    with arrival as materialized (
      select arrival_id, state
      from intake.arrival
      where arrival_id in (select arrival_id from intake.subject where subject_id = any(${subjectIds}::uuid[]))
      order by arrival_id
      for key share
    )
    select ${heldColumns}
    from intake.subject
    join arrival using (arrival_id)
    where subject.subject_id = any(${subjectIds}::uuid[])
    order by subject.subject_id
    for update of subject`,
  )
}

/** A time inside a JSON document, as PostgreSQL writes it, in our form. */
const JsonInstant = z.string().transform((text) => new Date(text).toISOString())

const ReturnRow = z.object({
  subjectId: z.uuid(),
  institutionId: z.string(),
  arrivedOn: z.iso.date(),
  arrival: Arrival.pick({
    arrivalId: true,
    facilityId: true,
    mode: true,
    carrier: true,
    originCountry: true,
    originPlace: true,
    state: true,
  }).extend({ expectedAt: JsonInstant }),
  state: State,
  listed: z.boolean(),
  line: z.int().optional(),
  listNumber: z.string().optional(),
  form: PartialForm,
  steps: z.record(z.string(), JsonInstant),
  services: z.array(GivenService.extend({ at: JsonInstant })),
  consents: z.array(Consent.extend({ at: JsonInstant })),
  familyUnitId: z.uuid().optional(),
  slipCode: z.string().optional(),
  receivedAt: Instant.optional(),
  changedAt: Instant,
  compartment: codesOf(compartments).optional(),
})
export type ReturnRow = z.infer<typeof ReturnRow>

/** One return with all that was recorded about it, in one statement. */
export function returnById(db: Database, subjectId: string): Promise<ReturnRow | undefined> {
  return db.maybe(
    ReturnRow,
    sql`
    select subject.subject_id as "subjectId", subject.institution_id as "institutionId", subject.arrived_on as "arrivedOn",
      subject.state, subject.listed, subject.line,
      subject.listed_as ->> 'listNumber' as "listNumber", subject.form, subject.family_unit_id as "familyUnitId",
      subject.slip_code as "slipCode", subject.received_at as "receivedAt", subject.changed_at as "changedAt",
      subject.compartment,
      json_strip_nulls(json_build_object(
        'arrivalId', arrival.arrival_id, 'facilityId', arrival.facility_id, 'mode', arrival.mode, 'carrier', arrival.carrier,
        'originCountry', arrival.origin_country, 'originPlace', arrival.origin_place, 'expectedAt', arrival.expected_at,
        'state', arrival.state)) as arrival,
      coalesce(
        (select json_object_agg(step, at) from intake.step where step.subject_id = subject.subject_id), '{}') as steps,
      coalesce(
        (select json_agg(
          json_strip_nulls(json_build_object('service', service, 'state', state, 'providerId', provider_id, 'at', at))
          order by at, service)
        from intake.service
        where service.subject_id = subject.subject_id), '[]') as services,
      coalesce(
        (select json_agg(
          json_strip_nulls(json_build_object('purpose', purpose, 'recipient', nullif(recipient, ''), 'answer', answer,
            'language', language, 'textVersion', text_version, 'at', at))
          order by at, purpose)
        from (
          select distinct on (purpose, recipient) *
          from intake.consent
          where consent.subject_id = subject.subject_id
          order by purpose, recipient, at desc) as newest), '[]') as consents
    from intake.subject
    join intake.arrival using (arrival_id)
    where subject.subject_id = ${subjectId}`,
  )
}

/** The members of a family unit, its head first. */
export function familyOf(db: Database, familyUnitId: string): Promise<z.infer<typeof FamilyMember>[]> {
  return db.many(
    FamilyMember,
    sql`
    select subject_id as "subjectId", family_relationship as relationship, given_names as "givenNames", surnames,
      birth_date as "birthDate", state
    from intake.subject
    where family_unit_id = ${familyUnitId}
    order by family_relationship is distinct from 'head', line, subject_id`,
  )
}

/** Puts the person at another place in the reception. */
export async function moveTo(db: Database, subjectId: string, state: ReturnState, now: Date): Promise<void> {
  await db.run(sql`
    update intake.subject
    set state = ${state}, changed_at = ${now}
    where subject_id = ${subjectId}`)
}

/** Marks a step as done now, by whom; a step done before keeps its time. */
export async function recordStep(db: Database, held: Held, step: Step, by: string, now: Date): Promise<void> {
  const first = await db.run(sql`
    insert into intake.step (subject_id, step, institution_id, at, account_id, compartment)
    values (${held.subjectId}, ${step}, ${held.institutionId}, ${now}, ${by}, ${held.compartment})
    on conflict (subject_id, step) do nothing`)
  if (first === 0) return
  await db.run(sql`
    update intake.subject
    set step = ${step}, step_at = ${now}, changed_at = ${now}
    where subject_id = ${held.subjectId}`)
}

/** Back at the beginning: what was timed since counts no more. The journal keeps it. */
export async function forgetSteps(db: Database, subjectId: string): Promise<void> {
  await db.run(sql`delete from intake.step where subject_id = ${subjectId}`)
  await db.run(sql`update intake.subject set step = null, step_at = null where subject_id = ${subjectId}`)
}

/** The person leaves with this slip. */
export async function recordReceived(db: Database, held: Held, slipCode: string, now: Date): Promise<void> {
  await db.run(sql`
    insert into intake.slip (code, subject_id, institution_id, compartment)
    values (${slipCode}, ${held.subjectId}, ${held.institutionId}, ${held.compartment})`)
  await db.run(sql`
    update intake.subject
    set state = 'received', slip_code = ${slipCode}, received_at = ${now}, changed_at = ${now}
    where subject_id = ${held.subjectId}`)
}

export async function saveForm(db: Database, held: Held, form: PartialForm, now: Date): Promise<void> {
  await db.run(sql`
    update intake.subject
    set form = ${JSON.stringify(await writtenForm(db, held, form))}, changed_at = ${now}
    where subject_id = ${held.subjectId}`)
}

/** The words by which the person is found become those of these answers. */
export async function saveNameKeys(db: Database, held: Held, form: PartialForm): Promise<void> {
  const keys = searchKeys(db, held, form)
  await db.run(sql`
    delete from intake.name_key
    where subject_id = ${held.subjectId}
      and key <> all(${keys}::text[])`)
  await db.run(sql`
    insert into intake.name_key (subject_id, institution_id, key, arrived_on, compartment)
    select ${held.subjectId}::uuid, ${held.institutionId}, key, ${held.arrivedOn}::date, ${held.compartment}
    from unnest(${keys}::text[]) as key
    on conflict (subject_id, key) do nothing`)
}
