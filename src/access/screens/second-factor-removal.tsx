import { Button, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { access } from '#access/contract/calls.ts'
import { useCommand } from '#browser/calling.ts'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { useGo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { PasswordField } from '#browser/kit/password-field.tsx'
import { said } from '#browser/kit/said.tsx'
import { useSession } from '#browser/session.tsx'

/** Password and a code, and the second factor is off. */
export function SecondFactorRemoval() {
  const { t } = useTranslation('access')
  const go = useGo()
  const { reload } = useSession()
  const remove = useCommand(access.removeSecondFactor)
  const form = useForm(access.removeSecondFactor.input, {}, remove.error)
  const done = () => {
    said(t('factor.removed'))
    void reload().then(() => go('/cuenta'))
  }
  return (
    <form onSubmit={form.onSubmit((input) => remove.mutate(input, { onSuccess: done }))} noValidate>
      <Stack>
        <PasswordField {...form.field('password')} label={t('signIn.password')} autoComplete="current-password" autoFocus />
        <TextField
          {...form.field('code')}
          label={t('signIn.code')}
          description={t('signIn.codeSays')}
          autoComplete="one-time-code"
        />
        <ProblemMessage problem={remove.error} />
        <div>
          <Button type="submit" color="danger" loading={remove.isPending}>
            {t('factor.switchOff')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
