import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { WhoRow, whoColumns } from './who.ts'

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

/**
 * From where to look for changes: some `minutes` before what was reached, because a transaction may end later than one that began after
 * it; and before now, because a clock that ran ahead for a moment must not hide what comes after it.
 */
export async function lastReached(db: Database, minutes: number): Promise<Place> {
  const { changedAt } = await db.one(
    z.object({ changedAt: Exactly }),
    sql`
    select (least(coalesce(max(indexed_until), '-infinity'), now()) - make_interval(mins => ${minutes}::int))::text as "changedAt"
    from identity.progress`,
  )
  return { changedAt, subjectId: first }
}

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

const Stale = WhoRow.extend({ digest: z.guid(), keys: z.array(z.int()).optional() })
export type Stale = z.infer<typeof Stale>

/**
 * Those of some returns whose keys were made of something else than what stands there today, or in another way. A digest of the facts
 * tells, and no clock: of two corrections in one millisecond the second counts too, and a step of the reception makes no keys anew.
 */
export function staleAmong(db: Database, subjectIds: readonly string[], way: number): Promise<Stale[]> {
  return db.many(
    Stale,
    sql`
    select ${whoColumns}, told.digest, indexed.keys
    from intake.subject
    join intake.arrival using (arrival_id)
    left join identity.indexed using (subject_id)
    cross join lateral (
      select md5(row(
        ${way}::int, subject.state = 'withdrawn', subject.given_names, subject.surnames, subject.sex, subject.birth_date, subject.cui,
        subject.form ->> 'documentNumber', subject.form ->> 'birthMunicipality', subject.form ->> 'residenceMunicipality',
        subject.form ->> 'contactPhone')::text)::uuid as digest) as told
    where subject.subject_id = any(${subjectIds}::uuid[])
      and indexed.facts is distinct from told.digest`,
  )
}

export type Renewed = { subjectId: string; digest: string; gone: number[]; added: number[]; keys: number[] }

/** Writes the keys of several returns: what is gone and what is new. */
export async function saveKeys(db: Database, institutionId: string, renewed: readonly Renewed[]): Promise<void> {
  if (renewed.length === 0) return
  const pairs = (which: 'gone' | 'added') =>
    sql`unnest(
      ${renewed.flatMap((one) => one[which].map(() => one.subjectId))}::uuid[],
      ${renewed.flatMap((one) => one[which])}::int[]) as wanted (subject_id, key)`
  await db.run(sql`
    delete from identity.match_key
    using ${pairs('gone')}
    where match_key.institution_id = ${institutionId}
      and match_key.key = wanted.key
      and match_key.subject_id = wanted.subject_id`)
  await db.run(sql`
    insert into identity.match_key (institution_id, key, subject_id)
    select ${institutionId}, key, subject_id
    from ${pairs('added')}
    on conflict do nothing`)
  await db.run(sql`
    insert into identity.indexed (subject_id, institution_id, facts, keys)
    select subject_id, ${institutionId}, digest, keys::int[]
    from unnest(
      ${renewed.map((one) => one.subjectId)}::uuid[],
      ${renewed.map((one) => one.digest)}::uuid[],
      ${renewed.map((one) => `{${one.keys.join(',')}}`)}::text[]) as renewed (subject_id, digest, keys)
    on conflict (subject_id) do update
    set facts = excluded.facts, keys = excluded.keys`)
}

/** How far the keys of an institution are up to date; never back. */
export async function saveReached(db: Database, institutionId: string, { changedAt }: Place): Promise<void> {
  await db.run(sql`
    insert into identity.progress (institution_id, indexed_until)
    values (${institutionId}, ${changedAt}::timestamptz)
    on conflict (institution_id) do update
    set indexed_until = excluded.indexed_until
    where progress.indexed_until < excluded.indexed_until`)
}

const Shared = z.object({ subjectId: z.uuid(), shared: z.int() })

/**
 * Who shares keys with somebody, those who share most first. Of each key no more than `most` are looked at, of loose ones `mostLoose`:
 * one index scan per key, however common it is. Whom one knows already (`except`) takes no place from anybody.
 */
export async function sharing(
  db: Database,
  institutionId: string,
  keys: readonly number[],
  limits: { most: number; mostLoose: number; candidates: number },
  except: readonly string[] = [],
): Promise<string[]> {
  const found = (sought: readonly number[], most: number) => sql`
    select subject_id
    from unnest(${sought}::int[]) as sought (key)
    cross join lateral (
      select subject_id
      from identity.match_key
      where match_key.institution_id = ${institutionId}
        and match_key.key = sought.key
        and match_key.subject_id <> all(${except}::uuid[])
      order by subject_id desc
      limit ${most}) as having_it`
  const loose = keys.filter((key) => key & 1)
  const tight = keys.filter((key) => !(key & 1))
  const rows = await db.many(
    Shared,
    sql`
    select subject_id as "subjectId", count(*) as shared
    from (${found(tight, limits.most)} union all ${found(loose, limits.mostLoose)}) as found
    group by subject_id
    order by shared desc, subject_id desc
    limit ${limits.candidates}`,
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
