import { IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#browser/connection.ts'
import { useFormat } from '#browser/format.ts'
import classes from './layout.module.css'

/** Small, and only when nothing answers: "sin conexión · 12 por enviar". */
export function ConnectionNotice() {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { lost, unsent } = useConnection()
  return (
    <div role="status">
      {lost && (
        <span className={classes.connection} title={t('connection.explain')}>
          <IconCloudOff size={18} aria-hidden />
          {unsent > 0 ? t('connection.lostUnsent', { number: number(unsent) }) : t('connection.lost')}
        </span>
      )}
    </div>
  )
}
