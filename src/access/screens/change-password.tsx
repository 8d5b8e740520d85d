import { Button, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { access } from '#access/contract.ts'
import { useCommand } from '#browser/calling.ts'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { PasswordField } from '#browser/kit/password-field.tsx'

/** A new password before anything else: the first one was known to somebody else too. */
export function ChangePassword({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('access')
  const change = useCommand(access.changePassword)
  const form = useForm(access.changePassword.input, {}, change.error)
  return (
    <form onSubmit={form.onSubmit((input) => change.mutate(input, { onSuccess: onDone }))} noValidate>
      <Stack>
        <Title order={1}>{t('password.firstTitle')}</Title>
        <Text>{t('password.firstSays')}</Text>
        <PasswordField {...form.field('current')} label={t('password.first')} autoComplete="current-password" autoFocus />
        <PasswordField
          {...form.field('wanted')}
          label={t('password.wanted')}
          description={t('password.wantedSays')}
          autoComplete="new-password"
        />
        <ProblemMessage problem={change.error} />
        <Button type="submit" loading={change.isPending}>
          {t('password.action')}
        </Button>
      </Stack>
    </form>
  )
}
