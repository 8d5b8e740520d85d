import { nameOf } from '#base/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import type { Handlers } from '#server/http.ts'
import type { exporting as contract } from '../contract/export.ts'
import { mayLeave } from '../rules/events.ts'
import { changedSince, type Place, shownOf } from '../store/export.ts'
import { lastSeal } from '../store/journal.ts'

/** So many seals are looked at for a page. */
const window = 20_000
const first = '00000000-0000-0000-0000-000000000000'
const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** What changed, for machines, read off the journal as what others are told (ADR 19). */
export const exporting = {
  async exportReturns({ after, limit }, { db, who: { institutionId } }) {
    const place = placeOf(after)
    const end = await lastSeal(db)
    const until = Math.max(place.number, Math.min(end, place.number + window))
    const signing = nameOf(intake.closeArrival)
    const rows = await changedSince(db, institutionId, { after: place, until, signing }, limit + 1)
    const page = rows.slice(0, limit)
    const behind = rows.length > limit ? page.at(-1) : undefined
    return {
      returns: page.filter(mayLeave).map(shownOf),
      next: behind ? `${behind.number}.${behind.subjectId}` : String(until),
      more: behind !== undefined || until < end,
    }
  },
} satisfies Handlers<typeof contract>

/** `120.019c…` is behind that return at seal 120, `120` behind all of seal 120; nothing is before everything. */
function placeOf(after: string | undefined): Place {
  if (after === undefined) return { number: 0, subjectId: first }
  const [number = '', subjectId = last] = after.split('.')
  return { number: Number(number), subjectId }
}
