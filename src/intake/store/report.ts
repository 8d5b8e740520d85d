import { z } from 'zod'
import { type Database, join, type Sql, sql } from '#server/db.ts'

export type ReportFilters = { from: string; to: string; facilityId?: string | undefined; department?: string | undefined }

/** Who was received in a period, at a centre or bound for a department. */
const received = ({ from, to, facilityId, department }: ReportFilters): Sql => {
  const conditions = [
    sql`subject.state = 'received'`,
    sql`subject.arrived_on >= ${from}::date`,
    sql`subject.arrived_on <= ${to}::date`,
    ...(facilityId ? [sql`subject.facility_id = ${facilityId}`] : []),
    ...(department ? [sql`left(subject.destination_municipality, 2) = ${department}`] : []),
  ]
  return join(conditions, ' and ')
}

const Totals = z.object({ total: z.int(), arrivals: z.int(), families: z.int() })

export function reportTotals(db: Database, filters: ReportFilters): Promise<z.infer<typeof Totals>> {
  return db.one(
    Totals,
    sql`
    select count(*) as total, count(distinct arrival_id) as arrivals, count(distinct family_unit_id) as families
    from intake.subject
    where ${received(filters)}`,
  )
}

const Cell = z.object({ dimension: z.string(), code: z.string(), count: z.int() })

/**
 * Whole years on the day of arrival. A year alone is read from its middle (1 July), a month from its 15th day: half of the people are
 * then put too young and half too old.
 */
const age = sql`
  case when birth_date ~ '^\\d{4}' then
    greatest(0, extract(year from arrived_on)::int - substr(birth_date, 1, 4)::int
      - ((extract(month from arrived_on)::int, extract(day from arrived_on)::int)
        < (coalesce(substring(birth_date from '^\\d{4}-(\\d{2})')::int, 7),
          coalesce(substring(birth_date from '^\\d{4}-\\d{2}-(\\d{2})')::int,
            case when birth_date ~ '^\\d{4}-' then 15 else 1 end)))::int)::text
  end`

/** All counts of the report in one pass over the people. `age` is in whole years; `unknown` stands for what was not said. */
export function reportCells(db: Database, filters: ReportFilters): Promise<z.infer<typeof Cell>[]> {
  return db.many(
    Cell,
    sql`
    with person as materialized (
      select form, sex, condition, destination_municipality, mode, origin_country, ${age} as age
      from intake.subject
      join intake.arrival using (arrival_id)
      where ${received(filters)}
    )
    select dimension, coalesce(code, 'unknown') as code, count(*) as count
    from person
    cross join lateral (
      values
        ('sex', sex),
        ('age', age),
        ('condition', condition),
        ('people', form ->> 'people'),
        ('language', form ->> 'language'),
        ('education', form ->> 'education'),
        ('destinationDepartment', left(destination_municipality, 2)),
        ('destinationMunicipality', destination_municipality),
        ('plan', form ->> 'plan'),
        ('returnType', form ->> 'returnType'),
        ('originCountry', origin_country),
        ('mode', mode)
      union all
      select 'reasons', reason
      from jsonb_array_elements_text(coalesce(form -> 'reasons', '["unknown"]')) as reason
      union all
      select 'wishes', wish
      from jsonb_array_elements_text(coalesce(form -> 'wishes', '["unknown"]')) as wish
    ) as answer (dimension, code)
    group by dimension, coalesce(code, 'unknown')`,
  )
}
