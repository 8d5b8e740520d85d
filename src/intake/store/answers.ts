import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import type { Held } from './subject.ts'

type Service = { service: string; state: string; providerId?: string | undefined }

/** Records a service with its state; the same again keeps the first time. */
export async function saveService(
  db: Database,
  held: Held,
  { service, state, providerId }: Service,
  by: string,
  now: Date,
): Promise<void> {
  await db.run(sql`
    insert into intake.service (subject_id, service, institution_id, state, provider_id, at, account_id, compartment)
    values (${held.subjectId}, ${service}, ${held.institutionId}, ${state}, ${providerId}, ${now}, ${by}, ${held.compartment})
    on conflict (subject_id, service) do update
    set state = excluded.state, provider_id = excluded.provider_id, at = excluded.at, account_id = excluded.account_id
    where service.state <> excluded.state
      or service.provider_id is distinct from excluded.provider_id`)
}

export async function removeService(db: Database, subjectId: string, service: string): Promise<void> {
  await db.run(sql`delete from intake.service where subject_id = ${subjectId} and service = ${service}`)
}

export async function touch(db: Database, subjectId: string, now: Date): Promise<void> {
  await db.run(sql`update intake.subject set changed_at = ${now} where subject_id = ${subjectId}`)
}

type Member = { subjectId: string; relationship: string }

export async function joinFamily(db: Database, familyUnitId: string, members: Member[], now: Date): Promise<void> {
  await db.run(sql`
    update intake.subject
    set family_unit_id = ${familyUnitId}, family_relationship = member.relationship, changed_at = ${now}
    from unnest(${members.map((member) => member.subjectId)}::uuid[], ${members.map((member) => member.relationship)}::text[])
      as member (subject_id, relationship)
    where subject.subject_id = member.subject_id`)
}

export async function leaveFamily(db: Database, subjectId: string, now: Date): Promise<void> {
  await db.run(sql`
    update intake.subject
    set family_unit_id = null, family_relationship = null, changed_at = ${now}
    where subject_id = ${subjectId}`)
}

/** A family of one is none: whoever is left alone in one of these units leaves it. */
export async function dissolveSingles(db: Database, familyUnitIds: string[], now: Date): Promise<void> {
  await db.run(sql`
    update intake.subject
    set family_unit_id = null, family_relationship = null, changed_at = ${now}
    where family_unit_id = any(${familyUnitIds}::uuid[])
      and (select count(*) from intake.subject as other where other.family_unit_id = subject.family_unit_id) = 1`)
}

/** The arrivals of those who are in this unit already: one, or none when it is new. */
export async function arrivalsOfFamily(db: Database, familyUnitId: string): Promise<string[]> {
  const Row = z.object({ arrivalId: z.uuid() })
  const rows = await db.many(
    Row,
    sql`select distinct arrival_id as "arrivalId" from intake.subject where family_unit_id = ${familyUnitId}`,
  )
  return rows.map((row) => row.arrivalId)
}
