import type { i18n } from 'i18next'
import { z } from 'zod'
import { Problem } from '#base/problem.ts'

/** What went wrong as a `Problem`: an answer that does not keep its contract, or a bug here, is our mistake. */
export function problemOf(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(500, 'our-mistake')
}

/** What happened and what to do next, in the language of the interface. A code without words is told as our mistake. */
export function problemWords(problem: Problem, words: i18n): { what: string; next: string } {
  const code = words.exists(`problems:${problem.code}.what`) ? problem.code : 'our-mistake'
  const say = (part: 'what' | 'next') => String(words.t(`problems:${code}.${part}` as never, simple(problem.details) as never))
  return { what: say('what'), next: say('next') }
}

const Issue = z.object({ at: z.string(), expects: z.string() })
const issueKinds = ['missing', 'too_small', 'too_big', 'invalid_format', 'invalid_type', 'invalid_value'] as const

/** What is wrong with each field, by name, when the server refused the input; empty for any other problem. */
export function fieldIssues(problem: Problem): Record<string, string> {
  const issues = z.array(Issue).safeParse(problem.code === 'input-wrong' ? problem.details.issues : [])
  return Object.fromEntries((issues.data ?? []).map((issue) => [issue.at.split('.')[0], issue.expects]))
}

/** Words for what is wrong with one field: a zod issue's code, in a sentence. */
export function issueWords(kind: string, words: i18n): string {
  const known = issueKinds.find((one) => one === kind) ?? 'other'
  return words.t(`shell:fieldIssues.${known}`)
}

/** Only what can stand in a sentence. */
function simple(details: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => ['string', 'number'].includes(typeof value)))
}
