import { Alert, Button, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { access } from '#access/contract/calls.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { PasswordForm } from './password-form.tsx'

/** A new password before anything else: the first one was known to somebody else too. */
export function ChangePassword({ login, onDone, onLeave }: { login: string; onDone: () => void; onLeave: () => void }) {
  const { t } = useTranslation(['access', 'shell'])
  const { moment } = useFormat()
  const reset = useRead(access.readState, {}).data?.me?.reset
  return (
    <Stack>
      <Title order={1}>{t('password.firstTitle')}</Title>
      <Text>{t('password.firstSays')}</Text>
      {reset && (
        <Alert role="note" color="waiting" title={t('password.wasResetTitle')}>
          {t('password.wasResetSays', { ...reset, at: moment(reset.doneAt) })}
        </Alert>
      )}
      <PasswordForm login={login} currentLabel={t('password.first')} onDone={onDone} />
      <Button variant="subtle" onClick={onLeave}>
        {t('shell:account.signOut')}
      </Button>
    </Stack>
  )
}
