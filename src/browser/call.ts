import type { z } from 'zod'
import { type Call, type Command, type Download, pathParameters, type Query } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'

/** How a call reaches the server: `fetch`, or the application itself in a test. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>

export type Input<C extends Call> = z.input<C['input']>
export type Output<C extends Call> = C extends Command<z.ZodType, infer O> | Query<z.ZodType, infer O> ? z.output<O> : never

const overTheNetwork: Fetch = (path, init) => fetch(path, init)

/**
 * Makes a call. Input and answer are typed by the contract; the answer is parsed.
 * Throws the server's `Problem`, or `no-connection` (status 0) when nothing answered.
 * `entryId` makes a command repeatable: sent twice, it is recorded once. `byItself`: nobody did anything; the session is not prolonged.
 */
export async function call<C extends Command | Query>(
  made: C,
  input: Input<C>,
  options: { entryId?: string; fetch?: Fetch; keepalive?: boolean; byItself?: boolean } = {},
): Promise<Output<C>> {
  const fetch = options.fetch ?? overTheNetwork
  const body = made.kind === 'command' ? { body: JSON.stringify(withoutPath(made, input)) } : {}
  const response = await fetch(pathFor(made, input), {
    method: made.method,
    credentials: 'same-origin',
    ...(options.keepalive && { keepalive: true }),
    headers: {
      ...(made.kind === 'command' && { 'Content-Type': 'application/json' }),
      ...(options.entryId && { 'Ceiba-Entry': options.entryId }),
      ...(options.byItself && { 'Ceiba-By-Itself': 'yes' }),
    },
    ...body,
  }).catch(() => {
    throw new Problem(0, 'no-connection')
  })
  if (!response.ok) throw await refusalOf(response)
  const answer: unknown = await response.json().catch(() => undefined)
  // An answer that was cut short: whether it was done is not known, so it is sent again like any other without an answer.
  if (answer === undefined) throw new Problem(0, 'no-connection')
  return made.output.parse(answer) as Output<C>
}

/** The address of a call's answer: for links to downloads, and for `call`. */
export function pathFor<C extends Command | Query | Download>(made: C, input: Input<C>): string {
  const given = (input ?? {}) as Record<string, unknown>
  const inPath = pathParameters(made.path)
  const path = `/api${made.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given[name])))}`
  if (made.kind === 'command') return path
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(given))
    if (!inPath.includes(name) && value !== undefined && value !== '') search.set(name, String(value))
  return search.size > 0 ? `${path}?${search}` : path
}

function withoutPath(made: Call, input: unknown): Record<string, unknown> {
  const inPath = pathParameters(made.path)
  return Object.fromEntries(Object.entries((input ?? {}) as Record<string, unknown>).filter(([name]) => !inPath.includes(name)))
}

/** What the server refused, of an answer that is not `ok`. */
export async function refusalOf(response: Response): Promise<Problem> {
  const answer: unknown = await response.json().catch(() => undefined)
  const { code, type: _, title: __, status: ___, ...details } = (answer ?? {}) as Record<string, unknown>
  return new Problem(response.status, typeof code === 'string' ? code : 'no-connection', details)
}
