import { Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { access } from '#access/contract/calls.ts'
import type { Passkey } from '#access/contract/passkeys.ts'
import { send, useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { said } from '#browser/kit/said.tsx'
import { useSession } from '#browser/session.tsx'
import classes from './facts.module.css'
import { makePasskey } from './webauthn.ts'

/** One's own passkeys, and how to add one and take one away. */
export function Passkeys() {
  const { t } = useTranslation('access')
  const { reload } = useSession()
  const read = useRead(access.listPasskeys, {})
  const changed = () => Promise.all([read.refetch(), reload()])
  return (
    <Stack>
      <Loaded of={read}>
        {(own) =>
          own.length > 0 && (
            <ul className={classes.session}>
              {own.map((passkey) => (
                <Own key={passkey.passkeyId} of={passkey} onGone={changed} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <AddPasskey
        onDone={() => {
          said(t('passkeys.added'))
          void changed()
        }}
      />
    </Stack>
  )
}

function Own({ of: { passkeyId, name, madeAt, usedAt }, onGone }: { of: Passkey; onGone: () => Promise<unknown> }) {
  const { t } = useTranslation('access')
  const { moment } = useFormat()
  const remove = useCommand(access.removePasskey)
  return (
    <li>
      <div>
        <Text fw={600} component="span">
          {name}
        </Text>
        <Text size="sm" c="dimmed">
          {t('passkeys.times', { made: moment(madeAt), used: usedAt ? moment(usedAt) : t('passkeys.never') })}
        </Text>
      </div>
      <ConfirmButton
        danger
        size="sm"
        question={t('passkeys.removeQuestion', { name })}
        says={t('passkeys.removeSays')}
        confirm={t('passkeys.remove')}
        pending={remove.isPending}
        problem={remove.error}
        act={() => remove.mutateAsync({ passkeyId }).then(onGone)}
      >
        {t('passkeys.remove')}
      </ConfirmButton>
    </li>
  )
}

const Named = access.addPasskey.input.pick({ name: true })

/** A name, then the authenticator asks its person. */
export function AddPasskey({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('access')
  // A new one is a new form, with nothing typed.
  const [times, setTimes] = useState(0)
  const add = useMutation({
    networkMode: 'always',
    retry: false,
    mutationFn: async ({ name }: { name: string }) => {
      const response = await makePasskey(await send(access.beginPasskey, {}, { entryId: uuidv7() }))
      await send(access.addPasskey, { passkeyId: uuidv7(), name, response }, { entryId: uuidv7() })
    },
    onSuccess: () => {
      setTimes((before) => before + 1)
      onDone()
    },
  })
  return <Naming key={times} pending={add.isPending} problem={add.error} onNamed={add.mutate} label={t('passkeys.add')} />
}

function Naming(props: { pending: boolean; problem: unknown; label: string; onNamed: (named: { name: string }) => void }) {
  const { t } = useTranslation('access')
  const form = useForm(Named, {}, props.problem)
  return (
    <form onSubmit={form.onSubmit(props.onNamed)} noValidate>
      <Stack gap="sm">
        <TextField {...form.field('name')} label={t('passkeys.name')} description={t('passkeys.nameSays')} />
        <ProblemMessage problem={props.problem} />
        <div>
          <Button type="submit" variant="default" loading={props.pending}>
            {props.label}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
