import { counting, type Told } from './persons.ts'
import { probabilityOf } from './thresholds.ts'

/** Two returns, in the order of their ids, and how likely they are of one person, in bits. */
export type Scored = { oneId: string; otherId: string; score: number }

/**
 * The pairs that are worth asking about: of every two people one pair, the likeliest. Nobody is asked again about people who were told
 * apart, or of whom somebody could not be sure; nor about returns that are one person already.
 */
export function openAmong<S extends Scored>(
  pairs: readonly S[],
  persons: ReadonlyMap<string, string>,
  history: readonly Told[],
): S[] {
  const people = ({ oneId, otherId }: { oneId: string; otherId: string }) =>
    [persons.get(oneId) ?? oneId, persons.get(otherId) ?? otherId].sort().join(' ')
  const answered = new Set(
    counting(history)
      .filter(({ verdict }) => verdict !== 'same')
      .map(people),
  )
  const best = new Map<string, S>()
  for (const pair of pairs.toSorted(byLikelihood)) {
    const both = people(pair)
    const [one, other] = both.split(' ')
    if (one !== other && !answered.has(both) && !best.has(both)) best.set(both, pair)
  }
  return [...best.values()]
}

/** Likeliest first; of two that are equally likely always the same one. */
export const byLikelihood = (a: Scored, b: Scored): number =>
  b.score - a.score || (a.oneId + a.otherId < b.oneId + b.otherId ? -1 : 1)

/** A return that hangs on an answer: was it of a child, and is its arrival closed, so that its counts are signed? */
export type AtStake = { child: boolean; closed: boolean }

/**
 * What an answer is worth, in thousandths: how much of the figures it is expected to put right. The doubt is the entropy of the
 * probability, in bits (Shannon 1948): 1 when it is as likely as not, next to nothing when the calculation is sure. It is multiplied by
 * what hangs on it: each return of both people counts 1, that of a child 2, and half as much again where signed counts would change.
 *
 * Worked: even odds, two returns of adults in open arrivals: 1 bit × 2 = 2, so 2,000. At a thousand to one: 0.011 × 2, so 22.
 */
export function worthOf(score: number, returns: readonly AtStake[]): number {
  const stake = returns.reduce((sum, { child, closed }) => sum + (child ? 2 : 1) * (closed ? 1.5 : 1), 0)
  return Math.round(1000 * entropyOf(probabilityOf(score)) * stake)
}

function entropyOf(probability: number): number {
  const part = (share: number) => (share === 0 ? 0 : -share * Math.log2(share))
  return part(probability) + part(1 - probability)
}
