import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { todayIn, useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import type { Hold } from '../../contract.ts'
import { isHeld } from '../../rules/periods.ts'
import classes from '../retention.module.css'
import { LiftHold } from './lift-hold.tsx'

/** One hold: why, until when, who placed it; and whether it still holds. */
export function OneHold({ subjectId, hold, officer }: { subjectId: string; hold: Hold; officer: boolean }) {
  const { t } = useTranslation('retention')
  const { day, moment } = useFormat()
  const holds = isHeld([hold], todayIn(new Date()))
  const state = hold.liftedAt ? 'lifted' : holds ? 'holds' : 'over'
  return (
    <li className={classes.box}>
      <Group gap="sm" mb={4}>
        <StateBadge tone={holds ? 'active' : 'calm'}>{t(`keeping.hold.${state}`)}</StateBadge>
        <Text>
          {hold.liftedAt
            ? t('keeping.liftedAt', { moment: moment(hold.liftedAt) })
            : hold.until
              ? t('keeping.until', { day: day(hold.until) })
              : t('keeping.untilLifted')}
        </Text>
      </Group>
      <Text maw="65ch">{hold.reason}</Text>
      <Text size="sm" c="dimmed">
        {t('keeping.placed', { by: hold.by, moment: moment(hold.at) })}
      </Text>
      {officer && holds && <LiftHold subjectId={subjectId} holdId={hold.holdId} />}
    </li>
  )
}
