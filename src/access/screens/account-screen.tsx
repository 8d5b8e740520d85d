import { useTranslation } from 'react-i18next'
import { Page } from '#browser/kit/page.tsx'

/** One's own account. */
export function AccountScreen() {
  const { t } = useTranslation('access')
  return <Page title={t('nav.account')} width="text" />
}
