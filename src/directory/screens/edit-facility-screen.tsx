import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countryName } from '#base/countries.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFromPath, useGo } from '#browser/kit/links.tsx'
import { Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useLabel, useLanguage } from '#browser/words/use-words.ts'
import { directory } from '../contract/calls.ts'
import { FacilityEntry, FacilityFields, sourceDocuments } from '../contract/entries.ts'
import { confidences, facilityKinds } from '../contract.ts'
import { newEntryId } from '../rules/entries.ts'
import { FacilityForm } from './facility-form.tsx'
import { useTrail } from './sections.tsx'
import { type ShownField, StaleNotice } from './stale-notice.tsx'
import { useReference } from './use-reference.ts'
import { isTaken, useSharedSaving } from './use-shared-saving.ts'

const changes = [directory.listFacilities, directory.readFacility, directory.readInstitution, directory.readReference]
const members = Object.keys(FacilityFields.shape) as (keyof FacilityFields)[]

export function NewFacilityScreen() {
  const { t } = useTranslation('directory')
  const go = useGo()
  const { reference } = useReference()
  const [tried, setTried] = useState<string[]>([])
  const add = useCommand(directory.addFacility, { changes })
  const taken = new Set([...(reference?.facilities ?? []).map((one) => one.id), ...tried])
  const save = (fields: FacilityFields) => {
    const facilityId = newEntryId(fields.name, taken, 60)
    add.mutate(
      { ...fields, facilityId },
      {
        onSuccess: () => go(`/directorio/lugares/${facilityId}`),
        onError: (error) => isTaken(error) && setTried([...tried, facilityId]),
      },
    )
  }
  return (
    <Page
      title={t('facility.addTitle')}
      intro={t('facility.addSays')}
      width="text"
      trail={useTrail({ words: t('facility.title'), to: '/directorio/lugares' })}
    >
      <FacilityForm
        initial={{ country: 'GT', sources: [], confidence: 'medium' }}
        save={save}
        pending={add.isPending}
        problem={add.error}
        back="/directorio/lugares"
      />
    </Page>
  )
}

export function EditFacilityScreen() {
  const facilityId = useFromPath('facilityId')
  const read = useRead(directory.readFacility, { facilityId })
  return <Loaded of={read}>{(facility) => <Editing key={facility.id} opened={facility} />}</Loaded>
}

function Editing({ opened }: { opened: FacilityEntry }) {
  const { t } = useTranslation('directory')
  const go = useGo()
  const shown = useShownFields()
  const here = `/directorio/lugares/${opened.id}`
  const change = useCommand(directory.changeFacility, { changes })
  const saving = useSharedSaving({
    opened,
    entry: FacilityEntry,
    members,
    change,
    input: (fields: FacilityFields, version) => ({ ...fields, facilityId: opened.id, version }),
    done: () => go(here),
  })
  const { overlap } = saving
  return (
    <Page
      title={t('facility.editTitle', { name: opened.name })}
      width="text"
      trail={useTrail(
        { words: t('facility.title'), to: '/directorio/lugares' },
        { words: opened.shortName ?? opened.name, to: here },
      )}
    >
      <FacilityForm
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

/** Mine and theirs, field by field, in words. */
function useShownFields(): (mine: Partial<FacilityFields>, theirs: Partial<FacilityFields>) => ShownField[] {
  const { t } = useTranslation('directory')
  const label = useLabel()
  const language = useLanguage()
  const { institutionName, placeName, departmentName } = useReference()
  const words: { says: string; in: (fields: Partial<FacilityFields>) => string | undefined }[] = [
    { says: t('facility.name'), in: ({ name }) => name },
    { says: t('facility.shortName'), in: ({ shortName }) => shortName },
    { says: t('facility.kind'), in: ({ kind }) => kind && label(facilityKinds, kind) },
    { says: t('facility.operator'), in: ({ operatorId }) => institutionName(operatorId) },
    { says: t('facility.country'), in: ({ country }) => country && countryName(country, language) },
    { says: t('facility.countrySubdivision'), in: ({ countrySubdivision }) => countrySubdivision },
    { says: t('facility.municipality'), in: ({ municipalityCode }) => placeName(municipalityCode) },
    {
      says: t('facility.department'),
      in: ({ municipalityCode, departmentCode }) => departmentName(municipalityCode?.slice(0, 2) ?? departmentCode),
    },
    { says: t('entry.address'), in: ({ address }) => address },
    { says: t('entry.phone'), in: ({ phone }) => phone },
    { says: t('facility.coordinates'), in: ({ lat, lon }) => (lat === undefined ? undefined : `${lat}, ${lon}`) },
    { says: t('facility.beds'), in: ({ beds }) => beds?.toString() },
    { says: t('institution.role'), in: ({ role }) => role },
    { says: t('entry.note'), in: ({ note }) => note },
    { says: t('entry.sources'), in: ({ sources }) => sources?.map((source) => label(sourceDocuments, source)).join('\n') },
    { says: t('facility.sourceSection'), in: ({ sourceSection }) => sourceSection },
    { says: t('entry.confidence'), in: ({ confidence }) => confidence && label(confidences, confidence) },
  ]
  return (mine, theirs) => words.map((word) => ({ says: word.says, mine: word.in(mine), theirs: word.in(theirs) }))
}
