import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { Held, type Names } from '../contract/export.ts'

/** A time inside a JSON document, as PostgreSQL writes it, in our form. */
const JsonInstant = z.string().transform((text) => new Date(text).toISOString())

const Row = z.object({
  ...Held.shape,
  steps: z.array(Held.shape.steps.element.extend({ at: JsonInstant })),
  services: z.array(Held.shape.services.element.extend({ at: JsonInstant })),
  consents: z.array(Held.shape.consents.element.extend({ at: JsonInstant })),
  comparisons: z.array(Held.shape.comparisons.element.extend({ at: JsonInstant })),
})

/** This return and those that are the same person's, so far as the caller sees them: the oldest first. */
export async function samePerson(db: Database, subjectId: string): Promise<string[]> {
  const rows = await db.many(
    z.object({ subjectId: z.uuid() }),
    sql`
    select subject_id as "subjectId"
    from intake.subject
    where subject_id = ${subjectId}
      or subject_id in (
        select member.subject_id
        from identity.person
        join identity.person member using (person_id)
        where person.subject_id = ${subjectId})
    order by arrived_on, subject_id`,
  )
  return rows.map((row) => row.subjectId)
}

/** All that was written down of these returns. Officials and other people stand in it by nothing: they have a right to their own. */
export function heldOf(db: Database, subjectIds: readonly string[]): Promise<z.infer<typeof Row>[]> {
  return db.many(
    Row,
    sql`
    select subject.subject_id as "subjectId", subject.institution_id as "institutionId", facility.name as centre,
      subject.arrived_on as "arrivedOn", arrival.carrier, arrival.origin_country as "originCountry", subject.state, subject.listed,
      subject.form, subject.listed_as as "listedAs", subject.slip_code as "slipCode", subject.received_at as "receivedAt",
      subject.created_at as "createdAt", subject.changed_at as "changedAt", subject.compartment,
      subject.family_relationship as "familyRelationship",
      (select count(*)::int from intake.subject other
       where other.family_unit_id = subject.family_unit_id and other.subject_id <> subject.subject_id) as "familyMembers",
      coalesce(
        (select json_agg(json_build_object('step', step, 'at', at) order by at)
         from intake.step where step.subject_id = subject.subject_id), '[]') as steps,
      coalesce(
        (select json_agg(json_strip_nulls(json_build_object('service', service, 'state', state, 'providerId', provider_id, 'at', at))
           order by at, service)
         from intake.service where service.subject_id = subject.subject_id), '[]') as services,
      coalesce(
        (select json_agg(json_strip_nulls(json_build_object('purpose', purpose, 'recipient', nullif(recipient, ''), 'answer', answer,
           'language', language, 'textVersion', text_version, 'how', how, 'note', note, 'at', at)) order by at, purpose)
         from intake.consent where consent.subject_id = subject.subject_id), '[]') as consents,
      coalesce(
        (select json_agg(json_build_object('file', file_name, 'line', manifest_row.line, 'cells', cells, 'read', person) order by uploaded_at)
         from intake.manifest_row join intake.manifest using (manifest_id)
         where manifest_row.subject_id = subject.subject_id), '[]') as "manifestRows",
      coalesce(
        (select json_agg(key order by key) from intake.name_key where name_key.subject_id = subject.subject_id), '[]') as "searchWords",
      coalesce(
        (select json_agg(json_build_object('verdict', verdict, 'at', decision.at,
           'takenBack', undone.decision_id is not null) order by decision.at)
         from identity.decision left join identity.undone using (decision_id)
         where subject.subject_id in (one_id, other_id)), '[]') as comparisons
    from intake.subject
    join intake.arrival using (arrival_id)
    left join directory.facility on facility.facility_id = subject.facility_id
    where subject.subject_id = any(${subjectIds}::uuid[])
    order by subject.arrived_on, subject.subject_id`,
  )
}

const Noted = z.object({
  kind: z.enum(['command', 'reading', 'refusal']),
  call: z.string(),
  institutionId: z.string().optional(),
  times: z.int(),
  lastAt: z.iso.datetime(),
})

/** The journal about these returns, alike entries of an institution on a day put together, newest first. */
export function notedAbout(db: Database, subjectIds: readonly string[]): Promise<z.infer<typeof Noted>[]> {
  return db.many(
    Noted,
    sql`
    select kind, call, entry.institution_id as "institutionId", count(*)::int as times, max(at) as "lastAt"
    from (select distinct position from journal.about where subject_id = any(${subjectIds}::uuid[])) as about
    join journal.entry using (position)
    group by kind, call, entry.institution_id, (at at time zone 'America/Guatemala')::date
    order by max(at) desc, call`,
  )
}

const Named = z.object({
  kind: z.enum(['municipality', 'department', 'language', 'institution']),
  code: z.string(),
  name: z.string(),
})

/** Words for the codes that stand on paper. */
export async function namesNow(db: Database): Promise<Names> {
  const rows = await db.many(
    Named,
    sql`
    select 'municipality' as kind, municipality_code as code, name from directory.municipality
    union all
    select 'department', department_code, name from directory.department
    union all
    select 'language', language_code, name from directory.language
    union all
    select 'language', iso_639_3, name from directory.language where iso_639_3 is not null
    union all
    select 'institution', institution_id, name from directory.institution`,
  )
  const named = (kind: string) => new Map(rows.filter((row) => row.kind === kind).map((row) => [row.code, row.name]))
  return {
    municipalities: named('municipality'),
    departments: named('department'),
    languages: named('language'),
    institutions: named('institution'),
  }
}
