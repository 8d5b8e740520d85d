import { Hono, type Context as Hono_ } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import {
  type Call,
  type Contract,
  type Download,
  type DownloadedFile,
  Id,
  nameOf,
  Purpose,
  type Query,
  type Role,
  type Scope,
  stepUpMinutes,
} from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { type CallLimits, houseOf } from '#server/call-limits.ts'
import { type Context, type Database, type Doors, isDuplicate } from '#server/db.ts'
import type { Provider } from '#server/identity-provider.ts'
import { type Entry, entryById, recording, type StoredEntry, subjectsIn, without } from '#server/journal.ts'
import { digestOf, type Keeper, keeperOf } from '#server/kept.ts'
import type { Outgoing } from '#server/outgoing.ts'
import {
  addressOf,
  entryIdOf,
  isByItself,
  limit,
  originOf,
  type Reached,
  readBearer,
  readCookie,
  readErrand,
  readInput,
  refuseOtherSites,
  writeCookie,
  writeErrand,
} from '#server/request.ts'
import { traceOf } from '#server/trace.ts'
import { turns } from '#server/turns.ts'
import type { Scan } from '#server/upload/virus-scan.ts'
import { opened } from '#server/vault/vault.ts'
import { type Veil, veiled } from '#server/veil.ts'

/** Who is calling: an account at work for one institution. */
export type Session = {
  sessionId: string
  accountId: string
  institutionId: string
  roles: Role[]
  /** The compartments whose records this account sees. */
  compartments: string[]
  /** Records opened to the account in an emergency, now. */
  grants?: Grant[]
  /** When the person last showed that it is them: by signing in, or again since. */
  confirmedAt?: Date | undefined
  /** Came in through an identity provider. */
  throughProvider?: boolean
  /** Came in with a second factor for which an identity provider vouches. */
  strong?: boolean
  /** A machine, with a key of these scopes: it may make the calls that name one of them, and nothing else. */
  scopes?: readonly Scope[]
}

/** What the installation has set (`server/config.ts`). */
export type Settings = {
  session: { idleMinutes: number; hours: number; clocksDiffer?: number }
  /** Of which roles a second factor is demanded; `compartment`: of everybody who sees the records of one. */
  secondFactorFor: readonly string[]
  /** The identity provider through which people may sign in, if any. */
  provider?: Provider | undefined
}

/** One record opened in an emergency, with whose it is. */
export type Grant = { grantId: string; subjectId: string; institutionId: string; compartment?: string | undefined; until: string }

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
  /** The address people reach this installation at, as far as the first slash: what is set, else the one asked for. */
  origin: string
  /** What the caller's program calls itself, to show a person their own sessions. */
  agent: string | undefined
  /** Looks for viruses, where the house has a program for it. */
  scan: Scan | undefined
  /** Is this the demonstration world? */
  demonstration: boolean
  settings: Settings
  /** The one way to call another machine. */
  fetch: Outgoing
  /** Everything that can be called, in the order of the features. */
  features: readonly (Pick<Feature, 'name' | 'contract'> & Forgetting)[]
  /** Opens (token) or closes (undefined) the session's cookie. */
  cookie(token: string | undefined, ends?: Date): void
  /** The token of the browser's errand at the identity provider, and the way to give it one, or to take it away. */
  errand: { token: string | undefined; keep(token: string | undefined, seconds?: number): void }
  /** What to look at when the database refuses what this call sent without waiting: `work` throws the `Problem` that says why. */
  ifRefused(work: (db: Database) => Promise<unknown>): void
}

type Answer<C extends Call> = C extends Download ? DownloadedFile : C extends { output: infer O } ? z.input<O & z.ZodType> : never
export type Handlers<C extends Contract> = {
  [K in keyof C]: (input: z.infer<C[K]['input']>, at: Circumstances) => Promise<Answer<C[K]>>
}

export type LinesClock = {
  due(db: Database, before: string): Promise<number>
  forget(db: Database, before: string): Promise<number>
}
export type Keeping = { forget?: Forget; lines?: LinesClock; ground?: Ground }
export type Forget = (db: Database, subjectIds: readonly string[], now: Date) => Promise<void>
export type Ground = (at: Circumstances, subjectId: string, requestId: string) => Promise<void>

/** What of a feature knows how to forget. */
export type Forgetting = Pick<Feature, 'forget' | 'lines' | 'ground'>

/** A feature as the server mounts it. Pages are plain web routes, for the portal. */
export type Feature = {
  name: string
  /** Takes away what the feature knows of people who are erased, but for what is counted. Each that keeps something of people has one. */
  forget?: Forget | undefined
  /** Lines of files that are kept word for word, until a day: how many are due, and the forgetting of them. */
  lines?: LinesClock | undefined
  /** What a person asked is taken as the ground for erasing them, and this is noted there; throws when it does not bear that. */
  ground?: Ground | undefined
  contract: Contract
  handlers: Record<string, (input: never, at: Circumstances) => Promise<unknown>>
}

/** Binds a contract to its handlers; a missing or ill-typed handler does not compile. */
export function feature<C extends Contract>(name: string, contract: C, handlers: Handlers<C>, keeping: Keeping = {}): Feature {
  return { name, contract, handlers: handlers as Feature['handlers'], ...keeping }
}

/** Why a call is refused; else what persons are shown for, if not the usual, and what of them is withheld. */
export type Judgement = {
  refused?: 'not-for-this-key' | 'sign-in-needed' | 'not-your-work' | 'purpose-not-yours' | undefined
  purpose?: Purpose | undefined
  veil?: Veil | undefined
}

export type Http = Reached & {
  features: Feature[]
  doors: Doors
  /**
   * Finds the session behind a cookie's token. A feature gives it; the machinery does not know accounts. `byItself`: the screen
   * asks and nobody did anything, so the session is not prolonged.
   */
  sessionOf(doors: Doors, token: string, now: Date, byItself: boolean): Promise<Session | undefined>
  /** The one decision on a call (`access/rules`), before anything of it is done. */
  judge(call: Call, visitor: Session | undefined, purpose: Purpose | undefined, granted: boolean): Judgement
  /** Finds the machine behind what `Authorization: Bearer` holds. */
  machineOf(doors: Doors, bearer: string, now: Date): Promise<Session | undefined>
  /** Throws when an account would be shown more persons than it may be. */
  mayRead(account: string, persons: readonly string[], now: Date): void
  /** Throws when an account or an address makes more calls than it may. */
  mayCall: CallLimits
  /** Milliseconds after which a call that is not done is refused; 90 s unless said. */
  patience?: number
  clock(): Date
  demonstration: boolean
  settings: Settings
  outgoing: Outgoing
  scan: Scan | undefined
  log(line: Record<string, unknown>): void
}

const usualBody = 1_000_000
const usualPatience = 90_000

/** The API: every call of every feature, mounted under `/api`. */
export function api(http: Http): Hono {
  const app = new Hono()
  app.onError((error, c) => refused(error, c, http))
  for (const feature of http.features) {
    for (const [name, call] of Object.entries(feature.contract)) {
      const turn: Turn = call.atOnce ? turns(call.atOnce) : (work) => work()
      app.on(call.method, call.path, limit(call.largest ?? usualBody), (c) =>
        inTime(answer(c, http, feature, name, turn), http.patience ?? usualPatience).catch((error) =>
          journalled(error, c, http, call),
        ),
      )
    }
  }
  for (const [path, methods] of methodsByPath(http.features))
    app.all(path, (c) => {
      throw new Problem(405, 'other-method', { method: c.req.method, allow: methods.join(', ') })
    })
  app.all('*', () => {
    throw new Problem(404, 'no-such-call')
  })
  return app
}

/**
 * Refuses what takes longer than anybody waits. A command may yet be done: sent again with the same id it gives that answer, or does what
 * was not done.
 */
async function inTime<T>(work: Promise<T>, patience: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Problem(503, 'took-too-long', { retryAfter: 30 })), patience)
  })
  return Promise.race([work, over]).finally(() => clearTimeout(timer))
}

/** The methods of each path, whatever its parameters are called. */
function methodsByPath(features: Feature[]): Map<string, string[]> {
  const methods = new Map<string, string[]>()
  for (const { method, path } of features.flatMap(({ contract }) => Object.values(contract))) {
    const shape = path.replaceAll(/:\w+/g, ':part')
    methods.set(shape, [...(methods.get(shape) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])])
  }
  return methods
}

type Turn = ReturnType<typeof turns>

/** One call: session → may? → input parsed → handler in one transaction → answer parsed → journal. */
async function answer(c: Hono_, http: Http, { contract, handlers }: Feature, name: string, turn: Turn): Promise<Response> {
  const call = contract[name]!
  const handler = handlers[name]!
  const now = http.clock()
  if (call.kind === 'command') refuseOtherSites(c, http)
  const house = houseOf(addressOf(c, http))
  http.mayCall('all', house, now)
  const visitor = await callerOf(c, http, call, now)
  // Before the visitor is known to whoever writes refusals down: of what is too much nothing is written.
  if (visitor) http.mayCall(visitor.scopes ? 'machine' : call.kind, visitor.accountId, now)
  else http.mayCall(call.kind === 'command' && call.may === 'anyone' ? 'entrance' : 'unknown', house, now)
  c.set('visitor', visitor)
  const grant = call.emergency && visitor?.grants?.find(({ subjectId }) => subjectId === c.req.param('subjectId')?.toLowerCase())
  const { veil, purpose } = allowed(c, http, call, visitor, now, grant !== undefined)
  const leaving = <T>(output: T): T => (veil ? veiled(output, veil.answers) : output)
  const input = await readInput(c, call)
  // What somebody unknown gives (a sign-in) has no answer that is given to whoever sends the same id again.
  const entryId = visitor ? entryIdOf(c) : uuidv7()
  let cookie: (() => void) | undefined
  let errand: (() => void) | undefined
  let whyRefused: ((db: Database) => Promise<unknown>) | undefined
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
    origin: originOf(c, http),
    agent: c.req.header('User-Agent'),
    demonstration: http.demonstration,
    settings: http.settings,
    features: http.features,
    fetch: http.outgoing,
    scan: http.scan,
    cookie: (value, ends) => {
      const seconds = ends && Math.round((ends.getTime() - now.getTime()) / 1000)
      cookie = () => writeCookie(c, http, value, seconds)
    },
    errand: {
      token: readErrand(c, http),
      keep: (token, seconds) => {
        errand = () => writeErrand(c, http, token, seconds)
      },
    },
    ifRefused: (work) => {
      whyRefused = work
    },
  })
  const context = {
    institution: visitor?.institutionId,
    account: visitor?.accountId,
    // What shows no person counts everybody: a flight has as many people for one who sees them all as for one who does not.
    compartments: call.personal ? visitor?.compartments : ('all' as const),
  }
  // What is changed is reckoned from everything that is there; what is only read need not hold more than is shown.
  const reading = grant ? inEmergency(grant, visitor!.accountId) : { ...context, veil }
  const { accountId: account, institutionId: institution } = visitor ?? {}
  const entry = { entryId, at: now, call: nameOf(call), account, institution, purpose }

  if (call.kind === 'command') {
    const run = async (db: Database) => call.output.parse(await handler(input as never, circumstances(db)))
    const told = without(input, call.secret)
    const { input: kept, digest } = keep(call, http, told)
    const closing = (output: unknown) =>
      recording({
        ...entry,
        kind: 'command',
        subjects: [...subjectsIn(input, subjectsIn(output))],
        input: kept,
        inputDigest: digest,
        output: call.again ? undefined : keepersOf(call).output(without(output, call.secretAnswer)),
      })
    /** What is read to answer, though nothing new was recorded. */
    const readAlso = (shown: unknown) =>
      recording({
        ...entry,
        entryId: uuidv7(),
        kind: 'reading',
        subjects: [...subjectsIn(shown)],
        input: kept,
        inputDigest: digest,
      })
    const output = await turn(() => http.doors.transaction(context, run, closing)).catch(async (error) => {
      cookie = errand = undefined
      const before = await recordedBefore(error, http, { ...entry, input: told, inputDigest: digest }).catch(async (refusal) => {
        // Who is told that a person's answers were changed elsewhere is shown what they are now.
        if (call.personal && refusal.code === 'stale') await http.doors.transaction(context, (db) => db.run(readAlso(input)))
        if (whyRefused && !(refusal instanceof Problem)) await http.doors.transaction(context, whyRefused)
        throw refusal
      })
      if (!call.again) return before.output
      const question = contract[call.again] as Query
      const found = (db: Database) => handlers[call.again!]!(question.input.parse(input) as never, circumstances(db))
      return call.output.parse(await http.doors.transaction(reading, found, call.personal ? readAlso : undefined))
    })
    cookie?.()
    errand?.()
    return json(c, leaving(output))
  }

  const read = async (db: Database) => {
    const found = await handler(input as never, circumstances(db))
    if (call.kind === 'query') return { output: call.output.parse(found) }
    return { file: found as DownloadedFile }
  }
  const closing = ({ file, output }: { file?: DownloadedFile; output?: unknown }) => {
    if (!call.personal) return undefined
    const subjects = file?.subjects ?? [...subjectsIn(output)]
    if (visitor) http.mayRead(visitor.accountId, subjects, now)
    const { input: kept, digest: inputDigest } = keep(call, http, input)
    const how = grant && { output: { emergency: grant.grantId } }
    return recording({ ...entry, entryId: uuidv7(), kind: 'reading', subjects, input: kept, inputDigest, ...how })
  }
  const { file, output } = await http.doors.transaction<{ file?: DownloadedFile; output?: unknown }>(reading, read, closing)
  if (!file) return json(c, leaving(output))
  const { media } = call as Download
  // A paper with a name on it is read and printed where it opens; it does not stay behind in a shared computer's downloads.
  const disposition = media === 'application/pdf' ? 'inline' : 'attachment'
  return c.body(file.bytes as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': media,
    'Cache-Control': 'no-store',
    'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  })
}

/** An answer that says its length: then nobody compresses what is smaller than the headers of a compressed one. No browser keeps it. */
function json(c: Hono_, output: unknown): Response {
  const text = JSON.stringify(output)
  const length = String(Buffer.byteLength(text))
  return c.body(text, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', 'Content-Length': length })
}

/**
 * The same command sent twice is recorded once: whatever went wrong the second time, if an entry with this id is there
 * from the same account, for the same call with the same input, its answer is the answer.
 */
async function recordedBefore(
  error: unknown,
  http: Http,
  entry: Pick<Entry, 'entryId' | 'call' | 'account' | 'input' | 'inputDigest'>,
): Promise<StoredEntry> {
  if (error instanceof Problem && error.status === 503) throw error
  const before = await http.doors.transaction({}, (db) =>
    entryById(db, entry.entryId, { input: entry.input, digest: entry.inputDigest }),
  )
  if (before?.call === entry.call && before.account === entry.account && before.sameInput) return before
  if (before) throw new Problem(409, 'entry-id-taken')
  if (isDuplicate(error)) throw Object.assign(new Problem(409, 'recorded-already'), { cause: error })
  throw error
}

/** Whoever calls: a machine by its key, else the person behind the cookie. A key that is not good is not taken for nobody. */
async function callerOf(c: Hono_, http: Http, call: Call, now: Date): Promise<Session | undefined> {
  const bearer = readBearer(c)
  if (bearer !== undefined) {
    const machine = await http.machineOf(http.doors, bearer, now)
    if (!machine) throw new Problem(401, 'key-wrong')
    return machine
  }
  const token = readCookie(c, http)
  return token ? http.sessionOf(http.doors, token, now, call.kind === 'query' && isByItself(c)) : undefined
}

const keepers = new WeakMap<Call, { input: Keeper; output: Keeper }>()
const whole: Keeper = (value) => value

/** What the journal keeps of a call: of one that shows persons, no words of anybody. Worked out once for each. */
function keepersOf(call: Call): { input: Keeper; output: Keeper } {
  const known = keepers.get(call)
  if (known) return known
  const made = call.personal
    ? {
        input: keeperOf(call.input, 'output', call.kept),
        output: call.kind === 'command' ? keeperOf(call.output, 'output', call.kept) : whole,
      }
    : { input: whole, output: whole }
  keepers.set(call, made)
  return made
}

/** What of an input goes into the journal, and the digest of what does not. */
function keep(call: Call, { doors }: Http, input: unknown): { input: unknown; digest: Buffer | undefined } {
  const digest = call.personal ? digestOf(opened(doors.vault).keys.journal, input) : undefined
  return { input: keepersOf(call).input(input), digest }
}

/** What the engine of access says of the call, for the purpose that the caller states, if any. Throws its refusals. */
function allowed(c: Hono_, http: Http, call: Call, visitor: Session | undefined, now: Date, granted: boolean): Judgement {
  const stated = Purpose.optional().safeParse(c.req.header('Ceiba-Purpose'))
  if (!stated.success) throw new Problem(400, 'purpose-unknown')
  const judged = http.judge(call, visitor, stated.data, granted)
  if (judged.refused === 'not-for-this-key')
    throw new Problem(403, 'not-for-this-key', { ...(call.machines && { scope: call.machines }) })
  if (judged.refused === 'sign-in-needed') throw new Problem(401, 'sign-in-needed')
  if (judged.refused === 'purpose-not-yours') throw new Problem(403, 'purpose-not-yours')
  if (judged.refused) throw new Problem(403, 'not-your-work', { may: [...call.may] })
  if (call.stepUp && !visitor?.scopes && !isFresh(visitor?.confirmedAt, now))
    throw new Problem(403, 'step-up-needed', { minutes: stepUpMinutes })
  return judged
}

/** The one person whose record was opened, as its institution and its compartment see it. */
function inEmergency({ subjectId, institutionId, compartment }: Grant, account: string): Context {
  return { institution: institutionId, account, compartments: compartment ? [compartment] : [], only: subjectId }
}

const isFresh = (confirmedAt: Date | undefined, now: Date): boolean =>
  confirmedAt !== undefined && now.getTime() - confirmedAt.getTime() <= stepUpMinutes * 60_000

/**
 * Whoever asks in vain where persons are shown stands in the journal: who, which call, about whom, why; nothing of the content.
 * Then refuses.
 */
async function journalled(error: unknown, c: Hono_, http: Http, call: Call): Promise<never> {
  const visitor: Session | undefined = c.get('visitor')
  if (!call.personal || !visitor || !(error instanceof Problem) || ![403, 404, 429].includes(error.status)) throw error
  const subjects = [...subjectsIn(c.req.param())].filter((id) => Id.safeParse(id).success)
  const entry = recording({
    entryId: uuidv7(),
    at: http.clock(),
    kind: 'refusal',
    call: nameOf(call),
    account: visitor.accountId,
    institution: visitor.institutionId,
    subjects,
    output: { code: error.code },
  })
  await http.doors.transaction({}, (db) => db.run(entry))
  throw error
}

/** Every refusal in one form. What is not a `Problem` is a bug: it is logged, never shown. */
function refused(error: unknown, c: Hono_, http: Http): Response {
  const problem = error instanceof Problem ? error : new Problem(500, 'our-mistake', { reference: uuidv7() })
  if (problem.status >= 500)
    http.log({
      level: 'error',
      code: problem.code,
      call: `${c.req.method} ${c.req.routePath}`,
      reference: problem.details.reference,
      ...traceOf(error),
    })
  const { retryAfter, allow } = problem.details
  return c.body(JSON.stringify(problem), problem.status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(typeof retryAfter === 'number' && { 'Retry-After': String(retryAfter) }),
    ...(typeof allow === 'string' && { Allow: allow }),
    ...(problem.code === 'key-wrong' && { 'WWW-Authenticate': 'Bearer error="invalid_token"' }),
  })
}
