import { Alert, Button, Stack, Text, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { access, type Me } from '#access/contract/calls.ts'
import { send, useCommand } from '#browser/calling.ts'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { PasswordField } from '#browser/kit/password-field.tsx'
import { problemOf } from '#browser/words/problem-words.ts'
import { PasskeyButton } from './passkey-button.tsx'
import { cameFromProvider, ProviderButton, ProviderReturn } from './provider-sign-in.tsx'
import { showPasskey } from './webauthn.ts'

type Props = { demonstration: boolean; provider: boolean; login?: string; onDone: (me: Me) => void }

/**
 * Login and password, then the code when the account has a second factor; or a passkey alone. With `login` given, only that account may
 * come back (the session was over). Where an identity provider is set, its button too; or, when it has sent the browser back, what comes of it.
 */
export function SignIn(props: Props) {
  const [back, setBack] = useState(() => !props.login && cameFromProvider())
  if (back) return <ProviderReturn onDone={props.onDone} onAgain={() => setBack(false)} />
  return <WithPassword {...props} />
}

function WithPassword({ demonstration, provider, login, onDone }: Props) {
  const { t } = useTranslation('access')
  const signIn = useCommand(access.signIn, { once: true })
  const code = signIn.error ? problemOf(signIn.error).code : undefined
  const [asksCode, setAsksCode] = useState(false)
  const form = useForm(access.signIn.input, login ? { login } : {}, signIn.error)
  const wait = useWait(signIn.error)
  useEffect(() => {
    if (code === 'second-factor-needed') setAsksCode(true)
  }, [code])

  return (
    <form onSubmit={form.onSubmit((input) => signIn.mutate(input, { onSuccess: onDone }))} noValidate>
      <Stack>
        {!login && <Title order={1}>{t('signIn.title')}</Title>}
        <TextField
          {...form.field('login')}
          label={t('signIn.login')}
          autoComplete="username"
          spellCheck={false}
          disabled={login !== undefined}
          autoFocus={!login}
        />
        <PasswordField
          {...form.field('password')}
          label={t('signIn.password')}
          autoComplete="current-password"
          autoFocus={login !== undefined}
        />
        {asksCode && (
          <TextField
            {...form.field('code')}
            label={t('signIn.code')}
            description={t('signIn.codeSays')}
            autoComplete="one-time-code"
            inputMode="numeric"
            autoFocus
          />
        )}
        {code !== 'second-factor-needed' && <ProblemMessage problem={signIn.error} />}
        <Button type="submit" fullWidth loading={signIn.isPending} disabled={wait > 0}>
          {wait > 0 ? t('signIn.waitSeconds', { number: wait }) : t('signIn.action')}
        </Button>
        <PasskeyButton act={() => entered().then(onDone)}>{t('signIn.passkey')}</PasskeyButton>
        {provider && !login && <ProviderButton />}
        <Text size="sm" c="dimmed">
          {t('signIn.forgot')}
        </Text>
        {demonstration && (
          <Alert role="note" color="waiting" variant="light" title={t('signIn.demonstrationTitle')}>
            {t('signIn.demonstrationSays')}
          </Alert>
        )}
      </Stack>
    </form>
  )
}

/** Whoever shows a passkey of theirs is in. */
async function entered(): Promise<Me> {
  const response = await showPasskey(await send(access.beginPasskeySignIn, {}, { once: true }))
  return send(access.signInWithPasskey, { response }, { once: true })
}

/** Seconds that are left to wait, counted down. */
function useWait(error: unknown): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const { retryAfter } = error ? problemOf(error).details : {}
    setLeft(typeof retryAfter === 'number' ? retryAfter : 0)
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000)
    return () => clearInterval(timer)
  }, [error])
  return left
}
