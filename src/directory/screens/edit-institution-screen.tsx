import { Button, Group, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#browser/calling.ts'
import { LongTextField, TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ButtonTo, useFromPath, useGo } from '#browser/kit/links.tsx'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { CodeField, PickField } from '#browser/kit/pick-fields.tsx'
import { useLabel } from '#browser/words/use-words.ts'
import { directory } from '../contract/calls.ts'
import { InstitutionEntry, InstitutionFields, sourceDocuments } from '../contract/entries.ts'
import { confidences, institutionKinds } from '../contract.ts'
import { newEntryId } from '../rules/entries.ts'
import { institutionsFound } from '../rules/search.ts'
import { AlreadyThere, PhoneField, SourcesField } from './entry-fields.tsx'
import { useTrail } from './sections.tsx'
import { currentIn, type ShownField, StaleNotice } from './stale-notice.tsx'
import { useReference } from './use-reference.ts'

const changes = [directory.listInstitutions, directory.readInstitution, directory.readReference]
const members = Object.keys(InstitutionFields.shape) as (keyof InstitutionFields)[]
const fieldsOf = (entry: InstitutionEntry): Partial<InstitutionFields> =>
  Object.fromEntries(members.map((member) => [member, entry[member]]))

export function NewInstitutionScreen() {
  const { t } = useTranslation('directory')
  const go = useGo()
  const { institutions } = useReference()
  const [tried, setTried] = useState<string[]>([])
  const add = useCommand(directory.addInstitution, { changes })
  const save = (fields: InstitutionFields) => {
    const institutionId = newEntryId(fields.acronym ?? fields.name, new Set([...institutions.keys(), ...tried]))
    add.mutate(
      { ...fields, institutionId },
      { onSuccess: () => go(`/directory/institutions/${institutionId}`), onError: () => setTried([...tried, institutionId]) },
    )
  }
  return (
    <Page
      title={t('institution.addTitle')}
      intro={t('institution.addSays')}
      width="text"
      trail={useTrail({ words: t('institution.title'), to: '/directory/institutions' })}
    >
      <InstitutionForm
        initial={{ sources: [], confidence: 'medium' }}
        save={save}
        pending={add.isPending}
        problem={add.error}
        back="/directory/institutions"
      />
    </Page>
  )
}

export function EditInstitutionScreen() {
  const institutionId = useFromPath('institutionId')
  const read = useRead(directory.readInstitution, { institutionId })
  return <Loaded of={read}>{({ institution }) => <Editing key={institution.id} opened={institution} />}</Loaded>
}

function Editing({ opened }: { opened: InstitutionEntry }) {
  const { t } = useTranslation('directory')
  const go = useGo()
  // The version this person began with: a newer one read meanwhile must not be overwritten unseen.
  const [base, setBase] = useState(opened)
  const [mine, setMine] = useState<InstitutionFields>()
  const change = useCommand(directory.changeInstitution, { changes })
  const here = `/directory/institutions/${base.id}`
  const shown = useShownFields()
  const current = currentIn(InstitutionEntry, change.error)
  const save = (fields: InstitutionFields, version = base.version) => {
    setMine(fields)
    change.mutate({ ...fields, institutionId: base.id, version }, { onSuccess: () => go(here) })
  }
  const take = (theirs: InstitutionEntry) => {
    change.reset()
    setBase(theirs)
  }
  return (
    <Page
      title={t('institution.editTitle', { name: base.name })}
      width="text"
      trail={useTrail({ words: t('institution.title'), to: '/directory/institutions' }, { words: base.name, to: here })}
    >
      <InstitutionForm
        key={base.version}
        initial={fieldsOf(base)}
        before={base}
        save={save}
        pending={change.isPending}
        problem={current ? undefined : change.error}
        notice={
          current &&
          mine && (
            <StaleNotice
              login={current.changedBy?.login ?? ''}
              fields={shown(mine, current)}
              keep={() => save(mine, current.version)}
              take={() => take(current)}
              pending={change.isPending}
            />
          )
        }
        back={here}
      />
    </Page>
  )
}

function InstitutionForm(props: {
  initial: Partial<InstitutionFields>
  before?: InstitutionEntry
  save: (fields: InstitutionFields) => void
  pending: boolean
  problem: unknown
  notice?: ReactNode
  back: string
}) {
  const { t } = useTranslation('directory')
  const shell = useTranslation().t
  const { institutions } = useReference()
  const form = useForm(InstitutionFields, props.initial, props.problem)
  const { name } = form.values
  const active = [...institutions.values()].filter((one) => !one.archived || one.id === props.before?.parentId)
  const already = props.before || !name || name.length < 4 ? [] : institutionsFound(active, name)
  const parents = active
    .filter((one) => one.id !== props.before?.id)
    .map((one) => ({ value: one.id, label: one.acronym ? `${one.acronym} · ${one.name}` : one.name }))
  return (
    <form noValidate onSubmit={form.onSubmit((fields) => props.save(fields as InstitutionFields))}>
      <Stack gap="lg">
        <TextField {...form.field('name')} label={t('institution.name')} required autoFocus maxLength={200} />
        <AlreadyThere found={already.map((one) => ({ to: `/directory/institutions/${one.id}`, words: one.name }))} />
        <TextField {...form.field('acronym')} label={t('institution.acronym')} maxLength={20} />
        <CodeField {...form.field('kind')} list={institutionKinds} label={t('institution.kind')} required />
        <PickField
          {...form.field('parentId')}
          label={t('institution.parent')}
          description={t('institution.parentSays')}
          options={parents}
        />
        <LongTextField {...form.field('role')} label={t('institution.role')} maxLength={2000} />
        <TextField {...form.field('legalBasis')} label={t('institution.legalBasis')} maxLength={200} />
        <TextField {...form.field('address')} label={t('entry.address')} description={t('entry.addressSays')} maxLength={200} />
        <PhoneField {...form.field('phone')} />
        <LongTextField {...form.field('note')} label={t('entry.note')} maxLength={2000} />
        <SourcesField {...form.field('sources')} />
        <CodeField {...form.field('confidence')} list={confidences} label={t('entry.confidence')} required />
        <ProblemMessage problem={props.problem} />
        {props.notice}
        <Group>
          <Button type="submit" loading={props.pending}>
            {shell('save')}
          </Button>
          <ButtonTo to={props.back} variant="default">
            {shell('cancel')}
          </ButtonTo>
        </Group>
      </Stack>
    </form>
  )
}

/** Mine and theirs, field by field, in words. */
function useShownFields(): (mine: InstitutionFields, theirs: InstitutionEntry) => ShownField[] {
  const { t } = useTranslation('directory')
  const label = useLabel()
  const { institutionName } = useReference()
  const words: { says: string; in: (fields: Partial<InstitutionFields>) => string | undefined }[] = [
    { says: t('institution.name'), in: ({ name }) => name },
    { says: t('institution.acronym'), in: ({ acronym }) => acronym },
    { says: t('institution.kind'), in: ({ kind }) => kind && label(institutionKinds, kind) },
    { says: t('institution.parent'), in: ({ parentId }) => institutionName(parentId) },
    { says: t('institution.role'), in: ({ role }) => role },
    { says: t('institution.legalBasis'), in: ({ legalBasis }) => legalBasis },
    { says: t('entry.address'), in: ({ address }) => address },
    { says: t('entry.phone'), in: ({ phone }) => phone },
    { says: t('entry.note'), in: ({ note }) => note },
    { says: t('entry.sources'), in: ({ sources }) => sources?.map((source) => label(sourceDocuments, source)).join('\n') },
    { says: t('entry.confidence'), in: ({ confidence }) => confidence && label(confidences, confidence) },
  ]
  return (mine, theirs) => words.map((word) => ({ says: word.says, mine: word.in(mine), theirs: word.in(theirs) }))
}
