import { Group, Text } from '@mantine/core'
import { IconLockOpen } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { emergency, type OpenEmergency } from '#access/contract/emergency.ts'
import { nameOf } from '#base/contract.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ButtonTo, useGo } from '#browser/kit/links.tsx'
import { useIs } from '#browser/session.tsx'
import classes from './emergency.module.css'
import { EndEmergency } from './end-emergency.tsx'

/** On every screen, while a record is open to oneself in an emergency: how long still, and the way to end it. */
export function EmergencyBanner() {
  const { t } = useTranslation('oversight')
  const read = useRead(emergency.readOpenEmergencies, {}, { enabled: useIs('registrar', 'shift-chief', 'desk'), every: 20_000 })
  const open = read.data?.open ?? []
  useForgetting(read.data?.open)
  if (open.length === 0) return null
  return (
    <section className={classes.banner} aria-label={t('emergency.banner')}>
      {open.map((one) => (
        <Open key={one.grantId} of={one} />
      ))}
    </section>
  )
}

function Open({ of: { grantId, subjectId, until, minutesLeft } }: { of: OpenEmergency }) {
  const { t } = useTranslation('oversight')
  const { time } = useFormat()
  return (
    <div className={classes.open}>
      <IconLockOpen size={22} aria-hidden />
      <div className={classes.openSays}>
        <Text fw={650} size="sm">
          {t('emergency.openNow')}
        </Text>
        <Text size="sm">
          {minutesLeft <= 90
            ? t('emergency.left', { count: minutesLeft, at: time(until) })
            : t('emergency.leftHours', { hours: Math.floor(minutesLeft / 60), minutes: minutesLeft % 60, at: time(until) })}
        </Text>
      </div>
      <Group gap="xs">
        <ButtonTo size="sm" variant="default" to={`/personas/${subjectId}`}>
          {t('emergency.see')}
        </ButtonTo>
        <EndEmergency grantId={grantId} />
      </Group>
    </div>
  )
}

/** What was read of a record does not stay in sight once it is no longer open, however it ended. */
function useForgetting(open: OpenEmergency[] | undefined): void {
  const client = useQueryClient()
  const go = useGo()
  const before = useRef<OpenEmergency[]>([])
  useEffect(() => {
    if (!open) return
    const over = before.current.filter((one) => !open.some(({ grantId }) => grantId === one.grantId))
    before.current = open
    for (const { subjectId } of over) {
      if (location.pathname.includes(subjectId)) go('/emergencias')
      client.removeQueries({ predicate: ({ queryKey }) => (queryKey[1] as { subjectId?: string })?.subjectId === subjectId })
    }
    if (over.length > 0) void client.invalidateQueries({ queryKey: [nameOf(emergency.listEmergencies)] })
  }, [open, client, go])
}
