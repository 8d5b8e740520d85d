import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Account, access, accountStates, roleWords } from '#access/contract/calls.ts'
import { compartments } from '#base/codes.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { ChoicesField } from '#browser/kit/choice-field.tsx'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ButtonTo, LinkTo, useFromPath } from '#browser/kit/links.tsx'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { said } from '#browser/kit/said.tsx'
import { useSession } from '#browser/session.tsx'
import { problemOf } from '#browser/words/problem-words.ts'
import { AccountIdentity } from './account-identity.tsx'
import classes from './facts.module.css'
import { FirstPassword } from './first-password.tsx'

const changes = [access.listAccounts, access.readAccount]

/** One account: its name and work, whether it may sign in, a new first password. */
export function EditAccountScreen() {
  const { t } = useTranslation('access')
  const { label } = useFormat()
  const { provider } = useSession()
  const read = useRead(access.readAccount, { accountId: useFromPath('accountId') })
  return (
    <Page title={read.data?.name ?? t('accounts.one')} trail={[{ words: t('nav.accounts'), to: '/cuentas' }]} width="text">
      <Loaded of={read}>
        {(account) => (
          <>
            <Group gap="sm">
              <Text>{account.login}</Text>
              <StateBadge tone={account.state === 'active' ? 'done' : 'calm'}>{label(accountStates, account.state)}</StateBadge>
              {account.mustChange && <StateBadge tone="waiting">{t('accounts.mustChange')}</StateBadge>}
            </Group>
            <NameAndWork account={account} />
            <Entry account={account} />
            {provider && <AccountIdentity account={account} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function NameAndWork({ account }: { account: Account }) {
  const { t } = useTranslation(['access', 'shell'])
  const { label } = useFormat()
  const change = useCommand(access.changeAccount, { changes })
  const { accountId, version, name, roles } = account
  const form = useForm(
    access.changeAccount.input,
    { accountId, version, name, roles, compartments: account.compartments },
    change.error,
  )
  const now = currentOf(change.error)
  const save = form.onSubmit((input) =>
    change.mutate(
      // Once the person has seen what it says now, saving means: mine.
      { ...input, compartments: input.compartments ?? [], version: now?.version ?? version },
      { onSuccess: () => said(t('shell:saved')) },
    ),
  )
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <TextField {...form.field('name')} label={t('account.name')} required />
        <ChoicesField {...form.field('roles')} list={roleWords} label={t('account.work')} required />
        <ChoicesField
          {...form.field('compartments')}
          list={compartments}
          label={t('account.compartments')}
          description={t('account.compartmentsSays')}
        />
        {now ? (
          <Alert role="alert" color="waiting" title={t('accounts.staleTitle')}>
            <Text size="sm">
              {t('accounts.staleSays', { name: now.name, work: now.roles.map((role) => label(roleWords, role)).join(' · ') })}
            </Text>
          </Alert>
        ) : (
          <ProblemMessage problem={change.error} />
        )}
        <div>
          <Button type="submit" loading={change.isPending}>
            {t('shell:save')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

/** What the server says the account is now, when somebody changed it meanwhile. */
function currentOf(error: unknown): Account | undefined {
  return error ? Account.safeParse(problemOf(error).details.current).data : undefined
}

function Entry({ account }: { account: Account }) {
  const { t } = useTranslation('access')
  const { me } = useSession()
  const change = useCommand(access.changeAccount, { changes })
  const sessions = useRead(access.readAccountSessions, { accountId: account.accountId })
  const end = useCommand(access.endAccountSessions, { changes: [access.readAccountSessions] })
  const asked = useRead(access.readReset, { accountId: account.accountId }).data?.asked
  const reset = useCommand(access.resetAccount, { changes: [...changes, access.readReset] })
  const { accountId, version, name, login } = account
  const turn = (state: Account['state']) => change.mutateAsync({ accountId, version, state })
  const asking = { pending: change.isPending, problem: change.error }
  return (
    <section className={classes.section}>
      <Stack>
        <Title order={2}>{t('accounts.entry')}</Title>
        {me.accountId === accountId ? (
          <>
            <Text c="dimmed">{t('accounts.own')}</Text>
            <Group>
              <ButtonTo to="/cuenta/contrasena" variant="default">
                {t('password.changeTitle')}
              </ButtonTo>
              <LinkTo to="/cuenta">{t('nav.account')}</LinkTo>
            </Group>
          </>
        ) : (
          <>
            <Text c="dimmed">{account.state === 'active' ? t('accounts.entrySays') : t('accounts.disabledSays')}</Text>
            {reset.data && !reset.data.asked && <FirstPassword login={login} password={reset.data.password} />}
            {asked && (
              <Alert role="status" color="waiting" title={t('accounts.resetAskedTitle', { name: asked.askedByName })}>
                {t(asked.askedBy === me.accountId ? 'accounts.resetAskedByYou' : 'accounts.resetAskedSays')}
              </Alert>
            )}
            <Group>
              <ConfirmButton
                question={t('accounts.resetQuestion', { name })}
                says={t(!account.secondFactor || asked ? 'accounts.resetSays' : 'accounts.resetTwoSays')}
                confirm={t('accounts.reset')}
                pending={reset.isPending}
                problem={reset.error}
                act={() => reset.mutateAsync({ accountId })}
              >
                {t('accounts.reset')}
              </ConfirmButton>
              {(sessions.data ?? []).length > 0 && (
                <ConfirmButton
                  question={t('accounts.endSessionsQuestion', { name })}
                  says={t('accounts.endSessionsSays')}
                  confirm={t('accounts.endSessions')}
                  pending={end.isPending}
                  problem={end.error}
                  act={() => end.mutateAsync({ accountId })}
                >
                  {t('accounts.endSessions')} ({(sessions.data ?? []).length})
                </ConfirmButton>
              )}
              {account.state === 'active' ? (
                <ConfirmButton
                  {...asking}
                  danger
                  question={t('accounts.disableQuestion', { name })}
                  says={t('accounts.disableSays')}
                  confirm={t('accounts.disable')}
                  act={() => turn('disabled')}
                >
                  {t('accounts.disable')}
                </ConfirmButton>
              ) : (
                <ConfirmButton
                  {...asking}
                  question={t('accounts.enableQuestion', { name })}
                  says={t('accounts.enableSays')}
                  confirm={t('accounts.enable')}
                  act={() => turn('active')}
                >
                  {t('accounts.enable')}
                </ConfirmButton>
              )}
            </Group>
          </>
        )}
      </Stack>
    </section>
  )
}
