import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { readArchive } from './archive/read-archive.ts'
import { inOrder, tablesOf } from './archive/tables.ts'
import { backup, restore } from './archive.ts'
import { type Connection, openPool, over } from './db.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { migrate, migrations } from './migrate.ts'

/** One more step than the program has: every kind of table that is hard to move. */
const odd = {
  number: 9001,
  name: 'odd',
  sha256: 'f'.repeat(64),
  text: `
    create schema odd;
    create table odd.tree (node int primary key, above int references odd.tree, label text not null);
    create table odd."Boleta «é» "" 1" ("año ñ" text collate "C" primary key, node int not null references odd.tree);
    create table odd.a_child (
      number bigint generated always as identity primary key,
      parent text not null references odd."Boleta «é» "" 1",
      doubled bigint generated always as (amount * 2) stored,
      amount int);
    create table odd.keyless (
      flag boolean, small smallint, amount numeric, measure float8, short real, day date, moment timestamptz, wall timestamp,
      span interval, bytes bytea, texts text[], document jsonb, raw json, id uuid, address inet, period tstzrange);
    create table odd.by_year (year int not null, note text, primary key (year, note)) partition by range (year);
    create table odd.by_year_old partition of odd.by_year for values from (2000) to (2020);
    create table odd.by_year_new partition of odd.by_year for values from (2020) to (2040);
    create sequence odd.folio start 500;
    create table odd.secret (institution_id text primary key, note text not null);
    alter table odd.secret enable row level security;
    alter table odd.secret force row level security;
    create policy own on odd.secret using (institution_id = nullif(current_setting('ceiba.institution', true), ''));
    insert into odd.tree values (0, null, 'written by the migration itself');
  `,
}
const all = [...migrations(), odd]
const upward = { migrate: (pool: pg.Pool, to: { upTo?: number }) => migrate(pool, { ...to, all }), known: all }

const rows = String.raw`
  insert into odd.tree values (3, 2, 'after its own parent'), (2, 1, ''), (1, null, E'quotes " \\\\ \\. line\nbreak, comma; \ttab ñ ꞌ 漢 🙂');
  insert into odd."Boleta «é» "" 1" values ('ñ', 1), ('n', 1), ('Z', 2), ('a', 3), ('_', 1);
  insert into odd.a_child (parent, amount) select 'ñ', n from generate_series(1, 300) n;
  delete from odd.a_child where number % 7 = 0;
  insert into odd.keyless values
    (true, -32768, 'NaN', 'Infinity', 1.1, '0044-03-15 BC', 'infinity', '2026-11-20 10:30:00.123456', '1 year 2 mons -3 days 04:05:06.7',
     '\x00ff5c6e', array['a', null, '', 'null', 'x,"y"'], '{"ñ": [1.10, null, "\\u0041"]}', '{"b":1,  "a":2}', '019b0000-0000-7000-8000-000000000001', '10.0.0.1/8', '[2026-01-01,)'),
    (null, null, 1e-40, 0.1::float8 + 0.2, null, '2026-11-20', '2026-11-20 10:30:00-06', null, null, '', '{}', 'null', 'null', null, null, 'empty'),
    (null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  insert into odd.by_year values (2001, 'old'), (2026, 'new'), (2026, '');
  select nextval('odd.folio'), nextval('odd.folio');
  insert into odd.secret values ('igm', 'one'), ('pgn', 'two');
  insert into journal.entry (entry_id, at, kind, call, input)
  select gen_random_uuid(), now(), 'command', 'POST /x', jsonb_build_object('n', n) from generate_series(1, 50) n;
  insert into intake.arrival (arrival_id, institution_id, facility_id, kind, mode, carrier, origin_country, expected_at, state)
  select gen_random_uuid(), case when n % 2 = 0 then 'igm' else 'pgn' end, 'f', 'manifest', 'air', 'V' || n, 'US', now(), 'expected'
  from generate_series(1, 40) n;
  insert into intake.subject (subject_id, institution_id, arrival_id, facility_id, arrived_on, state, listed, form, created_at, changed_at)
  select gen_random_uuid(), a.institution_id, a.arrival_id, 'f', '2026-11-20', 'received', true,
    jsonb_build_object('givenNames', 'Ana ' || n, 'surnames', 'Xol'), now(), now()
  from intake.arrival a, generate_series(1, 10) n;
`

type Place = Exclude<Connection, { connectionString: string }>
const here = inject('cluster') as Place
let elsewhere: Embedded
let folder: string
const opened: pg.Pool[] = []
const made: { place: Place; name: string }[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ceiba-archive-'))
  elsewhere = await startEmbedded({ folder: join(folder, 'data'), settings: { fsync: 'off' } })
})

afterAll(async () => {
  await Promise.all(opened.map((pool) => pool.end()))
  for (const { place, name } of made)
    if (place === here) await asAdministrator(here, `drop database if exists ${name} with (force)`)
  await asAdministrator(here, 'drop role if exists archive_owner, archive_passer, archive_reader')
  await elsewhere.stop()
  await rm(folder, { recursive: true, force: true })
})

async function asAdministrator(place: Place, ...statements: string[]): Promise<void> {
  const client = new pg.Client(place)
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

async function blank(place: Place, owner?: string): Promise<{ pool: pg.Pool; at: Place }> {
  const name = `archive_${made.length}_${process.pid}`
  made.push({ place, name })
  await asAdministrator(place, `create database ${name}${owner ? ` owner ${owner}` : ''}`)
  const at = { ...place, database: name, ...(owner && { user: owner }) }
  return { pool: reached(at), at }
}

function reached(at: Place): pg.Pool {
  const pool = openPool(at, { most: 3 })
  opened.push(pool)
  return pool
}

async function filled(place: Place) {
  const database = await blank(place)
  await migrate(database.pool, { all })
  await database.pool.query(rows)
  return database
}

const fresh = () => join(folder, `${Math.random().toString(36).slice(2)}.tar.gz`)

/** A second opinion on what a database holds, by PostgreSQL itself and not through COPY. */
async function contents(pool: pg.Pool): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const { schema, name } of await tablesOf(over(pool))) {
    const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
    const { rows } = await pool.query(
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text collate "C"), '')) as sum from ${table} t`,
    )
    found[`${schema}.${name}`] = rows[0].sum
  }
  return found
}

/** Compression leaves a few bits that mean nothing, as the code of a letter that does not occur: to change one changes nothing. */
function unpacksTo(whole: Buffer, other: Buffer): boolean {
  try {
    return gunzipSync(other).equals(gunzipSync(whole))
  } catch {
    return false
  }
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (problem) => problem.code ?? problem,
  )

describe('an archive', () => {
  test('moves everything to another server and back, unchanged', async () => {
    const start = await filled(elsewhere.connection)
    const before = await contents(start.pool)
    const files = [fresh(), fresh(), fresh()] as const
    const told: string[] = []
    const written = await backup(start.pool, files[0], { say: (line) => told.push(line) })
    expect(written.rows).toBeGreaterThan(700)
    expect(told).toContain('intake.subject: 400 rows')

    const middle = await blank(here)
    await restore(middle.pool, files[0], upward)
    await backup(middle.pool, files[1])
    const end = await blank(elsewhere.connection)
    await restore(end.pool, files[1], upward)
    await backup(end.pool, files[2])

    expect(await contents(middle.pool)).toEqual(before)
    expect(await contents(end.pool)).toEqual(before)
    const [first, second, third] = await Promise.all(files.map((file) => readArchive(file)))
    expect(second).toMatchObject({ tables: first?.tables, sequences: first?.sequences, migrations: first?.migrations })
    expect(third).toMatchObject({ tables: first?.tables, sequences: first?.sequences, migrations: first?.migrations })
  })

  test('goes on counting where the database had stopped', async () => {
    const { pool } = await filled(here)
    const file = fresh()
    await backup(pool, file)
    const target = await blank(here)
    await restore(target.pool, file, upward)
    for (const database of [pool, target.pool]) {
      const { rows } = await database.query(
        `insert into odd.a_child (parent) values ('ñ') returning number, nextval('odd.folio') as folio`,
      )
      expect(rows).toEqual([{ number: 301, folio: 502 }])
    }
  })

  test('is one instant: what is written while it is made is in it whole or not at all', async () => {
    const { pool } = await filled(here)
    const file = fresh()
    let writing = true
    const writer = (async () => {
      for (let n = 10; writing; n++) {
        await pool.query(
          `with t as (insert into odd.tree values (${n}, 1, 'x') returning node) insert into odd."Boleta «é» "" 1" select 'n' || node, 1 from t`,
        )
      }
    })()
    await backup(pool, file)
    writing = false
    await writer
    const { tables } = await readArchive(file)
    const rowsOf = (name: string) => tables.find((table) => table.name === name)?.rows ?? 0
    expect(rowsOf('Boleta «é» " 1') - 5).toBe(rowsOf('tree') - 4)
  })

  test('can be read without Ceiba', async () => {
    const { pool } = await filled(here)
    const file = fresh()
    await backup(pool, file)
    const place = join(folder, 'unpacked')
    await mkdir(place)
    const run = promisify(execFile)
    await run('tar', ['-xzf', file, '-C', place])
    expect((await run('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: place })).stdout).not.toMatch(/FAILED/)
    expect((await readdir(place)).sort()).toEqual(['README.txt', 'SHA256SUMS', 'manifest.json', 'tables'])
    expect(await readFile(join(place, 'README.txt'), 'utf8')).toMatch(/sin Ceiba[\s\S]*without Ceiba/)
    const subjects = await readFile(join(place, 'tables/intake.subject.csv'), 'utf8')
    expect(subjects.split('\n')[0]).toMatch(/^subject_id,institution_id,/)
    expect(subjects.split('\n')[0]).not.toContain('given_names')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('never replaces one that is there', async () => {
    const { pool } = await blank(here)
    const file = fresh()
    await writeFile(file, 'the only copy')
    expect(await codeOf(backup(pool, file))).toBe('archive-exists')
    expect(await readFile(file, 'utf8')).toBe('the only copy')
  })

  test('needs a place to be written to', async () => {
    const { pool } = await blank(here)
    expect(await codeOf(backup(pool, join(folder, 'nowhere', 'x.tar.gz')))).toBe('archive-not-writable')
    expect(await codeOf(restore(pool, join(folder, 'nowhere.tar.gz'), upward))).toBe('archive-not-found')
  })
})

describe('row-level security', () => {
  test('hides nothing from the backup of an ordinary owner, and is forced again afterwards', async () => {
    await asAdministrator(here, 'create role archive_owner login')
    const database = await blank(here, 'archive_owner')
    const administrator = reached({ ...database.at, user: here.user })
    await administrator.query('grant ceiba_app, ceiba_portal, ceiba_glass to archive_owner')
    await migrate(database.pool, { all })
    await administrator.query(rows)
    expect((await database.pool.query('select from intake.subject')).rowCount).toBe(0)

    const [byOwner, byAdministrator] = [fresh(), fresh()] as const
    await backup(database.pool, byOwner)
    await backup(administrator, byAdministrator)
    const { tables } = await readArchive(byOwner)
    expect(tables).toEqual((await readArchive(byAdministrator)).tables)
    expect(tables.find((table) => table.name === 'subject')?.rows).toBe(400)

    const target = await blank(here, 'archive_owner')
    await restore(target.pool, byOwner, upward)
    for (const one of [database, target]) {
      expect(await contents(reached({ ...one.at, user: here.user }))).toEqual(await contents(administrator))
      expect((await one.pool.query("select from pg_class where relforcerowsecurity and relname = 'secret'")).rowCount).toBe(1)
      expect((await one.pool.query('select from intake.subject')).rowCount).toBe(0)
    }
  })

  test('is passed without a lock by a superuser or a login with bypassrls', async () => {
    await asAdministrator(here, 'create role archive_passer login bypassrls')
    const { pool, at } = await filled(here)
    await pool.query('grant ceiba_app to archive_passer')
    await pool.query(
      'grant usage on schema odd, intake, access, directory, journal to archive_passer; grant pg_read_all_data to archive_passer',
    )
    const working = await pool.connect()
    await working.query("begin; insert into odd.secret values ('oj', 'not yet said')")
    for (const passer of [pool, reached({ ...at, user: 'archive_passer' })]) {
      const file = fresh()
      await backup(passer, file)
      expect((await readArchive(file)).tables.find((table) => table.name === 'secret')?.rows).toBe(2)
    }
    await working.query('rollback')
    working.release()
  })

  test('refuses a login that would see less, instead of saving less', async () => {
    await asAdministrator(here, 'create role archive_reader login')
    const { pool, at } = await filled(here)
    await pool.query('grant pg_read_all_data to archive_reader')
    const file = fresh()
    expect(await codeOf(backup(reached({ ...at, user: 'archive_reader' }), file))).toBe('archive-role-too-narrow')
    expect(existsSync(file) || existsSync(`${file}.part`)).toBe(false)
  })
})

describe('a restore', () => {
  const untouched = async (pool: pg.Pool) =>
    (await pool.query("select from pg_namespace where nspname = any(array['journal', 'odd', 'intake'])")).rowCount === 0

  test('refuses a database that holds anything, and leaves it as it is', async () => {
    const { pool } = await filled(here)
    const file = fresh()
    await backup(pool, file)
    const before = await contents(pool)
    await expect(restore(pool, file, upward)).rejects.toMatchObject({ status: 409, code: 'restore-target-not-empty' })
    expect(await contents(pool)).toEqual(before)

    const foreign = await blank(here)
    await foreign.pool.query('create table public.somebody_elses as select 1 as n')
    await expect(restore(foreign.pool, file, upward)).rejects.toMatchObject({ details: { table: 'public.somebody_elses' } })
    expect(await untouched(foreign.pool)).toBe(true)
  })

  test('fills a database that was migrated and never used', async () => {
    const { pool } = await filled(here)
    const file = fresh()
    await backup(pool, file)
    const target = await blank(here)
    await migrate(target.pool, { all })
    await target.pool.query('delete from odd.tree')
    await restore(target.pool, file, upward)
    expect(await contents(target.pool)).toEqual(await contents(pool))
  })

  test('of an older archive ends with the newest tables', async () => {
    const source = await blank(here)
    await migrate(source.pool)
    await source.pool.query(
      "insert into journal.entry (entry_id, at, kind, call) values (gen_random_uuid(), now(), 'command', 'x')",
    )
    const file = fresh()
    await backup(source.pool, file)
    const target = await blank(here)
    await restore(target.pool, file, upward)
    expect((await target.pool.query('select from journal.entry')).rowCount).toBe(1)
    expect((await target.pool.query('select from odd.tree')).rowCount).toBe(1)

    const ahead = await blank(here)
    await migrate(ahead.pool, { all })
    await ahead.pool.query('delete from odd.tree')
    expect(await codeOf(restore(ahead.pool, file, upward))).toBe('restore-target-ahead')
  })

  test('refuses an archive of a newer program, or of other tables, before it writes', async () => {
    const { pool } = await filled(here)
    const file = fresh()
    await backup(pool, file)
    const target = await blank(here)
    const older = { migrate: (to: pg.Pool, options: { upTo?: number }) => migrate(to, options) }
    expect(await codeOf(restore(target.pool, file, older))).toBe('archive-newer-than-program')
    const other = { ...upward, known: all.map((one) => (one.number === 1 ? { ...one, sha256: '0'.repeat(64) } : one)) }
    expect(await codeOf(restore(target.pool, file, other))).toBe('archive-of-other-tables')
    const later = fresh()
    await rewritten(file, later, (text) => text.replace('"version": 1', '"version": 2'))
    expect(await codeOf(restore(target.pool, later, upward))).toBe('archive-newer-than-program')
    expect(await untouched(target.pool)).toBe(true)
  })

  test('refuses every file that is not whole, wherever it is cut or changed, before it writes', async () => {
    const { pool } = await filled(here)
    const file = fresh()
    await backup(pool, file)
    const whole = await readFile(file)
    const target = await blank(here)
    const broken = fresh()
    const outcomes = new Set<unknown>()
    for (let step = 1; step <= 40; step++) {
      const at = Math.floor((whole.length * step) / 41)
      await writeFile(broken, whole.subarray(0, at))
      outcomes.add(await codeOf(restore(target.pool, broken, upward)))
      const flipped = Buffer.from(whole)
      flipped[at] = flipped[at]! ^ 0x10
      if (unpacksTo(whole, flipped)) continue
      await writeFile(broken, flipped)
      outcomes.add(await codeOf(restore(target.pool, broken, upward)))
    }
    await writeFile(broken, whole.subarray(0, whole.length - 1))
    outcomes.add(await codeOf(restore(target.pool, broken, upward)))
    outcomes.delete('archive-not-ours') // A changed byte in the manifest.
    expect([...outcomes]).toEqual(['archive-damaged'])
    expect(await untouched(target.pool)).toBe(true)
  })

  test.each([
    ['a cell', (tar: string) => tar.replace(/Ana 7/, 'Ana 8')],
    ['a row count', (tar: string) => tar.replace('"rows": 400', '"rows": 399')],
    ['the README', (tar: string) => tar.replace('CONTIENE', 'CONTIENA')],
    ['the name of a table', (tar: string) => tar.replace('tables/odd.tree.csv\0', 'tables/odd.tred.csv\0')],
    ['the end', (tar: string) => tar.slice(0, -2048)],
  ])('refuses an archive in which somebody changed %s and packed it again', async (_, change) => {
    const { pool } = await filled(here)
    const [file, changed] = [fresh(), fresh()] as const
    await backup(pool, file)
    await rewritten(file, changed, change)
    const target = await blank(here)
    expect(await codeOf(restore(target.pool, changed, upward))).toMatch(/^archive-(damaged|not-ours)$/)
    expect(await untouched(target.pool)).toBe(true)
  })

  test('refuses what was never an archive', async () => {
    const target = await blank(here)
    const file = fresh()
    const tarOf = promisify(execFile)('tar', ['-czf', join(folder, 'other.tar.gz'), '-C', folder, '--files-from=/dev/null'])
    await tarOf
    await copyFile(join(folder, 'other.tar.gz'), file)
    for (const content of [undefined, 'nombre,edad\n', gzipSync('nombre,edad\n'.repeat(500)), gzipSync('')]) {
      if (content !== undefined) await writeFile(file, content)
      expect(await codeOf(restore(target.pool, file, upward))).toBe('archive-not-ours')
    }
  })

  test('that is interrupted leaves an empty database, into which it can be repeated', async () => {
    const { pool } = await filled(here)
    const file = fresh()
    await backup(pool, file)
    const target = await blank(here)
    const interrupted = restore(target.pool, file, {
      ...upward,
      say(line) {
        if (line.startsWith('odd.')) throw new Error('interrupted')
      },
    })
    await expect(interrupted).rejects.toThrow('interrupted')
    const left = Object.entries(await contents(target.pool)).filter(([name]) => name !== 'odd.tree')
    expect(left.filter(([, sum]) => !sum.startsWith('0 '))).toEqual([])
    await target.pool.query('delete from odd.tree')
    await restore(target.pool, file, upward)
    expect(await contents(target.pool)).toEqual(await contents(pool))
  })
})

describe('when the machine fails', () => {
  /** A process that only makes a backup, to be killed or starved. */
  const program = (at: Place, file: string) => `
    import { backup } from '${new URL('./archive.ts', import.meta.url)}'
    import { openPool } from '${new URL('./db.ts', import.meta.url)}'
    const pool = openPool(${JSON.stringify(at)})
    await backup(pool, ${JSON.stringify(file)}).then(() => console.log('done'), (problem) => console.log(problem.code))
    await pool.end()`
  const large =
    'create table odd.large as select n, md5(n::text) || md5((n + 1)::text) as noise from generate_series(1, 300000) n'

  test('a backup killed half-way leaves nothing under its name and does not hinder the next', async () => {
    const { pool, at } = await filled(here)
    await pool.query(large)
    const file = fresh()
    const child = spawn(process.execPath, ['--input-type=module', '-e', program(at, file)], { stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))
    while (!existsSync(`${file}.part`) || (await stat(`${file}.part`)).size < 1_000_000) await sleep(2)
    child.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')
    expect(existsSync(file)).toBe(false)
    await backup(pool, file)
    expect((await readArchive(file)).tables.find((table) => table.name === 'large')?.rows).toBe(300_000)
    expect(existsSync(`${file}.part`)).toBe(false)
  })

  test('a backup that finds no more room says so and leaves nothing', async () => {
    const { pool, at } = await filled(here)
    await pool.query(large)
    const file = fresh()
    const starved = `ulimit -f 2000; trap '' XFSZ; exec "$0" --input-type=module -e "$1"`
    const { stdout } = await promisify(execFile)('bash', ['-c', starved, process.execPath, program(at, file)])
    expect(stdout.trim()).toBe('archive-disk-full')
    expect(existsSync(file) || existsSync(`${file}.part`)).toBe(false)
  })
})

test('tables stand after those they refer to, and a circle is refused', () => {
  const tables = ['a', 'b', 'c'].map((name) => ({ schema: 's', name }))
  const names = (references: [string, string][]) =>
    inOrder(
      tables,
      references.map(([from, to]) => ({ from: `s.${from}`, to: `s.${to}` })),
    ).map((table) => table.name)
  expect(
    names([
      ['a', 'c'],
      ['c', 'b'],
    ]),
  ).toEqual(['b', 'c', 'a'])
  expect(() =>
    names([
      ['a', 'c'],
      ['c', 'a'],
    ]),
  ).toThrow('archive-tables-in-a-circle')
})

/** The same archive with its tar changed as text (latin1 keeps every byte). */
async function rewritten(from: string, to: string, change: (tar: string) => string): Promise<void> {
  const tar = gunzipSync(await readFile(from)).toString('latin1')
  const changed = change(tar)
  expect(changed).not.toBe(tar)
  await writeFile(to, gzipSync(Buffer.from(changed, 'latin1')))
}
