import { uuidv7 } from 'uuidv7'
import { guatemalaDay } from '#base/day.ts'
import { Problem } from '#base/problem.ts'
import { beyondCompartments, type Database, type Doors } from '#server/db.ts'
import type { Forgetting, Handlers } from '#server/http.ts'
import type { retention as contract, Due, Period } from '../contract.ts'
import { dueBefore, periodsOf } from '../rules/periods.ts'
import * as store from '../store/due.ts'
import { answerErasure, insertErasure, lockRecords } from '../store/erasures.ts'
import { erase } from './erasing.ts'

/** How long everything is kept, and what is due. */
export const due = {
  async readDue({ category, days }, { db, who: { institutionId }, now, features }) {
    const all = (await periods(db, institutionId))
      .filter((one) => category === undefined || one.category === category)
      .map((one) => (days === undefined ? one : { ...one, days }))
    // A count shows nobody, and must be of all whom the clock will forget: the clocks run beyond the compartments.
    return { due: await beyondCompartments(db, () => dueOf(db, features, all, now)) }
  },

  async setPeriod({ category, days, version }, { db, who: { institutionId, accountId }, now }) {
    const before = (await periods(db, institutionId)).find((one) => one.category === category)!
    const next = { institutionId, category, days, version: version + 1 }
    if (before.version !== version || (await store.insertPeriod(db, next, accountId, now)) === 0)
      throw new Problem(409, 'stale', { current: before })
    return { category, confirmed: true, version: version + 1, ...(days && { days }) }
  },
} satisfies Partial<Handlers<typeof contract>>

async function periods(db: Database, institutionId: string): Promise<Period[]> {
  return periodsOf(await store.periodsSet(db, institutionId))
}

/** What each clock of an institution says today; nothing changes by it. To be asked beyond the compartments. */
export async function dueToday(db: Database, features: readonly Forgetting[], institutionId: string, now: Date): Promise<Due[]> {
  return dueOf(db, features, await periods(db, institutionId), now)
}

async function dueOf(db: Database, features: readonly Forgetting[], clocks: readonly Period[], now: Date): Promise<Due[]> {
  const today = guatemalaDay(now)
  const all: Due[] = []
  for (const period of clocks) {
    const before = dueBefore(period, today)
    const counted = before ? await count(db, features, period, before, today) : { due: 0, held: 0 }
    all.push({ ...period, ...counted, ...(before && { before }) })
  }
  return all
}

async function count(
  db: Database,
  features: readonly Forgetting[],
  { category }: Period,
  before: string,
  today: string,
): Promise<{ due: number; held: number }> {
  if (category !== 'manifest_lines') return store.countDue(db, category, before, today)
  let lines = 0
  for (const { lines: clock } of features) lines += (await clock?.due(db, before)) ?? 0
  return { due: lines, held: 0 }
}

const atOnce = 50

/**
 * Forgets what is due by the clocks that institutions have confirmed; gives how much, by category. What is held stays. Some at a time, each
 * few a transaction and an entry in the journal: broken off, it goes on where it stood, and a second time it finds nothing.
 */
export async function forgetDue(
  doors: Doors,
  features: readonly Forgetting[],
  { now, ending }: { now: Date; ending?: AbortSignal },
): Promise<Record<string, number>> {
  const today = guatemalaDay(now)
  const forgotten: Record<string, number> = {}
  for (const institution of await doors.transaction({}, store.everyInstitution)) {
    const within = <T>(work: (db: Database) => Promise<T>) =>
      doors.transaction({ institution, compartments: 'all' as const }, work)
    for (const period of await within((db) => periods(db, institution))) {
      const before = dueBefore(period, today)
      if (!period.confirmed || !before) continue
      for (let some = atOnce; some === atOnce && !ending?.aborted; ) {
        some = await within((db) => forgetNext(db, features, institution, period, before, now))
        forgotten[period.category] = (forgotten[period.category] ?? 0) + some
      }
    }
  }
  return forgotten
}

async function forgetNext(
  db: Database,
  features: readonly Forgetting[],
  institutionId: string,
  { category }: Period,
  before: string,
  now: Date,
): Promise<number> {
  if (category === 'manifest_lines') {
    for (const { lines } of features) await lines?.forget(db, before)
    return 0
  }
  const next = () => store.nextDue(db, category, before, guatemalaDay(now), atOnce)
  const found = await next()
  // Who was placing a hold is waited for; then it is asked again who may be forgotten.
  await lockRecords(db, found)
  const subjectIds = (await next()).filter((one) => found.includes(one))
  if (subjectIds.length === 0) return 0
  await erase(db, features, { subjectIds, institutionId, basis: 'clock', accountId: undefined, now })
  for (const subjectId of subjectIds) {
    const erasureId = uuidv7()
    await insertErasure(db, { subjectId, erasureId, institutionId, basis: 'clock', by: undefined }, now)
    await answerErasure(db, { subjectId, erasureId, state: 'done', subjects: [subjectId], by: undefined }, now)
  }
  return subjectIds.length
}
