import type { z } from 'zod'
import { guatemalaDay } from '#base/day.ts'
import { Problem } from '#base/problem.ts'
import { beyondCompartments, type Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { retention as contract, Keeping } from '../contract.ts'
import { isHeld } from '../rules/periods.ts'
import * as store from '../store/erasures.ts'
import { erase } from './erasing.ts'

const most = 200

/** Who must not be erased, and who is: one asks, another confirms. */
export const erasures = {
  readKeeping: ({ subjectId }, { db, who }) => keeping(db, subjectId, who.accountId),

  async placeHold({ subjectId, holdId, reason, until }, { db, who, now }) {
    await store.lockRecords(db, [subjectId])
    if ((await existing(db, subjectId)).erasedAt) throw new Problem(409, 'erased-already')
    await store.insertHold(db, { subjectId, holdId, institutionId: who.institutionId, reason, until }, who.accountId, now)
    return keeping(db, subjectId, who.accountId)
  },

  async liftHold({ subjectId, holdId }, { db, who, now }) {
    await existing(db, subjectId)
    if ((await store.liftHold(db, subjectId, holdId, who.accountId, now)) === 0) throw new Problem(404, 'hold-not-found')
    return keeping(db, subjectId, who.accountId)
  },

  async askErasure({ subjectId, erasureId, basis, requestId }, at) {
    const { db, who, now, features } = at
    const { erasedAt } = await existing(db, subjectId)
    if (erasedAt) throw new Problem(409, 'erased-already')
    if ((await store.erasuresOf(db, subjectId, who.accountId)).some(({ state }) => state === 'asked'))
      throw new Problem(409, 'erasure-asked-already')
    if (requestId) for (const { ground } of features) await ground?.(at, subjectId, requestId)
    const erasure = { subjectId, erasureId, institutionId: who.institutionId, basis, requestId, by: who.accountId }
    await store.insertErasure(db, erasure, now)
    return keeping(db, subjectId, who.accountId)
  },

  async confirmErasure({ subjectId, erasureId }, { db, who, now, features }) {
    const { accountId, institutionId } = who
    const { basis, askedBy } = await asked(db, subjectId, erasureId)
    if (askedBy === accountId) throw new Problem(403, 'erasure-by-another')
    await beyondCompartments(db, async () => {
      const subjectIds = await store.returnsOfPerson(db, subjectId)
      await store.lockRecords(db, subjectIds)
      if (isHeld(await store.holdsOf(db, subjectIds), guatemalaDay(now))) throw new Problem(409, 'record-held')
      await erase(db, features, { subjectIds, institutionId, basis, accountId, now })
      const answered = { subjectId, erasureId, state: 'done' as const, subjects: subjectIds, by: accountId }
      await store.answerErasure(db, answered, now)
    })
    return keeping(db, subjectId, who.accountId)
  },

  async dropErasure({ subjectId, erasureId }, { db, who, now }) {
    const { askedBy } = await asked(db, subjectId, erasureId)
    // Who asked may take it back; that is nobody's answer.
    const by = askedBy === who.accountId ? undefined : who.accountId
    await store.answerErasure(db, { subjectId, erasureId, state: 'dropped', subjects: [], by }, now)
    return keeping(db, subjectId, who.accountId)
  },

  listErasures: async (_, { db, who }) => ({ erasures: await store.erasuresAsked(db, who.accountId, most) }),
} satisfies Partial<Handlers<typeof contract>>

async function existing(db: Database, subjectId: string): Promise<{ erasedAt?: string | undefined }> {
  const found = await store.subjectById(db, subjectId)
  if (!found) throw new Problem(404, 'return-not-found')
  return found
}

async function asked(
  db: Database,
  subjectId: string,
  erasureId: string,
): Promise<{ basis: string; askedBy?: string | undefined }> {
  await existing(db, subjectId)
  const found = await store.holdErasure(db, subjectId, erasureId)
  if (found?.state !== 'asked') throw new Problem(404, 'erasure-not-found')
  return found
}

async function keeping(db: Database, subjectId: string, reader: string): Promise<z.input<typeof Keeping>> {
  const { erasedAt } = await existing(db, subjectId)
  const [holds, erasuresAbout] = [await store.holdsOf(db, [subjectId]), await store.erasuresOf(db, subjectId, reader)]
  return { subjectId, holds, erasures: erasuresAbout, ...(erasedAt && { erasedAt }) }
}
