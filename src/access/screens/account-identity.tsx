import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Account, access } from '#access/contract/calls.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import classes from './facts.module.css'

const changes = [access.readIdentity]

/** The identity at the institution's provider that opens an account: an administrator links it, by the code its person was shown. */
export function AccountIdentity({ account: { accountId, name } }: { account: Account }) {
  const { t } = useTranslation('access')
  const { day } = useFormat()
  const read = useRead(access.readIdentity, { accountId })
  const link = useCommand(access.linkIdentity, { changes })
  const unlink = useCommand(access.unlinkIdentity, { changes: [...changes, access.readAccountSessions] })
  const form = useForm(access.linkIdentity.input, { accountId }, link.error)
  if (!read.data) return null
  const { link: linked } = read.data
  return (
    <section className={classes.section}>
      <Stack>
        <Title order={2}>{t('accounts.identity')}</Title>
        {linked ? (
          <>
            <Text>
              {t('accounts.identityLinked', { name: linked.linkedBy, date: day(linked.linkedAt) })}{' '}
              {!linked.proved && t('accounts.identityUnproved')}
            </Text>
            <Group>
              <ConfirmButton
                danger
                question={t('accounts.identityUnlinkQuestion', { name })}
                says={t('accounts.identityUnlinkSays')}
                confirm={t('accounts.identityUnlink')}
                pending={unlink.isPending}
                problem={unlink.error}
                act={() => unlink.mutateAsync({ accountId })}
              >
                {t('accounts.identityUnlink')}
              </ConfirmButton>
            </Group>
          </>
        ) : (
          <form onSubmit={form.onSubmit((input) => link.mutate(input))} noValidate>
            <Stack>
              <Text c="dimmed">{t('accounts.identitySays')}</Text>
              <TextField
                {...form.field('reference')}
                label={t('accounts.identityReference')}
                autoComplete="off"
                spellCheck={false}
              />
              <ProblemMessage problem={link.error} />
              <div>
                <Button type="submit" variant="default" loading={link.isPending}>
                  {t('accounts.identityLink')}
                </Button>
              </div>
            </Stack>
          </form>
        )}
      </Stack>
    </section>
  )
}
