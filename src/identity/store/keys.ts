import { z } from 'zod'
import { type Database, raw, type Sql, sql } from '#server/db.ts'
import { Facts } from '../contract.ts'

/**
 * The table of keys and what has gone into it. Keys are hashes, 32 bits as PostgreSQL's `int`; those with the lowest bit set are loose:
 * they say something only while few share them.
 */

/** Where a walk over the returns of an institution stands: they are walked in the order in which they were changed. */
export type Place = { changedAt: string; subjectId: string }

const first = '00000000-0000-0000-0000-000000000000'
/** Before all of them. */
export const beginning: Place = { changedAt: '-infinity', subjectId: first }

/** As PostgreSQL writes it, to the microsecond: a place that is rounded would be passed again and again. */
const Exactly = z.string()

/** Which returns a walk looks at: those behind a place that were written by transaction `since` or a later one. */
export type Walk = { behind: Place; since: string; now: string }

/** Whatever transaction wrote them. */
const everSince = '0'
const Transactions = z.object({ changedAt: Exactly, since: z.string(), now: z.string() })

/**
 * A walk over the latest changes: from some `minutes` before what was reached, because a transaction may end later than one that began
 * after it, and before now, because a clock that ran ahead for a moment must not hide what comes after it. Of these minutes only what
 * was written since the last walk began counts; `now` is the first transaction that may still have been under way when this one began.
 */
export async function latest(db: Database, minutes: number): Promise<Walk> {
  const { changedAt, since, now } = await db.one(
    Transactions,
    sql`
    select (least(coalesce(indexed_until, '-infinity'), now()) - make_interval(mins => ${minutes}::int))::text as "changedAt",
      case when snapshot - seen_before::text::bigint between 0 and 2000000000 then seen_before::text else ${everSince} end as since,
      snapshot::text as now
    from (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as snapshot) as present
    left join identity.progress on true`,
  )
  return { behind: { changedAt, subjectId: first }, since, now }
}

/** A walk over all returns, that begins with a walk over the latest. */
export const overAll = ({ now }: Walk): Walk => ({ behind: beginning, since: everSince, now })

/** The next so many returns behind a place. */
export function changedBehind(db: Database, { changedAt, subjectId }: Place, limit: number): Promise<Place[]> {
  return db.many(
    z.object({ changedAt: Exactly, subjectId: z.uuid() }),
    sql`
    select changed_at::text as "changedAt", subject_id as "subjectId"
    from intake.subject
    where (changed_at, subject_id) > (${changedAt}::timestamptz, ${subjectId}::uuid)
    order by subject.changed_at, subject.subject_id
    limit ${limit}`,
  )
}

const Page = z.object({
  subjectId: z.uuid(),
  changedAt: Exactly,
  number: z.int(),
  isStale: z.boolean(),
  isWithdrawn: z.boolean(),
  facts: Facts,
  digest: z.guid(),
  keys: z.array(z.int()).optional(),
})
export type Stale = z.infer<typeof Page>

/** Of the next `limit` returns of a walk those whose keys are stale, and the place of the last one where more may follow. */
export type NextOfWalk = { stale: Stale[]; reached?: Place; isEnd: boolean }

/**
 * The next returns of a walk, and which of them had their keys made of something else than what stands there today, or in another way.
 * A digest of the facts tells, and no clock: of two corrections in one millisecond the second counts too, and a step of the reception
 * makes no keys anew.
 */
export async function staleOf(db: Database, { behind, since }: Walk, limit: number, way: number): Promise<NextOfWalk> {
  const rows = await db.many(
    Page,
    sql`
    with page as materialized (
      select subject.*, row_number() over (order by changed_at, subject_id) as number
      from (
        select subject_id, changed_at, state = 'withdrawn' or erased_at is not null as gone, form, given_names, surnames, sex, birth_date, cui
        from intake.subject
        where (changed_at, subject_id) > (${behind.changedAt}::timestamptz, ${behind.subjectId}::uuid)
          and age(subject.xmin) <= age(${since}::xid8::xid)
        order by subject.changed_at, subject.subject_id
        limit ${limit}) as subject
    ),
    compared as (
      select subject.*, told.digest, indexed.keys, indexed.facts is distinct from told.digest as is_stale
      from page subject
      left join identity.indexed using (subject_id)
      cross join lateral (
        select md5(row(
          ${way}::int, subject.gone, subject.given_names, subject.surnames, subject.sex, subject.birth_date, subject.cui,
          subject.form ->> 'documentNumber', subject.form ->> 'birthMunicipality', subject.form ->> 'residenceMunicipality',
          subject.form ->> 'contactPhone')::text)::uuid as digest) as told
    )
    select subject_id as "subjectId", changed_at::text as "changedAt", number, is_stale as "isStale", gone as "isWithdrawn",
      jsonb_strip_nulls(jsonb_build_object(
        'givenNames', given_names, 'surnames', surnames, 'sex', sex, 'birthDate', birth_date, 'cui', cui,
        'documentNumber', form ->> 'documentNumber', 'birthMunicipality', form ->> 'birthMunicipality',
        'residenceMunicipality', form ->> 'residenceMunicipality', 'contactPhone', form ->> 'contactPhone')) as facts, digest, keys
    from compared subject
    where is_stale
      or number = (select count(*) from page)
    order by number`,
  )
  const last = rows.at(-1)
  return { stale: rows.filter(({ isStale }) => isStale), reached: last, isEnd: !last || last.number < limit }
}

export type Renewed = { subjectId: string; digest: string; gone: number[]; added: number[]; keys: number[] }

/** Writes the keys of several returns: what is gone and what is new. In the order of the keys, so that each part of the index is met once. */
export async function saveKeys(db: Database, institutionId: string, renewed: readonly Renewed[]): Promise<void> {
  if (renewed.length === 0) return
  const pairs = (which: 'gone' | 'added' | 'keys') => {
    const some = renewed.filter((one) => one[which].length > 0 || which === 'keys')
    return sql`unnest(
      ${some.map((one) => one.subjectId)}::uuid[],
      ${some.map((one) => `{${one[which].join(',')}}`)}::text[])`
  }
  if (renewed.some(({ gone }) => gone.length > 0))
    db.send(sql`
      delete from identity.match_key
      using ${pairs('gone')} as renewed (subject_id, keys), unnest(renewed.keys::int[]) as wanted (key)
      where match_key.institution_id = ${institutionId}
        and match_key.key = wanted.key
        and match_key.subject_id = renewed.subject_id`)
  db.send(sql`
    insert into identity.match_key (institution_id, key, subject_id)
    select ${institutionId}, wanted.key, subject_id
    from ${pairs('added')} as renewed (subject_id, keys), unnest(renewed.keys::int[]) as wanted (key)
    order by wanted.key, subject_id
    on conflict do nothing`)
  await db.run(sql`
    insert into identity.indexed (subject_id, institution_id, facts, keys)
    select subject_id, ${institutionId}, digest, renewed.keys::int[]
    from ${pairs('keys')} with ordinality as renewed (subject_id, keys, number)
    join unnest(${renewed.map((one) => one.digest)}::uuid[]) with ordinality as told (digest, number) using (number)
    on conflict (subject_id) do update
    set facts = excluded.facts, keys = excluded.keys`)
}

/**
 * How far the keys of an institution are up to date; never back. At the end of a walk also since when changes count: `seenBefore` is
 * where the walk began.
 */
export async function saveReached(db: Database, institutionId: string, { changedAt }: Place, seenBefore?: string): Promise<void> {
  await db.run(sql`
    insert into identity.progress (institution_id, indexed_until, seen_before)
    values (${institutionId}, ${changedAt}::timestamptz, ${seenBefore}::xid8)
    on conflict (institution_id) do update
    set indexed_until = greatest(progress.indexed_until, excluded.indexed_until),
      seen_before = coalesce(excluded.seen_before, progress.seen_before)`)
}

/** How many index entries a key costs at most, a loose one, and how many returns are compared. */
export type Limits = { most: number; mostLoose: number; candidates: number }

/**
 * Who shares keys with somebody, likeliest first: a key that n returns have counts 1/√n (of six ways that were measured at ten million
 * returns this one left out fewest). Of each key no more than `most` are looked at, of loose ones `mostLoose`: one index scan per key,
 * however common it is. Whom one knows already (`except`) takes no place from anybody. The limits are text of the statement, so that
 * the planner knows how few rows there will be.
 */
export function sharers(
  institutionId: string,
  keys: readonly number[],
  { most, mostLoose, candidates }: Limits,
  except: readonly string[],
): Sql {
  const found = (sought: readonly number[], limit: number) => sql`
    select subject_id, weight
    from unnest(${sought}::int[]) as sought (key)
    cross join lateral (
      select subject_id, (1000 / sqrt(count(*) over ()))::int as weight
      from (
        select subject_id
        from identity.match_key
        where match_key.institution_id = ${institutionId}
          and match_key.key = sought.key
          and match_key.subject_id <> all(${except}::uuid[])
        order by subject_id desc
        limit ${raw(String(limit))}) as having_it) as weighed`
  const loose = keys.filter((key) => key & 1)
  const tight = keys.filter((key) => !(key & 1))
  return sql`
    select subject_id, sum(weight) as weight
    from (${found(tight, most)} union all ${found(loose, mostLoose)}) as found
    group by subject_id
    order by weight desc, subject_id desc
    limit ${raw(String(candidates))}`
}

/** The ids of `sharers`. */
export async function sharing(
  db: Database,
  institutionId: string,
  keys: readonly number[],
  limits: Limits,
  except: readonly string[] = [],
): Promise<string[]> {
  const rows = await db.many(
    z.object({ subjectId: z.uuid() }),
    sql`
    select subject_id as "subjectId"
    from (${sharers(institutionId, keys, limits, except)}) as sharer
    order by weight desc, subject_id desc`,
  )
  return rows.map(({ subjectId }) => subjectId)
}

/** How many returns the register has, as PostgreSQL estimates it. It only sets how likely an earlier return is to begin with. */
export async function returnsIndexed(db: Database): Promise<number> {
  const { estimate } = await db.one(
    z.object({ estimate: z.number() }),
    sql`select reltuples::bigint as estimate from pg_class where oid = 'identity.indexed'::regclass`,
  )
  return estimate
}

/** One process at a time renews an institution's keys; whoever comes second leaves it to the first, or waits for it. */
export async function takeTurn(db: Database, institutionId: string, { wait }: { wait: boolean }): Promise<boolean> {
  const lock = sql`hashtext('ceiba.identity.keys'), hashtext(${institutionId})`
  const { mine } = await db.one(
    z.object({ mine: z.boolean() }),
    wait ? sql`select true as mine from pg_advisory_xact_lock(${lock})` : sql`select pg_try_advisory_xact_lock(${lock}) as mine`,
  )
  return mine
}

/** Institutions that have somebody who works here: returns belong to them. */
export async function receivingInstitutions(db: Database): Promise<string[]> {
  const rows = await db.many(
    z.object({ institutionId: z.string() }),
    sql`select distinct institution_id as "institutionId" from access.membership order by 1`,
  )
  return rows.map(({ institutionId }) => institutionId)
}
