import { Button, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { access } from '#access/contract/calls.ts'
import { useCommand } from '#browser/calling.ts'
import { CopyText } from '#browser/kit/copy-text.tsx'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { PasswordField } from '#browser/kit/password-field.tsx'
import classes from './facts.module.css'
import { RecoveryCodes } from './recovery-codes.tsx'

type Begun = { secret: string; address: string; password: string }

/** In three steps: the password, the code that the telephone shows, the recovery codes to keep. */
export function SecondFactorEnrolment({ onDone }: { onDone: () => void }) {
  const [begun, setBegun] = useState<Begun>()
  const [codes, setCodes] = useState<string[]>()
  if (codes) return <RecoveryCodes codes={codes} onKept={onDone} />
  if (begun) return <Confirmation begun={begun} onDone={setCodes} onAgain={() => setBegun(undefined)} />
  return <Beginning onDone={setBegun} />
}

function Beginning({ onDone }: { onDone: (begun: Begun) => void }) {
  const { t } = useTranslation('access')
  const begin = useCommand(access.beginSecondFactor)
  const form = useForm(access.beginSecondFactor.input, {}, begin.error)
  const submit = form.onSubmit((input) =>
    begin.mutate(input, {
      // When the first answer was lost on the way, the second one comes without the secret: then it is asked for anew.
      onSuccess: ({ secret, address }) => (secret && address ? onDone({ secret, address, ...input }) : begin.reset()),
    }),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <PasswordField {...form.field('password')} label={t('signIn.password')} autoComplete="current-password" autoFocus />
        <ProblemMessage problem={begin.error} />
        <div>
          <Button type="submit" loading={begin.isPending}>
            {t('factor.continue')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

function Confirmation(props: { begun: Begun; onDone: (codes: string[]) => void; onAgain: () => void }) {
  const { t } = useTranslation('access')
  const { secret, address, password } = props.begun
  const confirm = useCommand(access.confirmSecondFactor)
  const form = useForm(access.confirmSecondFactor.input, { secret, password }, confirm.error)
  const qr = useQuery({ queryKey: ['qr', address], queryFn: () => drawn(address), networkMode: 'always', gcTime: 0 })
  return (
    <form
      onSubmit={form.onSubmit((input) =>
        confirm.mutate(input, { onSuccess: (answer) => props.onDone(answer.recoveryCodes ?? []) }),
      )}
      noValidate
    >
      <Stack>
        <List type="ordered" spacing="xs">
          <List.Item>{t('factor.step1')}</List.Item>
          <List.Item>{t('factor.step2')}</List.Item>
          <List.Item>{t('factor.step3')}</List.Item>
        </List>
        {qr.data ? <img className={classes.qr} src={qr.data} alt={t('factor.qr')} /> : <div className={classes.qr} />}
        <CopyText label={t('factor.secret')} text={secret.replaceAll(/(.{4})(?=.)/g, '$1 ')} />
        <TextField {...form.field('code')} label={t('signIn.code')} autoComplete="one-time-code" inputMode="numeric" autoFocus />
        <ProblemMessage problem={confirm.error} />
        <div>
          <Button type="submit" loading={confirm.isPending}>
            {t('factor.confirm')}
          </Button>
          <Button variant="subtle" onClick={props.onAgain}>
            {t('factor.again')}
          </Button>
        </div>
        <Text size="sm" c="dimmed">
          {t('factor.apps')}
        </Text>
      </Stack>
    </form>
  )
}

/** The address as a QR code, drawn here: the secret goes to nobody else. */
async function drawn(address: string): Promise<string> {
  const { toString: draw } = await import('qrcode')
  return `data:image/svg+xml,${encodeURIComponent(await draw(address, { type: 'svg', margin: 2 }))}`
}
