import { StateBadge } from '#browser/kit/badge.tsx'
import { useLabel } from '#browser/words/use-words.ts'
import { type Band, bands } from '../contract.ts'

const tones = { same: 'done', ask: 'waiting', weak: 'calm' } as const

/** What the comparison suggests, in words. */
export function BandBadge({ band }: { band: Band }) {
  const label = useLabel()
  return <StateBadge tone={tones[band]}>{label(bands, band)}</StateBadge>
}
