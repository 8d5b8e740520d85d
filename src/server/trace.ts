import { z } from 'zod'
import { Problem } from '#base/problem.ts'

/** Where something failed, for the log, without what it was about: the messages of errors and of the database can carry values. */
export function traceOf(error: unknown): Record<string, unknown> {
  const cause = error instanceof Problem ? (error as { cause?: unknown }).cause : error
  const { code, constraint, table } = (cause ?? {}) as Record<string, unknown>
  const stack = cause instanceof Error ? cause.stack?.split('\n').filter(isPlace).slice(0, 6) : undefined
  const issues = cause instanceof z.ZodError ? cause.issues.map((issue) => `${placeOf(issue.path)} ${issue.code}`) : undefined
  return { database: code, constraint, table, issues, stack }
}

/** A line of a stack that names a place in a file. The message stands above them, and may have lines that begin alike. */
const isPlace = (line: string) => /^\s+at .*[\w)\]]:\d+:\d+\)?$/.test(line)

/** Names of members as the program wrote them. A key that somebody else made, as of a record, may be anything. */
const placeOf = (path: PropertyKey[]) => path.map((part) => (/^\w{1,40}$/.test(String(part)) ? String(part) : '…')).join('.')
