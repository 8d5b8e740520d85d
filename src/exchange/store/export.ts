import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { ExportedReturn } from '../contract/export.ts'

const members = Object.keys(ExportedReturn.shape)
const Changed = z.object({
  number: z.int(),
  subjectId: z.uuid(),
  arrivalId: z.uuid(),
  facilityId: z.string(),
  mode: z.enum(['air', 'land']),
  originCountry: z.string(),
  arrivedOn: z.iso.date(),
  receivedAt: z.iso.datetime(),
  arrivalState: z.string(),
  state: z.string(),
  form: z.record(z.string(), z.unknown()),
})
export type Changed = z.infer<typeof Changed>

/** What of a row is shown: the members of the scope and no others. */
export const shownOf = ({ form, ...row }: Changed): ExportedReturn =>
  ExportedReturn.parse(Object.fromEntries(Object.entries({ ...form, ...row }).filter(([name]) => members.includes(name))))

/** Where a reader stands: behind this return at this seal; without one behind all of the seal. */
export type Place = { number: number; subjectId: string }

/**
 * Returns received that a command has touched since a place, up to seal `until`; each once, at its latest touch. The signing of an arrival
 * touches all its people: it decides what may leave. Closed records are not among them, whoever asks.
 */
export function changedSince(
  db: Database,
  institutionId: string,
  { after, until, signing }: { after: Place; until: number; signing: string },
  limit: number,
): Promise<Changed[]> {
  return db.many(
    Changed,
    sql`
    with command as materialized (
      select number, call, subjects, input
      from journal.seal
      join journal.entry using (entry_id)
      where number >= ${after.number}
        and number <= ${until}
        and entry.institution_id = ${institutionId}
        and kind = 'command'
    ),
    touched as (
      select subject_id, max(number) as number
      from (
        select unnest(subjects) as subject_id, number
        from command
        union all
        select subject.subject_id, number
        from command
        join intake.subject on subject.arrival_id = (input ->> 'arrivalId')::uuid
        where call = ${signing}) as each
      group by subject_id
    )
    select number, subject_id as "subjectId", arrival_id as "arrivalId", subject.facility_id as "facilityId", mode,
      origin_country as "originCountry", arrived_on as "arrivedOn", received_at as "receivedAt", arrival.state as "arrivalState",
      subject.state, form
    from touched
    join intake.subject using (subject_id)
    join intake.arrival using (arrival_id)
    where (number, subject_id) > (${after.number}::bigint, ${after.subjectId}::uuid)
      and subject.state = 'received'
      and subject.compartment is null
    order by number, subject_id
    limit ${limit}`,
  )
}
