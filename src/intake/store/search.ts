import { z } from 'zod'
import { type Database, empty, join, type Sql, sql } from '#server/db.ts'
import { soughtBlind } from '../rules/sealing.ts'
import { Instant } from './arrival.ts'
import { ListedRow, listedColumns } from './lists.ts'

/**
 * Finding people by words of their names, among millions. Each person has one row per word in `intake.name_key`, with the day of
 * arrival, so that the index gives the people of a word newest first.
 *
 * Beginnings are written as a range of the index (`key >= 'mar' and key < 'mar\u{10FFFF}'`): unlike `like`, row-level security lets it
 * use the index, and unlike `^@` it does so in a prepared statement too. The end of the range is a parameter: for `word || …` PostgreSQL
 * 15 would leave the index aside. Probes are scalar subqueries: the planner cannot turn them
 * into a scan of all people called José.
 */

export type Match = 'whole' | 'beginning'

/** A person found, and the day the list is ordered by. */
export const Hit = z.object({ arrivedOn: z.iso.date(), subjectId: z.uuid() })
export type Hit = z.infer<typeof Hit>
export type Page = { limit: number; behind?: Hit | undefined }

const after = '\u{10FFFF}'
const driving = (word: string, match: Match): Sql =>
  match === 'whole' ? sql`key = ${word}` : sql`key >= ${word} and key < ${word + after}`

/**
 * Has the person a name like this? Looked up by the person's id: four rows or so. `key || ''` keeps the planner from looking
 * through everybody whose name begins so.
 */
const probing = (of: Sql, word: string, match: Match): Sql => sql`
  (select true
  from intake.name_key as other
  where other.subject_id = ${of}.subject_id
    and ${match === 'whole' ? sql`other.key = ${word}` : sql`(other.key || '') ^@ ${word}`}
  limit 1)`

const all = (of: Sql, words: readonly string[], match: Match): Sql =>
  words.length === 0
    ? sql`true`
    : join(
        words.map((word) => probing(of, word, match)),
        ' and ',
      )

/** Those found as whole words were shown before. */
const notAllWhole = (of: Sql, words: readonly string[]): Sql => sql`(${all(of, words, 'whole')}) is not true`

const behindHit = (behind: Hit | undefined): Sql =>
  behind ? sql`and (arrived_on, subject_id) < (${behind.arrivedOn}::date, ${behind.subjectId}::uuid)` : empty

const Frequency = z.object({
  word: z.string(),
  whole: z.int(),
  since: z.iso.date().optional(),
  beginning: z.int(),
  longer: z.boolean(),
})

/**
 * How many people have each word, counted up to `most`: whole (the newest of them since which day), as a beginning, and whether it
 * begins a longer word at all. Of two words that reach `most`, the one that goes farther back is the rarer.
 */
export type Frequency = z.infer<typeof Frequency>

export function frequenciesOf(db: Database, words: readonly string[], most: number): Promise<Frequency[]> {
  return db.many(
    Frequency,
    sql`
    select word, newest.whole, newest.since,
      (select count(*) from (select from intake.name_key where key >= word and key < behind limit ${most}) as beginning)
        as beginning,
      exists (select from intake.name_key where key > word and key < behind) as longer
    from unnest(${words}::text[], ${words.map((word) => word + after)}::text[]) as sought (word, behind)
    cross join lateral (
      select count(*) as whole, min(arrived_on) as since
      from (
        select arrived_on
        from intake.name_key
        where key = word
        order by arrived_on desc, subject_id desc
        limit ${most}) as counted) as newest`,
  )
}

/** The newest people with all words whole, among the newest `within` who have the first. */
export function newestWhole(db: Database, words: readonly string[], within: number, page: Page): Promise<Hit[]> {
  const [rarest = '', ...others] = words
  return db.many(
    Hit,
    sql`
    select arrived_on as "arrivedOn", subject_id as "subjectId"
    from (
      select arrived_on, subject_id
      from intake.name_key
      where ${driving(rarest, 'whole')}
        ${behindHit(page.behind)}
      order by arrived_on desc, subject_id desc
      limit ${within}) as person
    where ${all(sql`person`, others, 'whole')}
    order by arrived_on desc, subject_id desc
    limit ${page.limit}`,
  )
}

/** The newest people with names that begin like the words, not all of them whole: by way of the first, which few have. */
export function newestOfFew(db: Database, words: readonly string[], page: Page): Promise<Hit[]> {
  const [rarest = '', ...others] = words
  return db.many(
    Hit,
    sql`
    select distinct arrived_on as "arrivedOn", subject_id as "subjectId"
    from (
      select arrived_on, subject_id
      from intake.name_key
      where ${driving(rarest, 'beginning')}
        ${behindHit(page.behind)}
      offset 0) as person
    where ${all(sql`person`, others, 'beginning')}
      and ${notAllWhole(sql`person`, words)}
    order by "arrivedOn" desc, "subjectId" desc
    limit ${page.limit}`,
  )
}

/** The same by way of the newest `within` people: for beginnings that many have. */
export function newestOfMany(db: Database, words: readonly string[], within: number, page: Page): Promise<Hit[]> {
  return db.many(
    Hit,
    sql`
    select arrived_on as "arrivedOn", subject_id as "subjectId"
    from (
      select arrived_on, subject_id
      from intake.subject
      where true ${behindHit(page.behind)}
      order by arrived_on desc, subject_id desc
      limit ${within}) as person
    where ${all(sql`person`, words, 'beginning')}
      and ${notAllWhole(sql`person`, words)}
    order by arrived_on desc, subject_id desc
    limit ${page.limit}`,
  )
}

/**
 * The newest people with all words, found by laying the lists of the first two over each other: complete, and slower the longer these
 * two are. The other words are looked up for those who are left.
 */
export function newestCommon(db: Database, words: readonly string[], match: Match, page: Page): Promise<Hit[]> {
  const lists = words.slice(0, 2).map(
    (word) => sql`
    select arrived_on, subject_id
    from intake.name_key
    where ${driving(word, match)}
      ${behindHit(page.behind)}`,
  )
  return db.many(
    Hit,
    sql`
    with common as materialized (${join(lists, ' intersect ')})
    select arrived_on as "arrivedOn", subject_id as "subjectId"
    from (select distinct arrived_on, subject_id from common order by arrived_on desc, subject_id desc offset 0) as person
    where ${all(sql`person`, words.slice(2), match)}
      and ${match === 'whole' ? sql`true` : notAllWhole(sql`person`, words)}
    order by arrived_on desc, subject_id desc
    limit ${page.limit}`,
  )
}

export function hitsByCui(db: Database, cui: string, page: Page): Promise<Hit[]> {
  return db.many(
    Hit,
    sql`
    select arrived_on as "arrivedOn", subject_id as "subjectId"
    from intake.subject
    where cui >= ${cui}
      and cui < ${cui + after}
      ${behindHit(page.behind)}
    order by arrived_on desc, subject_id desc
    limit ${page.limit}`,
  )
}

/** How closed records that the reader sees are found: by a CUI, or by words whole or as beginnings. */
export type SoughtClosed = { cui: string } | { words: readonly string[]; match: Match }

/** The newest closed people with all that is sought, by what of it cannot be read. Those with all words whole are no beginnings. */
export function closedHits(db: Database, sought: SoughtClosed, page: Page): Promise<Hit[]> {
  const keys = 'cui' in sought ? [db.blind('cui', sought.cui)] : soughtBlind(sought.words, sought.match, db.blind)
  const whole = 'cui' in sought || sought.match === 'whole' ? undefined : soughtBlind(sought.words, 'whole', db.blind)
  return db.many(
    Hit,
    sql`
    select arrived_on as "arrivedOn", subject_id as "subjectId"
    from intake.name_key
    where key = any(${keys}::text[])
      ${behindHit(page.behind)}
    group by arrived_on, subject_id
    having count(*) = ${keys.length}
      ${
        whole
          ? sql`and (
              select count(*)
              from intake.name_key as other
              where other.subject_id = name_key.subject_id
                and other.key = any(${whole}::text[])) < ${whole.length}`
          : empty
      }
    order by arrived_on desc, subject_id desc
    limit ${page.limit}`,
  )
}

/** The person of a slip. */
export function hitBySlipCode(db: Database, code: string): Promise<Hit | undefined> {
  return db.maybe(
    Hit,
    sql`
    select arrived_on as "arrivedOn", subject_id as "subjectId"
    from intake.slip
    join intake.subject using (subject_id)
    where slip.code = ${code}`,
  )
}

const FoundRow = z.object({ ...ListedRow.shape, facilityId: z.string(), arrivedAt: Instant, carrier: z.string() })
export type FoundRow = z.infer<typeof FoundRow>

/** The people themselves, in the order of their ids as given. */
export async function foundByIds(db: Database, subjectIds: readonly string[]): Promise<FoundRow[]> {
  const rows = await db.many(
    FoundRow,
    sql`
    select ${listedColumns}, subject.facility_id as "facilityId", arrival.expected_at as "arrivedAt", arrival.carrier
    from intake.subject
    join intake.arrival using (arrival_id)
    where subject.subject_id = any(${subjectIds}::uuid[])`,
  )
  const byId = new Map(rows.map((row) => [row.subjectId, row]))
  return subjectIds.flatMap((subjectId) => byId.get(subjectId) ?? [])
}
