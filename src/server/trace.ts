import { z } from 'zod'
import { Problem } from '#base/problem.ts'

/** Where something failed, for the log, without what it was about: the messages of errors and of the database can carry values. */
export function traceOf(error: unknown): Record<string, unknown> {
  const cause = error instanceof Problem ? (error as { cause?: unknown }).cause : error
  const { code, constraint, table } = (cause ?? {}) as Record<string, unknown>
  const issues = cause instanceof z.ZodError ? cause.issues.map((issue) => `${placeOf(issue.path)} ${issue.code}`) : undefined
  return { database: asCode(code), constraint: asCode(constraint), table: asCode(table), issues, stack: placesIn(cause) }
}

/** What failed in the background or at the end of all, in one line without values: its code, else its kind and place. */
export function failureOf(error: unknown): string {
  const code = asCode((error as { code?: unknown } | undefined)?.code)
  if (code !== undefined) return code
  const kind = error instanceof Error ? error.constructor.name : typeof error
  return [kind, ...(placesIn(error) ?? []).map((line) => line.trim())].join(' ')
}

/** A code as programs give them, and nothing that somebody typed. */
const asCode = (code: unknown): string | undefined => (typeof code === 'string' && /^[\w-]{1,63}$/.test(code) ? code : undefined)

/** The lines of a stack that name places in files. The message stands above them, of as many lines as it likes: it is taken off first. */
function placesIn(error: unknown): string[] | undefined {
  if (!(error instanceof Error)) return undefined
  const { stack = '', message } = error
  const after = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : ''
  return after.split('\n').filter(isPlace).slice(0, 6)
}

const isPlace = (line: string) => /^\s+at .*[\w)\]]:\d+:\d+\)?$/.test(line)

/** Names of members as the program wrote them. A key that somebody else made, as of a record, may be anything. */
const placeOf = (path: PropertyKey[]) =>
  path.map((part) => (/^([a-z][a-zA-Z]{0,39}|\d+)$/.test(String(part)) ? String(part) : '…')).join('.')
