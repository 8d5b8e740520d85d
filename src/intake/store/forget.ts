import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { identifying, yearForCounts } from '../rules/sealing.ts'
import { dissolveSingles } from './answers.ts'
import { takeLinesNaming } from './sealing.ts'

const Somebody = z.object({
  subjectId: z.uuid(),
  arrivedOn: z.iso.date(),
  familyUnitId: z.uuid().optional(),
  form: z.record(z.string(), z.unknown()),
})

/**
 * Takes away what tells who these people are, everywhere intake has it. What is counted stays: where and when somebody came, codes, a year
 * of birth that gives the same age, services, what was consented to. The slip leads nowhere any more, and nobody is their family.
 */
export async function forget(db: Database, subjectIds: readonly string[], now: Date): Promise<void> {
  await takeLinesNaming(db, subjectIds)
  const people = await db.many(
    Somebody,
    sql`
    select subject_id as "subjectId", arrived_on as "arrivedOn", family_unit_id as "familyUnitId", form
    from intake.subject
    where subject_id = any(${subjectIds}::uuid[])`,
  )
  const documents = people.map(({ subjectId, arrivedOn, form }) => {
    const left = Object.fromEntries(Object.entries(form).filter(([field]) => !(identifying as readonly string[]).includes(field)))
    const year = typeof form.birthDate === 'string' ? yearForCounts(form.birthDate, arrivedOn) : ''
    return { subject_id: subjectId, form: year ? { ...left, birthDate: year } : left }
  })
  await db.run(sql`
    update intake.subject
    set form = forgotten.form, listed_as = null, slip_code = null, family_unit_id = null, family_relationship = null,
      erased_at = ${now}, changed_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb) as forgotten (subject_id uuid, form jsonb)
    where subject.subject_id = forgotten.subject_id`)
  await db.run(sql`delete from intake.name_key where subject_id = any(${subjectIds}::uuid[])`)
  await db.run(sql`delete from intake.slip where subject_id = any(${subjectIds}::uuid[])`)
  await db.run(sql`update intake.consent set note = null where subject_id = any(${subjectIds}::uuid[])`)
  await forgetLines(db, sql`subject_id = any(${subjectIds}::uuid[])`)
  await dissolveSingles(
    db,
    people.flatMap(({ familyUnitId }) => familyUnitId ?? []),
    now,
  )
}

/** Takes the words out of lines of manifests: that there was a line, and how it compared, stays. */
export function forgetLines(db: Database, which: ReturnType<typeof sql>): Promise<number> {
  return db.run(sql`
    update intake.manifest_row
    set cells = array_fill(''::text, array[cardinality(cells)]), person = '{}', findings = '[]'
    where ${which}
      and (person <> '{}' or exists (select from unnest(cells) as cell where cell <> ''))`)
}

const Counted = z.object({ lines: z.int() })

const old = (before: string) => sql`
  manifest_id in (select manifest_id from intake.manifest where uploaded_at < ${before}::date::timestamp at time zone 'America/Guatemala')`

/** How many lines of manifests that were read before a day (ISO date) still have words. */
export async function oldLines(db: Database, before: string): Promise<number> {
  const { lines } = await db.one(
    Counted,
    sql`select count(*)::int as lines from intake.manifest_row where ${old(before)} and (person <> '{}' or comparison = 'head')`,
  )
  return lines
}

export const forgetOldLines = (db: Database, before: string): Promise<number> => forgetLines(db, old(before))
