import { Hono, type Context as Hono_, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import {
  type Call,
  type Contract,
  type Download,
  type DownloadedFile,
  nameOf,
  pathParameters,
  type Query,
  type Role,
} from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { type Database, type Doors, isDuplicate } from '#server/db.ts'
import { entryById, recording, type StoredEntry, subjectsIn, without } from '#server/journal.ts'

/** Who is calling: an account at work for one institution. */
export type Session = { sessionId: string; accountId: string; institutionId: string; roles: Role[] }

/** What a handler is given beside its input. Time and ids come from here, never from a clock or chance of its own. */
export type Circumstances = {
  db: Database
  now: Date
  /** Id of the journal entry of this call. */
  entryId: string
  /** The session; throws `sign-in-needed` when there is none. */
  who: Session
  /** The session, if any: for calls that anyone may make. */
  visitor: Session | undefined
  /** The caller's network address, for throttling. */
  address: string
  /** What the caller's program calls itself, to show a person their own sessions. */
  agent: string | undefined
  /** Is this the demonstration world? */
  demonstration: boolean
  /** Opens (token) or closes (undefined) the session's cookie. */
  cookie(token: string | undefined, expires?: Date): void
  /** Work to be done in a transaction of its own if this call is refused, after everything else was rolled back. */
  ifRefused(work: (db: Database) => Promise<void>): void
}

type Answer<C extends Call> = C extends Download ? DownloadedFile : C extends { output: infer O } ? z.input<O & z.ZodType> : never
export type Handlers<C extends Contract> = {
  [K in keyof C]: (input: z.infer<C[K]['input']>, at: Circumstances) => Promise<Answer<C[K]>>
}

/** A feature as the server mounts it. Pages are plain web routes, for the portal. */
export type Feature = {
  name: string
  contract: Contract
  handlers: Record<string, (input: never, at: Circumstances) => Promise<unknown>>
}

/** Binds a contract to its handlers; a missing or ill-typed handler does not compile. */
export function feature<C extends Contract>(name: string, contract: C, handlers: Handlers<C>): Feature {
  return { name, contract, handlers: handlers as Feature['handlers'] }
}

export type Http = {
  features: Feature[]
  doors: Doors
  /** Finds the session behind a cookie's token. A feature gives it; the machinery does not know accounts. */
  sessionOf(db: Database, token: string, now: Date): Promise<Session | undefined>
  clock(): Date
  /** Is the site reached by https? Then cookies are marked secure. */
  secure: boolean
  trustProxy: boolean
  demonstration: boolean
  log(line: Record<string, unknown>): void
}

const usualBody = 1_000_000

/** The API: every call of every feature, mounted under `/api`. */
export function api(http: Http): Hono {
  const app = new Hono()
  app.onError((error, c) => refused(error, c, http))
  app.notFound((c) => refused(new Problem(404, 'no-such-call'), c, http))
  for (const feature of http.features) {
    for (const [name, call] of Object.entries(feature.contract)) {
      app.on(call.method, call.path, limit(call.largest ?? usualBody), (c) => answer(c, http, feature, name))
    }
  }
  return app
}

/** Refuses a body larger than `most` bytes: at once when it says how long it is, else as soon as it has been too long. */
function limit(most: number): MiddlewareHandler {
  const onError = () => {
    throw new Problem(413, 'too-large', { limit: most })
  }
  const counting = bodyLimit({ maxSize: most, onError })
  return (c, next) => {
    const said = c.req.header('Content-Length')
    // Reading the length does not touch the body; counting it makes a stream of it, which is dear.
    if (said === undefined || c.req.header('Transfer-Encoding') !== undefined) return counting(c, next)
    return Number(said) > most ? onError() : next()
  }
}

/** One call: session → may? → input parsed → handler in one transaction → answer parsed → journal. */
async function answer(c: Hono_, http: Http, { contract, handlers }: Feature, name: string): Promise<Response> {
  const call = contract[name]!
  const handler = handlers[name]!
  const now = http.clock()
  if (call.kind === 'command') refuseOtherSites(c)
  const token = getCookie(c, cookieName(http))
  const visitor = token ? await http.sessionOf(http.doors.alone, token, now) : undefined
  refuseWithoutRight(call, visitor)
  const input = await readInput(c, call)
  const entryId = entryIdOf(c)
  let cookie: (() => void) | undefined
  let afterRefusal: ((db: Database) => Promise<void>) | undefined
  const circumstances = (db: Database): Circumstances => ({
    db,
    now,
    entryId,
    visitor,
    get who() {
      if (!visitor) throw new Problem(401, 'sign-in-needed')
      return visitor
    },
    address: addressOf(c, http),
    agent: c.req.header('User-Agent'),
    demonstration: http.demonstration,
    cookie: (value, expires) => {
      cookie = () => writeCookie(c, http, value, expires)
    },
    ifRefused: (work) => {
      afterRefusal = work
    },
  })
  const context = { institution: visitor?.institutionId, account: visitor?.accountId }
  const entry = { entryId, at: now, call: nameOf(call), account: visitor?.accountId, institution: visitor?.institutionId }

  if (call.kind === 'command') {
    const run = async (db: Database) => call.output.parse(await handler(input as never, circumstances(db)))
    const closing = (output: unknown) =>
      recording({
        ...entry,
        kind: 'command',
        subjects: [...subjectsIn(input, subjectsIn(output))],
        input: without(input, call.secret),
        output: call.again ? undefined : without(output, call.secretAnswer),
      })
    const output = await http.doors.transaction(context, run, closing).catch(async (error) => {
      if (afterRefusal) await http.doors.transaction(context, afterRefusal)
      const before = await recordedBefore(error, http, entry)
      if (!call.again) return before.output
      const question = contract[call.again] as Query
      const found = (db: Database) => handlers[call.again!]!(question.input.parse(input) as never, circumstances(db))
      return call.output.parse(await http.doors.transaction(context, found))
    })
    cookie?.()
    return json(c, output)
  }

  const reading = async (db: Database) => {
    const found = await handler(input as never, circumstances(db))
    if (call.kind === 'query') return { output: call.output.parse(found) }
    return { file: found as DownloadedFile }
  }
  const closing = ({ file, output }: { file?: DownloadedFile; output?: unknown }) => {
    if (!call.personal) return undefined
    const subjects = file?.subjects ?? [...subjectsIn(output)]
    return recording({ ...entry, entryId: uuidv7(), kind: 'reading', subjects, input })
  }
  const { file, output } = await http.doors.transaction<{ file?: DownloadedFile; output?: unknown }>(context, reading, closing)
  c.header('Cache-Control', 'no-store')
  if (!file) return json(c, output)
  const { media } = call as Download
  // A paper with a name on it is read and printed where it opens; it does not stay behind in a shared computer's downloads.
  const disposition = media === 'application/pdf' ? 'inline' : 'attachment'
  return c.body(file.bytes as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': media,
    'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  })
}

/** An answer that says its length: then nobody compresses what is smaller than the headers of a compressed one. */
function json(c: Hono_, output: unknown): Response {
  const text = JSON.stringify(output)
  return c.body(text, 200, { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) })
}

/**
 * The same command sent twice is recorded once: whatever went wrong the second time, if an entry with this id is there
 * from the same account and call, its answer is the answer.
 */
async function recordedBefore(
  error: unknown,
  http: Http,
  entry: { entryId: string; call: string; account?: string | undefined },
): Promise<StoredEntry> {
  if (error instanceof Problem && error.status === 503) throw error
  const before = await http.doors.transaction({}, (db) => entryById(db, entry.entryId))
  if (before?.call === entry.call && before.account === entry.account) return before
  if (before) throw new Problem(409, 'entry-id-taken')
  if (isDuplicate(error)) throw Object.assign(new Problem(409, 'recorded-already'), { cause: error })
  throw error
}

function refuseWithoutRight(call: Call, visitor: Session | undefined): void {
  if (call.may === 'anyone') return
  if (!visitor) throw new Problem(401, 'sign-in-needed')
  if (call.may === 'signed-in') return
  if (!visitor.roles.some((role) => call.may.includes(role))) throw new Problem(403, 'not-your-work', { may: [...call.may] })
}

/** A command must come from our own pages (or from a program, which sends no such header). */
function refuseOtherSites(c: Hono_): void {
  const site = c.req.header('Sec-Fetch-Site')
  const origin = c.req.header('Origin')
  const ours = site === undefined || site === 'same-origin' || site === 'none'
  if (!ours || (origin !== undefined && origin !== 'null' && new URL(origin).host !== c.req.header('Host')))
    throw new Problem(403, 'other-site')
}

async function readInput(c: Hono_, call: Call): Promise<unknown> {
  const given: Record<string, unknown> = { ...c.req.query() }
  if (call.kind === 'command') {
    const text = await c.req.text()
    if (text !== '') {
      if (!/^application\/json\b/.test(c.req.header('Content-Type') ?? '')) throw new Problem(415, 'json-needed')
      const body = parseJson(text)
      if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Problem(400, 'json-broken')
      Object.assign(given, body)
    }
  }
  for (const name of pathParameters(call.path)) given[name] = c.req.param(name)
  const parsed = call.input.safeParse(given)
  if (parsed.success) return parsed.data
  throw new Problem(422, 'input-wrong', {
    issues: parsed.error.issues
      .slice(0, 50)
      .map((issue) => ({ at: issue.path.join('.'), expects: issue.code, message: issue.message })),
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'json-broken')
  }
}

function entryIdOf(c: Hono_): string {
  const given = c.req.header('Ceiba-Entry')
  if (given === undefined) return uuidv7()
  if (!z.uuid().safeParse(given).success) throw new Problem(400, 'entry-id-wrong')
  return given.toLowerCase()
}

function cookieName(http: Http): string {
  return http.secure ? '__Host-ceiba' : 'ceiba'
}

function writeCookie(c: Hono_, http: Http, token: string | undefined, expires?: Date): void {
  const options = { httpOnly: true, sameSite: 'Strict', path: '/', secure: http.secure } as const
  if (token) setCookie(c, cookieName(http), token, { ...options, ...(expires && { expires }) })
  else setCookie(c, cookieName(http), '', { ...options, maxAge: 0 })
}

function addressOf(c: Hono_, http: Http): string {
  const forwarded = http.trustProxy ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined
  return (
    forwarded || (c.env as { incoming?: { socket?: { remoteAddress?: string } } })?.incoming?.socket?.remoteAddress || 'local'
  )
}

/** Every refusal in one form. What is not a `Problem` is a bug: it is logged, never shown. */
function refused(error: unknown, c: Hono_, http: Http): Response {
  const problem = error instanceof Problem ? error : new Problem(500, 'our-mistake', { reference: uuidv7() })
  if (problem.status >= 500)
    http.log({ level: 'error', code: problem.code, call: `${c.req.method} ${c.req.routePath}`, ...traceOf(error, problem) })
  const { retryAfter } = problem.details
  return c.body(JSON.stringify(problem), problem.status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(typeof retryAfter === 'number' && { 'Retry-After': String(retryAfter) }),
  })
}

/** Where it happened, without what it was about: messages of the database can carry values. */
function traceOf(error: unknown, problem: Problem): Record<string, unknown> {
  const cause = error instanceof Problem ? (error as { cause?: unknown }).cause : error
  const { code, constraint, table } = (cause ?? {}) as Record<string, unknown>
  const stack =
    cause instanceof Error
      ? cause.stack
          ?.split('\n')
          .filter((line) => line.trimStart().startsWith('at '))
          .slice(0, 6)
      : undefined
  const issues = cause instanceof z.ZodError ? cause.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`) : undefined
  return { reference: problem.details.reference, database: code, constraint, table, issues, stack }
}
