import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { Facts, Who } from '../contract.ts'

/** What identity reads of a return. Row-level security leaves out those of other institutions. */
export const WhoRow = Who
export const whoColumns = sql`
  subject.subject_id as "subjectId", subject.arrival_id as "arrivalId", subject.state, subject.given_names as "givenNames", subject.surnames,
  subject.sex, subject.birth_date as "birthDate", subject.cui,
  subject.form ->> 'documentNumber' as "documentNumber",
  subject.form ->> 'birthMunicipality' as "birthMunicipality",
  subject.form ->> 'residenceMunicipality' as "residenceMunicipality",
  subject.form ->> 'contactPhone' as "contactPhone",
  subject.arrived_on as "arrivedOn", subject.facility_id as "facilityId", arrival.origin_country as "originCountry"`

/** Returns by their ids, in no order. Those withdrawn from a list were mistakes and are nobody. */
export function whoByIds(db: Database, subjectIds: readonly string[]): Promise<z.infer<typeof WhoRow>[]> {
  return db.many(
    WhoRow,
    sql`
    select ${whoColumns}
    from intake.subject
    join intake.arrival using (arrival_id)
    where subject.subject_id = any(${subjectIds}::uuid[])
      and subject.state <> 'withdrawn'`,
  )
}

export async function whoById(db: Database, subjectId: string): Promise<z.infer<typeof WhoRow> | undefined> {
  return (await whoByIds(db, [subjectId]))[0]
}

/** Those of some returns that whoever asks may see, withdrawn ones too. */
export async function seenAmong(db: Database, subjectIds: readonly string[]): Promise<string[]> {
  const rows = await db.many(
    z.object({ subjectId: z.uuid() }),
    sql`select subject_id as "subjectId" from intake.subject where subject_id = any(${subjectIds}::uuid[])`,
  )
  return rows.map(({ subjectId }) => subjectId)
}

const ManifestRow = z.object({
  line: z.int(),
  subjectId: z.uuid().optional(),
  arrivalId: z.uuid(),
  arrivesOn: z.iso.date(),
  facilityId: z.string(),
  facts: Facts,
})

/** Rows of a manifest that are people, in the order of the file. */
export function manifestRows(
  db: Database,
  manifestId: string,
  afterLine: number,
  limit: number,
): Promise<z.infer<typeof ManifestRow>[]> {
  return db.many(
    ManifestRow,
    sql`
    select line, subject_id as "subjectId", arrival_id as "arrivalId", (expected_at at time zone 'America/Guatemala')::date as "arrivesOn",
      facility_id as "facilityId", person as facts
    from intake.manifest_row
    join intake.manifest using (manifest_id)
    join intake.arrival using (arrival_id)
    where manifest_id = ${manifestId}
      and line > ${afterLine}
      and comparison in ('new', 'same', 'changed')
    order by line
    limit ${limit}`,
  )
}

export async function isManifest(db: Database, manifestId: string): Promise<boolean> {
  const found = await db.many(z.object({}), sql`select from intake.manifest where manifest_id = ${manifestId}`)
  return found.length > 0
}
