import { dueToday, forgetDue } from '#retention/api/due.ts'
import type { Due } from '#retention/contract.ts'
import { everyInstitution } from '#retention/store/due.ts'
import type { OpenDatabase } from '#server/open.ts'
import { features } from '../features.ts'

type Told = { institutions: { institutionId: string; due: Due[] }[]; forgotten?: Record<string, number>; lines: string[] }

/** What the clocks of each institution say today. Nothing changes by it. */
export async function showRetention({ doors }: Pick<OpenDatabase, 'doors'>): Promise<Told> {
  const now = new Date()
  const institutions: Told['institutions'] = []
  for (const institutionId of await doors.transaction({}, everyInstitution)) {
    const due = await doors.transaction({ institution: institutionId, compartments: 'all' }, (db) =>
      dueToday(db, features, institutionId, now),
    )
    if (due.some((one) => one.due + one.held > 0)) institutions.push({ institutionId, due })
  }
  const lines = institutions.flatMap(({ institutionId, due }) => [institutionId, ...due.map(lineOf)])
  return { institutions, lines: lines.length > 0 ? lines : ['Nothing is due.'] }
}

const lineOf = ({ category, days, confirmed, due, held }: Due): string =>
  `  ${category.padEnd(15)} ${String(due).padStart(8)} due, ${held} held; ${days ? `kept ${days} days` : 'kept for ever'}${confirmed ? '' : ' (proposed, not confirmed: nothing is forgotten)'}`

/** Forgets what is due now. */
export async function applyRetention({ doors }: Pick<OpenDatabase, 'doors'>): Promise<Told> {
  const forgotten = await forgetDue(doors, features, { now: new Date() })
  const lines = Object.entries(forgotten).map(([category, count]) => `  ${category.padEnd(15)} ${count} forgotten`)
  return { institutions: [], forgotten, lines: lines.length > 0 ? lines : ['Nothing was due that an institution has confirmed.'] }
}
