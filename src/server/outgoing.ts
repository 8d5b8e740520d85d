import { lookup } from 'node:dns/promises'
import { type IncomingMessage, request as inClear } from 'node:http'
import { request as overTls } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Problem } from '#base/problem.ts'
import { listed, mayBeAt, type OutgoingHost } from '#server/outgoing-hosts.ts'

/** As `fetch`; beside that, how long all of it may take (milliseconds) and how many bytes the answer may have. */
export type Outgoing = (url: string | URL, init?: RequestInit & { within?: number; largest?: number }) => Promise<Response>

export type OutgoingOptions = {
  hosts: readonly OutgoingHost[]
  /** Finds the addresses of a name; the system's way unless said. */
  resolve?: (name: string) => Promise<string[]>
  /** The authority to trust instead of those that Node knows, as PEM. */
  ca?: string
}

const usualTime = 10_000
const usualBytes = 1_000_000

/**
 * The one way to another machine. An address that somebody typed must not make Ceiba ask where only Ceiba can: so only hosts that
 * OUTGOING_HOSTS lists, by https (in clear only to this very machine), at addresses that such a host may have. The name is resolved once
 * and the connection goes to the addresses that were looked at: a second answer of the name server changes nothing. No redirect is
 * followed: the 3xx is the answer. Cookies and credentials in an address are not sent.
 *
 * Throws `outgoing-not-allowed` `{ host, why }`, `outgoing-failed` `{ host, reason }`, `outgoing-too-slow` `{ host, seconds }` or
 * `outgoing-too-large` `{ host, limit }`. Every HTTP status is an answer and throws nothing.
 */
export function outgoing({ hosts, resolve = systemAddresses, ca }: OutgoingOptions): Outgoing {
  return async (address, { within = usualTime, largest = usualBytes, ...init } = {}) => {
    const url = URL.parse(String(address))
    const host = url?.host ?? ''
    const notAllowed = (why: string) => new Problem(422, 'outgoing-not-allowed', { host, why })
    if (!url || url.username || url.password || !['https:', 'http:'].includes(url.protocol)) throw notAllowed('address')
    const known = listed(hosts, url)
    if (!known) throw notAllowed('not-listed')
    if (url.protocol === 'http:' && !known.here) throw notAllowed('https-needed')
    const time = AbortSignal.timeout(within)
    const signal = init.signal ? AbortSignal.any([time, init.signal]) : time
    try {
      const name = url.hostname.replace(/^\[|\]$/g, '')
      const addresses = isIP(name) ? [name] : await unlessOver(resolve(name), signal)
      if (addresses.length === 0) throw new Problem(502, 'outgoing-failed', { host, reason: 'ENOTFOUND' })
      if (!addresses.every((one) => mayBeAt(known, one))) throw notAllowed('where-it-is')
      return await exchange(new Request(url, { ...init, signal: null }), { url, addresses, signal, largest, ca })
    } catch (error) {
      if (error instanceof Problem) throw error
      if (time.aborted) throw new Problem(504, 'outgoing-too-slow', { host, seconds: within / 1000 })
      const reason = (error as { code?: unknown }).code
      throw new Problem(502, 'outgoing-failed', { host, reason: typeof reason === 'string' ? reason : 'unknown' })
    }
  }
}

const systemAddresses = async (name: string): Promise<string[]> =>
  (await lookup(name, { all: true })).map(({ address }) => address)

function unlessOver<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => {})
  const over = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  signal.throwIfAborted()
  return Promise.race([work, over])
}

type Exchange = { url: URL; addresses: string[]; signal: AbortSignal; largest: number; ca: string | undefined }

/** Headers that belong to the connection and not to who asks. */
const ours = ['host', 'connection', 'content-length', 'transfer-encoding', 'expect', 'upgrade', 'cookie']

async function exchange(request: Request, { url, addresses, signal, largest, ca }: Exchange): Promise<Response> {
  const body = Buffer.from(await request.arrayBuffer())
  for (const name of ours) request.headers.delete(name)
  const headers = { 'accept-encoding': 'identity', ...Object.fromEntries(request.headers) }
  // The addresses that were looked at, and no other: nobody is asked a second time.
  const pinned: LookupFunction = (_, options, tell) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }))
    if (options.all) tell(null, found)
    else tell(null, found[0]!.address, found[0]!.family)
  }
  const options = { method: request.method, headers: { ...headers, 'content-length': body.length }, agent: false, signal }
  return new Promise((resolve, reject) => {
    const sent =
      url.protocol === 'https:'
        ? overTls(url, { ...options, lookup: pinned, minVersion: 'TLSv1.2', ...(ca && { ca }) })
        : inClear(url, { ...options, lookup: pinned })
    sent.on('error', reject)
    sent.on('response', (answer) => read(answer, url.host, largest).then(resolve, reject))
    sent.end(body)
  })
}

async function read(answer: IncomingMessage, host: string, largest: number): Promise<Response> {
  const tooLarge = () => {
    answer.destroy()
    return new Problem(502, 'outgoing-too-large', { host, limit: largest })
  }
  if (Number(answer.headers['content-length'] ?? 0) > largest) throw tooLarge()
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of answer) {
    bytes += piece.length
    if (bytes > largest) throw tooLarge()
    pieces.push(piece)
  }
  const headers = new Headers()
  for (let at = 0; at < answer.rawHeaders.length; at += 2) headers.append(answer.rawHeaders[at]!, answer.rawHeaders[at + 1]!)
  const status = answer.statusCode ?? 502
  const empty = [204, 205, 304].includes(status)
  return new Response(empty ? null : new Uint8Array(Buffer.concat(pieces)), { status, headers })
}
