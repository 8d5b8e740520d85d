import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Embedded, type EmbeddedOptions, startEmbedded } from './embedded.ts'
import { binariesIn, installedBinaries } from './embedded-binaries.ts'
import { isPostgresOn, postmasterOf } from './postmaster.ts'

const asRoot = process.getuid?.() === 0
let place: string
let folder: string
let running: Embedded[]
let children: ChildProcess[]

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'ceiba-test-'))
  folder = join(place, 'data')
  running = []
  children = []
})

afterEach(async () => {
  await Promise.all(children.map(kill))
  for (const embedded of running) await embedded.stop()
  const left = await postmasterOf(join(folder, 'pg'))
  if (left && (await isPostgresOn(join(folder, 'pg'), left.pid))) await (await startEmbedded({ folder })).stop()
  await rm(place, { recursive: true, force: true })
})

describe('a data folder', () => {
  test('that does not exist becomes a database with safe settings', async () => {
    const { connection, version } = await start()
    expect(version).toMatch(/^18\./)
    expect(
      await values(connection, settings('fsync', 'data_checksums', 'listen_addresses', 'server_encoding', 'timezone', 'jit')),
    ).toEqual(['on', 'on', '', 'UTF8', 'UTC', 'off'])
    expect(
      await values(
        connection,
        'select current_user, current_database(), datcollate from pg_database where datname = current_database()',
      ),
    ).toEqual(['ceiba_owner', 'ceiba', 'C'])
  })

  test('keeps its rows from one start to the next', async () => {
    const first = await start()
    await values(first.connection, `create table kept as select 'row' as it`)
    await first.stop()
    await first.stop()
    const second = await start()
    expect(await values(second.connection, 'select it from kept')).toEqual(['row'])
  })

  test('may have a path longer than a socket may have', async () => {
    folder = join(place, 'a'.repeat(120), 'data')
    const { connection, stop } = await start()
    expect(await values(connection, 'select 1')).toEqual([1])
    await stop()
    await expect(stat(connection.host)).rejects.toThrow()
  })

  test('logs a failed statement without the values in it', async () => {
    const { connection } = await start()
    await values(connection, `create table once (name text primary key); insert into once values ('Xpatux')`)
    await expect(values(connection, `insert into once values ('Xpatux')`)).rejects.toThrow(/duplicate key/)
    const [name = ''] = await readdir(join(folder, 'log'))
    const log = await readFile(join(folder, 'log', name), 'utf8')
    expect(log).toContain('duplicate key')
    expect(log).not.toContain('Xpatux')
  })
})

describe('after a kill -9', () => {
  test('every acknowledged row is there and only one server works on the folder', async () => {
    const owner = await anOwner()
    const orphan = await postmasterOf(join(folder, 'pg'))
    await kill(owner)
    const { connection } = await start()
    expect(await values(connection, 'select it from acknowledged')).toEqual(['row'])
    expect(await isPostgresOn(join(folder, 'pg'), orphan?.pid ?? 0)).toBe(false)
  })

  test('of the server too, every acknowledged row is there', async () => {
    const owner = await anOwner()
    const orphan = await postmasterOf(join(folder, 'pg'))
    await kill(owner)
    process.kill(orphan?.pid ?? 0, 'SIGKILL')
    const { connection } = await start()
    expect(await values(connection, 'select it from acknowledged')).toEqual(['row'])
  })

  test('in the middle of the first start, the next start does it anew', async () => {
    const owner = run(`await startEmbedded({ folder: ${JSON.stringify(folder)} })`)
    while (!(await readdir(folder).catch(() => [])).some((name) => name.startsWith('pg.new-'))) await sleep(5)
    await kill(owner)
    const databases = async () => (await readdir(folder)).filter((name) => name.startsWith('pg'))
    // The `initdb` of the killed start may still write for a moment; what it leaves goes at a later start.
    do await (await start()).stop()
    while ((await databases()).length > 1)
    expect(await databases()).toEqual(['pg'])
  })

  test('a stale process number that is now another program harms neither', async () => {
    await (await start()).stop()
    const bystander = run('await new Promise(() => setInterval(() => {}, 1000))')
    await writeFile(join(folder, 'pg', 'postmaster.pid'), `${bystander.pid}\n${join(folder, 'pg')}\n1\n5432\n`)
    await writeFile(join(folder, 'ceiba.pid'), `${bystander.pid}\n`)
    await start()
    expect(bystander.exitCode ?? bystander.signalCode).toBe(null)
  })
})

test('a process that ends without stopping takes its database along', async () => {
  const owner = await anOwner('process.exit(0)')
  const data = join(folder, 'pg')
  expect(owner.exitCode).toBe(0)
  while (await postmasterOf(data)) await sleep(10)
})

describe('a second owner is refused and the first unharmed', () => {
  test('from another process', async () => {
    const owner = await anOwner()
    await expect(start()).rejects.toMatchObject({ code: 'data-folder-in-use', details: { folder, pid: owner.pid } })
    expect(owner.exitCode).toBe(null)
  })

  test('from the same process', async () => {
    const { connection } = await start()
    await expect(start()).rejects.toMatchObject({ code: 'data-folder-in-use', details: { folder, pid: process.pid } })
    expect(await values(connection, 'select 1')).toEqual([1])
  })
})

describe('refused, and nothing in it is changed:', () => {
  test.each(['PG_VERSION', 'global/pg_control', 'base', 'pg_wal'])('a database without its %s', async (missing) => {
    await aDatabaseLookalike()
    await rm(join(folder, 'pg', missing), { recursive: true })
    await refusedUntouched('data-folder-damaged', { folder, missing: `pg/${missing}` })
  })

  test('a database of another major version', async () => {
    await aDatabaseLookalike('15')
    await refusedUntouched('data-folder-other-version', { folder, found: 15, expected: 18 })
  })

  test("a folder with other people's files", async () => {
    await mkdir(folder)
    await writeFile(join(folder, 'thesis.odt'), 'x')
    await refusedUntouched('data-folder-foreign', { folder, example: 'thesis.odt' })
    expect(await readdir(folder)).toEqual(['thesis.odt'])
  })

  test('a file', async () => {
    await writeFile(folder, 'x')
    await expect(start()).rejects.toMatchObject({ code: 'data-folder-foreign' })
  })

  test('a folder in which no lock can be made', async () => {
    await mkdir(join(folder, 'ceiba.lock'), { recursive: true })
    await expect(start()).rejects.toMatchObject({ code: 'data-folder-not-writable' })
  })

  if (!asRoot) {
    test('a folder that may only be read', async () => {
      await mkdir(folder, { mode: 0o500 })
      await expect(start()).rejects.toMatchObject({ code: 'data-folder-not-writable', details: { folder, reason: 'EACCES' } })
    })
  }

  test("a database that PostgreSQL does not open, with PostgreSQL's own words, and again after that", async () => {
    await (await start()).stop()
    await truncate(join(folder, 'pg', 'global', 'pg_control'), 100)
    for (const _ of [1, 2]) {
      await expect(start()).rejects.toMatchObject({
        code: 'database-would-not-start',
        details: { folder, log: expect.stringContaining('pg_control') },
      })
    }
  })
})

test('programs that are not there are missed by name', async () => {
  const binaries = { initdb: '/nowhere/initdb', postgres: '/nowhere/postgres' }
  await expect(start({ binaries })).rejects.toMatchObject({ code: 'embedded-binaries-missing' })
})

if (asRoot) {
  describe('as root, PostgreSQL runs as another user', () => {
    test('also where that user may not enter', async () => {
      expect((await stat(place)).mode & 0o777).toBe(0o700)
      const { connection } = await start()
      expect(await values(connection, 'select 1')).toEqual([1])
      expect((await stat(join(folder, 'pg'))).uid).not.toBe(0)
    })

    test('also when the programs lie where that user may not enter', async () => {
      const native = dirname(dirname((await installedBinaries()).postgres))
      await cp(native, join(place, 'native'), { recursive: true, verbatimSymlinks: true })
      const { connection } = await start({ binaries: await binariesIn(join(place, 'native', 'bin')) })
      expect(await values(connection, 'select 1')).toEqual([1])
    })

    test('also on a database that root has copied', async () => {
      await (await start()).stop()
      const original = folder
      folder = join(place, 'copy')
      await cp(original, folder, { recursive: true })
      expect((await stat(join(folder, 'pg'))).uid).toBe(0)
      const { connection } = await start()
      expect(await values(connection, 'select 1')).toEqual([1])
    })
  })
}

async function start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ folder, ...options })
  running.push(embedded)
  return embedded
}

async function values(connection: Embedded['connection'], statement: string): Promise<unknown[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    return Object.values((await client.query(statement)).rows?.[0] ?? {})
  } finally {
    await client.end()
  }
}

function settings(...names: string[]): string {
  return `select ${names.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`
}

/** Another process that owns the folder and has had one row acknowledged. Then it waits, or does what `then` says. */
async function anOwner(then = 'setInterval(() => {}, 1000)'): Promise<ChildProcess> {
  const owner = run(`
    const { Client } = await import('pg')
    const { connection } = await startEmbedded({ folder: ${JSON.stringify(folder)} })
    const client = new Client(connection)
    await client.connect()
    await client.query("create table acknowledged as select 'row' as it")
    console.log('acknowledged')
    ${then}`)
  await new Promise((resolve) => {
    owner.stdout?.once('data', resolve)
    owner.once('exit', resolve)
  })
  if (then.includes('exit') && owner.exitCode === null) await new Promise((resolve) => owner.once('exit', resolve))
  return owner
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
}

function run(script: string): ChildProcess {
  const module = JSON.stringify(join(import.meta.dirname, 'embedded.ts'))
  const whole = `const { startEmbedded } = await import(${module}); ${script}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', whole], {
    cwd: join(import.meta.dirname, '..', '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  return child
}

async function aDatabaseLookalike(major = '18'): Promise<void> {
  for (const name of ['global', 'base', 'pg_wal']) await mkdir(join(folder, 'pg', name), { recursive: true })
  await writeFile(join(folder, 'pg', 'PG_VERSION'), `${major}\n`)
  await writeFile(join(folder, 'pg', 'global', 'pg_control'), 'x')
}

async function refusedUntouched(code: string, details: Record<string, unknown>): Promise<void> {
  const before = await everythingIn(join(folder))
  await expect(start()).rejects.toMatchObject({ code, details })
  expect(await everythingIn(folder)).toEqual(before)
}

/** Every file with its size, owner and time of change; our own lock is not part of what was there. */
async function everythingIn(path: string): Promise<string[]> {
  const names = (await readdir(path, { recursive: true })).filter((name) => name !== 'ceiba.lock')
  return Promise.all(
    names.sort().map(async (name) => {
      const { size, uid, mode, mtimeMs } = await stat(join(path, name))
      return [name, size, uid, mode, mtimeMs].join(' ')
    }),
  )
}
