import { z } from 'zod'
import { codesOf, compartments, consentPurposes, consentStates } from '#base/codes.ts'
import { PartialForm } from '#intake/contract/form.ts'
import { type Database, sql } from '#server/db.ts'
import { Instant } from './instant.ts'

const Person = z.object({
  subjectId: z.uuid(),
  institutionId: z.string(),
  form: PartialForm,
  arrivedOn: z.iso.date(),
  slipCode: z.string().optional(),
  compartment: codesOf(compartments).optional(),
})
export type Person = z.infer<typeof Person>

/** Whom a request or a transfer is about; nobody when the caller does not see the record. `hold` waits for whoever changes it now. */
export function personById(db: Database, subjectId: string): Promise<Person | undefined> {
  return db.maybe(
    Person,
    sql`
    select subject_id as "subjectId", institution_id as "institutionId", form, arrived_on as "arrivedOn", slip_code as "slipCode",
      compartment
    from intake.subject
    where subject_id = ${subjectId}`,
  )
}

/** The record held until this call ends, so that a consent withdrawn meanwhile is seen, or waits. */
export async function holdPerson(db: Database, subjectId: string): Promise<Person | undefined> {
  await db.run(sql`select from intake.subject where subject_id = ${subjectId} for update`)
  return personById(db, subjectId)
}

const Answer = z.object({
  purpose: codesOf(consentPurposes),
  recipient: z.string().optional(),
  answer: codesOf(consentStates),
  textVersion: z.string(),
  at: Instant,
})

/** All that the person answered about the uses of their data. */
export function answersOf(db: Database, subjectId: string): Promise<z.infer<typeof Answer>[]> {
  return db.many(
    Answer,
    sql`
    select purpose, nullif(recipient, '') as recipient, answer, text_version as "textVersion", at
    from intake.consent
    where subject_id = ${subjectId}`,
  )
}

/** What an institution of the directory is called; nothing when there is none at work. */
export async function institutionById(db: Database, institutionId: string): Promise<string | undefined> {
  const found = await db.maybe(
    z.object({ name: z.string() }),
    sql`
    select name
    from directory.institution
    where institution_id = ${institutionId}
      and state = 'active'`,
  )
  return found?.name
}
