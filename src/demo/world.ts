/** Door: an invented country at work, made through the calls. The same seed and the same day give the same world. */
import { z } from 'zod'
import { insertAccount, openSession, setCompartments } from '#access/store/accounts.ts'
import { Problem } from '#base/problem.ts'
import { call, type Fetch } from '#browser/call.ts'
import { type Doors, sql } from '#server/db.ts'
import { record } from '#server/journal.ts'
import { hashOf, hashPassword } from '#server/secrets.ts'
import { type ServerOptions, server } from '../server.ts'
import { playArrivals } from './arrivals.ts'
import { chanceFrom } from './chance.ts'
import { staff } from './staff.ts'
import type { Stage } from './stage.ts'

export type DemonstrationLogin = { login: string; institution: string; work: string; password: string }

/** One password for all demonstration logins. It opens nothing in production: `ceiba start` refuses these accounts. */
const password = 'ceiba-demostracion'
const seed = 20261120
const finished = 'ceiba demo'

/**
 * Loads the demonstration if the database is empty, goes on with one that was interrupted, and gives its logins.
 * Throws `not-a-demonstration` when the database holds real accounts.
 */
export async function prepareDemonstration(
  options: ServerOptions & { doors: Doors; say: (line: string) => void },
): Promise<DemonstrationLogin[]> {
  const { doors, say } = options
  const logins = staff.map(({ login, institution, work }) => ({ login, institution: institution.toUpperCase(), work, password }))
  const state = await stateOf(doors)
  if (state.real > 0) throw new Problem(409, 'not-a-demonstration')
  if (state.finished) return logins
  const begun = state.begunAt ?? new Date()
  say('Loading the demonstration world (invented people) …')
  const chance = chanceFrom(seed)
  const tokens = await openAccounts(doors, begun)
  let moment = begun
  // The days that are played are over: sessions opened now serve in all of them.
  const session = { idleMinutes: 15, hours: 8, clocksDiffer: Number.POSITIVE_INFINITY }
  const app = server({ ...options, settings: { session, secondFactorFor: [] }, clock: () => moment })
  let made = 0
  const stage: Stage = {
    at: (then) => {
      moment = then
    },
    as(login) {
      const fetch: Fetch = (path, init) =>
        Promise.resolve(
          app.request(path, {
            ...init,
            headers: { ...init.headers, Cookie: `${options.secure ? '__Host-ceiba' : 'ceiba'}=${tokens.get(login)}` },
          }),
        )
      // The n-th call has always the same id, so a world that was interrupted goes on where it stood.
      return (made_, input) => call(made_, input, { fetch, entryId: entryId(made++) })
    },
  }
  const people = await playArrivals(stage, chance, begun, (share) => say(`  … ${Math.round(share * 100)} %`))
  await doors.transaction({}, async (db) => {
    await db.run(sql`update access.session set ended_at = ${new Date()} where ended_at is null`)
    await record(db, { entryId: entryId(made), at: new Date(), kind: 'command', call: finished, subjects: [] })
  })
  say(`The demonstration world is ready: ${people} returns.`)
  return logins
}

const State = z.object({
  real: z.number(),
  begunAt: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .optional(),
  finished: z.boolean(),
})

function stateOf(doors: Doors): Promise<z.infer<typeof State>> {
  return doors.transaction({}, (db) =>
    db.one(
      State,
      sql`
      select count(*) filter (where not demonstration) as real,
        min(created_at) filter (where demonstration) as "begunAt",
        exists (select from journal.entry where call = ${finished}) as finished
      from access.account`,
    ),
  )
}

/** The staff's accounts, and a session for each, for as long as the world is being made. */
async function openAccounts(doors: Doors, begun: Date): Promise<Map<string, string>> {
  const chance = chanceFrom(seed + 1)
  const passwordHash = await hashPassword(password)
  const tokens = new Map<string, string>()
  await doors.transaction({}, async (db) => {
    const known = await db.many(z.object({ login: z.string() }), sql`select login from access.account`)
    for (const { login, name, institution, roles, compartments = [] } of staff) {
      const accountId = chance.id()
      const token = `${chance.id()}${crypto.randomUUID()}`
      if (!known.some((account) => account.login === login)) {
        await insertAccount(db, {
          accountId,
          login,
          name,
          passwordHash,
          mustChange: false,
          demonstration: true,
          institutionId: institution,
          roles,
          now: begun,
        })
        await setCompartments(db, { accountId, institutionId: institution, compartments, by: accountId, now: begun })
      }
      // Far in the future and the past at once: the world's clock moves over years.
      const session = { sessionId: crypto.randomUUID(), tokenHash: hashOf(token), accountId, institutionId: institution }
      await openSession(db, { ...session, now: new Date(begun.getTime() + 60_000), agent: undefined })
      tokens.set(login, token)
    }
  })
  return tokens
}

function entryId(number: number): string {
  return `ce1ba000-0000-8000-8000-${number.toString(16).padStart(12, '0')}`
}
