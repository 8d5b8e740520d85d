import { Button, Group, Menu, Stack, Text, Title } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { consentPurposes } from '#base/codes.ts'
import { nameOf } from '#base/contract.ts'
import { useCommand } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { TextField } from '#browser/kit/fields.tsx'
import { ButtonTo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { saveFile } from '#browser/saving.ts'
import { useLanguage } from '#browser/words/use-words.ts'
import { formWords } from '#intake/rules/form-words.ts'
import { sharingReasons } from '../../contract/bases.ts'
import { type PersonRights, type Transfer, transferFormats, transferStates, transfers } from '../../contract/transfers.ts'
import classes from '../rights.module.css'

const tones = { proposed: 'waiting', approved: 'done', expired: 'calm', revoked: 'danger' } as const

/** What was, or is to be, given of a person to somebody outside. */
export function Transfers({ rights: { subjectId, transfers: all } }: { rights: PersonRights }) {
  const { t } = useTranslation('rights')
  return (
    <section className={classes.block}>
      <Title order={2} size="h3">
        {t('transfer.title')}
      </Title>
      {all.length === 0 && <Text c="dimmed">{t('transfer.none')}</Text>}
      <Stack gap="lg" mt="sm">
        {all.map((one) => (
          <One key={one.transferId} subjectId={subjectId} one={one} />
        ))}
      </Stack>
      <Group mt="md">
        <ButtonTo to={`/personas/${subjectId}/envio`} variant="default">
          {t('transfer.new')}
        </ButtonTo>
      </Group>
    </section>
  )
}

function One({ subjectId, one }: { subjectId: string; one: Transfer }) {
  const { t } = useTranslation('rights')
  const { label, day, moment } = useFormat()
  const language = useLanguage()
  const facts: [string, string][] = [
    [t('transfer.purpose'), `${label(consentPurposes, one.purpose)}: ${one.why}`],
    [t('transfer.ground'), label(sharingReasons, one.ground.because)],
    [t('transfer.fields'), one.fields.map((field) => formWords[field].label[language]).join(', ')],
    [t('transfer.until'), day(one.expiresOn)],
    [t('transfer.proposed'), [one.proposedBy, moment(one.proposedAt)].filter(Boolean).join(' · ')],
    ...(one.approvedAt
      ? [[t('transfer.approved'), [one.approvedBy, moment(one.approvedAt)].filter(Boolean).join(' · ')] as [string, string]]
      : []),
    ...(one.revoked ? [[t('transfer.revoked'), `${one.revoked.reason} · ${moment(one.revoked.at)}`] as [string, string]] : []),
    [
      t('transfer.handed'),
      one.handed
        .map(({ format, at, by }) => [label(transferFormats, format), by, moment(at)].filter(Boolean).join(' · '))
        .join('; ') || t('transfer.notHanded'),
    ],
  ]
  return (
    <article aria-label={one.recipient}>
      <Group gap="sm">
        <Title order={3} size="h4">
          {one.recipient}
        </Title>
        <StateBadge tone={tones[one.state]}>{label(transferStates, one.state)}</StateBadge>
      </Group>
      <dl className={classes.facts}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Acts subjectId={subjectId} one={one} />
    </article>
  )
}

function Acts({ subjectId, one: { transferId, state } }: { subjectId: string; one: Transfer }) {
  const { t } = useTranslation('rights')
  const { label } = useFormat()
  const language = useLanguage()
  const client = useQueryClient()
  const [reason, setReason] = useState<string>()
  const approve = useCommand(transfers.approveTransfer, { changes: [transfers.readRights] })
  const revoke = useCommand(transfers.revokeTransfer, { changes: [transfers.readRights] })
  const save = useMutation({
    networkMode: 'always',
    retry: false,
    mutationFn: (format: keyof typeof transferFormats) =>
      saveFile(transfers.downloadTransfer, { subjectId, transferId, format, language }),
    onSuccess: () => client.invalidateQueries({ queryKey: [nameOf(transfers.readRights)] }),
  })
  if (state === 'revoked' || state === 'expired') return null
  return (
    <>
      <ProblemMessage problem={save.error ?? approve.error} />
      <Group mt="sm">
        {state === 'proposed' && (
          <Button loading={approve.isPending} onClick={() => approve.mutate({ subjectId, transferId })}>
            {t('transfer.approve')}
          </Button>
        )}
        {state === 'approved' && (
          <Menu>
            <Menu.Target>
              <Button loading={save.isPending} leftSection={<IconDownload size={20} aria-hidden />}>
                {t('transfer.download')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {(Object.keys(transferFormats) as (keyof typeof transferFormats)[]).map((format) => (
                <Menu.Item key={format} onClick={() => save.mutate(format)}>
                  {label(transferFormats, format)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <ConfirmButton
          danger
          question={t('transfer.revokeTitle')}
          says={
            <TextField
              name="reason"
              label={t('transfer.revokeReason')}
              value={reason}
              onChange={setReason}
              error={undefined}
              required
            />
          }
          confirm={t('transfer.revoke')}
          pending={revoke.isPending}
          problem={revoke.error}
          act={() => revoke.mutateAsync({ subjectId, transferId, reason: reason ?? '' })}
        >
          {t('transfer.revoke')}
        </ConfirmButton>
      </Group>
    </>
  )
}
