import { Group } from '@mantine/core'
import { IconUserCheck, IconUserMinus, IconUserQuestion } from '@tabler/icons-react'
import { StateBadge } from '#browser/kit/badge.tsx'
import { useLabel } from '#browser/words/use-words.ts'
import { type Band, bands } from '../contract.ts'

const looks = {
  same: { sign: IconUserCheck, tone: 'done' },
  ask: { sign: IconUserQuestion, tone: 'waiting' },
  weak: { sign: IconUserMinus, tone: 'calm' },
} as const

/** What the comparison suggests: a sign and words, in a colour that only repeats them. */
export function BandBadge({ band }: { band: Band }) {
  const label = useLabel()
  const { sign: Sign, tone } = looks[band]
  return (
    <StateBadge tone={tone}>
      <Group component="span" gap={5} wrap="nowrap">
        <Sign size={16} aria-hidden />
        {label(bands, band)}
      </Group>
    </StateBadge>
  )
}
