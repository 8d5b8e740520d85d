import { z } from 'zod'
import { Problem } from '#base/problem.ts'
import { cursorOf, partsOfCursor } from '#intake/rules/search.ts'
import type { Handlers } from '#server/http.ts'
import type { Claim, review as contract, Question } from '../contract/review.ts'
import { isReturn, pairOf } from '../rules/persons.ts'
import { laterOf } from '../rules/thresholds.ts'
import { membersWith } from '../store/persons.ts'
import * as store from '../store/questions.ts'
import { whoByIds } from '../store/who.ts'

/** A pair is left to whoever looks at it for so long; a screen that shows it asks again before. */
const minutes = 5
const mostCounted = 1000

/** The pairs that wait for somebody to decide. */
export const review = {
  async listQuestions({ after, limit, ...filter }, { db, who: { accountId }, now }) {
    const rows = await store.questionsBehind(db, filter, after ? behindPlace(after) : undefined, limit + 1)
    const page = rows.slice(0, limit)
    const ids = page.flatMap(({ oneId, otherId }) => [oneId, otherId])
    const persons = await membersWith(db, ids)
    const returns = await whoByIds(db, [...persons.keys()])
    const who = new Map(returns.map((one) => [one.subjectId, one]))
    const received = Map.groupBy(
      returns.filter(({ state }) => isReturn(state)),
      ({ subjectId }) => persons.get(subjectId)!,
    )
    const countOf = (id: string) => received.get(persons.get(id)!)?.length ?? 0
    const questions = page.flatMap((row): Question[] => {
      const [one, other] = [who.get(row.oneId), who.get(row.otherId)]
      if (!one || !other) return []
      const later = laterOf(one, other)
      const claim = claimOf(row, accountId, now)
      return [
        {
          place: placeOf(row),
          later,
          earlier: later === one ? other : one,
          score: row.score,
          band: row.band,
          returns: countOf(row.oneId) + countOf(row.otherId),
          foundAt: row.foundAt,
          ...(claim && { claim }),
        },
      ]
    })
    const last = page.at(-1)
    return { questions, next: rows.length > limit && last ? placeOf(last) : undefined }
  },

  async countQuestions(filter, { db }) {
    const count = await store.countQuestions(db, filter, mostCounted + 1)
    return { count: Math.min(count, mostCounted), andMore: count > mostCounted }
  },

  async takeQuestion({ behind, ...filter }, { db, who: { accountId }, now }) {
    const left = behind === undefined ? undefined : behindPlace(behind)
    if (left) await store.release(db, left.oneId, left.otherId, accountId)
    const taken = await store.takeNext(db, filter, left, { accountId, now, until: untilFrom(now) })
    if (!taken) return { pair: undefined }
    const [one, other] = await whoByIds(db, [taken.oneId, taken.otherId])
    if (!one || !other) return { pair: undefined }
    const later = laterOf(one, other)
    return { pair: { subjectId: later.subjectId, otherId: (later === one ? other : one).subjectId, place: placeOf(taken) } }
  },

  async claimQuestion({ subjectId, otherId }, { db, who: { accountId }, now }) {
    const pair = pairOf(subjectId, otherId)
    await store.claim(db, ...pair, { accountId, now, until: untilFrom(now) })
    const row = await store.questionOf(db, ...pair)
    return { claim: row && claimOf(row, accountId, now) }
  },
} satisfies Handlers<typeof contract>

const untilFrom = (now: Date): Date => new Date(now.getTime() + minutes * 60_000)

function claimOf({ claimedBy, claimant, claimedUntil }: store.ListedQuestion, accountId: string, now: Date): Claim | undefined {
  if (!claimedBy || !claimant || !claimedUntil || claimedUntil <= now.toISOString()) return undefined
  return { by: claimant, mine: claimedBy === accountId, until: claimedUntil }
}

const placeOf = ({ worth, oneId, otherId }: store.Behind): string => cursorOf(String(worth), oneId, otherId)

function behindPlace(place: string): store.Behind {
  const parts = partsOfCursor(place, 3)
  const parsed = Place.safeParse(parts && { worth: Number(parts[0]), oneId: parts[1], otherId: parts[2] })
  if (!parsed.success) throw new Problem(422, 'page-unknown')
  return parsed.data
}
const Place = z.object({ worth: z.int32(), oneId: z.uuid(), otherId: z.uuid() })
