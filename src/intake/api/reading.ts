import type { z } from 'zod'
import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { ListedReturn, Return } from '../contract/shapes.ts'
import { findingsAbout, minorOn } from '../rules/findings.ts'
import type { ListedRow } from '../store/lists.ts'
import { familyOf, type Held, holdSubject, returnById } from '../store/subject.ts'

/** A return as the desk sees it. What is not of the own institution does not exist: `return-not-found`. */
export async function readReturn(db: Database, subjectId: string): Promise<z.input<typeof Return>> {
  const found = await returnById(db, subjectId)
  if (!found) throw new Problem(404, 'return-not-found')
  const { familyUnitId, arrivedOn, ...rest } = found
  return {
    ...rest,
    isMinor: minorOn(found.form, arrivedOn),
    findings: findingsAbout(found.form, arrivedOn),
    ...(familyUnitId && { family: { familyUnitId, members: await familyOf(db, familyUnitId) } }),
  }
}

/** The person, held until this call ends. */
export async function held(db: Database, subjectId: string): Promise<Held> {
  const found = await holdSubject(db, subjectId)
  if (!found) throw new Problem(404, 'return-not-found')
  return found
}

/** The person, held, of an arrival whose list may still change. */
export async function heldOpen(db: Database, subjectId: string): Promise<Held> {
  const found = await held(db, subjectId)
  if (found.arrivalState === 'closed') throw new Problem(409, 'arrival-closed')
  return found
}

/** A line of a list: the row, and who must be treated as a child. */
export function listed<R extends ListedRow>({ arrivedOn, ...row }: R): Omit<R, 'arrivedOn'> & Pick<ListedReturn, 'isMinor'> {
  return { ...row, isMinor: minorOn(row, arrivedOn) }
}
