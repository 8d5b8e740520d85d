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
import { type ShownField, StaleNotice } from './stale-notice.tsx'
import { useReference } from './use-reference.ts'
import { isTaken, useSharedSaving } from './use-shared-saving.ts'

const changes = [directory.listInstitutions, directory.readInstitution, directory.readReference]
const members = Object.keys(InstitutionFields.shape) as (keyof InstitutionFields)[]

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
      {
        onSuccess: () => go(`/directorio/instituciones/${institutionId}`),
        onError: (error) => isTaken(error) && setTried([...tried, institutionId]),
      },
    )
  }
  return (
    <Page
      title={t('institution.addTitle')}
      intro={t('institution.addSays')}
      width="text"
      trail={useTrail({ words: t('institution.title'), to: '/directorio/instituciones' })}
    >
      <InstitutionForm
        initial={{ sources: [], confidence: 'medium' }}
        save={save}
        pending={add.isPending}
        problem={add.error}
        back="/directorio/instituciones"
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
  const shown = useShownFields()
  const here = `/directorio/instituciones/${opened.id}`
  const change = useCommand(directory.changeInstitution, { changes })
  const saving = useSharedSaving({
    opened,
    entry: InstitutionEntry,
    members,
    change,
    input: (fields: InstitutionFields, version) => ({ ...fields, institutionId: opened.id, version }),
    done: () => go(here),
  })
  const { overlap } = saving
  return (
    <Page
      title={t('institution.editTitle', { name: opened.name })}
      width="text"
      trail={useTrail({ words: t('institution.title'), to: '/directorio/instituciones' }, { words: opened.name, to: here })}
    >
      <InstitutionForm
        key={saving.formKey}
        initial={saving.initial}
        before={opened}
        save={saving.save}
        pending={change.isPending}
        problem={saving.problem}
        notice={
          overlap && (
            <StaleNotice
              login={overlap.login}
              fields={shown(overlap.mine, overlap.theirs)}
              keep={saving.keepMine}
              take={saving.takeTheirs}
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
        <AlreadyThere found={already.map((one) => ({ to: `/directorio/instituciones/${one.id}`, words: one.name }))} />
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
function useShownFields(): (mine: Partial<InstitutionFields>, theirs: Partial<InstitutionFields>) => ShownField[] {
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
