import { Button, Stack } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { access } from '#access/contract/calls.ts'
import { type PasswordFinding, passwordFindings } from '#access/rules.ts'
import { useCommand } from '#browser/calling.ts'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { PasswordField } from '#browser/kit/password-field.tsx'
import { problemOf } from '#browser/words/problem-words.ts'

const Findings = z.array(z.enum(['too-short', 'too-long', 'too-common', 'holds-login']))

/** The present password and a new one. What speaks against the new one is said before it is sent, and by the server. */
export function PasswordForm({ login, currentLabel, onDone }: { login: string; currentLabel: string; onDone: () => void }) {
  const { t } = useTranslation('access')
  const change = useCommand(access.changePassword)
  const form = useForm(access.changePassword.input, {}, change.error)
  const place = useRef<HTMLFormElement>(null)
  const [found, setFound] = useState<PasswordFinding[]>([])
  const refusal = change.error ? problemOf(change.error) : undefined
  const findings = refusal?.code === 'password-weak' ? (Findings.safeParse(refusal.details.findings).data ?? []) : found
  const submit = form.onSubmit((input) => {
    const weak = passwordFindings(input.wanted, login)
    setFound(weak)
    if (weak.length === 0) change.mutate(input, { onSuccess: onDone })
    else place.current?.querySelector<HTMLElement>('[name=wanted]')?.focus()
  })
  const wanted = form.field('wanted')
  const weakness = findings.map((finding) => t(`password.findings.${finding}`)).join(' ')
  return (
    <form ref={place} onSubmit={submit} noValidate>
      <Stack>
        <PasswordField {...form.field('current')} label={currentLabel} autoComplete="current-password" autoFocus />
        <PasswordField
          {...wanted}
          onChange={(text) => {
            change.reset()
            setFound([])
            wanted.onChange(text)
          }}
          error={wanted.error ?? (weakness || undefined)}
          label={t('password.wanted')}
          description={t('password.wantedSays')}
          autoComplete="new-password"
        />
        {findings.length === 0 && <ProblemMessage problem={change.error} />}
        <Button type="submit" loading={change.isPending}>
          {t('password.action')}
        </Button>
      </Stack>
    </form>
  )
}
