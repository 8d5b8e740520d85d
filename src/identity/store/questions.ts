import { z } from 'zod'
import { type Database, empty, type Sql, sql } from '#server/db.ts'
import type { Band } from '../contract.ts'
import type { Scored } from '../rules/questions.ts'

/**
 * Pairs that are likely enough to be asked about; those with a worth wait for an answer. One row per pair, in the order of its ids:
 * however often a pair is found, it stands here once.
 */

const Pair = z.object({ oneId: z.uuid(), otherId: z.uuid(), score: z.number(), model: z.string() })
export type StoredPair = z.infer<typeof Pair>

/** The likely pairs of any of these returns, whether somebody is asked about them or not. */
export function pairsOf(db: Database, subjectIds: readonly string[]): Promise<StoredPair[]> {
  const columns = sql`one_id as "oneId", other_id as "otherId", score, model`
  return db.many(
    Pair,
    sql`
    select ${columns} from identity.question where one_id = any(${subjectIds}::uuid[])
    union
    select ${columns} from identity.question where other_id = any(${subjectIds}::uuid[])`,
  )
}

export type NewPair = StoredPair & { facilityId: string; arrivedOn: string; band: Band; worth: number | undefined }

/** Writes pairs. One that stands there already keeps when it was found, and who is looking at it. */
export async function savePairs(db: Database, institutionId: string, found: readonly NewPair[], now: Date): Promise<void> {
  if (found.length === 0) return
  await db.run(sql`
    insert into identity.question
      (one_id, other_id, institution_id, facility_id, arrived_on, score, band, model, worth, found_at)
    select one_id, other_id, ${institutionId}, facility_id, arrived_on, score, band, model, worth, ${now}::timestamptz
    from unnest(
      ${found.map(({ oneId }) => oneId)}::uuid[], ${found.map(({ otherId }) => otherId)}::uuid[],
      ${found.map(({ facilityId }) => facilityId)}::text[], ${found.map(({ arrivedOn }) => arrivedOn)}::date[],
      ${found.map(({ score }) => score)}::float8[], ${found.map(({ band }) => band)}::text[],
      ${found.map(({ model }) => model)}::text[], ${found.map(({ worth }) => worth ?? null)}::int[])
      as found (one_id, other_id, facility_id, arrived_on, score, band, model, worth)
    order by one_id, other_id
    on conflict (one_id, other_id) do update
    set facility_id = excluded.facility_id, arrived_on = excluded.arrived_on, score = excluded.score, band = excluded.band,
      model = excluded.model, worth = excluded.worth`)
}

export async function removePairs(db: Database, pairs: readonly { oneId: string; otherId: string }[]): Promise<void> {
  if (pairs.length === 0) return
  await db.run(sql`
    delete from identity.question
    using unnest(${pairs.map(({ oneId }) => oneId)}::uuid[], ${pairs.map(({ otherId }) => otherId)}::uuid[]) as gone (one_id, other_id)
    where question.one_id = gone.one_id
      and question.other_id = gone.other_id`)
}

const Received = z.object({
  subjectId: z.uuid(),
  facilityId: z.string(),
  arrivedOn: z.iso.date(),
  birthDate: z.string().optional(),
  condition: z.string().optional(),
  closed: z.boolean(),
})

/** Of some returns those received: where and when, what tells whether it was a child, and whether the arrival is closed. */
export function receivedAmong(db: Database, subjectIds: readonly string[]): Promise<z.infer<typeof Received>[]> {
  return db.many(
    Received,
    sql`
    select subject_id as "subjectId", subject.facility_id as "facilityId", arrived_on as "arrivedOn", birth_date as "birthDate",
      condition, arrival.state = 'closed' as closed
    from intake.subject
    join intake.arrival using (arrival_id)
    where subject_id = any(${subjectIds}::uuid[])
      and subject.state = 'received'`,
  )
}

export type Filter = { facilityId?: string | undefined; band?: Band | undefined; since?: string | undefined }
/** Where a list stands: behind this question. */
export type Behind = { worth: number; oneId: string; otherId: string }

const Listed = z.object({
  oneId: z.uuid(),
  otherId: z.uuid(),
  score: z.number(),
  band: z.string().transform((band) => band as Band),
  worth: z.int(),
  foundAt: z.iso.datetime(),
  claimedBy: z.uuid().optional(),
  claimant: z.string().optional(),
  claimedUntil: z.iso.datetime().optional(),
})
export type ListedQuestion = z.infer<typeof Listed>

/** The questions in the order of what an answer is worth. */
export function questionsBehind(
  db: Database,
  filter: Filter,
  behind: Behind | undefined,
  limit: number,
): Promise<ListedQuestion[]> {
  return db.many(
    Listed,
    sql`
    select one_id as "oneId", other_id as "otherId", score, band, worth, found_at as "foundAt", claimed_by as "claimedBy",
      account.name as claimant, claimed_until as "claimedUntil"
    from identity.question
    left join access.account on account_id = claimed_by
    where ${fits(filter)} ${isBehind(behind)}
    order by worth desc, one_id, other_id
    limit ${limit}`,
  )
}

export async function countQuestions(db: Database, filter: Filter, most: number): Promise<number> {
  const { count } = await db.one(
    z.object({ count: z.int() }),
    sql`select count(*)::int as count from (select from identity.question where ${fits(filter)} limit ${most}) as found`,
  )
  return count
}

const Taken = z.object({ worth: z.int(), oneId: z.uuid(), otherId: z.uuid() })
type Claimant = { accountId: string; now: Date; until: Date }

/** Claims the first question behind another that nobody else has. Two who ask at once get two. */
export function takeNext(
  db: Database,
  filter: Filter,
  behind: Behind | undefined,
  { accountId, now, until }: Claimant,
): Promise<z.infer<typeof Taken> | undefined> {
  return db.maybe(
    Taken,
    sql`
    with next as materialized (
      select one_id, other_id
      from identity.question
      where ${fits(filter)} ${isBehind(behind)}
        and (claimed_until is null or claimed_until < ${now} or claimed_by = ${accountId})
      order by worth desc, one_id, other_id
      limit 1
      for update skip locked
    )
    update identity.question
    set claimed_by = ${accountId}, claimed_until = ${until}
    from next
    where question.one_id = next.one_id
      and question.other_id = next.other_id
    returning question.worth, question.one_id as "oneId", question.other_id as "otherId"`,
  )
}

/** Claims one question, unless somebody else has it. */
export async function claim(db: Database, oneId: string, otherId: string, { accountId, now, until }: Claimant): Promise<void> {
  await db.run(sql`
    update identity.question
    set claimed_by = ${accountId}, claimed_until = ${until}
    where one_id = ${oneId}
      and other_id = ${otherId}
      and (claimed_until is null or claimed_until < ${now} or claimed_by = ${accountId})`)
}

/** Gives a question back to the others. */
export async function release(db: Database, oneId: string, otherId: string, accountId: string): Promise<void> {
  await db.run(sql`
    update identity.question
    set claimed_by = null, claimed_until = null
    where one_id = ${oneId}
      and other_id = ${otherId}
      and claimed_by = ${accountId}`)
}

export function questionOf(db: Database, oneId: string, otherId: string): Promise<ListedQuestion | undefined> {
  return db.maybe(
    Listed,
    sql`
    select one_id as "oneId", other_id as "otherId", score, band, worth, found_at as "foundAt", claimed_by as "claimedBy",
      account.name as claimant, claimed_until as "claimedUntil"
    from identity.question
    left join access.account on account_id = claimed_by
    where one_id = ${oneId}
      and other_id = ${otherId}
      and ${fits({})}`,
  )
}

const Candidate = z.object({ oneId: z.uuid(), otherId: z.uuid(), score: z.number() })

/** Questions from so many bits on, likeliest first, behind one of them. */
export function likelyBehind(
  db: Database,
  institutionId: string,
  above: number,
  behind: Scored | undefined,
  limit: number,
): Promise<z.infer<typeof Candidate>[]> {
  const further = behind
    ? sql`and (-score, one_id, other_id) > (${-behind.score}::float8, ${behind.oneId}::uuid, ${behind.otherId}::uuid)`
    : empty
  return db.many(
    Candidate,
    sql`
    select one_id as "oneId", other_id as "otherId", score
    from identity.question
    where institution_id = ${institutionId}
      and worth is not null
      and score >= ${above}
      ${behind ? sql`and score <= ${behind.score}::float8` : empty}
      ${further}
    order by score desc, one_id, other_id
    limit ${limit}`,
  )
}

/** Of a pair with somebody whom the reader does not see there is nothing. */
const fits = ({ facilityId, band, since }: Filter): Sql => sql`
  worth is not null
  and exists (select from intake.subject where subject_id = one_id)
  and exists (select from intake.subject where subject_id = other_id)
  ${facilityId ? sql`and facility_id = ${facilityId}` : empty}
  ${band ? sql`and band = ${band}` : empty}
  ${since ? sql`and arrived_on >= ${since}::date` : empty}`

const isBehind = (behind: Behind | undefined): Sql =>
  behind
    ? sql`and worth <= ${behind.worth} and (-worth, one_id, other_id) > (${-behind.worth}::int, ${behind.oneId}::uuid, ${behind.otherId}::uuid)`
    : empty
