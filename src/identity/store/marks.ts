import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'

const Recognised = z.object({ subjectId: z.uuid(), before: z.int() })

/**
 * Who of an arrival is one person with somebody received on an earlier day, and on how many of them: all in one statement. Records that
 * the reader does not see count for nothing.
 */
export function recognisedOf(db: Database, arrivalId: string): Promise<z.infer<typeof Recognised>[]> {
  return db.many(
    Recognised,
    sql`
    select subject.subject_id as "subjectId", count(distinct earlier.arrived_on)::int as before
    from intake.subject
    join identity.person on person.subject_id = subject.subject_id
    join identity.person member on member.person_id = person.person_id
    join intake.subject earlier on earlier.subject_id = member.subject_id
    where subject.arrival_id = ${arrivalId}
      and subject.state <> 'withdrawn'
      and earlier.state = 'received'
      and earlier.arrived_on < subject.arrived_on
    group by subject.subject_id`,
  )
}
