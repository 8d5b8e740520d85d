import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { access, roleWords } from '#access/contract/calls.ts'
import { useCommand } from '#browser/calling.ts'
import { ChoicesField } from '#browser/kit/choice-field.tsx'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ButtonTo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { FirstPassword } from './first-password.tsx'

/** A new account of the own institution; then its first password, shown once. */
export function NewAccountScreen() {
  const { t } = useTranslation('access')
  const [accountId] = useState(uuidv7)
  const add = useCommand(access.addAccount, { changes: [access.listAccounts] })
  const form = useForm(access.addAccount.input, { accountId }, add.error)
  const trail = [{ words: t('nav.accounts'), to: '/cuentas' }]
  if (add.data) {
    const { account, password } = add.data
    return (
      <Page key="added" follows title={t('accounts.added', { name: account.name })} trail={trail} width="text">
        <FirstPassword login={account.login} password={password} />
        <Group>
          <ButtonTo to="/cuentas">{t('accounts.back')}</ButtonTo>
          <ButtonTo to={`/cuentas/${account.accountId}`} variant="default">
            {t('accounts.open')}
          </ButtonTo>
        </Group>
      </Page>
    )
  }
  return (
    <Page title={t('accounts.add')} intro={t('accounts.addSays')} trail={trail} width="text">
      <form onSubmit={form.onSubmit((input) => add.mutate(input))} noValidate>
        <Stack>
          <TextField {...form.field('name')} label={t('account.name')} autoComplete="off" required autoFocus />
          <TextField
            {...form.field('login')}
            label={t('signIn.login')}
            description={t('accounts.loginSays')}
            autoComplete="off"
            spellCheck={false}
            required
          />
          <ChoicesField
            {...form.field('roles')}
            list={roleWords}
            label={t('account.work')}
            description={t('accounts.workSays')}
            required
          />
          <ProblemMessage problem={add.error} />
          <div>
            <Button type="submit" loading={add.isPending}>
              {t('accounts.add')}
            </Button>
          </div>
        </Stack>
      </form>
    </Page>
  )
}
