import { z } from 'zod'
import { Id } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { intake as contract } from '../contract/calls.ts'
import { type Arrival, Moment } from '../contract/shapes.ts'
import { arrivalFindings, obstacleToClosing } from '../rules/arrival.ts'
import { isChildAlone } from '../rules/child-alone.ts'
import { cursorOf } from '../rules/search.ts'
import * as store from '../store/arrival.ts'
import { openOf, putInto } from '../store/compartment.ts'
import { pageBehind } from './page.ts'

export const arrivals = {
  async createArrival(arrival, { db, who }) {
    await knownCentre(db, arrival.facilityId)
    await store.insertArrival(db, arrival, who.institutionId)
    return readArrival(db, arrival.arrivalId)
  },

  async listArrivals({ after, limit, ...filters }, { db }) {
    const behind = pageBehind(after, z.object({ expectedAt: Moment, arrivalId: Id }))
    const found = await store.arrivalsLike(db, filters, { limit: limit + 1, behind })
    const last = found.length > limit ? found[limit - 1] : undefined
    return {
      arrivals: found.slice(0, limit).map(shown),
      next: last && cursorOf(last.expectedAt, last.arrivalId),
      total: await store.countArrivalsLike(db, filters),
    }
  },

  readArrival: ({ arrivalId }, { db }) => readArrival(db, arrivalId),

  async changeArrival({ arrivalId, version, ...wanted }, { db }) {
    // Nobody is recorded at the old centre while its people move to the new one.
    await store.lockArrival(db, arrivalId)
    const before = await arrivalNotClosed(db, arrivalId)
    if (wanted.facilityId) await knownCentre(db, wanted.facilityId)
    const after = { ...before, ...wanted, version }
    if (!(await store.saveArrival(db, after))) throw new Problem(409, 'stale', { current: shown(before) })
    const moves = after.facilityId !== before.facilityId || Date.parse(after.expectedAt) !== Date.parse(before.expectedAt)
    if (moves) await store.moveSubjects(db, arrivalId)
    return readArrival(db, arrivalId)
  },

  async openArrival({ arrivalId }, { db, now }) {
    await arrivalNotClosed(db, arrivalId)
    await store.openArrival(db, arrivalId, now)
    return readArrival(db, arrivalId)
  },

  async closeArrival({ arrivalId, counts, remarks }, { db, who, now }) {
    await store.lockArrival(db, arrivalId)
    const arrival = await arrivalNotClosed(db, arrivalId)
    const obstacle = obstacleToClosing(arrival, counts)
    if (obstacle) throw new Problem(409, obstacle.code, obstacle.details)
    const { accountId } = who
    const name = await store.nameOfAccount(db, accountId)
    await closeChildrenAlone(db, arrivalId, now)
    await store.closeArrival(db, arrivalId, now, { accountId, name, at: now.toISOString(), counts, ...(remarks && { remarks }) })
    return readArrival(db, arrivalId)
  },

  /** The reason stays in the journal, with who gave it. */
  async reopenArrival({ arrivalId }, { db }) {
    await store.lockArrival(db, arrivalId)
    const arrival = await existing(db, arrivalId)
    if (arrival.state !== 'closed') throw new Problem(409, 'state-differs', { state: arrival.state })
    await store.reopenArrival(db, arrivalId)
    return readArrival(db, arrivalId)
  },

  async setHeadcounts({ arrivalId, version, headcounts }, { db }) {
    const before = await arrivalNotClosed(db, arrivalId)
    if (before.kind !== 'mass_event') throw new Problem(409, 'not-a-mass-event')
    const saved = await store.saveArrival(db, { ...before, headcounts, version })
    if (!saved) throw new Problem(409, 'stale', { current: shown(before) })
    return readArrival(db, arrivalId)
  },
} satisfies Partial<Handlers<typeof contract>>

/** Children who came without those who care for them: once they have left the desk, their records are for those who protect them. */
async function closeChildrenAlone(db: Database, arrivalId: string, now: Date): Promise<void> {
  const alone = (await openOf(db, arrivalId)).filter(({ form, arrivedOn }) => isChildAlone(form, arrivedOn))
  await putInto(
    db,
    'child_protection',
    alone.map(({ subjectId }) => subjectId),
    now,
  )
}

export async function readArrival(db: Database, arrivalId: string): Promise<z.input<typeof Arrival>> {
  return shown(await existing(db, arrivalId))
}

export function shown({ facilityKind, ...arrival }: store.ArrivalRow): z.input<typeof Arrival> {
  return { ...arrival, findings: arrivalFindings(arrival.mode, facilityKind) }
}

/** What is not of the own institution does not exist. */
async function existing(db: Database, arrivalId: string): Promise<store.ArrivalRow> {
  const arrival = await store.arrivalById(db, arrivalId)
  if (!arrival) throw new Problem(404, 'arrival-not-found')
  return arrival
}

export async function arrivalNotClosed(db: Database, arrivalId: string): Promise<store.ArrivalRow> {
  const arrival = await existing(db, arrivalId)
  if (arrival.state === 'closed') throw new Problem(409, 'arrival-closed')
  return arrival
}

async function knownCentre(db: Database, facilityId: string): Promise<void> {
  const centre = await store.centreById(db, facilityId)
  if (!centre?.active) throw new Problem(422, 'facility-unknown', { facilityId })
}
