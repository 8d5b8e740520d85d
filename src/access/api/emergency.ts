import { normalizeCui } from '#base/cui.ts'
import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Handlers, Session } from '#server/http.ts'
import type { emergency as contract, Emergency } from '../contract/emergency.ts'
import { dueAfter, isOverdue, minutesLeft, oversees, whyNotAsk } from '../rules/emergency.ts'
import * as store from '../store/emergency.ts'

const overseers = ['shift-chief', 'data-protection-officer'] as const

/** Opening one record in an emergency: asked for, opened by a second person where the institution wants one, told, and reviewed. */
export const emergency = {
  async askEmergency({ grantId, sought, reason, hours }, { db, who, now }) {
    await store.lockAsking(db, who.accountId)
    const own = await store.emergenciesOf(db, { accountId: who.accountId })
    const dayAgo = now.getTime() - 86_400_000
    const why = whyNotAsk({
      askedInADay: own.filter(({ askedAt }) => Date.parse(askedAt) > dayAgo).length,
      overdue: own.some((one) => isOverdue({ ...one, reviewed: one.verdict !== undefined }, now)),
    })
    if (why === 'emergency-unreviewed') throw new Problem(409, 'emergency-unreviewed')
    if (why) throw new Problem(429, 'too-many-emergencies', { retryAfter: 86_400 })
    const { accountId, institutionId } = who
    await store.insertEmergency(db, { grantId, institutionId, accountId, sought, reason, hours, now })
    if ((await store.ruleOf(db, institutionId)).secondPerson)
      await store.tell(db, { institutionId, roles: overseers, kind: 'emergency-asked', about: { grantId, by: accountId } }, now)
    else await open(db, { grantId, sought, hours, institutionId, accountId }, undefined, now)
    return { grantId }
  },

  async decideEmergency({ grantId, opens }, { db, who, now }) {
    const asked = await store.holdEmergency(db, grantId)
    if (!asked || asked.institutionId !== who.institutionId) throw new Problem(404, 'emergency-not-found')
    if (asked.accountId === who.accountId) throw new Problem(403, 'second-person-needed')
    if (asked.state !== 'waiting') throw new Problem(409, 'emergency-decided')
    if (opens) await open(db, { ...asked, sought: asked.sought ?? '' }, who.accountId, now)
    else await store.decided(db, { grantId, state: 'refused', by: who.accountId, now })
    return { grantId }
  },

  async endEmergency({ grantId }, { db, who, now }) {
    const one = await reached(db, grantId, who)
    if (one.accountId !== who.accountId && !who.roles.includes('data-protection-officer'))
      throw new Problem(404, 'emergency-not-found')
    await store.endEmergency(db, grantId, now)
    return { grantId }
  },

  async reviewEmergency({ grantId, verdict, remarks }, { db, who, now }) {
    const one = await reached(db, grantId, who)
    // Nobody judges what they did themselves.
    if (one.accountId === who.accountId) throw new Problem(403, 'second-person-needed')
    if (!one.subjectId || one.verdict) throw new Problem(409, 'emergency-decided')
    await store.reviewed(db, { grantId, verdict, remarks, by: who.accountId, now })
    return { grantId }
  },

  async listEmergencies(_, { db, who, now }) {
    const rows = await store.emergenciesOf(
      db,
      oversees(who.roles) ? { institutionId: who.institutionId } : { accountId: who.accountId },
    )
    return { emergencies: rows.map((row) => shown(row, who, now)) }
  },

  readOpenEmergencies: async (_, { who, now }) => ({
    open: (who.grants ?? []).map(({ grantId, subjectId, until }) => ({
      grantId,
      subjectId,
      until: new Date(until).toISOString(),
      minutesLeft: minutesLeft(until, now),
    })),
  }),

  async readEmergencyJournal({ grantId }, { db, who }) {
    const { subjectId } = await reached(db, grantId, who)
    return { entries: subjectId ? await store.entriesOf(db, grantId, subjectId) : [] }
  },

  readEmergencyRule: async (_, { db, who }) => ({ secondPerson: (await store.ruleOf(db, who.institutionId)).secondPerson }),

  async setEmergencyRule({ secondPerson }, { db, who: { institutionId, accountId }, now }) {
    const { version } = await store.ruleOf(db, institutionId)
    await store.setRule(db, { institutionId, version: version + 1, secondPerson, accountId, now })
    return { secondPerson }
  },

  async listNotices(_, { db, who }) {
    const notices = await store.noticesFor(db, who)
    return { notices, unread: notices.filter(({ read }) => !read).length }
  },

  async readNotice({ noticeId }, { db, who, now }) {
    if (!(await store.noticesFor(db, who)).some((one) => one.noticeId === noticeId)) throw new Problem(404, 'notice-not-found')
    await store.markRead(db, noticeId, who.accountId, now)
    return { noticeId }
  },
} satisfies Handlers<typeof contract>

/** Of people who are erased nothing is left that was said of them when their records were asked for. */
export async function forget(db: Database, subjectIds: readonly string[], now: Date): Promise<void> {
  const asks: string[] = []
  for (const { grantId, sought } of await store.asksWaiting(db)) {
    const found = await store.recordNamed(db, namedBy(sought))
    if (found && subjectIds.includes(found.subjectId)) asks.push(grantId)
  }
  await store.forgetWords(db, subjectIds, asks, now)
}

type Asked = { grantId: string; sought: string; hours: number; institutionId: string; accountId: string }

/** Opens what was asked for to who asked, if there is such a record, and tells its institution at once. */
async function open(db: Database, asked: Asked, by: string | undefined, now: Date): Promise<void> {
  const found = await store.recordNamed(db, namedBy(asked.sought))
  const { grantId } = asked
  const until = new Date(now.getTime() + asked.hours * 3_600_000)
  await store.decided(db, { grantId, state: found ? 'open' : 'nobody', by, found, until, now })
  if (!found) return
  const about = { grantId, by: asked.accountId }
  for (const institutionId of new Set([found.institutionId, asked.institutionId]))
    await store.tell(db, { institutionId, roles: overseers, kind: 'emergency-opened', about }, now)
}

/** A CUI as it is kept, or a slip code, of what was typed. */
function namedBy(sought: string): { slipCode: string; cui: string | undefined } {
  const cui = normalizeCui(sought)
  // As slips are read elsewhere: O is 0, I and L are 1.
  const slipCode = sought.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return { slipCode, cui: /^\d{13}$/.test(cui) ? cui : undefined }
}

async function reached(db: Database, grantId: string, who: Session): Promise<store.EmergencyRow> {
  const one = await store.holdEmergency(db, grantId)
  const theirs =
    one &&
    (one.accountId === who.accountId || (oversees(who.roles) && [one.institutionId, one.ownerId].includes(who.institutionId)))
  if (!theirs) throw new Problem(404, 'emergency-not-found')
  return one
}

function shown({ accountId, decidedAt, ...row }: store.EmergencyRow, who: Session, now: Date): Emergency {
  const over = row.state === 'open' && row.until !== undefined && row.until <= now.toISOString()
  return {
    ...row,
    state: over ? 'ended' : row.state,
    mine: accountId === who.accountId,
    // The second person is told what was typed; the others have no use for it.
    sought: row.institutionId === who.institutionId ? row.sought : undefined,
    due: row.subjectId && decidedAt ? dueAfter(decidedAt).toISOString() : undefined,
    overdue: isOverdue({ subjectId: row.subjectId, decidedAt, reviewed: row.verdict !== undefined }, now),
  }
}
