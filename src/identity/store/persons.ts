import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { Recurrence } from '../contract.ts'

const Member = z.object({ subjectId: z.uuid(), personId: z.uuid() })

/** Everybody who is one person with any of these returns, themselves among them. A return without a row is its own person. */
export async function membersWith(db: Database, subjectIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.many(
    Member,
    sql`
    select member.subject_id as "subjectId", member.person_id as "personId"
    from identity.person
    join identity.person member using (person_id)
    where person.subject_id = any(${subjectIds}::uuid[])`,
  )
  return new Map([...subjectIds.map((id) => [id, id] as const), ...rows.map((row) => [row.subjectId, row.personId] as const)])
}

const Returned = z.object({ personId: z.uuid(), returns: z.int() })

/** How often the people of these returns came, of those that are one person with others. A list on which nobody came is no return. */
export async function returnsOf(db: Database, subjectIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.many(
    Returned,
    sql`
    select member.person_id as "personId", count(*)::int as returns
    from (select distinct person_id from identity.person where subject_id = any(${subjectIds}::uuid[])) as wanted
    join identity.person member using (person_id)
    join intake.subject on subject.subject_id = member.subject_id
    where subject.state in ('received', 'receiving')
    group by member.person_id`,
  )
  return new Map(rows.map(({ personId, returns }) => [personId, returns]))
}

/** Writes who is who: rows only for those who are one person with others. */
export async function savePersons(db: Database, institutionId: string, persons: ReadonlyMap<string, string>): Promise<void> {
  const sizes = new Map<string, number>()
  for (const person of persons.values()) sizes.set(person, (sizes.get(person) ?? 0) + 1)
  const joined = [...persons].filter(([, person]) => sizes.get(person)! > 1)
  db.send(sql`delete from identity.person where subject_id = any(${[...persons.keys()]}::uuid[])`)
  await db.run(sql`
    insert into identity.person (subject_id, institution_id, person_id)
    select subject_id, ${institutionId}, person_id
    from unnest(${joined.map(([subject]) => subject)}::uuid[], ${joined.map(([, person]) => person)}::uuid[])
      as joined (subject_id, person_id)`)
}

/**
 * People received from one day to another, by how often they had been received up to then. Five stands for five and more. Who was
 * written down twice on one day returned once, from where the first of the two says. Almost everybody came once: only those who are one person with others are put together.
 */
export function recurrenceBetween(db: Database, from: string, to: string): Promise<Recurrence> {
  return db.one(
    Recurrence,
    sql`
    with alone as materialized (
      select count(*) as people
      from intake.subject
      where subject.state = 'received'
        and subject.arrived_on between ${from}::date and ${to}::date
        and not exists (select from identity.person where person.subject_id = subject.subject_id)
    ),
    joined as materialized (
      select distinct person.person_id
      from intake.subject
      join identity.person using (subject_id)
      where subject.state = 'received'
        and subject.arrived_on between ${from}::date and ${to}::date
    ),
    days as materialized (
      select distinct on (person_id, subject.arrived_on) person_id, subject.arrived_on, arrival.origin_country as origin
      from joined
      join identity.person using (person_id)
      join intake.subject using (subject_id)
      join intake.arrival using (arrival_id)
      where subject.state = 'received'
        and subject.arrived_on <= ${to}::date
      order by person_id, subject.arrived_on, subject.subject_id
    ),
    spaced as (
      select arrived_on, arrived_on - lag(arrived_on) over times as days, lag(origin) over times as before, origin
      from days
      window times as (partition by person_id order by arrived_on)
    ),
    routes as (
      select before, origin, count(*) as returns
      from spaced
      where before is not null
        and arrived_on between ${from}::date and ${to}::date
      group by before, origin
    ),
    groups as materialized (
      select least(returns, 5) as returns, sum(people)::int as people
      from (
        select 1 as returns, people
        from alone
        where people > 0
        union all
        select count(*), 1
        from days
        group by person_id) as each
      group by 1
    )
    select
      (select coalesce(sum(people), 0)::int from groups) as people,
      (select coalesce(sum(people), 0)::int from groups where returns > 1) as "returnedBefore",
      (select coalesce(json_agg(json_build_object('returns', returns, 'people', people) order by returns), '[]') from groups)
        as "byReturns",
      (select coalesce(json_agg(json_build_object('from', before, 'to', origin, 'returns', returns)
         order by returns desc, before, origin), '[]') from routes) as routes,
      (select percentile_cont(0.5) within group (order by days) from spaced
       where days is not null and arrived_on between ${from}::date and ${to}::date) as "medianInterval"`,
  )
}
