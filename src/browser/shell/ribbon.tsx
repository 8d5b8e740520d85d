import { useTranslation } from 'react-i18next'
import classes from './layout.module.css'

/** Says on every screen that nothing here is real. */
export function Ribbon() {
  const { t } = useTranslation()
  return <div className={classes.ribbon}>{t('demonstration')}</div>
}
