import type pg from 'pg'
import { z } from 'zod'
import { type Database, sql } from '../db.ts'
import { ofSubject, opened, storedServiceKeys, type Vault } from './vault.ts'

const batch = 500

const Stored = z.object({
  subjectId: z.uuid(),
  version: z.int(),
  wrapped: z.instanceof(Buffer),
  masterVersion: z.int(),
})

/**
 * Wraps the next keys of an institution that the newest master key does not wrap yet anew; gives how many. No record is touched, and who
 * is at work does not wait: stopped anywhere, it goes on the next time.
 */
export async function rewrapNext(db: Database, vault: Vault): Promise<number> {
  const { master } = opened(vault)
  const keys = await db.many(
    Stored,
    sql`
    select subject_id as "subjectId", version, wrapped, master_version as "masterVersion"
    from vault.subject_key
    where master_version <> ${await master.newest()}
    order by subject_id
    limit ${batch}
    for update skip locked`,
  )
  if (keys.length === 0) return 0
  const contexts = keys.map(({ subjectId, version }) => ofSubject(subjectId, version))
  const unwrapped = await master.unwrap(
    keys.map(({ wrapped, masterVersion }, at) => ({ context: contexts[at]!, version: masterVersion, wrapped })),
  )
  const anew = await master.wrap(unwrapped.map((key, at) => ({ context: contexts[at]!, key })))
  await db.run(sql`
    update vault.subject_key
    set wrapped = anew.wrapped, master_version = anew.master_version
    from unnest(${keys.map(({ subjectId }) => subjectId)}::uuid[], ${anew.map(({ wrapped }) => wrapped)}::bytea[],
      ${anew.map(({ version }) => version)}::int[]) as anew (subject_id, wrapped, master_version)
    where subject_key.subject_id = anew.subject_id`)
  return keys.length
}

/** The same for the keys of the register. */
export async function rewrapServiceKeys(pool: pg.Pool, vault: Vault): Promise<void> {
  const { master } = opened(vault)
  const stored = [...(await storedServiceKeys(pool))]
  const keys = await master.unwrap(stored.map(([, wrapped]) => wrapped))
  const anew = await master.wrap(keys.map((key, at) => ({ context: stored[at]![1].context, key })))
  for (const [at, { wrapped, version }] of anew.entries())
    await pool.query('update vault.service_key set wrapped = $2, master_version = $3 where name = $1', [
      stored[at]![0],
      wrapped,
      version,
    ])
}

const Count = z.object({ masterVersion: z.int(), keys: z.int() })

/** How many keys of an institution each version of the master key wraps. */
export function keysByVersion(db: Database): Promise<z.infer<typeof Count>[]> {
  return db.many(
    Count,
    sql`
    select master_version as "masterVersion", count(*)::int as keys
    from vault.subject_key
    group by master_version
    order by master_version`,
  )
}
