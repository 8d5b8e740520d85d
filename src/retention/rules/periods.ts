import { type Category, categories, type Period } from '../contract.ts'

const year = 365

/**
 * How long each category is kept where the institution has said nothing: a proposal, to be confirmed by each institution with its own
 * legal basis. Nothing is forgotten by a proposal.
 */
export const proposed: Record<Category, number> = {
  adults: 10 * year,
  children: 10 * year,
  closed: 15 * year,
  never_arrived: year,
  manifest_lines: year / 5,
}

type Set = { category: string; days?: number | undefined; version: number }

/** The periods that count: what the institution set, else what is proposed. */
export function periodsOf(set: readonly Set[]): Period[] {
  return (Object.keys(categories) as Category[]).map((category) => {
    const found = set.find((one) => one.category === category)
    if (!found) return { category, days: proposed[category], confirmed: false, version: 0 }
    return { category, confirmed: true, version: found.version, ...(found.days && { days: found.days }) }
  })
}

/** Before which day (ISO date) what was written down is due; none for what is kept. Worked: 365 days on 2026-11-28 are 2025-11-28. */
export function dueBefore({ days }: Pick<Period, 'days'>, today: string): string | undefined {
  if (days === undefined) return undefined
  return new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}

type Held = { until?: string | undefined; liftedAt?: string | undefined }

/** Does any of these hold the record on this day? One without a day holds until it is lifted. */
export const isHeld = (holds: readonly Held[], today: string): boolean =>
  holds.some(({ until, liftedAt }) => liftedAt === undefined && (until === undefined || until >= today))
