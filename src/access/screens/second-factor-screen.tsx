import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '#browser/kit/links.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useSession } from '#browser/session.tsx'
import { SecondFactorEnrolment } from './second-factor-enrolment.tsx'
import { SecondFactorRemoval } from './second-factor-removal.tsx'

/** Switching the second factor on, or off. */
export function SecondFactorScreen() {
  const { t } = useTranslation('access')
  const go = useGo()
  const { me, reload } = useSession()
  // What one came for, though it is done in the middle: the recovery codes are still to be shown.
  const [removing] = useState(me.authenticator)
  return (
    <Page
      title={removing ? t('factor.offTitle') : t('factor.onTitle')}
      intro={removing ? t('factor.offSays') : t('factor.onSays')}
      trail={[{ words: t('nav.account'), to: '/cuenta' }]}
      width="text"
    >
      {removing ? <SecondFactorRemoval /> : <SecondFactorEnrolment onDone={() => void reload().then(() => go('/cuenta'))} />}
    </Page>
  )
}
