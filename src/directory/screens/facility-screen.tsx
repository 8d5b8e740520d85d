import { Alert, Group } from '@mantine/core'
import { IconArchive, IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { countryName } from '#base/countries.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ButtonTo, LinkTo, useFromPath } from '#browser/kit/links.tsx'
import { Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useIs } from '#browser/session.tsx'
import { useLabel, useLanguage } from '#browser/words/use-words.ts'
import { directory } from '../contract/calls.ts'
import type { FacilityEntry } from '../contract/entries.ts'
import { facilityKinds } from '../contract.ts'
import { ConfidenceMark, Facts, LastChange, Sources } from './facts.tsx'
import { useTrail } from './sections.tsx'
import { StateButton } from './state-button.tsx'
import { useReference } from './use-reference.ts'

export function FacilityScreen() {
  const facilityId = useFromPath('facilityId')
  const read = useRead(directory.readFacility, { facilityId })
  return <Loaded of={read}>{(facility) => <FacilityPage key={facility.id} facility={facility} />}</Loaded>
}

function FacilityPage({ facility }: { facility: FacilityEntry }) {
  const { t } = useTranslation('directory')
  const label = useLabel()
  const language = useLanguage()
  const { number, day } = useFormat()
  const { institutionName, placeName, departmentName } = useReference()
  const mayEdit = useIs('directory-editor', 'administrator')
  const trail = useTrail({ words: t('facility.title'), to: '/directorio/lugares' })
  const setState = useCommand(directory.setFacilityState, {
    changes: [directory.readFacility, directory.listFacilities, directory.readReference],
  })
  const { id, name, operatorId, municipalityCode, departmentCode, version, state } = facility
  const secret = facility.kind === 'shelter_trafficking'
  return (
    <Page
      title={name}
      trail={trail}
      width="text"
      action={
        mayEdit && state === 'active' && <ButtonTo to={`/directorio/lugares/${id}/corregir`}>{t('facility.edit')}</ButtonTo>
      }
    >
      {state === 'archived' && (
        <Alert
          color="waiting"
          variant="light"
          icon={<IconArchive aria-hidden />}
          title={t('entry.archivedTitle', { day: day(facility.changedAt) })}
        >
          {facility.stateReason}
        </Alert>
      )}
      {secret && (
        <Alert color="ceiba" variant="light" icon={<IconLock aria-hidden />} title={t('facility.secretTitle')}>
          {t('facility.secretSays')}
        </Alert>
      )}
      <Facts
        facts={[
          { says: t('facility.shortName'), value: facility.shortName },
          { says: t('facility.kind'), value: label(facilityKinds, facility.kind) },
          {
            says: t('facility.operator'),
            value: operatorId && <LinkTo to={`/directorio/instituciones/${operatorId}`}>{institutionName(operatorId)}</LinkTo>,
            always: true,
          },
          { says: t('facility.country'), value: facility.country !== 'GT' && countryName(facility.country, language) },
          { says: t('facility.countrySubdivision'), value: facility.countrySubdivision },
          {
            says: t('facility.municipality'),
            value: municipalityCode && (
              <LinkTo to={`/directorio/territorio/${municipalityCode}`}>
                {placeName(municipalityCode)} ({municipalityCode})
              </LinkTo>
            ),
          },
          { says: t('facility.department'), value: !municipalityCode && departmentName(departmentCode) },
          { says: t('entry.address'), value: facility.address },
          { says: t('entry.phone'), value: facility.phone },
          { says: t('facility.coordinates'), value: facility.lat !== undefined && `${facility.lat}, ${facility.lon}` },
          { says: t('facility.beds'), value: facility.beds !== undefined && number(facility.beds) },
          { says: t('institution.role'), value: facility.role },
          { says: t('entry.note'), value: facility.note },
          { says: t('entry.confidence'), value: <ConfidenceMark confidence={facility.confidence} /> },
          { says: t('entry.sources'), value: <Sources entry={facility} /> },
        ]}
      />
      <LastChange entry={facility} />
      {mayEdit && (
        <Group>
          <StateButton
            name={name}
            state={state}
            pending={setState.isPending}
            problem={setState.error}
            reset={setState.reset}
            set={(wanted, reason, done) =>
              setState.mutate({ facilityId: id, version, state: wanted, reason }, { onSuccess: done })
            }
          />
        </Group>
      )}
    </Page>
  )
}
