import { z } from 'zod'
import { codesOf, compartments } from '#base/codes.ts'
import { type Database, raw, sql } from '#server/db.ts'
import { PartialForm } from '../contract/form.ts'
import { settleSeals, takeLinesNaming } from './sealing.ts'

/** All that tells of a person: closed and opened together, or what is left open would tell. */
const tables = ['subject', 'name_key', 'slip', 'step', 'service', 'consent', 'manifest_row']

const Compartment = codesOf(compartments)
export type Closed = z.infer<typeof Compartment> | undefined

/**
 * Puts people into a compartment, or none, with everything that tells of them, sealed or opened. Whoever is no member sees them no more
 * from here on.
 */
export async function putInto(db: Database, compartment: Closed, subjectIds: readonly string[], now: Date): Promise<void> {
  if (subjectIds.length === 0) return
  await takeLinesNaming(db, subjectIds)
  await db.run(sql`update intake.subject set changed_at = ${now} where subject_id = any(${subjectIds}::uuid[])`)
  for (const table of tables)
    await db.run(sql`
      update ${raw(`intake.${table}`)}
      set compartment = ${compartment}
      where subject_id = any(${subjectIds}::uuid[])`)
  await settleSeals(db, subjectIds)
}

const Somebody = z.object({ subjectId: z.uuid(), form: PartialForm, arrivedOn: z.iso.date() })

/** Who is here of an arrival and in no compartment. */
export function openOf(db: Database, arrivalId: string): Promise<z.infer<typeof Somebody>[]> {
  return db.many(
    Somebody,
    sql`
    select subject_id as "subjectId", form, arrived_on as "arrivedOn"
    from intake.subject
    where arrival_id = ${arrivalId}
      and state in ('receiving', 'received')
      and compartment is null`,
  )
}
