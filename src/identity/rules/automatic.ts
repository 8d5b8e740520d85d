import { checkCui, normalizeCui } from '#base/cui.ts'
import type { Who } from '../contract.ts'
import { counting, type Told } from './persons.ts'

/**
 * May the program join two people by itself? Only where nobody at a desk ever said anything else: no "different" among all their returns,
 * no "not sure" between them and no link between them that was taken back; and never when they have different valid CUIs, or stand on
 * one arrival list, where twins and namesakes stand.
 */
export function mayJoin(one: readonly Who[], other: readonly Who[], history: readonly Told[]): boolean {
  const [ones, others] = [one, other].map((returns) => new Set(returns.map(({ subjectId }) => subjectId))) as [
    Set<string>,
    Set<string>,
  ]
  const among = ({ oneId, otherId }: Told) => [oneId, otherId].every((id) => ones.has(id) || others.has(id))
  const between = (told: Told) => among(told) && ones.has(told.oneId) !== ones.has(told.otherId)
  if (counting(history).some((told) => told.verdict === 'different' && among(told))) return false
  if (history.some((told) => between(told) && (told.verdict === 'unsure' || told.undone))) return false
  const arrivals = new Set(one.map(({ arrivalId }) => arrivalId))
  if (other.some(({ arrivalId }) => arrivals.has(arrivalId))) return false
  return new Set([...one, ...other].flatMap(({ cui }) => validCui(cui) ?? [])).size <= 1
}

const validCui = (cui: string | undefined): string | undefined =>
  cui !== undefined && normalizeCui(cui) !== '' && checkCui(cui).length === 0 ? normalizeCui(cui) : undefined
