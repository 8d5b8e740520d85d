import type { Role } from '#base/contract.ts'

/** Within these hours somebody reviews what was opened; who has one that nobody did opens no further one. */
export const reviewHours = 72
/** More than these in a day are no emergencies: whoever asks more often goes through numbers to see which exist. */
export const asksPerDay = 3

const hour = 3_600_000

/** When what was opened at a moment must have been reviewed. */
export const dueAfter = (openedAt: string): Date => new Date(Date.parse(openedAt) + reviewHours * hour)

/** Minutes until then, of which the last one begun counts; 0 when it is over. */
export const minutesLeft = (until: string, now: Date): number =>
  Math.max(0, Math.ceil((Date.parse(until) - now.getTime()) / 60_000))

/** Was it not reviewed in time? Only what was opened must be. */
export function isOverdue(
  one: { decidedAt?: string | undefined; subjectId?: string | undefined; reviewed: boolean },
  now: Date,
): boolean {
  return one.subjectId !== undefined && one.decidedAt !== undefined && !one.reviewed && dueAfter(one.decidedAt) < now
}

/** Why somebody may not ask now, if so. */
export function whyNotAsk(own: {
  askedInADay: number
  overdue: boolean
}): 'emergency-unreviewed' | 'too-many-emergencies' | undefined {
  if (own.overdue) return 'emergency-unreviewed'
  return own.askedInADay >= asksPerDay ? 'too-many-emergencies' : undefined
}

/** Does somebody see what others opened, by their institution or of it? */
export const oversees = (roles: readonly Role[]): boolean =>
  roles.some((role) => role === 'shift-chief' || role === 'data-protection-officer' || role === 'administrator')
