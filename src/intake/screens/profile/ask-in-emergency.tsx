import { useTranslation } from 'react-i18next'
import { ButtonTo } from '#browser/kit/links.tsx'
import { useIs } from '#browser/session.tsx'

/** Where a record is not to be found: the way to ask for it in an emergency. It stands there whether there is one or not. */
export function AskInEmergency() {
  const { t } = useTranslation('oversight')
  if (!useIs('registrar', 'shift-chief', 'desk')) return null
  return (
    <div>
      <ButtonTo variant="default" to="/emergencias/nueva">
        {t('emergency.ask')}
      </ButtonTo>
    </div>
  )
}
