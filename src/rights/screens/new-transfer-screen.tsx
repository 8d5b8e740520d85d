import { Alert, Button, Checkbox, Fieldset, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { allClasses, fieldClasses } from '#access/rules/fields.ts'
import { consentPurposes } from '#base/codes.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { DayField } from '#browser/kit/day-field.tsx'
import { LongTextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { useFromPath, useGo } from '#browser/kit/links.tsx'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { CodeField, PickField } from '#browser/kit/pick-fields.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import type { FormField } from '#intake/contract/form.ts'
import { formWords } from '#intake/rules/form-words.ts'
import { bases, sharingReasons } from '../contract/bases.ts'
import { type PersonRights, transfers } from '../contract/transfers.ts'
import { fieldsOf } from '../rules/fields.ts'
import { useInstitutions, useName } from './words.ts'

/** Proposes to give chosen data of a person to somebody outside: to whom, for what, which, until when. */
export function NewTransferScreen() {
  const { t } = useTranslation('rights')
  const subjectId = useFromPath('subjectId')
  const name = useName()
  const read = useRead(transfers.readRights, { subjectId })
  return (
    <Page
      title={t('transfer.new')}
      intro={t('transfer.intro')}
      trail={[
        { words: t('nav.requests'), to: '/derechos' },
        { words: read.data ? name(read.data) : t('person.title'), to: `/personas/${subjectId}/derechos` },
      ]}
      width="text"
    >
      <Loaded of={read}>{(rights) => rights.subjectId === subjectId && <Proposing rights={rights} />}</Loaded>
    </Page>
  )
}

function Proposing({ rights: { subjectId, held } }: { rights: PersonRights }) {
  const { t } = useTranslation('rights')
  const go = useGo()
  const institutions = useInstitutions()
  const [transferId] = useState(uuidv7)
  const propose = useCommand(transfers.proposeTransfer, { changes: [transfers.readRights] })
  const form = useForm(transfers.proposeTransfer.input, { subjectId, transferId, fields: [] }, propose.error)
  const send = form.onSubmit((input) =>
    propose.mutate(input, { onSuccess: () => go(`/personas/${subjectId}/derechos`, { replace: true }) }),
  )
  return (
    <form onSubmit={send} noValidate>
      <Stack>
        <PickField {...form.field('recipientId')} options={institutions.options} label={t('transfer.recipient')} required />
        <CodeField {...form.field('purpose')} list={consentPurposes} label={t('transfer.purpose')} required />
        <Ground subjectId={subjectId} purpose={form.values.purpose} institution={form.values.recipientId} />
        <LongTextField {...form.field('why')} label={t('transfer.why')} maxLength={1000} required />
        <Fields held={held} chosen={form.values.fields ?? []} onChange={(fields) => form.set({ fields })} />
        {form.field('fields').error && (
          <Text role="alert" c="danger" size="sm">
            {t('transfer.noFields')}
          </Text>
        )}
        <DayField {...form.field('expiresOn')} label={t('transfer.until')} required />
        <ProblemMessage problem={propose.error} />
        <div>
          <Button type="submit" loading={propose.isPending}>
            {t('transfer.propose')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

type Purpose = keyof typeof consentPurposes

/** What the rule says of this purpose and this institution, as soon as both are known. */
function Ground(props: { subjectId: string; purpose: Purpose | undefined; institution: string | undefined }) {
  const { t } = useTranslation('rights')
  const { label } = useFormat()
  const { subjectId, purpose, institution } = props
  const enabled = purpose !== undefined && institution !== undefined
  const read = useRead(
    bases.askSharing,
    { subjectId, purpose: purpose ?? 'attention', institution: institution ?? 'igm' },
    { enabled },
  )
  if (!enabled || !read.data) return null
  const { may, because } = read.data
  return (
    <Alert role="status" color={may ? 'ceiba' : 'danger'} title={t(may ? 'transfer.may' : 'transfer.mayNot')}>
      {label(sharingReasons, because)}
    </Alert>
  )
}

/** The answers that there are, by class; the fewest that serve the purpose are to be chosen, so none is chosen before. */
function Fields({ held, chosen, onChange }: { held: FormField[]; chosen: FormField[]; onChange: (fields: FormField[]) => void }) {
  const { t } = useTranslation('rights')
  const { label } = useFormat()
  const language = useLanguage()
  const turn = (field: FormField, on: boolean) => onChange(held.filter((one) => (one === field ? on : chosen.includes(one))))
  return (
    <Stack gap="sm">
      <Text fw={600}>{t('transfer.choose')}</Text>
      {allClasses.map((of) => {
        const there = fieldsOf(of).filter((field) => held.includes(field))
        if (there.length === 0) return null
        return (
          <Fieldset key={of} legend={label(fieldClasses, of)}>
            <Stack gap="xs">
              {there.map((field) => (
                <Checkbox
                  key={field}
                  name="fields"
                  label={formWords[field].label[language]}
                  checked={chosen.includes(field)}
                  onChange={(event) => turn(field, event.currentTarget.checked)}
                />
              ))}
            </Stack>
          </Fieldset>
        )
      })}
    </Stack>
  )
}
