import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codeList, documentTypes } from '#base/codes.ts'
import { useCommand } from '#browser/calling.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { LongTextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { CodeField } from '#browser/kit/pick-fields.tsx'
import { type Request, requests } from '../../contract/requests.ts'
import { transfers } from '../../contract/transfers.ts'
import classes from '../rights.module.css'

const changes = [requests.readRequest, requests.listRequests, transfers.readRights]

/** What is done with an open request, in the order in which it is done. */
export function Steps({ request }: { request: Request }) {
  if (request.state !== 'open') return null
  return (
    <>
      {!request.identity && !request.erased && <CheckIdentity request={request} />}
      {request.toTell.map((one) => (
        <Tell key={one.transferId} request={request} {...one} />
      ))}
      <Answer request={request} />
      {!request.extension && !request.late && <Extend request={request} />}
    </>
  )
}

function CheckIdentity({ request: { subjectId, requestId, version } }: { request: Request }) {
  const { t } = useTranslation('rights')
  const check = useCommand(requests.checkIdentity, { changes })
  const form = useForm(requests.checkIdentity.input, { subjectId, requestId, version }, check.error)
  return (
    <form
      className={classes.block}
      onSubmit={form.onSubmit((input) => check.mutate({ ...input, version }))}
      noValidate
      aria-labelledby="check-identity"
    >
      <Stack>
        <Title order={2} size="h3" id="check-identity">
          {t('identity.title')}
        </Title>
        <Text>{t('identity.says')}</Text>
        <CodeField {...form.field('document')} list={documentTypes} label={t('identity.document')} required />
        <LongTextField {...form.field('note')} label={t('identity.note')} maxLength={2000} />
        <ProblemMessage problem={check.error} />
        <Group>
          <Button type="submit" loading={check.isPending}>
            {t('identity.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Tell({ request, transferId, recipient }: { request: Request; transferId: string; recipient: string }) {
  const { t } = useTranslation('rights')
  const { subjectId, requestId } = request
  const tell = useCommand(requests.tellRecipient, { changes })
  const form = useForm(requests.tellRecipient.input, { subjectId, requestId, transferId }, tell.error)
  return (
    <form className={classes.block} onSubmit={form.onSubmit((input) => tell.mutate(input))} noValidate>
      <Stack>
        <Title order={2} size="h3">
          {t('tell.title', { recipient })}
        </Title>
        <Text>{t('tell.says')}</Text>
        <LongTextField {...form.field('note')} label={t('tell.note')} maxLength={2000} required />
        <ProblemMessage problem={tell.error} />
        <Group>
          <Button type="submit" variant="default" loading={tell.isPending}>
            {t('tell.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const outcomes = codeList({
  answered: { es: 'Responder', en: 'Answer' },
  refused: { es: 'Negar con motivo', en: 'Refuse with a reason' },
  handed_over: { es: 'Entregar a la persona encargada de datos', en: 'Hand to the data protection officer' },
})

function Answer({ request: { subjectId, requestId, version, erased } }: { request: Request }) {
  const { t } = useTranslation('rights')
  const answer = useCommand(requests.answerRequest, { changes })
  const form = useForm(requests.answerRequest.input, { subjectId, requestId, version }, answer.error)
  return (
    <form className={classes.block} onSubmit={form.onSubmit((input) => answer.mutate({ ...input, version }))} noValidate>
      <Stack>
        <Title order={2} size="h3">
          {t('answer.title')}
        </Title>
        <ChoiceField {...form.field('outcome')} list={outcomes} label={t('answer.outcome')} required />
        <LongTextField
          {...form.field('text')}
          label={t('answer.text')}
          description={t(erased ? 'erasure.textSays' : 'answer.textSays')}
          maxLength={2000}
          required
        />
        <ProblemMessage problem={answer.error} />
        <Group>
          <Button type="submit" loading={answer.isPending}>
            {t('answer.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Extend({ request: { subjectId, requestId, version } }: { request: Request }) {
  const { t } = useTranslation('rights')
  const [asking, setAsking] = useState(false)
  const extend = useCommand(requests.extendRequest, { changes })
  const form = useForm(requests.extendRequest.input, { subjectId, requestId, version }, extend.error)
  if (!asking)
    return (
      <div>
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('extend.title')}
        </Button>
      </div>
    )
  return (
    <form className={classes.block} onSubmit={form.onSubmit((input) => extend.mutate({ ...input, version }))} noValidate>
      <Stack>
        <Title order={2} size="h3">
          {t('extend.title')}
        </Title>
        <LongTextField
          {...form.field('reason')}
          label={t('extend.reason')}
          description={t('extend.says')}
          maxLength={2000}
          required
          autoFocus
        />
        <ProblemMessage problem={extend.error} />
        <Group>
          <Button type="submit" variant="default" loading={extend.isPending}>
            {t('extend.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
