import type { Writable } from 'node:stream'
import pg from 'pg'
import sql, { type Sql } from 'sql-template-tag'
import { z } from 'zod'
import { Problem } from '#base/problem.ts'
import { type Veil, veiled } from '#server/veil.ts'
import { type Blinding, blindedWith, sealText } from './vault/sealing.ts'
import { keysFor, opened, type Person, unsealRows, type Vault } from './vault/vault.ts'

export { default as sql, empty, join, raw, type Sql } from 'sql-template-tag'

/**
 * What a store is given: statements inside one transaction. Rows are parsed by a zod schema, so a row's type is never
 * a promise that the database did not keep.
 */
export type Database = {
  /** Runs a statement; gives the number of rows it touched. */
  run(statement: Sql): Promise<number>
  many<R extends z.ZodType>(row: R, statement: Sql): Promise<z.infer<R>[]>
  maybe<R extends z.ZodType>(row: R, statement: Sql): Promise<z.infer<R> | undefined>
  /** Exactly one row is expected; another number is a bug. */
  one<R extends z.ZodType>(row: R, statement: Sql): Promise<z.infer<R>>
  /**
   * Sends a statement and waits for nothing: should it fail, the transaction fails with it, before anything is answered. For a
   * statement that fails by itself where it must not stand; it goes to the database in one write with the transaction's end.
   */
  send(statement: Sql): void
  /** Seals texts of these people, each with a key of their own. What is sealed comes back readable from `many`, `maybe` and `one`. */
  sealing(people: readonly Person[]): Promise<Seal>
  /** What a word of a closed person is found by. */
  blind(kind: Blinding, text: string): string
}

/** `place` is table and column, as `intake.subject|form.note`; `readable` is what of the text anybody may still read. */
export type Seal = (subjectId: string, place: string, text: string, readable?: string) => string

/** Who reads and writes: repeated underneath by PostgreSQL's row-level security. */
export type Context = {
  institution?: string | undefined
  account?: string | undefined
  /** The compartments that are open, none unless said; `all` for what counts everybody and shows nobody. */
  compartments?: readonly string[] | 'all' | undefined
  /** In an emergency the one person who is seen; `institution` and `compartments` are then those of the record. */
  only?: string | undefined
  /** What rows do not tell the caller: whatever is made of them, a list, a paper, a file, cannot tell it either. */
  veil?: Veil | undefined
}

/** What stands each for itself, outside a transaction. */
export type Statements = Omit<Database, 'send' | 'sealing' | 'blind'>

/** The way to the database: every piece of work is one transaction that begins by saying for whom it runs. */
export type Doors = {
  /** `closing` gives a last statement, which travels together with the commit: should it fail, nothing of the work stays. */
  transaction<T>(context: Context, work: (db: Database) => Promise<T>, closing?: (result: T) => Sql | undefined): Promise<T>
  /** Statements each for itself and for nobody in particular: while it is not yet known who calls. */
  alone: Statements
  pool: pg.Pool
  /** What opens sealed texts; none where nobody reads of people. */
  vault: Vault | undefined
  close(): Promise<void>
}

/** What `pg` takes, from the embedded database or from DATABASE_URL. */
export type Connection =
  | { host: string; port: number; user: string; database: string; password?: string }
  | { connectionString: string }

/** The three roles of the database. The owner migrates; the others own nothing. */
export type DatabaseRole = 'ceiba_app' | 'ceiba_portal'

const dateAsText = 1082
const instant = 1184
const bigInteger = 20
const types = new pg.TypeOverrides()
types.setTypeParser(dateAsText, (text) => text)
types.setTypeParser(instant, (text) => new Date(text).toISOString())
types.setTypeParser(bigInteger, Number)

/**
 * Opens a pool of connections. With `role`, each connection takes that role from its first moment, so row-level
 * security and the portal's narrow rights hold for every statement; and one that is not answered within `patience` milliseconds has lost
 * its network: its connection is given up. (The owner's work has no limit.)
 */
export function openPool(
  connection: Connection,
  options: { role?: DatabaseRole; most?: number; patience?: number } = {},
): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    types,
    max: options.most ?? 10,
    // A statement may be sent before the one before it is answered; `pg-copy-streams`, which the owner uses, cannot have that.
    pipeline: options.role !== undefined,
    connectionTimeoutMillis: 10_000,
    application_name: 'ceiba',
    ...(options.role && { options: `-c role=${options.role} ${restraints}`, query_timeout: options.patience ?? usualPatience }),
  })
  // A connection that breaks while idle is replaced by the pool, one that breaks at work fails its statement; without a listener either
  // would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/**
 * No question of a screen takes half a minute, and nothing thinks for two inside a transaction; what does must not keep its connection from
 * the others. And outside a transaction that says `read write` nothing can be written: if a `begin` is lost, so is what was sent with it.
 */
const usualPatience = 30_000
const restraints = '-c statement_timeout=25s -c idle_in_transaction_session_timeout=120s -c default_transaction_read_only=on'

const keeping = new WeakSet<object>()

/** A refusal that keeps what was written before it, as a try at a password that failed: the transaction is committed, then refuses. */
export function keepingWhatWasWritten(refusal: Problem): Problem {
  keeping.add(refusal)
  return refusal
}

/** Doors over a pool: see `Doors`. */
export function doorsOver(pool: pg.Pool, vault?: Vault): Doors {
  return {
    pool,
    vault,
    close: () => pool.end(),
    alone: statements(
      (statement) =>
        pool.query(named(statement)).catch((error) => {
          throw isUnavailable(error) ? unavailable(error) : error
        }),
      vault,
    ),
    async transaction(context, work, closing) {
      const client = await pool.connect().catch((error) => {
        throw unavailable(error)
      })
      let broken: Error | undefined
      const sent: Promise<unknown>[] = []
      try {
        inOnePacket(client, () => sending(sent, client.query(`begin read write; ${settings(context)}`)))
        const db = database((statement) => inOnePacket(client, () => client.query(named(statement))), sent, vault, context.veil)
        const result = await work(db)
        const last = closing?.(result)
        const end = inOnePacket(client, () => {
          if (last) db.send(last)
          return client.query('commit')
        })
        // When the connection breaks all of them fail at once, and only the first is waited for: the others are nobody's.
        end.catch(() => {})
        // In the order in which they were sent: the first that failed says why.
        for (const answer of [...sent, end]) await answer
        if ((await end).command !== 'COMMIT') throw new Error(`the transaction ended with ${(await end).command}`)
        return result
      } catch (error) {
        await client.query(keeping.has(error as object) ? 'commit' : 'rollback').catch((failure: Error) => {
          broken = failure
        })
        const reason = await reasonOf(error, sent)
        throw isUnavailable(reason) ? unavailable(reason) : reason
      } finally {
        client.release(broken)
      }
    },
  }
}

/**
 * What is asked from now to the end of this turn of the event loop goes out in one write. For the server a write to the database's
 * socket costs more processor time than anything else it does for a call.
 */
function inOnePacket<T>(client: pg.ClientBase, ask: () => T): T {
  const { stream } = (client as pg.ClientBase & { connection: { stream: Writable } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
  return ask()
}

/**
 * `set local` as text, in the transaction's first message: it ends with the transaction, so nothing of one person's
 * session is left on a pooled connection for the next.
 */
function settings(context: Context): string {
  const institution = pg.escapeLiteral(context.institution ?? '')
  const account = pg.escapeLiteral(context.account ?? '')
  const open = pg.escapeLiteral(context.compartments === 'all' ? 'all' : (context.compartments ?? []).join(','))
  // A role that only reads, and of persons one (migration 0023).
  const only = context.only ? `; set local ceiba.one_person = ${pg.escapeLiteral(context.only)}; set local role ceiba_glass` : ''
  return `set local ceiba.institution = ${institution}; set local ceiba.account = ${account}; set local ceiba.compartments = ${open}${only}`
}

const Before = z.object({ before: z.string() })

/**
 * Work for which no compartment is closed: what counts everybody, or must find whom the caller does not see. Of closed records nothing
 * may leave it. Nothing else of the transaction may be asked meanwhile.
 */
export async function beyondCompartments<T>(db: Database, work: () => Promise<T>): Promise<T> {
  const open = (which: string) => db.send(sql`select set_config('ceiba.compartments', ${which}, true)`)
  // Statements are answered in the order in which they are sent: this is how it stood, and what follows is beyond.
  const standing = db.one(Before, sql`select current_setting('ceiba.compartments') as before`)
  open('all')
  const { before } = await standing
  const done = await work()
  open(before)
  return done
}

/** The statements of one connection, outside a transaction or inside one that somebody else ends. */
export function over(client: pg.ClientBase | pg.Pool): Database {
  return database((statement) => client.query(named(statement)), [])
}

const database = (query: Query, sent: Promise<unknown>[], vault?: Vault, veil?: Veil): Database => ({
  ...statements(query, vault, veil),
  send: (statement) => sending(sent, query(statement)),
  async sealing(people) {
    const keys = await keysFor(opened(vault), query, people)
    return (subjectId, place, text, readable) => sealText(keys.get(subjectId)!, subjectId, place, text, readable)
  },
  blind: (kind, text) => blindedWith(opened(vault).keys.index, kind, text),
})

type Query = (statement: Sql) => Promise<pg.QueryResult>

/** Keeps an answer for whoever ends the transaction. Until then a failure is nobody's; it is told there. */
function sending(sent: Promise<unknown>[], answer: Promise<unknown>): void {
  answer.catch(() => {})
  sent.push(answer)
}

/** Behind a sent statement that failed the others only say that the transaction is aborted: the one that failed says why. */
async function reasonOf(error: unknown, sent: readonly Promise<unknown>[]): Promise<unknown> {
  if ((error as { code?: string }).code !== '25P02') return error
  const failed = (await Promise.allSettled(sent)).find(({ status }) => status === 'rejected')
  return failed ? (failed as PromiseRejectedResult).reason : error
}

function statements(query: Query, vault?: Vault, veil?: Veil): Statements {
  const shown = (found: Record<string, unknown>) => (veil ? veiled({ ...withoutNulls(found) }, veil.rows) : withoutNulls(found))
  const many: Database['many'] = async (row, statement) => {
    const { rows } = await query(statement)
    // First what is sealed is opened, then what the reader is not shown is taken out.
    if (vault) await unsealRows(rows, vault, query)
    return rows.map((found) => row.parse(shown(found)))
  }
  return {
    many,
    run: async (statement) => (await query(statement)).rowCount ?? 0,
    maybe: async (row, statement) => (await many(row, statement))[0],
    async one(row, statement) {
      const rows = await many(row, statement)
      if (rows.length !== 1) throw new Error(`expected one row, found ${rows.length}: ${statement.text.slice(0, 80)}`)
      return rows[0]!
    },
  }
}

/** In our code "not known" is `undefined`; in SQL it is null. Here the one becomes the other. */
function withoutNulls(row: Record<string, unknown>): Record<string, unknown> {
  for (const column in row) if (row[column] === null) row[column] = undefined
  return row
}

function named({ text, values }: Sql): pg.QueryConfig {
  return { text, values, name: nameFor(text) }
}

const names = new Map<string, string>()

/** A statement used before is prepared once on each connection. Past 500 texts the rest stay unprepared. */
function nameFor(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (names.size >= 500) return undefined
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/**
 * PostgreSQL's codes for "not now": connection lost, shutting down, disk or memory full, too many connections, and two that waited
 * for each other, of which it ended this one, or a statement that ran for too long.
 */
const passing = /^(08|53|57P0|57014|25P03|40P01|40001)/

function isUnavailable(error: unknown): boolean {
  if (error instanceof Problem || !(error instanceof Error)) return false
  const code = (error as { code?: string }).code ?? ''
  return (
    passing.test(code) ||
    /ECONN|ENOENT|EPIPE/.test(code) ||
    /Connection terminated|connection error|connection timeout|read timeout|timeout exceeded/i.test(error.message)
  )
}

function unavailable(error: unknown): Problem {
  return Object.assign(new Problem(503, 'database-unavailable', { retryAfter: 5 }), { cause: error })
}

/** Did the database refuse because the same key is there already? */
export function isDuplicate(error: unknown): boolean {
  return (error as { code?: string }).code === '23505'
}
