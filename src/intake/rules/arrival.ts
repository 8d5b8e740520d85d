import type { Finding } from '#base/finding.ts'
import type { Counts } from '../contract/shapes.ts'

/**
 * Does the centre look right for the way people come? Centres are built for one way, but a flight can be turned to another place:
 * a warning, never a refusal.
 */
export function arrivalFindings(mode: string, facilityKind: string | undefined): Finding[] {
  const usual = { reception_centre_air: 'air', reception_centre_land: 'land', border_post_air: 'air', border_post_land: 'land' }
  const expected = usual[facilityKind as keyof typeof usual]
  if (!expected || expected === mode) return []
  return [{ severity: 'warning', code: 'mode-unlike-centre', found: mode, fix: expected }]
}

export type Obstacle = { code: 'people-still-waiting' | 'counts-differ' | 'headcounts-missing'; details: Record<string, unknown> }

/**
 * What keeps an arrival from being closed: somebody who is neither received nor marked as not arrived; counts other than those
 * signed; a mass event that nobody counted. Nothing when it may close.
 */
export function obstacleToClosing(
  arrival: { kind: 'manifest' | 'mass_event'; counts: Counts; headcounts: Record<string, number> },
  signed: Counts,
): Obstacle | undefined {
  const { counts, kind, headcounts } = arrival
  const waiting = counts.expected + counts.receiving
  if (waiting > 0) return { code: 'people-still-waiting', details: { waiting } }
  if (kind === 'mass_event' && Object.keys(headcounts).length === 0) return { code: 'headcounts-missing', details: {} }
  const differs = (Object.keys(counts) as (keyof Counts)[]).some((count) => counts[count] !== signed[count])
  return differs ? { code: 'counts-differ', details: { counts } } : undefined
}
