import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { useCommand, useRead } from '#browser/calling.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { DayField } from '#browser/kit/day-field.tsx'
import { LongTextField, TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { useFromPath, useGo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { askers, requestKinds, requests } from '../contract/requests.ts'
import { transfers } from '../contract/transfers.ts'
import { useName } from './words.ts'

type Asker = { kind: 'person' | 'representative'; name?: string; relation?: string; contact?: string }

/** Receives what a person asks about their data. */
export function NewRequestScreen() {
  const { t } = useTranslation('rights')
  const subjectId = useFromPath('subjectId')
  const go = useGo()
  const name = useName()
  const person = useRead(transfers.readRights, { subjectId })
  const [requestId] = useState(uuidv7)
  const open = useCommand(requests.openRequest, { changes: [requests.listRequests, transfers.readRights] })
  const form = useForm(requests.openRequest.input, { subjectId, requestId, asker: { kind: 'person' } }, open.error)
  const asker = (form.values.asker ?? { kind: 'person' }) as Asker
  const part = <N extends keyof Asker>(of: N) => ({
    name: of,
    value: asker[of],
    onChange: (value: Asker[N] | undefined) => form.set({ asker: { ...asker, [of]: value } as never }),
    error: undefined,
  })
  const send = form.onSubmit((input) =>
    open.mutate(input, { onSuccess: () => go(`/personas/${subjectId}/solicitudes/${requestId}`, { replace: true }) }),
  )
  return (
    <Page
      title={t('new.title')}
      intro={t('new.intro')}
      trail={[
        { words: t('nav.requests'), to: '/derechos' },
        { words: person.data ? name(person.data) : t('person.title'), to: `/personas/${subjectId}/derechos` },
      ]}
      width="text"
    >
      <form onSubmit={send} noValidate>
        <Stack>
          <ChoiceField {...form.field('kind')} list={requestKinds} label={t('new.kind')} required />
          <LongTextField
            {...form.field('asks')}
            label={t('new.asks')}
            description={t('new.asksSays')}
            maxLength={2000}
            required
          />
          <ChoiceField {...part('kind')} name="asker" list={askers} label={t('new.asker')} required />
          {asker.kind === 'representative' && (
            <>
              <TextField {...part('name')} label={t('new.name')} required autoComplete="off" />
              <TextField {...part('relation')} label={t('new.relation')} description={t('new.relationSays')} autoComplete="off" />
            </>
          )}
          <TextField {...part('contact')} label={t('new.contact')} description={t('new.contactSays')} autoComplete="off" />
          <DayField {...form.field('askedOn')} label={t('new.askedOn')} description={t('new.askedOnSays')} />
          <ProblemMessage problem={open.error} />
          <div>
            <Button type="submit" loading={open.isPending}>
              {t('new.send')}
            </Button>
          </div>
        </Stack>
      </form>
    </Page>
  )
}
