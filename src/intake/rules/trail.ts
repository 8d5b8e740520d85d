import { guatemalaDay } from '#base/day.ts'
import type { Look, TrailLine } from '../contract/shapes.ts'

/** An entry of the journal about a record, several alike put together. */
export type Noted = {
  kind: 'command' | 'reading' | 'refusal'
  /** `GET /returns/:subjectId`: the call's name. */
  call: string
  accountId?: string | undefined
  by?: string | undefined
  institutionId?: string | undefined
  times: number
  lastAt: string
}

/** What was done with the record, out of the name of the call. */
export function lookOf({ kind, call }: Pick<Noted, 'kind' | 'call'>): Look {
  if (kind === 'refusal') return 'refused'
  if (kind === 'command') return 'changed'
  if (call.endsWith('.pdf')) return 'printed'
  if (call.includes('/candidates') || call.endsWith('/returned-before')) return 'compared'
  return call.includes('/:subjectId') ? 'opened' : 'seen'
}

/** The trail as it is shown: one line for all dealings of one kind that somebody had on one day, newest first. */
export function trailOf(noted: readonly Noted[]): TrailLine[] {
  const lines = new Map<string, TrailLine>()
  for (const one of noted) {
    const [day, look] = [guatemalaDay(one.lastAt), lookOf(one)]
    const key = [day, one.accountId, one.institutionId, look].join('\n')
    const line = lines.get(key)
    if (line) {
      line.times += one.times
      if (one.lastAt > line.lastAt) line.lastAt = one.lastAt
    } else lines.set(key, { day, by: one.by, institutionId: one.institutionId, look, times: one.times, lastAt: one.lastAt })
  }
  return [...lines.values()].sort((a, b) => (a.lastAt < b.lastAt ? 1 : -1))
}
