import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { afterAll, expect, inject } from 'vitest'
import type { z } from 'zod'
import { insertAccount, openSession, setCompartments } from '#access/store/accounts.ts'
import type { Command, Query, Role } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { call, type Fetch, type Output } from '#browser/call.ts'
import { type Connection, doorsOver, openPool, over } from '#server/db.ts'
import type { Settings } from '#server/http.ts'
import { migrate } from '#server/migrate.ts'
import type { Outgoing } from '#server/outgoing.ts'
import { hashOf, hashPassword, newToken } from '#server/secrets.ts'
import type { Scan } from '#server/upload/virus-scan.ts'
import { masterOf } from '#server/vault/master.ts'
import { newKey } from '#server/vault/sealing.ts'
import { openVault } from '#server/vault/vault.ts'
import { loadReferenceData } from '../src/features.ts'
import { server } from '../src/server.ts'

/** `CEIBA_TEST_TWICE=yes`: each command of each test is sent twice, and whatever the test expects must hold all the same. */
const twice = process.env.CEIBA_TEST_TWICE === 'yes'

/** The password of every account in a test's world. */
export const password = 'una ceiba muy alta'

/**
 * An empty world for one test file: its own database (a copy of a migrated template), the real server in process, and
 * the real browser client. Time stands where the test puts it.
 */
export async function aWorld(
  options: {
    demonstration?: boolean
    personsPerHour?: number
    callsPerMinute?: number
    settings?: Partial<Settings>
    outgoing?: Outgoing
    scan?: Scan
  } = {},
) {
  const masterKeys = new Map([[1, newKey()]])
  const database = await aDatabase()
  const owner = openPool(database, { most: 2 })
  const vault = await openVault(
    owner,
    masterOf(() => masterKeys, 'memory'),
  )
  const doors = doorsOver(openPool(database, { role: 'ceiba_app', most: 4 }), vault)
  const portalDoors = doorsOver(openPool(database, { role: 'ceiba_portal', most: 2 }))
  const world = {
    doors,
    vault,
    /** What the whole world's keys are wrapped by; a test may add a version. */
    masterKeys,
    portalDoors,
    /** The owner's pool: sees everything, for looking behind the application. */
    owner,
    /** The database's connection, for a test that needs one more process. */
    database,
    /** The moment the server believes it is. */
    now: new Date('2026-11-20T15:00:00Z'),
    log: [] as Record<string, unknown>[],
    app: undefined as unknown as ReturnType<typeof server>,
    /** Someone who works: an account with a session, and a `call` that carries it. */
    async someone(work: { roles?: Role[]; institution?: string; login?: string; compartments?: string[] } = {}) {
      const accountId = uuidv7()
      const login = work.login ?? `persona-${accountId.slice(-8)}`
      const institutionId = work.institution ?? 'igm'
      const token = newToken()
      await doors.transaction({}, async (db) => {
        await insertAccount(db, {
          accountId,
          login,
          name: 'Persona Inventada',
          passwordHash: await knownHash(),
          mustChange: false,
          demonstration: options.demonstration ?? false,
          institutionId,
          roles: work.roles ?? ['registrar'],
          now: world.now,
        })
        await setCompartments(db, {
          accountId,
          institutionId,
          compartments: work.compartments ?? [],
          by: accountId,
          now: world.now,
        })
        const session = {
          sessionId: uuidv7(),
          tokenHash: hashOf(token),
          accountId,
          institutionId,
          now: world.now,
          agent: undefined,
        }
        await openSession(db, session)
      })
      const fetch = fetchAs(world.app, `ceiba=${token}`)
      return {
        accountId,
        login,
        institutionId,
        fetch,
        /** The same person at another process of the same Ceiba. */
        at: (app: ReturnType<typeof server>) => fetchAs(app, `ceiba=${token}`),
        async call<C extends Command | Query>(made: C, input: z.input<C['input']>, entryId = uuidv7()): Promise<Output<C>> {
          const answer = await call(made, input, { fetch, entryId })
          if (twice && made.kind === 'command') await sentAgain(made, () => call(made, input, { fetch, entryId }), answer)
          return answer
        },
      }
    },
    /** A visitor without a session. */
    visitor: {
      fetch: (path: string, init: RequestInit = {}) => Promise.resolve(world.app.request(path, init)),
      call: <C extends Command | Query>(made: C, input: z.input<C['input']>) => call(made, input, { fetch: fetchAs(world.app) }),
    },
  }
  world.app = server({
    doors,
    portalDoors,
    demonstration: options.demonstration ?? false,
    // A test may put the clock back as well.
    settings: {
      session: { idleMinutes: 30, hours: 12, clocksDiffer: Number.POSITIVE_INFINITY },
      secondFactorFor: [],
      ...options.settings,
    },
    ...(options.outgoing && { outgoing: options.outgoing }),
    ...(options.personsPerHour && { personsPerHour: options.personsPerHour }),
    ...(options.callsPerMinute && { callsPerMinute: options.callsPerMinute }),
    ...(options.scan && { scan: options.scan }),
    version: 'test',
    clock: () => world.now,
    log: (line) => world.log.push(line),
  })
  afterAll(async () => {
    // Whatever a test did, and whatever went wrong in it: of nobody a word is in the log.
    expect(world.log.map((line) => JSON.stringify(line)).filter((line) => wordsOfSomebody.test(line))).toEqual([])
    await Promise.all([doors.close(), portalDoors.close(), owner.end()])
    await drop(database)
  })
  return world
}

/** Names that tests invent, numbers they give, the password, and the tokens of sessions and keys. */
const wordsOfSomebody =
  /Inventad|Ixchel|Xiloj|Tz.unux|Candelaria|Ajq.ojom|Qamaxtuj|Xquenda|ceiba muy alta|\b[1-9]\d{3} ?\d{5} ?\d{4}\b|ceiba=[\w-]{20}/i

/**
 * The answer was lost on the way and the command is sent again. What is shown only once is not shown again, what is read anew may have
 * changed since, and who gave their own right away has it no more.
 */
async function sentAgain(made: Command, send: () => Promise<unknown>, first: unknown): Promise<void> {
  const again = (await send().catch((refusal) => refusal)) as Record<string, unknown>
  if (again instanceof Problem && ['sign-in-needed', 'not-your-work'].includes(again.code)) return
  if (made.again) expect(again).not.toBeInstanceOf(Error)
  else expect(first).toMatchObject(again)
}

export type World = Awaited<ReturnType<typeof aWorld>>

/** `fetch` that goes straight to the application, with a cookie. */
function fetchAs(app: ReturnType<typeof server>, cookie?: string): Fetch {
  return (path, init) =>
    Promise.resolve(app.request(path, { ...init, headers: { ...init.headers, ...(cookie && { Cookie: cookie }) } }))
}

let hash: Promise<string> | undefined
function knownHash(): Promise<string> {
  hash ??= hashPassword(password)
  return hash
}

type Known = Exclude<Connection, { connectionString: string }>

/** A new database: a copy of the template, which the first file of the run migrates and fills with reference data. */
export async function aDatabase(): Promise<Known> {
  const cluster = inject('cluster') as Known
  const name = `world_${uuidv7().replaceAll('-', '')}`
  await withAdministrator(cluster, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('ceiba.template'))")
    const { rowCount } = await client.query("select from pg_database where datname = 'ceiba_template'")
    if (!rowCount) await makeTemplate(cluster, client)
    await client.query(`create database ${name} template ceiba_template`)
  })
  return { ...cluster, database: name }
}

async function makeTemplate(cluster: Known, client: pg.Client): Promise<void> {
  await client.query('create database ceiba_making')
  const pool = openPool({ ...cluster, database: 'ceiba_making' }, { most: 1 })
  await migrate(pool)
  await loadReferenceData(over(pool), new Date('2026-11-01T00:00:00Z'))
  await pool.end()
  await client.query('alter database ceiba_making rename to ceiba_template')
}

async function drop(database: Known): Promise<void> {
  await withAdministrator(inject('cluster') as Known, async (client) => {
    await client.query(`drop database if exists ${database.database} with (force)`)
  })
}

async function withAdministrator(cluster: Known, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ ...cluster })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
