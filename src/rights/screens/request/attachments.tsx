import { Anchor, Button, FileButton, Group, Stack, Text, Title } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { Problem } from '#base/problem.ts'
import { pathFor } from '#browser/call.ts'
import { useCommand } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { proofs, type Request, requests, scans } from '../../contract/requests.ts'
import classes from '../rights.module.css'

const accepted = '.pdf,.jpg,.jpeg,.png,.webp,application/pdf,image/jpeg,image/png,image/webp'
/** As many bytes as the server takes: what is larger is refused before it travels. */
const most = 10_000_000

/** The papers that prove who asks and that they may; one more is added while the request is open. */
export function Attachments({ request }: { request: Request }) {
  const { t } = useTranslation('rights')
  const { label, moment, number } = useFormat()
  const { subjectId, requestId, attachments } = request
  return (
    <section className={classes.block}>
      <Title order={2} size="h3">
        {t('attachments.title')}
      </Title>
      {attachments.length === 0 && <Text c="dimmed">{t('attachments.none')}</Text>}
      <dl className={classes.facts}>
        {attachments.map((one) => (
          <div key={one.attachmentId}>
            <dt>{label(proofs, one.proves)}</dt>
            <dd>
              <Anchor href={pathFor(requests.readAttachment, { subjectId, attachmentId: one.attachmentId })} download>
                {t('attachments.download', {
                  kind: one.media.split('/')[1]!.toUpperCase(),
                  size: number(Math.ceil(one.bytes / 1000)),
                })}
              </Anchor>
              <Text size="sm" c="dimmed">
                {[label(scans, one.scan), moment(one.at)].join(' · ')}
              </Text>
            </dd>
          </div>
        ))}
      </dl>
      {request.state === 'open' && <Adding key={attachments.length} subjectId={subjectId} requestId={requestId} />}
    </section>
  )
}

function Adding({ subjectId, requestId }: { subjectId: string; requestId: string }) {
  const { t } = useTranslation('rights')
  const [proves, setProves] = useState<keyof typeof proofs>('identity')
  const [problem, setProblem] = useState<unknown>()
  const attach = useCommand(requests.attach, { changes: [requests.readRequest] })
  const add = async (file: File) => {
    setProblem(undefined)
    if (file.size > most) return setProblem(new Problem(413, 'upload-too-large', { megabytes: most / 1_000_000 }))
    const bytes = new Uint8Array(await file.arrayBuffer())
    attach.mutate({ subjectId, requestId, attachmentId: uuidv7(), proves, content: base64Of(bytes) })
  }
  return (
    <Stack mt="md" gap="sm">
      <ChoiceField
        name="proves"
        label={t('attachments.proves')}
        list={proofs}
        value={proves}
        onChange={(next) => setProves(next ?? 'identity')}
        error={undefined}
      />
      <ProblemMessage problem={problem ?? attach.error} />
      <Group>
        <FileButton
          accept={accepted}
          onChange={(file) => file && void add(file)}
          inputProps={{ 'aria-label': t('attachments.add') }}
        >
          {(props) => (
            <Button {...props} variant="default" loading={attach.isPending} leftSection={<IconPaperclip size={20} aria-hidden />}>
              {t('attachments.add')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          {t('attachments.accepts')}
        </Text>
      </Group>
    </Stack>
  )
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
