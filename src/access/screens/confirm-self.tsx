import { Button, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { access } from '#access/contract/calls.ts'
import { send, useCommand } from '#browser/calling.ts'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { PasswordField } from '#browser/kit/password-field.tsx'
import { useSession } from '#browser/session.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { showPasskey } from './webauthn.ts'

/** The password again, and a code where there is a second factor; or a passkey. */
export function ConfirmSelf({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('access')
  const { me } = useSession()
  const confirm = useCommand(access.confirmSelf)
  const form = useForm(access.confirmSelf.input, {}, confirm.error)
  return (
    <form onSubmit={form.onSubmit((input) => confirm.mutate(input, { onSuccess: onDone }))} noValidate>
      <Stack>
        <PasswordField {...form.field('password')} label={t('signIn.password')} autoComplete="current-password" autoFocus />
        {me.authenticator && (
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
        {me.secondFactor && <PasskeyButton act={() => shown().then(onDone)}>{t('confirm.passkey')}</PasskeyButton>}
      </Stack>
    </form>
  )
}

async function shown(): Promise<void> {
  const response = await showPasskey(await send(access.beginPasskeyConfirm, {}, { entryId: uuidv7() }))
  await send(access.confirmSelfWithPasskey, { response }, { entryId: uuidv7() })
}
