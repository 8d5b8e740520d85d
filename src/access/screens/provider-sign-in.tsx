import { Button, Stack, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { access, type Me } from '#access/contract/calls.ts'
import { useCommand } from '#browser/calling.ts'
import { CopyText } from '#browser/kit/copy-text.tsx'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { Loading, ProblemMessage } from '#browser/kit/notices.tsx'
import { problemOf } from '#browser/words/problem-words.ts'

/** Has the identity provider just sent the browser back? (`server.ts` redirects to `/app/?proveedor`.) */
export const cameFromProvider = (): boolean => new URLSearchParams(location.search).has('proveedor')

/** Leaves for the identity provider, which sends the browser back. */
export function ProviderButton() {
  const { t } = useTranslation('access')
  const begin = useCommand(access.beginIdentity, { once: true })
  const leave = () => begin.mutate({}, { onSuccess: ({ address }) => address && location.assign(address) })
  return (
    <>
      <ProblemMessage problem={begin.error} />
      <Button variant="default" fullWidth loading={begin.isPending || begin.isSuccess} onClick={leave}>
        {t('signIn.provider')}
      </Button>
    </>
  )
}

/** Back from the identity provider: opens the session, after the account's own code where one is needed; or says why not. */
export function ProviderReturn({ onDone, onAgain }: { onDone: (me: Me) => void; onAgain: () => void }) {
  const { t } = useTranslation('access')
  const finish = useCommand(access.finishIdentity, { once: true })
  const form = useForm(access.finishIdentity.input, {}, finish.error)
  const problem = finish.error ? problemOf(finish.error) : undefined
  const code = problem?.code
  const reference = problem?.details.identityCode
  const asksCode = useRef(false)
  if (code === 'second-factor-needed') asksCode.current = true
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) return
    first.current = false
    // Who reloads the page does not come back a second time.
    history.replaceState(history.state, '', location.pathname)
    finish.mutate({}, { onSuccess: onDone })
  }, [finish, onDone])
  if (!finish.error && !asksCode.current) return <Loading />
  return (
    <form onSubmit={form.onSubmit((input) => finish.mutate(input, { onSuccess: onDone }))} noValidate>
      <Stack>
        <Title order={1}>{t('signIn.title')}</Title>
        {asksCode.current && (
          <TextField
            {...form.field('code')}
            label={t('signIn.code')}
            description={t('signIn.codeSays')}
            autoComplete="one-time-code"
            inputMode="numeric"
            autoFocus
          />
        )}
        {code !== 'second-factor-needed' && <ProblemMessage problem={finish.error} />}
        {typeof reference === 'string' && <CopyText label={t('accounts.identityReference')} text={reference} />}
        {asksCode.current && (
          <Button type="submit" fullWidth loading={finish.isPending}>
            {t('signIn.action')}
          </Button>
        )}
        <Button variant="default" fullWidth onClick={onAgain}>
          {t('signIn.again')}
        </Button>
      </Stack>
    </form>
  )
}
