import { z } from 'zod'
import { type Database, empty, join, type Sql, sql } from '#server/db.ts'
import { Counts, Headcounts, NewArrival, Signature } from '../contract/shapes.ts'

export const Instant = z.iso.datetime()

/** A row of `intake.arrival` with its counts, and the kind of its centre as the directory says. */
const ArrivalRow = z.object({
  ...NewArrival.shape,
  institutionId: z.string(),
  expectedAt: Instant,
  state: z.enum(['expected', 'receiving', 'closed']),
  openedAt: Instant.optional(),
  closedAt: Instant.optional(),
  headcounts: Headcounts,
  signature: Signature.optional(),
  version: z.int(),
  facilityKind: z.string().optional(),
  counts: Counts,
})
export type ArrivalRow = z.infer<typeof ArrivalRow>

/** Counts of the people of one arrival: all of them in one pass over its list. */
const counted = sql`
  left join lateral (
    select json_build_object(
      'listed', count(*) filter (where listed and state <> 'withdrawn'),
      'unlisted', count(*) filter (where not listed and state <> 'withdrawn'),
      'expected', count(*) filter (where state = 'expected'),
      'receiving', count(*) filter (where state = 'receiving'),
      'received', count(*) filter (where state = 'received'),
      'notArrived', count(*) filter (where state = 'not_arrived')) as counts
    from intake.subject
    where subject.arrival_id = arrival.arrival_id
  ) people on true`

const columns = sql`
  arrival.arrival_id as "arrivalId", arrival.institution_id as "institutionId", arrival.facility_id as "facilityId",
  arrival.kind, arrival.mode, arrival.carrier, arrival.origin_country as "originCountry", arrival.origin_place as "originPlace",
  arrival.expected_at as "expectedAt", arrival.state, arrival.opened_at as "openedAt", arrival.closed_at as "closedAt",
  arrival.headcounts, arrival.signature, arrival.note, arrival.version, facility.kind as "facilityKind", people.counts`

const counting = sql`
  from intake.arrival
  left join directory.facility using (facility_id)
  ${counted}`

export function arrivalById(db: Database, arrivalId: string): Promise<ArrivalRow | undefined> {
  return db.maybe(ArrivalRow, sql`select ${columns} ${counting} where arrival.arrival_id = ${arrivalId}`)
}

const Locked = z.object({ arrivalId: z.uuid() })

/**
 * Takes the arrival for this transaction alone. Who records people of it holds it too (`for key share`): so nobody is recorded
 * between the count and the signature.
 */
export async function lockArrival(db: Database, arrivalId: string): Promise<boolean> {
  const locked = sql`select arrival_id as "arrivalId" from intake.arrival where arrival_id = ${arrivalId} for update`
  return (await db.maybe(Locked, locked)) !== undefined
}

export type ArrivalFilters = { state?: string; facilityId?: string; from?: string; to?: string; text?: string }

/** The first day of a filter begins, and the last one ends, at midnight in Guatemala. */
function matching({ state, facilityId, from, to, text }: ArrivalFilters): Sql {
  const conditions = [sql`true`]
  if (state) conditions.push(sql`arrival.state = ${state}`)
  if (facilityId) conditions.push(sql`arrival.facility_id = ${facilityId}`)
  if (from) conditions.push(sql`arrival.expected_at >= ${from}::date::timestamp at time zone 'America/Guatemala'`)
  if (to) conditions.push(sql`arrival.expected_at < (${to}::date + 1)::timestamp at time zone 'America/Guatemala'`)
  if (text)
    conditions.push(sql`
      strpos(
        translate(lower(concat_ws(' ', arrival.carrier, arrival.origin_place, arrival.origin_country)), 'áéíóúüñÁÉÍÓÚÜÑ', 'aeiouunaeiouun'),
        translate(lower(${text}), 'áéíóúüñÁÉÍÓÚÜÑ', 'aeiouunaeiouun')) > 0`)
  return join(conditions, ' and ')
}

/** Arrivals, newest first, from behind the given one. */
export function arrivalsLike(
  db: Database,
  filters: ArrivalFilters,
  page: { limit: number; behind?: { expectedAt: string; arrivalId: string } | undefined },
): Promise<ArrivalRow[]> {
  const behind = page.behind
    ? sql`and (arrival.expected_at, arrival.arrival_id) < (${page.behind.expectedAt}::timestamptz, ${page.behind.arrivalId}::uuid)`
    : empty
  return db.many(
    ArrivalRow,
    sql`
    select ${columns}
    ${counting}
    where ${matching(filters)}
      ${behind}
    order by arrival.expected_at desc, arrival.arrival_id desc
    limit ${page.limit}`,
  )
}

export async function countArrivalsLike(db: Database, filters: ArrivalFilters): Promise<number> {
  const Total = z.object({ total: z.int() })
  return (await db.one(Total, sql`select count(*) as total from intake.arrival where ${matching(filters)}`)).total
}

/**
 * What a shift has before it at a centre: arrivals being received, however old (nobody who waits is forgotten), those announced from
 * a day ago to half a day ahead, and those closed within half a day.
 */
export function arrivalsOfShift(db: Database, facilityId: string, now: Date): Promise<ArrivalRow[]> {
  return db.many(
    ArrivalRow,
    sql`
    select ${columns}
    ${counting}
    where arrival.facility_id = ${facilityId}
      and (
        arrival.state = 'receiving'
        or arrival.state = 'expected' and arrival.expected_at between ${hoursFrom(now, -24)} and ${hoursFrom(now, 12)}
        or arrival.state = 'closed' and arrival.closed_at > ${hoursFrom(now, -12)})
    order by arrival.expected_at desc, arrival.arrival_id desc
    limit 50`,
  )
}

const hoursFrom = (now: Date, hours: number): Date => new Date(now.getTime() + hours * 3_600_000)

export async function insertArrival(db: Database, arrival: z.infer<typeof NewArrival>, institutionId: string): Promise<void> {
  const { arrivalId, facilityId, kind, mode, carrier, originCountry, originPlace, expectedAt, note } = arrival
  await db.run(sql`
    insert into intake.arrival (arrival_id, institution_id, facility_id, kind, mode, carrier, origin_country, origin_place,
      expected_at, state, note)
    values (${arrivalId}, ${institutionId}, ${facilityId}, ${kind}, ${mode}, ${carrier}, ${originCountry}, ${originPlace},
      ${new Date(expectedAt)}, 'expected', ${note})`)
}

/** Saves what was announced, if the arrival is still at this version; false when somebody changed it since. */
export async function saveArrival(db: Database, arrival: ArrivalRow): Promise<boolean> {
  const { arrivalId, facilityId, mode, carrier, originCountry, originPlace, expectedAt, note, headcounts, version } = arrival
  return (
    (await db.run(sql`
    update intake.arrival
    set facility_id = ${facilityId}, mode = ${mode}, carrier = ${carrier}, origin_country = ${originCountry},
      origin_place = ${originPlace}, expected_at = ${new Date(expectedAt)}, note = ${note}, headcounts = ${JSON.stringify(headcounts)},
      version = version + 1
    where arrival_id = ${arrivalId}
      and version = ${version}`)) === 1
  )
}

/** The centre and the day of an arrival stand with its people too, where lists and reports read them. */
export async function moveSubjects(db: Database, arrivalId: string): Promise<void> {
  await db.run(sql`select from intake.subject where arrival_id = ${arrivalId} order by subject_id for update`)
  await db.run(sql`
    update intake.subject
    set facility_id = arrival.facility_id, arrived_on = (arrival.expected_at at time zone 'America/Guatemala')::date
    from intake.arrival
    where arrival.arrival_id = ${arrivalId}
      and subject.arrival_id = arrival.arrival_id`)
  await db.run(sql`
    update intake.name_key
    set arrived_on = subject.arrived_on
    from intake.subject
    where subject.arrival_id = ${arrivalId}
      and name_key.subject_id = subject.subject_id
      and name_key.arrived_on <> subject.arrived_on`)
}

/** Opening is no correction: whoever is just correcting the announcement is not told that it changed. */
export async function openArrival(db: Database, arrivalId: string, now: Date): Promise<void> {
  await db.run(sql`
    update intake.arrival
    set state = 'receiving', opened_at = ${now}
    where arrival_id = ${arrivalId}
      and state = 'expected'`)
}

export async function closeArrival(
  db: Database,
  arrivalId: string,
  now: Date,
  signature: z.infer<typeof Signature>,
): Promise<void> {
  await db.run(sql`
    update intake.arrival
    set state = 'closed', opened_at = coalesce(opened_at, ${now}), closed_at = ${now}, signature = ${JSON.stringify(signature)},
      version = version + 1
    where arrival_id = ${arrivalId}`)
}

export async function reopenArrival(db: Database, arrivalId: string): Promise<void> {
  await db.run(sql`
    update intake.arrival
    set state = 'receiving', closed_at = null, signature = null, version = version + 1
    where arrival_id = ${arrivalId}`)
}

const AccountName = z.object({ name: z.string() })

/** The name under the signature. */
export async function nameOfAccount(db: Database, accountId: string): Promise<string> {
  return (await db.one(AccountName, sql`select name from access.account where account_id = ${accountId}`)).name
}

const Centre = z.object({
  facilityId: z.string(),
  name: z.string(),
  kind: z.string(),
  beds: z.int().optional(),
  address: z.string().optional(),
  phone: z.string().optional(),
  municipality: z.string().optional(),
  operator: z.string().optional(),
  operatorPhone: z.string().optional(),
  active: z.boolean(),
})
export type Centre = z.infer<typeof Centre>

/** A centre as the directory knows it, with who runs it. */
export function centreById(db: Database, facilityId: string): Promise<Centre | undefined> {
  return db.maybe(
    Centre,
    sql`
    select facility.facility_id as "facilityId", facility.name, facility.kind, facility.beds, facility.address, facility.phone,
      municipality.name as municipality, institution.name as operator, institution.phone as "operatorPhone",
      facility.state = 'active' as active
    from directory.facility
    left join directory.municipality using (municipality_code)
    left join directory.institution on institution.institution_id = facility.operator_id
    where facility.facility_id = ${facilityId}`,
  )
}
