import type { Context as Hono_, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { type Call, pathParameters } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { blindMark, sealMark } from './vault/sealing.ts'

/** How the site is reached. */
export type Reached = {
  /** By https? Then cookies are marked secure. */
  secure: boolean
  trustProxy: boolean
  /** The address people use, where it is known. */
  publicUrl?: string | undefined
}

/** Refuses a body larger than `most` bytes: at once when it says how long it is, else while it is read, as soon as it has been too long. */
export function limit(most: number): MiddlewareHandler {
  return (c, next) => {
    const said = c.req.header('Content-Length')
    // Reading the length does not touch the body; counting it makes a stream of it, which is dear.
    if (said === undefined || c.req.header('Transfer-Encoding') !== undefined) c.set('mostUncounted', most)
    else if (Number(said) > most) throw tooLarge(most)
    return next()
  }
}

const tooLarge = (most: number) => new Problem(413, 'too-large', { limit: most })

/** A command must come from our own pages, or from a program, which says nothing of pages. Throws `other-site`. */
export function refuseOtherSites(c: Hono_, { publicUrl }: Reached): void {
  const site = c.req.header('Sec-Fetch-Site')
  const origin = c.req.header('Origin')
  if (site !== undefined ? site === 'same-origin' || site === 'none' : origin === undefined) return
  const host = site === undefined && URL.parse(origin ?? '')?.host
  if (host && (host === c.req.header('Host') || host === URL.parse(publicUrl ?? '')?.host)) return
  throw new Problem(403, 'other-site')
}

/**
 * The origin of this installation's pages: what is set, else the host that was asked for; that is reached in clear text on this machine
 * only, for elsewhere something in front speaks HTTPS.
 */
export function originOf(c: Hono_, { publicUrl }: Reached): string {
  const set = URL.parse(publicUrl ?? '')
  if (set) return set.origin
  const { hostname, host } = new URL(c.req.url)
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  return `${isHere ? 'http' : 'https'}://${host}`
}

/** What a call is given, parsed: a command's body or a query's search, and the parameters in the path. */
export async function readInput(c: Hono_, call: Call): Promise<unknown> {
  const given = call.kind === 'command' ? await readBody(c, call) : c.req.query()
  for (const name of pathParameters(call.path)) given[name] = c.req.param(name)
  const parsed = call.input.safeParse(given)
  if (!parsed.success)
    throw new Problem(422, 'input-wrong', {
      issues: parsed.error.issues
        .slice(0, 50)
        .map((issue) => ({ at: issue.path.join('.'), expects: issue.code, message: issue.message })),
    })
  const unkept = unkeptIn(parsed.data)
  if (unkept) throw new Problem(422, 'input-wrong', { issues: [{ at: unkept, expects: 'text' }] })
  return parsed.data
}

const hasMark = (text: string): boolean => text.includes(sealMark) || text.includes(blindMark)

async function readBody(c: Hono_, call: Call): Promise<Record<string, unknown>> {
  const most: number | undefined = c.get('mostUncounted')
  const text = most === undefined ? await c.req.text() : await counted(c.req.raw.body, most)
  if (call.form && /^application\/x-www-form-urlencoded\b/.test(c.req.header('Content-Type') ?? ''))
    return { ...Object.fromEntries(new URLSearchParams(text)), ...clientOf(c) }
  if (text === '') return {}
  if (!/^application\/json\b/.test(c.req.header('Content-Type') ?? '')) throw new Problem(415, 'json-needed')
  const body = parseJson(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Problem(400, 'json-broken')
  return { ...body }
}

/** A client of OAuth that names itself by HTTP Basic (RFC 6749, 2.3.1). */
function clientOf(c: Hono_): { client_id?: string; client_secret?: string } {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/.exec(c.req.header('Authorization') ?? '') ?? []
  const [, id, secret] = /^([^:]*):(.*)$/.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? []
  return id && secret ? { client_id: id, client_secret: secret } : {}
}

/** The text of a body that did not say how long it is. Only whoever may make the call gets this far. */
async function counted(body: ReadableStream<Uint8Array> | null, most: number): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of body ?? []) {
    bytes += piece.byteLength
    if (bytes > most) throw tooLarge(most)
    pieces.push(piece)
  }
  return new TextDecoder().decode(Buffer.concat(pieces))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(400, 'json-broken')
  }
}

/** Where there is text that is not kept, if anywhere: with a NUL or half of a pair of surrogates (PostgreSQL), or a mark of the vault. */
function unkeptIn(value: unknown, at = ''): string | undefined {
  if (typeof value === 'string') return value.includes('\0') || hasMark(value) || !value.isWellFormed() ? at : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, member] of Object.entries(value)) {
    const found = unkeptIn(name, at) ?? unkeptIn(member, at ? `${at}.${name}` : name)
    if (found !== undefined) return found
  }
  return undefined
}

/** Does the screen ask by itself, as a board does that reads again every few seconds? A command is always somebody's. */
export const isByItself = (c: Hono_): boolean => c.req.header('Ceiba-By-Itself') !== undefined

/** The id under which a command is recorded: the one it came with, or a new one. Throws `entry-id-wrong`. */
export function entryIdOf(c: Hono_): string {
  const given = c.req.header('Ceiba-Entry')
  if (given === undefined) return uuidv7()
  if (!z.uuid().safeParse(given).success) throw new Problem(400, 'entry-id-wrong')
  return given.toLowerCase()
}

/** The caller's address; behind a proxy of ours, the one that the proxy saw. */
export function addressOf(c: Hono_, { trustProxy }: Reached): string {
  const forwarded = trustProxy ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined
  return (
    forwarded || (c.env as { incoming?: { socket?: { remoteAddress?: string } } })?.incoming?.socket?.remoteAddress || 'local'
  )
}

/** `__Host-` binds it to this host and to https. */
export const cookieName = ({ secure }: Pick<Reached, 'secure'>): string => (secure ? '__Host-ceiba' : 'ceiba')

export function readCookie(c: Hono_, reached: Reached): string | undefined {
  return getCookie(c, cookieName(reached))
}

/** What a machine shows: a key or a token, after `Authorization: Bearer`. */
export function readBearer(c: Hono_): string | undefined {
  return /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
}

/**
 * Opens (token) or closes (undefined) the session's cookie. It lasts some seconds from now and not until a moment: a desk's computer
 * whose clock is half a day fast would else throw it away at once.
 */
export function writeCookie(c: Hono_, reached: Reached, token: string | undefined, seconds?: number): void {
  const options = { httpOnly: true, sameSite: 'Strict', path: '/', secure: reached.secure } as const
  if (token) setCookie(c, cookieName(reached), token, { ...options, ...(seconds && { maxAge: seconds }) })
  else setCookie(c, cookieName(reached), '', { ...options, maxAge: 0 })
}

const errandName = ({ secure }: Reached): string => (secure ? '__Host-ceiba-errand' : 'ceiba-errand')

export function readErrand(c: Hono_, reached: Reached): string | undefined {
  return getCookie(c, errandName(reached))
}

/**
 * The cookie that binds an errand at the identity provider to this browser. Lax, unlike the session's: the provider sends the browser
 * back from its own site.
 */
export function writeErrand(c: Hono_, reached: Reached, token: string | undefined, seconds = 0): void {
  const options = { httpOnly: true, sameSite: 'Lax', path: '/', secure: reached.secure } as const
  setCookie(c, errandName(reached), token ?? '', { ...options, maxAge: token ? seconds : 0 })
}
