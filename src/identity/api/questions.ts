import { minorOn } from '#intake/rules/findings.ts'
import type { Database } from '#server/db.ts'
import { bandOf } from '../rules/likeness.ts'
import { openAmong, worthOf } from '../rules/questions.ts'
import { laterOf, thresholdsBy } from '../rules/thresholds.ts'
import { decisionsAbout } from '../store/decisions.ts'
import { membersWith } from '../store/persons.ts'
import { pairsOf, receivedAmong, removePairs, type StoredPair, savePairs } from '../store/questions.ts'
import { thresholdsNow } from '../store/settings.ts'
import { told } from './reading.ts'

/**
 * Which of the `pairs` of some people are to be asked about: received both, likely enough where the later was received, answered by
 * nobody. Those that are not likely any more go; the others stay, for the day when an answer is taken back. `members` are all returns of
 * those people.
 */
export async function standing(
  db: Database,
  institutionId: string,
  members: readonly string[],
  pairs: readonly StoredPair[],
  now: Date,
): Promise<void> {
  const before = await pairsOf(db, members)
  if (pairs.length === 0) return removePairs(db, before)
  const persons = await membersWith(db, [...new Set([...members, ...pairs.flatMap(({ oneId, otherId }) => [oneId, otherId])])])
  const [decisions, stakes, set] = await Promise.all([
    decisionsAbout(db, members),
    receivedAmong(db, [...persons.keys()]),
    thresholdsNow(db, institutionId),
  ])
  const received = new Map(stakes.map((one) => [one.subjectId, one]))
  const thresholds = thresholdsBy(set)
  const each = new Map(pairs.map((pair) => [nameOf(pair), pair]))
  const likely = [...each.values()].flatMap((pair) => {
    const [one, other] = [received.get(pair.oneId), received.get(pair.otherId)]
    if (!one || !other) return []
    const { facilityId, arrivedOn } = laterOf(one, other)
    const there = thresholds(facilityId)
    return pair.score < there.ask ? [] : [{ ...pair, facilityId, arrivedOn, band: bandOf(pair.score, there) }]
  })
  const returns = Map.groupBy(stakes, ({ subjectId }) => persons.get(subjectId)!)
  const hanging = (subjectId: string) =>
    (returns.get(persons.get(subjectId)!) ?? []).map(({ closed, arrivedOn, ...form }) => ({
      child: minorOn(form, arrivedOn) === 'yes',
      closed,
    }))
  const open = new Set(openAmong(likely, persons, decisions.map(told)))
  const worth = (pair: StoredPair) => worthOf(pair.score, [...hanging(pair.oneId), ...hanging(pair.otherId)])
  const stays = new Set(likely.map(nameOf))
  await removePairs(
    db,
    before.filter((pair) => !stays.has(nameOf(pair))),
  )
  await savePairs(
    db,
    institutionId,
    likely.map((pair) => ({ ...pair, worth: open.has(pair) ? worth(pair) : undefined })),
    now,
  )
}

const nameOf = ({ oneId, otherId }: { oneId: string; otherId: string }): string => `${oneId} ${otherId}`
