import { Text } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { emergency, noticeKinds } from '#access/contract/emergency.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ButtonTo } from '#browser/kit/links.tsx'
import { useIs } from '#browser/session.tsx'
import classes from './emergency.module.css'

/** On every screen, until one has read it: the newest of what one must be told. Somebody may be waiting for an answer. */
export function NoticeBanner() {
  const { t } = useTranslation('oversight')
  const { label, moment } = useFormat()
  const told = useIs('shift-chief', 'data-protection-officer')
  const here = useRouterState({ select: ({ location }) => location.pathname })
  const read = useRead(emergency.listNotices, {}, { enabled: told, every: 20_000 })
  const newest = read.data?.notices.find((one) => !one.read)
  if (!newest || here.endsWith('/notificaciones') || here.endsWith(`/${newest.grantId}`)) return null
  const more = (read.data?.unread ?? 0) - 1
  return (
    <section className={classes.banner} aria-label={t('notices.banner')}>
      <div className={classes.open}>
        <IconBell size={22} aria-hidden />
        <div className={classes.openSays} role="status">
          <Text fw={650} size="sm">
            {label(noticeKinds, newest.kind)}
          </Text>
          <Text size="sm">
            {[newest.by, moment(newest.at), more > 0 && t('notices.more', { count: more })].filter(Boolean).join(' · ')}
          </Text>
        </div>
        <ButtonTo size="sm" variant="default" to={more > 0 ? '/notificaciones' : `/emergencias/${newest.grantId}`}>
          {more > 0 ? t('notices.all') : t('notices.see')}
        </ButtonTo>
      </div>
    </section>
  )
}
