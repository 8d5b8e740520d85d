import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { documentTypes } from '#base/codes.ts'
import { pathFor } from '#browser/call.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { LinkTo, useFromPath } from '#browser/kit/links.tsx'
import { Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import { intake } from '#intake/contract/calls.ts'
import { askers, eventKinds, type Request, requestKinds, requestStates, requests } from '../../contract/requests.ts'
import { missingProof } from '../../rules/requests.ts'
import { DueDay } from '../due-badge.tsx'
import classes from '../rights.module.css'
import { useName } from '../words.ts'
import { AskedToErase } from './asked-to-erase.tsx'
import { Attachments } from './attachments.tsx'
import { Steps } from './steps.tsx'

/** One request: what is asked, by whom, until when, what is missing, and what was done. */
export function RequestScreen() {
  const { t } = useTranslation('rights')
  const [subjectId, requestId] = [useFromPath('subjectId'), useFromPath('requestId')]
  const read = useRead(requests.readRequest, { subjectId, requestId })
  const name = useName()
  const trail = [
    { words: t('nav.requests'), to: '/derechos' },
    { words: read.data ? name(read.data) : t('person.title'), to: `/personas/${subjectId}/derechos` },
  ]
  return (
    <Page title={read.data?.number ?? t('request.title')} trail={trail} width="text">
      <Loaded of={read}>
        {(request) => (
          <Stack gap="xl">
            <Facts request={request} />
            <Given request={request} />
            <Attachments request={request} />
            <Steps request={request} />
            <History request={request} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Facts({ request }: { request: Request }) {
  const { t } = useTranslation('rights')
  const { label, day, moment } = useFormat()
  const { asker, identity, extension, answer } = request
  const facts: [string, React.ReactNode][] = [
    [t('list.kind'), label(requestKinds, request.kind)],
    ...(request.asks ? [[t('new.asks'), request.asks] as [string, string]] : []),
    [t('new.asker'), [label(askers, asker.kind), asker.name, asker.relation].filter(Boolean).join(' · ')],
    ...(asker.contact ? [[t('new.contact'), asker.contact] as [string, string]] : []),
    [t('list.asked'), day(request.askedOn)],
    [t('list.due'), <DueDay key="due" request={request} />],
    [
      t('request.identity'),
      identity ? `${label(documentTypes, identity.document)} · ${moment(identity.at)}` : t('request.identityMissing'),
    ],
    ...(extension?.reason ? [[t('request.extension'), extension.reason] as [string, string]] : []),
    ...(answer ? [[t('request.answer'), answer.text] as [string, string]] : []),
  ]
  return (
    <section className={classes.block} aria-label={t('request.title')}>
      <StateBadge tone={request.state === 'open' ? 'waiting' : 'done'}>{label(requestStates, request.state)}</StateBadge>
      <dl className={classes.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** What is handed to whoever asks, once it is known who they are. */
function Given({ request }: { request: Request }) {
  const { t } = useTranslation('rights')
  const language = useLanguage()
  const { subjectId, requestId, kind } = request
  if (kind === 'erasure') return <AskedToErase request={request} />
  if (kind === 'opposition') return <Text>{t('request.opposition')}</Text>
  if (kind === 'correction')
    return (
      <Text>
        {t('request.correction')} <LinkTo to={`/personas/${subjectId}`}>{t('request.record')}</LinkTo>
      </Text>
    )
  const missing = missingProof(
    request,
    request.attachments.map((one) => one.proves),
  )
  if (missing) return <Text role="status">{t(`request.missing.${missing}`)}</Text>
  if (kind === 'who_looked')
    return (
      <Group>
        <Paper href={pathFor(intake.trailPdf, { subjectId, language })}>{t('request.printTrail')}</Paper>
      </Group>
    )
  return (
    <Group>
      <Paper href={pathFor(requests.exportPdf, { subjectId, requestId, language: 'es' })}>{t('request.print')}</Paper>
      <Button
        component="a"
        variant="default"
        href={pathFor(requests.exportJson, { subjectId, requestId })}
        download
        leftSection={<IconDownload size={20} aria-hidden />}
      >
        {t('request.json')}
      </Button>
    </Group>
  )
}

function Paper({ href, children }: { href: string; children: string }) {
  return (
    <Button component="a" href={href} target="_blank" rel="noopener" leftSection={<IconPrinter size={20} aria-hidden />}>
      {children}
    </Button>
  )
}

function History({ request }: { request: Request }) {
  const { t } = useTranslation('rights')
  const { label, moment } = useFormat()
  return (
    <section className={classes.block}>
      <Title order={2} size="h3">
        {t('request.history')}
      </Title>
      <dl className={classes.facts}>
        {request.events.map((one) => (
          <div key={one.eventId}>
            <dt>{[moment(one.at), one.by].filter(Boolean).join(' · ')}</dt>
            <dd>{[label(eventKinds, one.kind), one.note].filter(Boolean).join(': ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
