import { z } from 'zod'
import { codesOf } from '#base/codes.ts'
import { type Database, sql } from '#server/db.ts'
import { steps } from '../contract/shapes.ts'
import { ListedRow, listedColumns } from './lists.ts'

const Group = z.object({
  arrivalState: z.enum(['expected', 'receiving', 'closed']),
  state: z.enum(['expected', 'receiving', 'received', 'not_arrived', 'withdrawn']),
  condition: z.string().optional(),
  birthDate: z.string().optional(),
  arrivedOn: z.iso.date(),
  count: z.int(),
})

/** The people of some arrivals, counted by what the board tells apart. */
export function groupsOf(db: Database, arrivalIds: readonly string[]): Promise<z.infer<typeof Group>[]> {
  return db.many(
    Group,
    sql`
    select arrival.state as "arrivalState", subject.state, condition, birth_date as "birthDate", arrived_on as "arrivedOn",
      count(*) as count
    from intake.subject
    join intake.arrival using (arrival_id)
    where subject.arrival_id = any(${arrivalIds}::uuid[])
    group by 1, 2, 3, 4, 5`,
  )
}

const Families = z.object({ families: z.int() })

export async function countFamilies(db: Database, arrivalIds: readonly string[]): Promise<number> {
  const counted = await db.one(
    Families,
    sql`
    select count(distinct family_unit_id) as families
    from intake.subject
    where arrival_id = any(${arrivalIds}::uuid[])
      and state in ('expected', 'receiving', 'received')`,
  )
  return counted.families
}

const ServiceCount = z.object({ service: z.string(), wanted: z.int(), given: z.int() })

export function servicesOf(db: Database, arrivalIds: readonly string[]): Promise<z.infer<typeof ServiceCount>[]> {
  return db.many(
    ServiceCount,
    sql`
    select service, count(*) filter (where service.state = 'wanted') as wanted,
      count(*) filter (where service.state = 'given') as given
    from intake.service
    join intake.subject using (subject_id)
    where arrival_id = any(${arrivalIds}::uuid[])
    group by service
    order by wanted desc, given desc, service`,
  )
}

const StepTime = z.object({ step: codesOf(steps), people: z.int(), medianSeconds: z.number(), p90Seconds: z.number() })

/** How long people took from one step to the next: by the step that ended the time. */
export function timesOf(db: Database, arrivalIds: readonly string[]): Promise<z.infer<typeof StepTime>[]> {
  return db.many(
    StepTime,
    sql`
    with taken as (
      select step.step, extract(epoch from at - lag(at) over (partition by subject_id order by at, place.number))::float8 as seconds,
        place.number
      from intake.step
      join intake.subject using (subject_id)
      join unnest(${Object.keys(steps)}::text[]) with ordinality as place (step, number) on place.step = step.step
      where arrival_id = any(${arrivalIds}::uuid[])
    )
    select step, count(*) as people, percentile_cont(0.5) within group (order by seconds) as "medianSeconds",
      percentile_cont(0.9) within group (order by seconds) as "p90Seconds"
    from taken
    where seconds is not null
    group by step, number
    order by number`,
  )
}

const Lodging = z.object({ taken: z.int(), wanted: z.int() })

/** Who was given a bed at the centre since then, and who still wants one. */
export function lodgingSince(db: Database, facilityId: string, since: Date): Promise<z.infer<typeof Lodging>> {
  return db.one(
    Lodging,
    sql`
    select count(*) filter (where service.state = 'given') as taken, count(*) filter (where service.state = 'wanted') as wanted
    from intake.service
    join intake.subject using (subject_id)
    where service = 'lodging'
      and service.at > ${since}
      and facility_id = ${facilityId}`,
  )
}

/** Those who have waited longest: since their last step or, when nobody has called them yet, since their flight was opened. */
export function longestWaiting(db: Database, arrivalIds: readonly string[], most: number): Promise<ListedRow[]> {
  return db.many(
    ListedRow,
    sql`
    select ${listedColumns}
    from intake.subject
    join intake.arrival using (arrival_id)
    where subject.arrival_id = any(${arrivalIds}::uuid[])
      and arrival.state = 'receiving'
      and subject.state in ('expected', 'receiving')
    order by coalesce(subject.step_at, arrival.opened_at), subject.line, subject.subject_id
    limit ${most}`,
  )
}

export function unaccompaniedChildren(db: Database, arrivalIds: readonly string[], most: number): Promise<ListedRow[]> {
  return db.many(
    ListedRow,
    sql`
    select ${listedColumns}
    from intake.subject
    where subject.arrival_id = any(${arrivalIds}::uuid[])
      and subject.condition = 'unaccompanied_child'
      and subject.state in ('expected', 'receiving', 'received')
    order by subject.arrived_on desc, subject.line, subject.subject_id
    limit ${most}`,
  )
}
