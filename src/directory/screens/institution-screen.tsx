import { Alert, Group, Stack, Text, Title } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ButtonTo, LinkTo, useFromPath } from '#browser/kit/links.tsx'
import { Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useIs } from '#browser/session.tsx'
import { useLabel } from '#browser/words/use-words.ts'
import { directory } from '../contract/calls.ts'
import { type EntryState, entryStates, type FacilityEntry, type InstitutionEntry } from '../contract/entries.ts'
import { facilityKinds, institutionKinds } from '../contract.ts'
import { ConfidenceMark, Facts, LastChange, Sources } from './facts.tsx'
import { useTrail } from './sections.tsx'
import { StateButton } from './state-button.tsx'
import { useReference } from './use-reference.ts'

export function InstitutionScreen() {
  const institutionId = useFromPath('institutionId')
  const read = useRead(directory.readInstitution, { institutionId })
  return <Loaded of={read}>{(answer) => <InstitutionPage key={answer.institution.id} {...answer} />}</Loaded>
}

function InstitutionPage(props: { institution: InstitutionEntry; units: InstitutionEntry[]; facilities: FacilityEntry[] }) {
  const { t } = useTranslation('directory')
  const label = useLabel()
  const { day } = useFormat()
  const { institutionName } = useReference()
  const mayEdit = useIs('directory-editor', 'administrator')
  const trail = useTrail({ words: t('institution.title'), to: '/directorio/instituciones' })
  const setState = useCommand(directory.setInstitutionState, {
    changes: [directory.readInstitution, directory.listInstitutions, directory.readReference],
  })
  const { id, name, acronym, parentId, version, state } = props.institution
  return (
    <Page
      title={acronym ? `${name} (${acronym})` : name}
      trail={trail}
      width="text"
      action={
        mayEdit &&
        state === 'active' && <ButtonTo to={`/directorio/instituciones/${id}/corregir`}>{t('institution.edit')}</ButtonTo>
      }
    >
      {state === 'archived' && (
        <Alert
          color="waiting"
          variant="light"
          icon={<IconArchive aria-hidden />}
          title={t('entry.archivedTitle', { day: day(props.institution.changedAt) })}
        >
          {props.institution.stateReason}
        </Alert>
      )}
      <Facts
        facts={[
          { says: t('institution.kind'), value: label(institutionKinds, props.institution.kind) },
          {
            says: t('institution.parent'),
            value: parentId && <LinkTo to={`/directorio/instituciones/${parentId}`}>{institutionName(parentId)}</LinkTo>,
          },
          { says: t('institution.role'), value: props.institution.role },
          { says: t('institution.legalBasis'), value: props.institution.legalBasis },
          { says: t('entry.address'), value: props.institution.address },
          { says: t('entry.phone'), value: props.institution.phone },
          { says: t('entry.note'), value: props.institution.note },
          { says: t('entry.confidence'), value: <ConfidenceMark confidence={props.institution.confidence} /> },
          { says: t('entry.sources'), value: <Sources entry={props.institution} /> },
        ]}
      />
      <Below
        title={t('institution.units')}
        entries={props.units.map((one) => ({
          to: `/directorio/instituciones/${one.id}`,
          name: one.acronym ? `${one.name} (${one.acronym})` : one.name,
          says: label(institutionKinds, one.kind),
          state: one.state,
        }))}
      />
      <Below
        title={t('institution.runs')}
        entries={props.facilities.map((one) => ({
          to: `/directorio/lugares/${one.id}`,
          name: one.name,
          says: label(facilityKinds, one.kind),
          state: one.state,
        }))}
      />
      <LastChange entry={props.institution} />
      {mayEdit && (
        <Group>
          <StateButton
            name={name}
            state={state}
            pending={setState.isPending}
            problem={setState.error}
            reset={setState.reset}
            set={(wanted, reason, done) =>
              setState.mutate({ institutionId: id, version, state: wanted, reason }, { onSuccess: done })
            }
          />
        </Group>
      )}
    </Page>
  )
}

/** What belongs to an institution, those in use first. */
function Below({ title, entries }: { title: string; entries: { to: string; name: string; says: string; state: EntryState }[] }) {
  const label = useLabel()
  if (entries.length === 0) return null
  const inUseFirst = [...entries.filter((one) => one.state === 'active'), ...entries.filter((one) => one.state === 'archived')]
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {title}
      </Title>
      <Stack gap={6}>
        {inUseFirst.map((one) => (
          <div key={one.to}>
            <LinkTo to={one.to}>{one.name}</LinkTo>
            <Text component="span" c="dimmed">
              {' · '}
              {one.says}
              {one.state === 'archived' && ` · ${label(entryStates, 'archived')}`}
            </Text>
          </div>
        ))}
      </Stack>
    </section>
  )
}
