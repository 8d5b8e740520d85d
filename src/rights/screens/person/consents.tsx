import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codeList, consentAnswers, consentPurposes, consentStates } from '#base/codes.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { CodeField, PickField } from '#browser/kit/pick-fields.tsx'
import { intake } from '#intake/contract/calls.ts'
import { consents, consentWays, type NotedConsent } from '#intake/contract/consents.ts'
import { shippedTexts } from '#intake/rules/consent-texts.ts'
import { answerFor } from '#intake/rules/consents.ts'
import { bases } from '../../contract/bases.ts'
import classes from '../rights.module.css'
import { useInstitutions } from '../words.ts'

const changes = [consents.readConsents, intake.readReturn, bases.askSharing]
const { desk: _, ...afterwards } = consentWays
const ways = codeList(afterwards) as typeof consentWays

/** What the person answered about the uses of their data, with all they said before; what stands may be withdrawn at any time. */
export function Consents({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation('rights')
  const read = useRead(consents.readConsents, { subjectId })
  const [asking, setAsking] = useState<NotedConsent | 'new'>()
  const close = () => setAsking(undefined)
  return (
    <section className={classes.block}>
      <Title order={2} size="h3">
        {t('consents.title')}
      </Title>
      <Loaded of={read}>
        {({ consents: all }) => (
          <>
            {all.length === 0 && <Text c="dimmed">{t('consents.none')}</Text>}
            <dl className={classes.facts}>
              {all.map((one) => (
                <Line
                  key={[one.purpose, one.recipient, one.at].join()}
                  one={one}
                  stands={one.answer === 'given' && answerFor(all, one.purpose, one.recipient) === one}
                  onWithdraw={() => setAsking(one)}
                />
              ))}
            </dl>
          </>
        )}
      </Loaded>
      <Group mt="md">
        <Button variant="default" onClick={() => setAsking('new')}>
          {t('consents.note')}
        </Button>
      </Group>
      <Modal
        opened={asking !== undefined}
        onClose={close}
        title={t(asking === 'new' ? 'consents.note' : 'consents.withdrawTitle')}
        withCloseButton={false}
        size="lg"
      >
        {asking === 'new' && <Noting subjectId={subjectId} onDone={close} />}
        {asking !== undefined && asking !== 'new' && <Withdrawing subjectId={subjectId} one={asking} onDone={close} />}
      </Modal>
    </section>
  )
}

function Line({ one, stands, onWithdraw }: { one: NotedConsent; stands: boolean; onWithdraw: () => void }) {
  const { t } = useTranslation('rights')
  const { label, moment } = useFormat()
  const institutions = useInstitutions()
  const to = one.recipient ? institutions.name(one.recipient) : t('consents.everybody')
  return (
    <div>
      <dt>
        {label(consentPurposes, one.purpose)} · {to}
      </dt>
      <dd>
        <b>{label(consentStates, one.answer)}</b> · {label(consentWays, one.how)} · {moment(one.at)}
        <Text size="sm" c="dimmed">
          {[t('consents.text', { version: one.textVersion }), one.by, one.note].filter(Boolean).join(' · ')}
        </Text>
        {stands && (
          <Button
            variant="default"
            size="sm"
            mt={4}
            onClick={onWithdraw}
            aria-label={t('consents.withdrawOf', { purpose: label(consentPurposes, one.purpose) })}
          >
            {t('consents.withdraw')}
          </Button>
        )}
      </dd>
    </div>
  )
}

function Withdrawing({ subjectId, one, onDone }: { subjectId: string; one: NotedConsent; onDone: () => void }) {
  const { t } = useTranslation(['rights', 'shell'])
  const withdraw = useCommand(consents.withdrawConsent, { changes })
  const { purpose, recipient } = one
  const form = useForm(consents.withdrawConsent.input, { subjectId, purpose, recipient }, withdraw.error)
  return (
    <form onSubmit={form.onSubmit((input) => withdraw.mutate(input, { onSuccess: onDone }))} noValidate>
      <Stack>
        <Text>{t('consents.withdrawSays')}</Text>
        <ChoiceField {...form.field('how')} list={ways} label={t('consents.how')} required />
        <TextField {...form.field('note')} label={t('consents.remark')} autoComplete="off" />
        <ProblemMessage problem={withdraw.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('shell:cancel')}
          </Button>
          <Button type="submit" color="danger" loading={withdraw.isPending}>
            {t('consents.withdraw')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Noting({ subjectId, onDone }: { subjectId: string; onDone: () => void }) {
  const { t } = useTranslation(['rights', 'shell'])
  const institutions = useInstitutions()
  const note = useCommand(consents.noteConsent, { changes })
  const textVersion = shippedTexts.find((text) => text.language === 'spanish' && text.audience === 'everybody')!.version
  const form = useForm(consents.noteConsent.input, { subjectId, textVersion }, note.error)
  const purpose = form.values.purpose
  const text = shippedTexts.find(({ version }) => version === textVersion)
  return (
    <form onSubmit={form.onSubmit((input) => note.mutate(input, { onSuccess: onDone }))} noValidate>
      <Stack>
        <CodeField {...form.field('purpose')} list={consentPurposes} label={t('transfer.purpose')} required />
        {purpose && <Text component="blockquote">{text?.questions[purpose]}</Text>}
        <PickField
          {...form.field('recipient')}
          options={institutions.options}
          label={t('consents.recipient')}
          description={t('consents.recipientSays')}
        />
        <ChoiceField {...form.field('answer')} list={consentAnswers} label={t('consents.answer')} required />
        <ChoiceField {...form.field('how')} list={ways} label={t('consents.how')} required />
        <TextField {...form.field('note')} label={t('consents.remark')} autoComplete="off" />
        <ProblemMessage problem={note.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('shell:cancel')}
          </Button>
          <Button type="submit" loading={note.isPending}>
            {t('shell:save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
