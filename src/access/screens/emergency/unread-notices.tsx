import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { emergency } from '#access/contract/emergency.ts'
import { useRead } from '#browser/calling.ts'
import classes from './emergency.module.css'

/** How many notices one has not read, beside their place in the navigation. */
export function UnreadNotices({ path }: { path: string }) {
  const { t } = useTranslation('oversight')
  const unread = useRead(emergency.listNotices, {}, { enabled: path === '/notificaciones' }).data?.unread ?? 0
  if (path !== '/notificaciones' || unread === 0) return null
  return (
    <span className={classes.count}>
      {unread}
      <VisuallyHidden> {t('notices.unread')}</VisuallyHidden>
    </span>
  )
}
