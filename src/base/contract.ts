import { z } from 'zod'

/**
 * A feature's contract is a plain value: its calls, who may make them, what goes in and what comes out.
 * The server mounts it, the browser calls it, the outbox keeps it, the journal names it, OpenAPI lists it.
 */

/** What kind of work an account does. Their words are data of `access`; what each may do stands in the calls. */
export const roles = [
  'registrar',
  'shift-chief',
  'desk',
  'analyst',
  'directory-editor',
  'data-protection-officer',
  'administrator',
] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

/** How long it counts that somebody showed that it is them: by signing in, or again since (`access.confirmSelf`). */
export const stepUpMinutes = 5

/** What the data of persons are used for. Every reading of them is for one of these, and stands so in the journal. */
export const purposes = ['attention', 'referral', 'statistics', 'audit'] as const
export const Purpose = z.enum(purposes)
export type Purpose = z.infer<typeof Purpose>
/**
 * What a machine's key may be good for; a call that machines may make names one. Their words stand in `access/contract/keys.ts`.
 * A key carries no role and no compartment: closed records are closed to every machine.
 */
export const scopes = ['directory', 'figures', 'arrivals:write', 'returns:read'] as const
export const Scope = z.enum(scopes)
export type Scope = z.infer<typeof Scope>

/** Who may make a call. Required in each, so that nobody forgets to decide. */
export type May = 'anyone' | 'signed-in' | readonly Role[]

type Spec<I, O> = {
  /** One sentence for people who read the API. */
  says: string
  may: May
  /**
   * Is it asked of the person again that it is them, when they last showed it more than `stepUpMinutes` ago? For what a session left open
   * must not be enough for: exports, giving rights, taking protection away. Refused as `step-up-needed`; the browser asks, and repeats the call.
   */
  stepUp?: true
  /** May a machine make it, with a key of this scope? None may, unless said. */
  machines?: Scope
  /** Does it take a form, as clients of OAuth send, beside JSON? */
  form?: true
  /** Does the answer show persons? Then the reading is journalled with the ids shown. */
  personal: boolean
  /** What it usually reads persons for; to attend them unless said. */
  purpose?: Purpose
  /** May it be made about one record that was opened in an emergency? For what only reads, and of that one person. */
  emergency?: true
  input: I
  output: O
  /** Names of input members that the journal must not keep (passwords, whole files). */
  secret?: readonly string[]
  /** Names of output members that the journal must not keep: a retried command answers without them. */
  secretAnswer?: readonly string[]
  /**
   * Of a call that shows persons: names of members of whose words the journal keeps every letter, as a reason, though it leaves out all
   * other words. Until the person is erased.
   */
  kept?: readonly string[]
  /**
   * Name of the query of the same contract that answers when the command is sent again: it takes the same input and gives
   * the same shape. The journal then keeps no answer.
   */
  again?: string
  /** The most bytes its body may have; 1,000,000 unless said. */
  largest?: number
  /**
   * How many of it are worked on at once; the others wait before they take a connection to the database. For what is long in the
   * processor (reading a file, checking a password), so that it does not hold up those who only need the database.
   */
  atOnce?: number
}

export type Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Spec<I, O> & {
  kind: 'command'
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
}

export type Query<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = Spec<I, O> & {
  kind: 'query'
  method: 'GET'
  path: string
}

/** A query whose answer is a file: PDF, CSV, XLSX. */
export type Download<I extends z.ZodType = z.ZodType> = Omit<Spec<I, never>, 'output'> & {
  kind: 'download'
  method: 'GET'
  path: string
  /** The media type, as `application/pdf`. */
  media: string
}

export type Call = Command | Query | Download
export type Contract = Record<string, Call>

/** What a download's handler gives. `subjects` are the ids of the persons it shows. */
export type DownloadedFile = { name: string; bytes: Uint8Array; subjects?: string[] }

/** A call that changes something: `command('POST /arrivals', { … })`. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  at: `${'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`,
  spec: Spec<I, O>,
): Command<I, O> {
  const [method, path] = at.split(' ') as [Command['method'], string]
  return { kind: 'command', method, path, ...spec }
}

/** A call that only reads: `query('GET /arrivals/:id', { … })`. */
export function query<I extends z.ZodType, O extends z.ZodType>(at: `GET /${string}`, spec: Spec<I, O>): Query<I, O> {
  return { kind: 'query', method: 'GET', path: at.slice(4), ...spec }
}

/** A call that reads a file: `download('GET /returns/:id/slip.pdf', { … })`. */
export function download<I extends z.ZodType>(
  at: `GET /${string}`,
  spec: Omit<Spec<I, never>, 'output'> & { media: string },
): Download<I> {
  return { kind: 'download', method: 'GET', path: at.slice(4), ...spec }
}

/** The path's parameters, in order: `/returns/:id/slip.pdf` has `['id']`. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!)
}

/** `POST /arrivals`: the call's name in the journal. */
export function nameOf(call: Call): string {
  return `${call.method} ${call.path}`
}

/** An id made where the fact is made. Version 7, so that it sorts by time. In small letters, as the database writes it. */
export const Id = z.uuid().toLowerCase()

/** How often a record was changed: a change names the version it was made on, and is refused as `stale` on a newer one. */
export const Version = z.int32()

/** A page of a keyset list: pass `next` back as `after` to read on. */
export const Page = { after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }
