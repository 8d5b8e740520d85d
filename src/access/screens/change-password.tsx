import { Button, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PasswordForm } from './password-form.tsx'

/** A new password before anything else: the first one was known to somebody else too. */
export function ChangePassword({ login, onDone, onLeave }: { login: string; onDone: () => void; onLeave: () => void }) {
  const { t } = useTranslation(['access', 'shell'])
  return (
    <Stack>
      <Title order={1}>{t('password.firstTitle')}</Title>
      <Text>{t('password.firstSays')}</Text>
      <PasswordForm login={login} currentLabel={t('password.first')} onDone={onDone} />
      <Button variant="subtle" onClick={onLeave}>
        {t('shell:account.signOut')}
      </Button>
    </Stack>
  )
}
