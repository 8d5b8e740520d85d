import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { z } from 'zod'
import { Problem } from '#base/problem.ts'
import { measured, rowsIn, rowsOut } from './archive/copying.ts'
import { archiveSettings, isTooNarrow, seeEveryRow } from './archive/every-row.ts'
import { type ArchivedTable, levelOf, type Manifest } from './archive/manifest.ts'
import { readArchive } from './archive/read-archive.ts'
import { migrationsOf, quoted, sequencesOf, spoken, type Table, tablesOf } from './archive/tables.ts'
import { refusePlace, writeArchive } from './archive/write-archive.ts'
import { over, sql } from './db.ts'
import { type Migration, migrations } from './migrate.ts'

type Say = (line: string) => void
const silent: Say = () => {}

/**
 * Writes everything the database holds into one archive at `file`: a `.tar.gz` of CSV files, a manifest and a README in
 * two languages, all of one instant. It needs no other program, and restores alike into PostgreSQL 15 to 18.
 *
 * Every table is read twice in the same snapshot: first for its size and checksum, then into the archive. So the
 * manifest can stand first, nothing waits in temporary files, and the memory used does not grow with the data.
 * `pool` logs in as the owner of the tables; `seeEveryRow` says how row-level security is met.
 *
 * Throws `archive-exists`, `archive-not-writable`, `archive-disk-full`, `archive-role-too-narrow`,
 * `archive-tables-in-a-circle`.
 */
export async function backup(pool: pg.Pool, file: string, options: { say?: Say; program?: string } = {}) {
  const say = options.say ?? silent
  await refusePlace(file)
  return inTransaction(pool, 'repeatable read', async (client) => {
    const tables = await tablesOf(over(client))
    await seeEveryRow(client, tables)
    const manifest = await described(client, tables, options.program ?? versionOfProgram())
    for (const table of manifest.tables) say(`${spoken(table)}: ${table.rows} rows`)
    const byFile = new Map(tables.map((table) => [fileOf(table), table]))
    const bytes = await writeArchive(file, manifest, (archived) => rowsOut(client, byFile.get(archived.file)!))
    // A backup changes nothing: what was lifted for it goes back with everything else.
    await client.query('rollback')
    return { file, bytes, tables: tables.length, rows: rowsOfAll(manifest), migration: levelOf(manifest) }
  })
}

/**
 * Reads an archive into an empty database. Every checksum is compared before anything is written; then the tables are
 * made as they were (`migrate` up to the archive's level), filled in one transaction, read back and compared with the
 * archive's checksums, and only then brought up to date. Interrupted anywhere, it leaves none of the archive's rows, and
 * can be repeated.
 *
 * Throws what `readArchive` throws, `archive-newer-than-program`, `archive-of-other-tables` `{ table, program }`,
 * `restore-target-not-empty` `{ table }`, `restore-target-ahead` `{ database, archive }` and `archive-load-differs` `{ table }`.
 */
export async function restore(
  pool: pg.Pool,
  file: string,
  options: { migrate(pool: pg.Pool, to: { upTo?: number }): Promise<unknown>; say?: Say; known?: Migration[] },
) {
  const say = options.say ?? silent
  const manifest = await readArchive(file)
  refuseUnknown(manifest, options.known ?? migrations())
  say(`The archive of ${manifest.madeAt} is whole: ${rowsOfAll(manifest)} rows in ${manifest.tables.length} tables.`)

  const before = await refuseFilled(pool, manifest)
  await options.migrate(pool, { upTo: levelOf(manifest) })
  await inTransaction(pool, 'read committed', async (client) => {
    await load(client, file, manifest, before, say)
    await client.query('commit')
  })
  await options.migrate(pool, {})
  // Without fresh statistics the first searches after a restore would read whole tables.
  await pool.query('analyze')
  return { madeAt: manifest.madeAt, tables: manifest.tables.length, rows: rowsOfAll(manifest), migration: levelOf(manifest) }
}

async function described(client: pg.ClientBase, tables: Table[], program: string): Promise<Manifest> {
  const db = over(client)
  const { server, now } = await db.one(
    z.object({ server: z.string(), now: z.string() }),
    sql`
      select
        split_part(current_setting('server_version'), ' ', 1) as server,
        to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now`,
  )
  const archived: ArchivedTable[] = []
  for (const table of tables) {
    const { schema, name, columns } = table
    archived.push({ schema, name, file: fileOf(table), columns, ...(await measured(client, table)) })
  }
  return {
    format: 'ceiba-archive',
    version: 1,
    madeAt: now,
    program,
    server,
    migrations: await migrationsOf(db),
    tables: archived,
    sequences: await sequencesOf(db),
  }
}

function refuseUnknown(manifest: Manifest, known: Migration[]): void {
  const { program } = manifest
  if (levelOf(manifest) > levelOf({ migrations: known })) throw new Problem(422, 'archive-newer-than-program', { program })
  // The same number with another text would give other tables, which fit only by chance.
  const fits = manifest.migrations.every(({ number, sha256 }) =>
    known.some((one) => one.number === number && one.sha256 === sha256),
  )
  if (!fits) throw new Problem(422, 'archive-of-other-tables', { table: 'journal.migration', program })
}

/** Gives the names of the tables that are there already, all empty. */
async function refuseFilled(pool: pg.Pool, manifest: Manifest): Promise<Set<string>> {
  return inTransaction(pool, 'read committed', async (client) => {
    const db = over(client)
    const database = levelOf({ migrations: await migrationsOf(db) })
    const archive = levelOf(manifest)
    const tables = await tablesOf(db)
    await seeEveryRow(client, tables)
    await refuseRows(client, tables)
    if (database > archive) throw new Problem(409, 'restore-target-ahead', { database, archive })
    await client.query('rollback')
    return new Set(tables.map(spoken))
  })
}

async function refuseRows(client: pg.ClientBase, tables: Table[]): Promise<void> {
  for (const table of tables) {
    const { rowCount } = await client.query(`select from ${quoted(table)} limit 1`)
    if (rowCount) throw new Problem(409, 'restore-target-not-empty', { table: spoken(table) })
  }
}

async function load(client: pg.ClientBase, file: string, manifest: Manifest, before: Set<string>, say: Say): Promise<void> {
  const tables = await tablesOf(over(client))
  refuseOtherTables(manifest, tables)
  if (tables.length > 0) await client.query(`lock table ${tables.map(quoted).join(', ')} in access exclusive mode`)
  const forceAgain = await seeEveryRow(client, tables)
  // What the migrations have just written is in the archive too; what somebody wrote meanwhile is not.
  await refuseRows(
    client,
    tables.filter((table) => before.has(spoken(table))),
  )
  const made = tables.filter((table) => !before.has(spoken(table)))
  if (made.length > 0) await client.query(`truncate ${made.map(quoted).join(', ')}`)

  const again = await readArchive(file, async (archived, rows) => {
    const target = rowsIn(client, archived)
    await pipeline(rows, target)
    say(`${spoken(archived)}: ${target.rowCount} rows`)
  })
  for (const { schema, name, value, called } of again.sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted({ schema, name }), value, called])
  }
  await compare(client, again, tables)
  await forceAgain()
}

/** What was loaded is read back: no trigger, default or other server may have made something else of it. */
async function compare(client: pg.ClientBase, manifest: Manifest, tables: Table[]): Promise<void> {
  for (const archived of manifest.tables) {
    const table = tables.find((one) => spoken(one) === spoken(archived))!
    const { rows, sha256 } = await measured(client, table)
    if (rows !== archived.rows || sha256 !== archived.sha256) {
      throw new Problem(500, 'archive-load-differs', { table: spoken(table) })
    }
  }
}

function refuseOtherTables(manifest: Manifest, tables: Table[]): void {
  const shape = (table: { schema: string; name: string; columns: string[] }) =>
    `${spoken(table)} ${table.columns.toSorted().join(' ')}`
  const ours = new Set(tables.map(shape))
  const theirs = new Set(manifest.tables.map(shape))
  const differing = [
    ...manifest.tables.filter((one) => !ours.has(shape(one))),
    ...tables.filter((one) => !theirs.has(shape(one))),
  ][0]
  if (differing) throw new Problem(422, 'archive-of-other-tables', { table: spoken(differing), program: manifest.program })
}

/** One connection, one transaction that `work` ends itself. After a failure the connection is thrown away with it. */
async function inTransaction<T>(pool: pg.Pool, level: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(`begin isolation level ${level}; ${archiveSettings}`)
    const result = await work(client)
    client.release()
    return result
  } catch (error) {
    client.release(true)
    throw isTooNarrow(error) ? new Problem(500, 'archive-role-too-narrow') : error
  }
}

function fileOf(table: { schema: string; name: string }): string {
  return `tables/${spoken(table)}.csv`
}

function rowsOfAll(manifest: Manifest): number {
  return manifest.tables.reduce((sum, table) => sum + table.rows, 0)
}

function versionOfProgram(): string {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8')).version
}
