import { useTranslation } from 'react-i18next'
import { useGo } from '#browser/kit/links.tsx'
import { Page } from '#browser/kit/page.tsx'
import { said } from '#browser/kit/said.tsx'
import { useSession } from '#browser/session.tsx'
import { PasswordForm } from './password-form.tsx'

/** Changing one's own password. */
export function PasswordScreen() {
  const { t } = useTranslation('access')
  const go = useGo()
  const { me } = useSession()
  const done = () => {
    said(t('password.changed'))
    go('/cuenta')
  }
  return (
    <Page
      title={t('password.changeTitle')}
      intro={t('password.endsOthers')}
      trail={[{ words: t('nav.account'), to: '/cuenta' }]}
      width="text"
    >
      <PasswordForm login={me.login} currentLabel={t('password.current')} onDone={done} />
    </Page>
  )
}
