import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { Instant } from './arrival.ts'

const Noted = z.object({
  kind: z.enum(['command', 'reading', 'refusal']),
  call: z.string(),
  accountId: z.uuid().optional(),
  by: z.string().optional(),
  institutionId: z.string().optional(),
  times: z.int(),
  lastAt: Instant,
})

/** The journal about one person, alike entries of a day put together, newest first. A board that is read every few seconds is one row. */
export function notedAbout(db: Database, subjectId: string, limit: number): Promise<z.infer<typeof Noted>[]> {
  return db.many(
    Noted,
    sql`
    select kind, call, account_id as "accountId", account.name as by, entry.institution_id as "institutionId", count(*) as times, max(at) as "lastAt"
    from journal.about
    join journal.entry using (position)
    left join access.account using (account_id)
    where about.subject_id = ${subjectId}
    group by kind, call, account_id, account.name, entry.institution_id, (at at time zone 'America/Guatemala')::date
    order by max(at) desc, call
    limit ${limit}`,
  )
}
