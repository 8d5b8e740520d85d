import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { modelFor } from '#identity/api/model.ts'
import { wayOfKeys } from '#identity/rules/compare.ts'
import { usualThresholds } from '#identity/rules/likeness.ts'
import { openPool } from '#server/db.ts'
import { startEmbedded } from '#server/embedded.ts'
import { migrate } from '#server/migrate.ts'
import { allArrivals, arrivalsADay } from './lookup-arrivals.ts'
import type { Loaded, Portion } from './lookup-thread.ts'
import { out } from './report.ts'

/** A folder with a database that holds a register, and what was held back of its people. */
export type Register = Loaded & { folder: string }

const portions = 8
const held = { queries: 3_000, arriving: 24_000 }

/**
 * The register of so many returns in `bench/out`, made anew when the generator or the way of making keys has changed; older ones of that
 * size go. People, households and their disorder are those of the library's generator at its level `busy`.
 */
export async function register(returns: number): Promise<Register> {
  const folder = join(out, `lookup-${returns}-${fingerprint()}`)
  const kept = join(folder, 'held-back.json')
  if (!existsSync(kept)) {
    await mkdir(out, { recursive: true })
    for (const other of readdirSync(out))
      if (other.startsWith(`lookup-${returns}-`)) await rm(join(out, other), { recursive: true })
    console.log(`lookup: loading ${returns.toLocaleString('en')} returns into ${folder} (once) …`)
    await writeFile(kept, JSON.stringify(await load(folder, returns)))
  }
  return { folder, ...JSON.parse(readFileSync(kept, 'utf8')) }
}

/** What the loaded rows depend on: the way of making keys and the generator. Migrations that came later run on it as on any register. */
function fingerprint(): string {
  const generator = join(import.meta.dirname, '../libs/linkage/evaluation')
  const texts = readdirSync(generator)
    .sort()
    .map((name) => readFileSync(join(generator, name), 'utf8'))
  return createHash('sha256')
    .update(texts.join('') + wayOfKeys)
    .digest('hex')
    .slice(0, 12)
}

/** Safe no longer, but nothing is lost: a load that is interrupted is done anew. */
const inHaste = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '8GB',
  maintenance_work_mem: '1536MB',
}

async function load(folder: string, returns: number): Promise<Loaded> {
  await mkdir(folder, { recursive: true })
  const database = await startEmbedded({ folder: join(folder, 'data'), settings: inHaste })
  const pool = openPool(database.connection, { most: 4 })
  const began = performance.now()
  const say = (what: string) => console.log(`lookup: ${what}, ${Math.round((performance.now() - began) / 1000)} s`)
  try {
    await migrate(pool)
    await addArrivals(pool, returns)
    const indexes = await withoutIndexes(pool)
    const loaded = await inThreads(database.connection, returns)
    say('the rows are there')
    for (const statement of indexes) await pool.query(statement)
    say('the indexes are there')
    await pool.query(looked, [` ${usualThresholds.ask} ${modelFor(0).name}`])
    await pool.query(
      'vacuum (freeze, analyze) intake.subject, identity.match_key, identity.indexed, identity.looked, intake.arrival',
    )
    await pool.query('checkpoint')
    say('loaded')
    return loaded
  } finally {
    await pool.end()
    await database.stop()
  }
}

/** Nobody of the register is to be looked at for pairs worth asking about (`dueAmong` in src/identity/store/looked.ts): that takes a night. */
const looked = `
  insert into identity.looked (subject_id, institution_id, digest)
  select subject_id, institution_id, md5(facts::text || $1)::uuid from identity.indexed`

async function addArrivals(pool: pg.Pool, returns: number): Promise<void> {
  const all = [...allArrivals(arrivalsADay(returns))]
  await pool.query(
    `insert into intake.arrival (arrival_id, institution_id, facility_id, kind, mode, carrier, origin_country, expected_at, state,
       opened_at, closed_at)
     select arrival_id, 'igm', 'crr-fag', 'manifest', 'air', 'V-0001', 'US', day + interval '14 hours', 'closed',
       day + interval '14 hours', day + interval '18 hours'
     from unnest($1::uuid[], $2::timestamptz[]) as arrival (arrival_id, day)`,
    [all.map(({ arrivalId }) => arrivalId), all.map(({ day }) => `${day}T00:00:00Z`)],
  )
}

/** Takes the indexes away: made after the rows they cost a fraction. Gives the statements that bring them back. */
async function withoutIndexes(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ away: string; back: string }>(`
    select
      case when conname is null then format('drop index %s', indexrelid::regclass)
        else format('alter table %s drop constraint %I', indrelid::regclass, conname) end as away,
      case when conname is null then pg_get_indexdef(indexrelid)
        else format('alter table %s add constraint %I %s', indrelid::regclass, conname, pg_get_constraintdef(pg_constraint.oid)) end
        as back
    from pg_index
    left join pg_constraint on conindid = indexrelid
    where indrelid in ('intake.subject'::regclass, 'identity.match_key'::regclass, 'identity.indexed'::regclass)`)
  for (const { away } of rows) await pool.query(away)
  return rows.map(({ back }) => back)
}

/** Each portion is a world of its own: nobody of one is in another. */
async function inThreads(connection: pg.ClientConfig, returns: number): Promise<Loaded> {
  const loaded: Loaded[] = []
  let next = 0
  const share = (of: number, number: number) => Math.floor((of * (number + 1)) / portions) - Math.floor((of * number) / portions)
  const work = async () => {
    for (let number = next++; number < portions; number = next++) {
      const portion: Portion = {
        connection,
        number,
        returns: share(returns, number),
        queries: share(held.queries, number),
        arriving: share(held.arriving, number),
        arrivalsADay: arrivalsADay(returns),
      }
      loaded[number] = await new Promise((resolve, reject) => {
        const thread = new Worker(new URL('./lookup-thread.ts', import.meta.url), { workerData: portion })
        thread.once('message', resolve)
        thread.once('error', reject)
      })
      console.log(`lookup: portion ${number + 1} of ${portions}`)
    }
  }
  await Promise.all(Array.from({ length: Math.min(portions, availableParallelism()) }, work))
  return { queries: loaded.flatMap(({ queries }) => queries), arriving: loaded.flatMap(({ arriving }) => arriving) }
}
