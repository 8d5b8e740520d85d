import { type Thresholds, usualThresholds } from './likeness.ts'

/** What is set for the institution (no centre) or for a centre. Without numbers nothing is. */
export type SetFor = { facilityId?: string | undefined; ask?: number | undefined; same?: number | undefined }

/** The thresholds of each centre: its own, else the institution's, else the usual ones. */
export function thresholdsBy(set: readonly SetFor[]): (facilityId: string) => Thresholds {
  const own = (facilityId: string | undefined): Thresholds | undefined => {
    const found = set.find((one) => one.facilityId === facilityId)
    return found?.ask === undefined || found.same === undefined ? undefined : { ask: found.ask, same: found.same }
  }
  const institution = own(undefined) ?? usualThresholds
  const centres = new Map(set.map(({ facilityId }) => [facilityId, own(facilityId)]))
  return (facilityId) => centres.get(facilityId) ?? institution
}

/** Both or neither are set, and asking begins before "probably the same". */
export function isInOrder({ ask, same }: Pick<SetFor, 'ask' | 'same'>): boolean {
  if (ask === undefined || same === undefined) return ask === same
  return ask < same
}

type Received = { subjectId: string; arrivedOn: string }

/** Of two returns the one that came later: its centre has the say about the pair. */
export const laterOf = <W extends Received>(one: W, other: W): W =>
  one.arrivedOn + one.subjectId > other.arrivedOn + other.subjectId ? one : other

/** The probability that odds of so many bits stand for. Worked: 10 bits are 1,024 to 1, a probability of 1024/1025 = 0.999. */
export const probabilityOf = (bits: number): number => 1 / (1 + 2 ** -bits)
