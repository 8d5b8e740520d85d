import { Button, Group, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#browser/calling.ts'
import { LongTextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ButtonTo, useFromPath, useGo } from '#browser/kit/links.tsx'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { directory } from '../contract/calls.ts'
import { MunicipalityEntry } from '../contract/entries.ts'
import { LinesField } from './entry-fields.tsx'
import { useTrail } from './sections.tsx'
import { currentIn, StaleNotice } from './stale-notice.tsx'

const Fields = directory.changeMunicipality.input.pick({ otherNames: true, note: true })
type Fields = { otherNames: string[]; note?: string | undefined }

/** The other names and the note of a municipality; its name and codes are the INE's. */
export function EditMunicipalityScreen() {
  const code = useFromPath('code')
  const read = useRead(directory.readMunicipality, { code })
  return <Loaded of={read}>{(municipality) => <Editing key={code} opened={municipality} />}</Loaded>
}

function Editing({ opened }: { opened: MunicipalityEntry }) {
  const { t } = useTranslation('directory')
  const go = useGo()
  const [base, setBase] = useState(opened)
  const [mine, setMine] = useState<Fields>()
  const change = useCommand(directory.changeMunicipality, {
    changes: [directory.readMunicipality, directory.listMunicipalities, directory.readReference],
  })
  const here = `/directory/territory/${base.code}`
  const current = currentIn(MunicipalityEntry, change.error)
  const save = (fields: Fields, version = base.version) => {
    setMine(fields)
    change.mutate({ ...fields, code: base.code, version }, { onSuccess: () => go(here) })
  }
  const take = (theirs: MunicipalityEntry) => {
    change.reset()
    setBase(theirs)
  }
  return (
    <Page
      title={`${base.name} (${base.code})`}
      intro={t('territory.edit')}
      width="text"
      trail={useTrail({ words: t('territory.title'), to: '/directory/territory' }, { words: base.name, to: here })}
    >
      <MunicipalityForm
        key={base.version}
        initial={{ otherNames: base.otherNames, note: base.note }}
        save={save}
        pending={change.isPending}
        problem={current ? undefined : change.error}
        notice={
          current &&
          mine && (
            <StaleNotice
              login={current.changedBy?.login ?? ''}
              fields={[
                { says: t('territory.otherNames'), mine: mine.otherNames.join('\n'), theirs: current.otherNames.join('\n') },
                { says: t('entry.note'), mine: mine.note, theirs: current.note },
              ]}
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

function MunicipalityForm(props: {
  initial: Fields
  save: (fields: Fields) => void
  pending: boolean
  problem: unknown
  notice?: ReactNode
  back: string
}) {
  const { t } = useTranslation('directory')
  const shell = useTranslation().t
  const form = useForm(Fields, props.initial, props.problem)
  return (
    <form noValidate onSubmit={form.onSubmit(props.save)}>
      <Stack gap="lg">
        <LinesField
          {...form.field('otherNames')}
          label={t('territory.otherNames')}
          description={t('territory.otherNamesSays')}
          autoFocus
        />
        <LongTextField {...form.field('note')} label={t('entry.note')} maxLength={2000} />
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
