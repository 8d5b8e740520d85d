import { Button, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { access } from '#access/contract/calls.ts'
import { useCommand } from '#browser/calling.ts'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { PasswordField } from '#browser/kit/password-field.tsx'
import { useSession } from '#browser/session.tsx'

/** The password again, and a code where there is a second factor. */
export function ConfirmSelf({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('access')
  const { me } = useSession()
  const confirm = useCommand(access.confirmSelf)
  const form = useForm(access.confirmSelf.input, {}, confirm.error)
  return (
    <form onSubmit={form.onSubmit((input) => confirm.mutate(input, { onSuccess: onDone }))} noValidate>
      <Stack>
        <PasswordField {...form.field('password')} label={t('signIn.password')} autoComplete="current-password" autoFocus />
        {me.secondFactor && (
          <TextField
            {...form.field('code')}
            label={t('signIn.code')}
            description={t('signIn.codeSays')}
            autoComplete="one-time-code"
            inputMode="numeric"
          />
        )}
        <ProblemMessage problem={confirm.error} />
        <Button type="submit" fullWidth loading={confirm.isPending}>
          {t('confirm.action')}
        </Button>
      </Stack>
    </form>
  )
}
