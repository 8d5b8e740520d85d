import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ButtonTo } from '#browser/kit/links.tsx'
import { Page } from '#browser/kit/page.tsx'

/** The address leads nowhere. */
export function NotFound() {
  const { t } = useTranslation()
  return (
    <Page title={t('notFound.title')} intro={t('notFound.says')} width="text">
      <div>
        <ButtonTo to="/">{t('notFound.action')}</ButtonTo>
      </div>
    </Page>
  )
}

/** The screen exists, for other roles. */
export function NotYourWork() {
  const { t } = useTranslation()
  return (
    <Page title={t('notYourWork.title')} intro={t('notYourWork.says')} width="text">
      <div>
        <ButtonTo to="/">{t('notFound.action')}</ButtonTo>
      </div>
    </Page>
  )
}

/** A screen failed while it was drawn. */
export function Broken() {
  const { t } = useTranslation()
  return (
    <Page title={t('broken.title')} intro={t('broken.says')} width="text">
      <div>
        <Button onClick={() => location.reload()}>{t('broken.action')}</Button>
      </div>
    </Page>
  )
}
