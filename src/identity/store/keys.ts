import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { WhoRow, whoColumns } from './who.ts'

/**
 * The table of keys and what has gone into it. Keys are hashes, 32 bits as PostgreSQL's `int`; those with the lowest bit set are loose:
 * they say something only while few share them.
 */

const Changed = WhoRow.extend({ changedAt: z.iso.datetime(), keys: z.array(z.int()).optional() })
export type Changed = z.infer<typeof Changed>

/**
 * Returns whose keys are not those of today, oldest change first. It looks back `minutes` before what was reached, because a
 * transaction may end later than one that began after it; `undefined` looks at all.
 */
export function changedSince(db: Database, minutes: number | undefined, limit: number): Promise<Changed[]> {
  const reached =
    minutes === undefined
      ? sql`'-infinity'::timestamptz`
      : sql`(
        select coalesce(max(indexed_until), '-infinity') - make_interval(mins => ${minutes}::int)
        from identity.progress)`
  return db.many(
    Changed,
    sql`
    select ${whoColumns}, subject.changed_at as "changedAt", indexed.keys
    from intake.subject
    join intake.arrival using (arrival_id)
    left join identity.indexed using (subject_id)
    where subject.changed_at > ${reached}
      and indexed.changed_at is distinct from subject.changed_at
    order by subject.changed_at, subject.subject_id
    limit ${limit}`,
  )
}

export type Renewed = { subjectId: string; changedAt: string; gone: number[]; added: number[]; keys: number[] }

/** Writes the keys of several returns: what is gone and what is new, and how far that is. */
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
    insert into identity.indexed (subject_id, institution_id, changed_at, keys)
    select subject_id, ${institutionId}, changed_at, keys::int[]
    from unnest(
      ${renewed.map((one) => one.subjectId)}::uuid[],
      ${renewed.map((one) => one.changedAt)}::timestamptz[],
      ${renewed.map((one) => `{${one.keys.join(',')}}`)}::text[]) as renewed (subject_id, changed_at, keys)
    on conflict (subject_id) do update
    set changed_at = excluded.changed_at, keys = excluded.keys`)
  await db.run(sql`
    insert into identity.progress (institution_id, indexed_until)
    values (${institutionId}, ${renewed.at(-1)!.changedAt})
    on conflict (institution_id) do update
    set indexed_until = greatest(progress.indexed_until, excluded.indexed_until)`)
}

const Shared = z.object({ subjectId: z.uuid(), shared: z.int() })

/**
 * Who shares keys with somebody, those who share most first. Of each key no more than `most` are looked at, of loose ones `mostLoose`:
 * one index scan per key, however common it is.
 */
export async function sharing(
  db: Database,
  institutionId: string,
  keys: readonly number[],
  limits: { most: number; mostLoose: number; candidates: number },
): Promise<string[]> {
  const found = (sought: readonly number[], most: number) => sql`
    select subject_id
    from unnest(${sought}::int[]) as sought (key)
    cross join lateral (
      select subject_id
      from identity.match_key
      where match_key.institution_id = ${institutionId}
        and match_key.key = sought.key
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

/** One process at a time renews an institution's keys; whoever comes second leaves it to the first. */
export async function takeTurn(db: Database, institutionId: string): Promise<boolean> {
  const { mine } = await db.one(
    z.object({ mine: z.boolean() }),
    sql`select pg_try_advisory_xact_lock(hashtext('ceiba.identity.keys'), hashtext(${institutionId})) as mine`,
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
