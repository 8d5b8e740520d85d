import { z } from 'zod'
import { type Database, type Sql, sql } from '#server/db.ts'
import type { Category } from '../contract.ts'

const SetPeriod = z.object({ category: z.string(), days: z.int().optional(), version: z.int() })

/** The periods that an institution set, as they stand. */
export function periodsSet(db: Database, institutionId: string): Promise<z.infer<typeof SetPeriod>[]> {
  return db.many(
    SetPeriod,
    sql`
    select distinct on (category) category, days, version
    from retention.period
    where institution_id = ${institutionId}
    order by category, version desc`,
  )
}

type NewPeriod = { institutionId: string; category: string; version: number; days: number | undefined }

/** Writes the next version; gives 0 when somebody else wrote it first. */
export function insertPeriod(db: Database, period: NewPeriod, by: string, now: Date): Promise<number> {
  return db.run(sql`
    insert into retention.period (institution_id, category, version, days, account_id, at)
    values (${period.institutionId}, ${period.category}, ${period.version}, ${period.days}, ${by}, ${now})
    on conflict do nothing`)
}

export type OfRecords = Exclude<Category, 'manifest_lines'>

/** Whom a category is about. Who may have been a child on the day of arrival, by the year of birth or the condition, is one. */
const child = sql`
  (condition in ('accompanied_child', 'separated_child', 'unaccompanied_child')
    or birth_date ~ '^\\d{4}' and extract(year from arrived_on)::int - substr(birth_date, 1, 4)::int <= 18)`
const came = sql`state in ('received', 'receiving')`
const about: Record<OfRecords, Sql> = {
  adults: sql`compartment is null and ${came} and not coalesce(${child}, false)`,
  children: sql`compartment is null and ${came} and coalesce(${child}, false)`,
  closed: sql`compartment is not null and ${came}`,
  never_arrived: sql`state in ('expected', 'not_arrived', 'withdrawn')`,
}

const dueOf = (category: OfRecords, before: string): Sql => sql`
  arrived_on < ${before}::date
  and erased_at is null
  and ${about[category]}`

const held = (today: string): Sql => sql`
  exists (
    select from retention.hold
    where hold.subject_id = subject.subject_id
      and lifted_at is null
      and (until is null or until >= ${today}::date))`

const Counts = z.object({ due: z.int(), held: z.int() })

/** How many records of a category came before a day, and how many of them are held. To be asked beyond the compartments. */
export function countDue(db: Database, category: OfRecords, before: string, today: string): Promise<z.infer<typeof Counts>> {
  return db.one(
    Counts,
    sql`
    select count(*) filter (where not ${held(today)})::int as due, count(*) filter (where ${held(today)})::int as held
    from intake.subject
    where ${dueOf(category, before)}`,
  )
}

/** The next records of a category that came before a day and are not held. */
export async function nextDue(
  db: Database,
  category: OfRecords,
  before: string,
  today: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.many(
    z.object({ subjectId: z.uuid() }),
    sql`
    select subject_id as "subjectId"
    from intake.subject
    where ${dueOf(category, before)}
      and not ${held(today)}
    order by arrived_on, subject_id
    limit ${limit}`,
  )
  return rows.map(({ subjectId }) => subjectId)
}

const Institution = z.object({ institutionId: z.string() })

/** All institutions that the directory ever knew. */
export async function everyInstitution(db: Database): Promise<string[]> {
  const rows = await db.many(
    Institution,
    sql`
    select institution_id as "institutionId" from directory.institution
    union
    select institution_id from access.membership`,
  )
  return rows.map(({ institutionId }) => institutionId)
}
