import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'

const colours = { calm: 'gray', active: 'link', waiting: 'waiting', done: 'ceiba', danger: 'danger' } as const

/** The state of a thing, in a word; the colour only repeats it. */
export function StateBadge({ tone, children }: { tone: keyof typeof colours; children: ReactNode }) {
  return (
    <Badge color={colours[tone]} variant="light" size="lg" radius="sm" tt="none" fw={600} miw="max-content">
      {children}
    </Badge>
  )
}
