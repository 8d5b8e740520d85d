import { Alert, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CopyText } from '#browser/kit/copy-text.tsx'

/** A first password, shown this once. When the answer was lost on the way there is none to show. */
export function FirstPassword({ login, password }: { login: string; password: string | undefined }) {
  const { t } = useTranslation('access')
  if (!password) {
    return (
      <Alert role="status" color="waiting" title={t('firstPassword.lost')}>
        {t('firstPassword.lostSays')}
      </Alert>
    )
  }
  return (
    <Alert role="status" color="ceiba" title={t('firstPassword.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('firstPassword.says', { login })}</Text>
        <CopyText label={t('firstPassword.password')} text={password} />
      </Stack>
    </Alert>
  )
}
