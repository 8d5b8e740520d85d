import { Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { useCommand } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { LinkTo } from '#browser/kit/links.tsx'
import { said } from '#browser/kit/said.tsx'
import { useIs } from '#browser/session.tsx'
import { retention } from '#retention/contract.ts'
import { type Request, requests } from '../../contract/requests.ts'
import { stopsErasure } from '../../rules/requests.ts'
import classes from '../rights.module.css'

/** A request for erasure: how the erasure stands, and the way to ask for it. Nobody is erased from here. */
export function AskedToErase({ request }: { request: Request }) {
  const { t } = useTranslation('rights')
  const { moment } = useFormat()
  const { subjectId, state, erased, erasure } = request
  const waits = erasure?.state === 'asked' && !erased
  const open = state === 'open'
  if (!open && !erasure && !erased) return null
  return (
    <section className={classes.block}>
      <Stack gap="sm">
        <Title order={2} size="h3">
          {t('erasure.title')}
        </Title>
        {erased && <Text role="status">{t(open ? 'erasure.done' : 'erasure.closed')}</Text>}
        {waits && <Text role="status">{t('erasure.asked', { moment: moment(erasure.askedAt) })}</Text>}
        {waits && <LinkTo to={`/personas/${subjectId}`}>{t('request.record')}</LinkTo>}
        {!erased && erasure?.state === 'dropped' && <Text>{t('erasure.dropped', { moment: moment(erasure.askedAt) })}</Text>}
        {open && !erased && !waits && <Grant request={request} />}
      </Stack>
    </section>
  )
}

function Grant({ request }: { request: Request }) {
  const { t } = useTranslation('rights')
  const officer = useIs('data-protection-officer')
  const proofs = request.attachments.map((one) => one.proves)
  const stops = stopsErasure(request, { proofs, untold: request.toTell.length })
  return (
    <>
      <Text maw="65ch">{t('erasure.says')}</Text>
      {stops === 'identity-not-checked' || stops === 'power-not-shown' ? (
        <Text role="status">{t(`request.missing.${stops}`)}</Text>
      ) : stops ? (
        <Text role="status">{t('erasure.told')}</Text>
      ) : officer ? (
        <Ask key={request.erasure?.erasureId} request={request} />
      ) : (
        <Text>{t('erasure.officer')}</Text>
      )}
    </>
  )
}

function Ask({ request: { subjectId, requestId } }: { request: Request }) {
  const { t } = useTranslation('rights')
  const [erasureId] = useState(uuidv7)
  const changes = [requests.readRequest, retention.readKeeping, retention.listErasures]
  const ask = useCommand(retention.askErasure, { changes })
  const act = () => ask.mutateAsync({ subjectId, requestId, erasureId, basis: 'asked' }).then(() => said(t('erasure.askedNow')))
  return (
    <Group>
      <ConfirmButton
        question={t('erasure.question')}
        says={t('erasure.contact')}
        confirm={t('erasure.grant')}
        pending={ask.isPending}
        problem={ask.error}
        act={act}
      >
        {t('erasure.grant')}…
      </ConfirmButton>
    </Group>
  )
}
