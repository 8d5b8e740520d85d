import { uuidv7 } from 'uuidv7'
import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { settings as contract, Settings } from '../contract/settings.ts'
import { usualThresholds } from '../rules/likeness.ts'
import { counting, personsOf } from '../rules/persons.ts'
import { isInOrder, thresholdsBy } from '../rules/thresholds.ts'
import { automaticLinks, insertUndone } from '../store/decisions.ts'
import { lockEverybody } from '../store/locks.ts'
import * as store from '../store/settings.ts'
import { settle, type Together, togetherWith } from './joining.ts'
import { told } from './reading.ts'

/** So much of the past is shown. */
const remembered = 50
/** So many links are taken back at once at most: a longer period is taken in parts. */
const mostLinks = 2000

/** What an institution sets: where asking begins, and what is joined without asking. */
export const settings = {
  readSettings: (_, { db, who: { institutionId } }) => settingsOf(db, institutionId),

  async setThresholds({ facilityId, version, ask, same }, { db, who: { institutionId, accountId }, now }) {
    const set = await store.thresholdsNow(db, institutionId)
    if (facilityId !== undefined && !(await store.isFacility(db, facilityId))) throw new Problem(422, 'facility-unknown')
    if (!isInOrder({ ask, same })) throw new Problem(422, 'thresholds-crossed')
    const before = set.find((one) => one.facilityId === facilityId)?.version ?? 0
    const next = { institutionId, facilityId, version: version + 1, ask, same, accountId, now }
    if (before !== version || !(await store.insertThresholds(db, next))) throw new Problem(409, 'stale')
    return settingsOf(db, institutionId)
  },

  async setAutomatic({ version, above }, { db, who: { institutionId, accountId }, now }) {
    const [before] = await store.automaticRules(db, institutionId, 1)
    const lowest = Math.max(0, ...(await sameThresholds(db, institutionId)))
    if (above !== undefined && above < lowest) throw new Problem(422, 'automatic-below-same', { least: lowest })
    const next = { ruleId: uuidv7(), institutionId, version: version + 1, above, accountId, now }
    if ((before?.version ?? 0) !== version || !(await store.insertAutomatic(db, next))) throw new Problem(409, 'stale')
    return settingsOf(db, institutionId)
  },

  async previewAutomatic({ from, to }, { db }) {
    const { links, together, persons } = await withoutAutomatic(db, from, to)
    return { links: links.length, returns: together.members.length, persons }
  },

  async undoAutomatic({ from, to, links: wanted, reason }, { db, who: { institutionId, accountId }, now }) {
    await lockEverybody(db, institutionId)
    const { links, persons } = await withoutAutomatic(db, from, to)
    if (links.length !== wanted) throw new Problem(409, 'links-changed', { links: links.length })
    const decisionIds = links.map(({ decisionId }) => decisionId)
    await insertUndone(db, { decisionIds, institutionId, reason, accountId, now })
    const returns = links.flatMap(({ oneId, otherId }) => [oneId, otherId])
    await settle(db, institutionId, await togetherWith(db, returns), now)
    return { undone: links.map(({ oneId, otherId }) => ({ oneId, otherId })), persons }
  },
} satisfies Handlers<typeof contract>

async function settingsOf(db: Database, institutionId: string): Promise<Settings> {
  const thresholds = await store.thresholdsNow(db, institutionId)
  const history = await store.thresholdHistory(db, institutionId, remembered)
  const rules = (await store.automaticRules(db, institutionId, remembered)).map(({ ruleId: _, ...rule }) => rule)
  return {
    usual: usualThresholds,
    thresholds,
    automatic: rules[0],
    history: [
      ...history.map((one) => ({ what: 'thresholds' as const, ...one })),
      ...rules.map((one) => ({ what: 'automatic' as const, ...one })),
    ].sort((a, b) => (a.at < b.at ? 1 : -1)),
  }
}

/** From where on pairs are called probably the same, anywhere in the institution. */
async function sameThresholds(db: Database, institutionId: string): Promise<number[]> {
  const set = await store.thresholdsNow(db, institutionId)
  const thresholds = thresholdsBy(set)
  return ['', ...set.flatMap(({ facilityId }) => facilityId ?? [])].map((facilityId) => thresholds(facilityId).same)
}

/** What was joined automatically in a period, who hangs together by it, and how many people they are with it and without. */
async function withoutAutomatic(db: Database, from: string, to: string) {
  const links = await automaticLinks(db, from, to, mostLinks + 1)
  if (links.length > mostLinks) throw new Problem(422, 'too-many-links', { most: mostLinks })
  const returns = links.flatMap(({ oneId, otherId }) => [oneId, otherId])
  const together: Together = await togetherWith(db, returns)
  const gone = new Set(links.map(({ decisionId }) => decisionId))
  const peopleBy = (history: ReturnType<typeof told>[]) => new Set(personsOf(together.members, counting(history)).values()).size
  const history = together.decisions.map(told)
  return {
    links,
    together,
    persons: {
      before: peopleBy(history),
      after: peopleBy(history.map((one) => (gone.has(one.decisionId) ? { ...one, undone: true } : one))),
    },
  }
}
