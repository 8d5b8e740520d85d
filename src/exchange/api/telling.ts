import { uuidv7 } from 'uuidv7'
import { Problem } from '#base/problem.ts'
import type { Database, Doors } from '#server/db.ts'
import type { Outgoing } from '#server/outgoing.ts'
import { callsOf, eventOf } from '../rules/events.ts'
import { forDeliveries, hoursOfDelivery, secondsToWait } from '../rules/patience.ts'
import { commandsBetween, lastSeal, standingOf } from '../store/journal.ts'
import { institutionsAtWork } from '../store/verification.ts'
import * as store from '../store/webhooks.ts'
import { sign } from './signature.ts'
import { payloadOf } from './webhooks.ts'

/** So many seals are looked at in one go. */
const window = 5_000
/** So many tellings of an institution are under way at once. */
const together = 8
const limits = { within: 10_000, largest: 64_000 }
/** Longer than a telling can take: then it is somebody else's. */
const heldSeconds = 20
const keptDays = 30

type Telling = { outgoing: Outgoing; clock: () => Date; chance?: () => number; ending?: AbortSignal }

/**
 * Tells the systems that want to know what happened since they were last told; gives how many tellings were tried. It looks with no
 * compartment open: of closed records it knows nothing. Every telling is tried until it is taken, for three days.
 */
export async function tellOthers(doors: Doors, { outgoing, clock, chance = Math.random, ending }: Telling): Promise<number> {
  const tried = await Promise.all(
    (await doors.transaction({}, institutionsAtWork)).map(async (institution) => {
      if (!(await noteEvents(doors, institution, clock, ending))) return 0
      await doors.transaction({ institution, compartments: 'all' }, async (db) => {
        await store.dropClosed(db)
        await store.forgetSettled(db, secondsAfter(clock(), -keptDays * 86_400))
      })
      let count = 0
      for (let some = together; some > 0 && !ending?.aborted; count += some) {
        const due = await doors.transaction({ institution }, (db) =>
          store.takeDeliveries(db, together, clock(), secondsAfter(clock(), heldSeconds)),
        )
        await Promise.all(due.map((one) => deliver(doors, institution, one, { outgoing, clock, chance: chance() })))
        some = due.length
      }
      return count
    }),
  )
  return tried.reduce((sum, one) => sum + one, 0)
}

/** Reads the journal from where each subscription was told; gives whether there is any. */
async function noteEvents(doors: Doors, institution: string, clock: () => Date, ending?: AbortSignal): Promise<boolean> {
  for (;;) {
    const walked = await doors.transaction({ institution }, async (db) => {
      const until = await lastSeal(db)
      const walkers = await store.takeWalkers(db)
      for (const walker of walkers) await walk(db, institution, walker, until, clock())
      return { any: walkers.length > 0, more: walkers.some(({ toldUntil }) => toldUntil + window < until) }
    })
    if (!walked.more || ending?.aborted) return walked.any
  }
}

async function walk(
  db: Database,
  institutionId: string,
  { subscriptionId, kinds, toldUntil }: store.Walker,
  last: number,
  now: Date,
) {
  const until = Math.min(last, toldUntil + window)
  if (until <= toldUntil) return
  const entries = await commandsBetween(db, institutionId, callsOf(kinds), toldUntil, until)
  const known = await standingOf(db, [...new Set(entries.flatMap(({ subjects }) => subjects))])
  for (const { number, entryId, subjects, ...entry } of entries) {
    const event = eventOf({ ...entry, subjects }, known)
    if (!event) continue
    const payload = payloadOf(event.kind, entry.at, event.data)
    const { kind, about } = event
    const told = { deliveryId: uuidv7(), subscriptionId, institutionId, entryId, number, kind, about, subjects, payload }
    await store.insertDelivery(db, { ...told, happenedAt: entry.at, now })
  }
  await store.saveToldUntil(db, subscriptionId, until)
}

type Sending = { outgoing: Outgoing; clock: () => Date; chance: number }

/** One try. Taken is what is answered with 2xx. */
async function deliver(doors: Doors, institution: string, due: store.Due, { outgoing, clock, chance }: Sending): Promise<void> {
  const body = JSON.stringify(due.payload)
  const headers = { 'Content-Type': 'application/json', ...sign(due.secret, due.deliveryId, body, clock()) }
  const answer = await outgoing(due.url, { method: 'POST', headers, body, ...limits }).then(
    ({ status }) => ({ status }),
    (error) => ({ why: whyNot(error) }),
  )
  const now = clock()
  const taken = 'status' in answer && answer.status >= 200 && answer.status < 300
  const isOver = now.getTime() - Date.parse(due.since) > hoursOfDelivery * 3_600_000
  const state = taken ? 'delivered' : isOver ? 'dead' : 'waiting'
  const nextTryAt = secondsAfter(now, secondsToWait(due.tries, forDeliveries, chance))
  await doors.transaction({ institution }, (db) => store.saveOutcome(db, due.deliveryId, { state, ...answer, nextTryAt }, now))
}

function whyNot(error: unknown): string | undefined {
  if (!(error instanceof Problem)) throw error
  if (error.code === 'outgoing-too-slow') return 'slow'
  if (error.code === 'outgoing-not-allowed') return 'not-allowed'
  // An answer that is too long is an answer, but what it says is not known.
  return 'no-connection'
}

const secondsAfter = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000)
