import type { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { Who } from '../contract.ts'

/** What identity reads of a return. Row-level security leaves out those of other institutions. */
export const WhoRow = Who
export const whoColumns = sql`
  subject.subject_id as "subjectId", subject.state, subject.given_names as "givenNames", subject.surnames,
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
