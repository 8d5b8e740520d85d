import { z } from 'zod'
import { Id } from '#base/contract.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { intake as contract } from '../contract/calls.ts'
import { Day } from '../contract/shapes.ts'
import { cursorOf, readSearch, type Sought } from '../rules/search.ts'
import * as store from '../store/search.ts'
import { pageBehind } from './page.ts'
import { listed } from './reading.ts'

export const search = {
  /** Those with all words whole come first, then those with names that begin so; newest first in each. */
  async searchReturns({ text, after, limit }, { db, who }) {
    const place = z.object({ stage: z.enum(['whole', 'beginning']), arrivedOn: Day, subjectId: Id })
    const { stage = 'whole', ...behind } = pageBehind(after, place) ?? {}
    const page = { limit: limit + 1, ...('subjectId' in behind && { behind }) }
    const hits = await hitsOf(db, readSearch(text), stage, page, who.compartments.length > 0)
    const last = hits.length > limit ? hits[limit - 1] : undefined
    const returns = await store.foundByIds(
      db,
      hits.slice(0, limit).map((hit) => hit.subjectId),
    )
    return { returns: returns.map(listed), next: last && cursorOf(last.stage, last.arrivedOn, last.subjectId) }
  },
} satisfies Partial<Handlers<typeof contract>>

type Staged = store.Hit & { stage: store.Match }

/** `evenClosed`: the reader sees closed records too. Who does not pays nothing for them. */
async function hitsOf(
  db: Database,
  sought: Sought,
  stage: store.Match,
  page: store.Page,
  evenClosed: boolean,
): Promise<Staged[]> {
  const staged = (hits: store.Hit[], of: store.Match): Staged[] => hits.map((hit) => ({ ...hit, stage: of }))
  const ofSlip = sought.slipCode && (await store.hitBySlipCode(db, sought.slipCode))
  if (ofSlip) return page.behind ? [] : staged([ofSlip], 'whole')
  const cui = sought.cui ?? sought.cuiBegins
  const closed = async (wanted: store.SoughtClosed, of: store.Page) => (evenClosed ? store.closedHits(db, wanted, of) : [])
  if (cui) return staged(newest([...(await store.hitsByCui(db, cui, page)), ...(await closed({ cui }, page))], page), 'whole')
  if (sought.words.length === 0) return []
  const frequencies = await store.frequenciesOf(db, sought.words, lookahead + 1)
  const { words } = sought
  const wholeOnes = async () => [...(await wholeHits(db, frequencies, page)), ...(await closed({ words, match: 'whole' }, page))]
  const whole = stage === 'whole' ? staged(newest(await wholeOnes(), page), 'whole') : []
  if (whole.length >= page.limit) return whole
  const rest = { limit: page.limit - whole.length, behind: stage === 'beginning' ? page.behind : undefined }
  const begun = [...(await beginningHits(db, frequencies, rest)), ...(await closed({ words, match: 'beginning' }, rest))]
  return [...whole, ...staged(newest(begun, rest), 'beginning')]
}

/** The first of a page, out of what several ways of looking have found. */
const newest = (hits: store.Hit[], { limit }: store.Page): store.Hit[] =>
  hits.toSorted((a, b) => (a.arrivedOn + a.subjectId < b.arrivedOn + b.subjectId ? 1 : -1)).slice(0, limit)

/** How many people are looked at one by one before the lists of the words are laid over each other instead. */
const lookahead = 2_000

async function wholeHits(db: Database, frequencies: store.Frequency[], page: store.Page): Promise<store.Hit[]> {
  const rarestFirst = frequencies.toSorted((a, b) => a.whole - b.whole || olderFirst(a, b))
  const words = rarestFirst.map((frequency) => frequency.word)
  const fewest = rarestFirst[0]?.whole ?? 0
  if (fewest === 0) return []
  const near = await store.newestWhole(db, words, lookahead, page)
  if (near.length >= page.limit || fewest <= lookahead) return near
  return store.newestCommon(db, words, 'whole', page)
}

async function beginningHits(db: Database, frequencies: store.Frequency[], page: store.Page): Promise<store.Hit[]> {
  const rarestFirst = frequencies.toSorted((a, b) => a.beginning - b.beginning || olderFirst(a, b))
  const words = rarestFirst.map((frequency) => frequency.word)
  const fewest = rarestFirst[0]?.beginning ?? 0
  if (fewest === 0 || !frequencies.some((frequency) => frequency.longer)) return []
  if (fewest <= lookahead) return store.newestOfFew(db, words, page)
  // Among the newest, one or two beginnings fill a page (`ma`, `jos lop`); three and more hardly ever do.
  const near = words.length <= 2 ? await store.newestOfMany(db, words, lookahead, page) : []
  return near.length >= page.limit ? near : store.newestCommon(db, words, 'beginning', page)
}

/** Of two frequent words, the one whose newest people reach farther back is the rarer; of one that nobody has whole, nothing is known. */
function olderFirst(a: store.Frequency, b: store.Frequency): number {
  return (a.since ?? '9').localeCompare(b.since ?? '9')
}
