import type { SetThresholds, Settings } from '../../contract/settings.ts'

/** What was set last for a centre, or for the institution. */
export const setFor = ({ thresholds }: Settings, facilityId: string | undefined): SetThresholds | undefined =>
  thresholds.find((one) => one.facilityId === facilityId)

/** What counts there, its own or what stands above it. */
export function countingFor(found: Settings, facilityId: string | undefined): { ask: number; same: number } {
  for (const set of [setFor(found, facilityId), setFor(found, undefined)])
    if (set?.ask !== undefined && set.same !== undefined) return { ask: set.ask, same: set.same }
  return found.usual
}
