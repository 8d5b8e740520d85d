import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { type Candidate, verdicts } from '../../contract.ts'
import { BandBadge } from '../band-badge.tsx'
import { Reasons } from '../reasons.tsx'
import { useWhoWords } from '../who-words.ts'
import classes from './earlier-returns.module.css'

type Props = {
  candidate: Candidate
  /** Under which its words can be referred to. */
  id: string
  /** What one can do with it. */
  children: ReactNode
}

/** One return that may be an earlier one: who, when, where, and why it is thought so. */
export function EarlierReturn({ candidate, id, children }: Props) {
  const { day, label } = useFormat()
  const words = useWhoWords()
  const { who, band, returns, comparison, decision } = candidate
  return (
    <li className={classes.candidate}>
      <div className={classes.line}>
        <Text id={id}>
          <b>{words.name(who)}</b> · {day(who.arrivedOn)}
          {returns > 1 && ` · ${words.returns(returns)}`}
        </Text>
        <BandBadge band={band} />
        {decision && <StateBadge tone="calm">{label(verdicts, decision.verdict)}</StateBadge>}
      </div>
      {children}
      <div className={classes.more}>
        <Text size="sm" c="dimmed">
          {words.facility(who)}
        </Text>
        <Reasons weights={comparison.weights} />
      </div>
    </li>
  )
}
