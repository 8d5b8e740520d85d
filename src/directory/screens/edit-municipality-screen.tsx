import { Button, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
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
import { StaleNotice } from './stale-notice.tsx'
import { useSharedSaving } from './use-shared-saving.ts'

const Fields = directory.changeMunicipality.input.pick({ otherNames: true, note: true })
const changes = [directory.readMunicipality, directory.listMunicipalities, directory.readReference]
const members = ['otherNames', 'note'] as const
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
  const here = `/directorio/territorio/${opened.code}`
  const change = useCommand(directory.changeMunicipality, { changes })
  const saving = useSharedSaving({
    opened,
    entry: MunicipalityEntry,
    members,
    change,
    input: (fields: Fields, version) => ({ ...fields, code: opened.code, version }),
    done: () => go(here),
  })
  const { overlap } = saving
  return (
    <Page
      title={`${opened.name} (${opened.code})`}
      intro={t('territory.edit')}
      width="text"
      trail={useTrail({ words: t('territory.title'), to: '/directorio/territorio' }, { words: opened.name, to: here })}
    >
      <MunicipalityForm
        key={saving.formKey}
        initial={saving.initial}
        save={saving.save}
        pending={change.isPending}
        problem={saving.problem}
        notice={
          overlap && (
            <StaleNotice
              login={overlap.login}
              fields={[
                {
                  says: t('territory.otherNames'),
                  mine: overlap.mine.otherNames?.join('\n'),
                  theirs: overlap.theirs.otherNames?.join('\n'),
                },
                { says: t('entry.note'), mine: overlap.mine.note, theirs: overlap.theirs.note },
              ]}
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

function MunicipalityForm(props: {
  initial: Partial<Fields>
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
