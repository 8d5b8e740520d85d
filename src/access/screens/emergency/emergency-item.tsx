import { Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Emergency, emergencyStates, verdicts } from '#access/contract/emergency.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { ButtonTo } from '#browser/kit/links.tsx'
import { useIs, useSession } from '#browser/session.tsx'
import { DecideEmergency } from './decide-emergency.tsx'
import classes from './emergency.module.css'
import { EndEmergency } from './end-emergency.tsx'

const tones = { waiting: 'waiting', open: 'danger', nobody: 'calm', refused: 'calm', ended: 'calm' } as const

/** How one stands: its state, and whether its review is due, overdue, or done. */
export function EmergencyBadges({ of: one }: { of: Emergency }) {
  const { t } = useTranslation('oversight')
  const { label, moment } = useFormat()
  const pending = one.due && !one.verdict && !one.overdue
  return (
    <Group gap="xs">
      <StateBadge tone={tones[one.state]}>{label(emergencyStates, one.state)}</StateBadge>
      {one.overdue && <StateBadge tone="danger">{t('emergency.overdue')}</StateBadge>}
      {one.verdict && (
        <StateBadge tone={one.verdict === 'justified' ? 'done' : 'danger'}>{label(verdicts, one.verdict)}</StateBadge>
      )}
      {one.due && !one.verdict && (
        <Text size="sm" c={one.overdue ? 'danger' : 'dimmed'} fw={pending ? 400 : 600}>
          {t('emergency.due', { at: moment(one.due) })}
        </Text>
      )}
    </Group>
  )
}

/** What one may do about it. */
export function EmergencyActions({ of: one }: { of: Emergency }) {
  const { t } = useTranslation('oversight')
  const { institutionId } = useSession().me
  const decides = useIs('shift-chief', 'data-protection-officer')
  const officer = useIs('data-protection-officer')
  return (
    <>
      {one.mine && one.state === 'open' && (
        <ButtonTo size="sm" to={`/personas/${one.subjectId}`}>
          {t('emergency.see')}
        </ButtonTo>
      )}
      {!one.mine && decides && one.state === 'waiting' && one.institutionId === institutionId && <DecideEmergency of={one} />}
      {(one.mine || officer) && one.state === 'open' && <EndEmergency grantId={one.grantId} />}
    </>
  )
}

/** One in a list. */
export function EmergencyItem({ of: one }: { of: Emergency }) {
  const { t } = useTranslation('oversight')
  const { moment } = useFormat()
  const officer = useIs('data-protection-officer')
  const who = `${one.by} (${one.institutionId.toUpperCase()})`
  const asked = t('emergency.askedAt', { at: moment(one.askedAt), count: one.hours })
  return (
    <li className={classes.item} data-overdue={one.overdue || undefined}>
      <EmergencyBadges of={one} />
      {one.reason && <Text fw={600}>{one.reason}</Text>}
      <Text size="sm" c="dimmed">
        {one.mine ? asked : `${who} · ${asked}`}
      </Text>
      {one.sought && (
        <Text size="sm">
          {t('emergency.sought')}: <b className={classes.sought}>{one.sought}</b>
        </Text>
      )}
      <Group gap="xs">
        <EmergencyActions of={one} />
        <ButtonTo size="sm" variant="default" to={`/emergencias/${one.grantId}`}>
          {officer && !one.mine && one.subjectId && !one.verdict ? t('emergency.review') : t('emergency.details')}
        </ButtonTo>
      </Group>
    </li>
  )
}
