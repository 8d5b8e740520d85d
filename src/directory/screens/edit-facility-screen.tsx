import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countriesByName, countryName } from '#base/countries.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { LongTextField, TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ButtonTo, useFromPath, useGo } from '#browser/kit/links.tsx'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { NumberField } from '#browser/kit/number-field.tsx'
import { Page } from '#browser/kit/page.tsx'
import { CodeField, PickField } from '#browser/kit/pick-fields.tsx'
import { useLabel, useLanguage } from '#browser/words/use-words.ts'
import { directory } from '../contract/calls.ts'
import { FacilityEntry, FacilityFields, sourceDocuments } from '../contract/entries.ts'
import { confidences, facilityKinds } from '../contract.ts'
import { coordinatesIn, newEntryId } from '../rules/entries.ts'
import { facilitiesFound } from '../rules/search.ts'
import { AlreadyThere, PhoneField, SourcesField } from './entry-fields.tsx'
import { useTrail } from './sections.tsx'
import { currentIn, type ShownField, StaleNotice } from './stale-notice.tsx'
import { useReference } from './use-reference.ts'

const changes = [directory.listFacilities, directory.readFacility, directory.readInstitution, directory.readReference]
const members = Object.keys(FacilityFields.shape) as (keyof FacilityFields)[]
const fieldsOf = (entry: FacilityEntry): Partial<FacilityFields> =>
  Object.fromEntries(members.map((member) => [member, entry[member]]))
const noPlace = {
  country: 'GT',
  countrySubdivision: undefined,
  departmentCode: undefined,
  municipalityCode: undefined,
  address: undefined,
  phone: undefined,
  lat: undefined,
  lon: undefined,
}

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
      { onSuccess: () => go(`/directory/facilities/${facilityId}`), onError: () => setTried([...tried, facilityId]) },
    )
  }
  return (
    <Page
      title={t('facility.addTitle')}
      intro={t('facility.addSays')}
      width="text"
      trail={useTrail({ words: t('facility.title'), to: '/directory/facilities' })}
    >
      <FacilityForm
        initial={{ country: 'GT', sources: [], confidence: 'medium' }}
        save={save}
        pending={add.isPending}
        problem={add.error}
        back="/directory/facilities"
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
  // The version this person began with: a newer one read meanwhile must not be overwritten unseen.
  const [base, setBase] = useState(opened)
  const change = useCommand(directory.changeFacility, { changes })
  const here = `/directory/facilities/${base.id}`
  const shown = useShownFields()
  const [mine, setMine] = useState<FacilityFields>()
  const current = currentIn(FacilityEntry, change.error)
  const save = (fields: FacilityFields, version = base.version) => {
    setMine(fields)
    change.mutate({ ...fields, facilityId: base.id, version }, { onSuccess: () => go(here) })
  }
  const take = (theirs: FacilityEntry) => {
    change.reset()
    setBase(theirs)
  }
  return (
    <Page
      title={t('facility.editTitle', { name: base.name })}
      width="text"
      trail={useTrail({ words: t('facility.title'), to: '/directory/facilities' }, { words: base.name, to: here })}
    >
      {current && mine && (
        <StaleNotice
          login={current.changedBy?.login ?? ''}
          fields={shown(mine, current)}
          keep={() => save(mine, current.version)}
          take={() => take(current)}
          pending={change.isPending}
        />
      )}
      <FacilityForm
        key={base.version}
        initial={fieldsOf(base)}
        before={base}
        save={save}
        pending={change.isPending}
        problem={current ? undefined : change.error}
        back={here}
      />
    </Page>
  )
}

function FacilityForm(props: {
  initial: Partial<FacilityFields>
  before?: FacilityEntry
  save: (fields: FacilityFields) => void
  pending: boolean
  problem: unknown
  back: string
}) {
  const { t } = useTranslation('directory')
  const shell = useTranslation().t
  const language = useLanguage()
  const { reference, places, institutions, departmentName } = useReference()
  const form = useForm(FacilityFields, props.initial, props.problem)
  const { kind, country, municipalityCode, name, lat, lon } = form.values
  const [pair, setPair] = useState(lat === undefined ? '' : `${lat}, ${lon}`)
  const wrongPair = pair.trim() !== '' && !coordinatesIn(pair)
  const secret = kind === 'shelter_trafficking'
  const known = { places, operators: institutions }
  const already = props.before || !name || name.length < 4 ? [] : facilitiesFound(reference?.facilities ?? [], name, known)
  const writePair = (typed: string | undefined) => {
    setPair(typed ?? '')
    form.set({ lat: undefined, lon: undefined, ...coordinatesIn(typed ?? '') })
  }
  const municipalities = (reference?.municipalities ?? []).map(({ code, name: own, otherNames, departmentCode }) => ({
    value: code,
    label: `${own}, ${departmentName(departmentCode)} · ${code}${otherNames.length > 0 ? ` (${otherNames.join(', ')})` : ''}`,
  }))
  const running = [...institutions.values()]
    .filter((one) => !one.archived || one.id === props.before?.operatorId)
    .map((one) => ({ value: one.id, label: one.acronym ? `${one.acronym} · ${one.name}` : one.name }))
  return (
    <form noValidate onSubmit={form.onSubmit((fields) => !wrongPair && props.save(fields as FacilityFields))}>
      <Stack gap="lg">
        <TextField {...form.field('name')} label={t('facility.name')} required autoFocus maxLength={200} />
        <AlreadyThere found={already.map((one) => ({ to: `/directory/facilities/${one.id}`, words: one.name }))} />
        <CodeField
          {...form.field('kind')}
          onChange={(wanted) => form.set(wanted === 'shelter_trafficking' ? { ...noPlace, kind: wanted } : { kind: wanted })}
          list={facilityKinds}
          label={t('facility.kind')}
          required
          disabled={props.before?.kind === 'shelter_trafficking'}
        />
        <PickField {...form.field('operatorId')} label={t('facility.operator')} options={running} />
        {secret && (
          <Alert color="ceiba" variant="light" icon={<IconLock aria-hidden />} title={t('facility.secretTitle')} role="status">
            {t('facility.secretSays')}
          </Alert>
        )}
        {!secret && (
          <>
            <PickField
              {...form.field('country')}
              onChange={(wanted) =>
                form.set({
                  country: wanted,
                  departmentCode: undefined,
                  municipalityCode: undefined,
                  countrySubdivision: undefined,
                })
              }
              label={t('facility.country')}
              options={countriesByName(language).map((one) => ({ value: one.code, label: one.name }))}
              required
            />
            {country === 'GT' ? (
              <>
                <PickField
                  {...form.field('municipalityCode')}
                  onChange={(wanted) => form.set({ municipalityCode: wanted, departmentCode: undefined })}
                  label={t('facility.municipality')}
                  options={municipalities}
                />
                {!municipalityCode && (
                  <PickField
                    {...form.field('departmentCode')}
                    label={t('facility.department')}
                    description={t('facility.departmentSays')}
                    options={(reference?.departments ?? []).map((one) => ({ value: one.code, label: one.name }))}
                  />
                )}
              </>
            ) : (
              <TextField
                {...form.field('countrySubdivision')}
                label={t('facility.countrySubdivision')}
                description={t('facility.countrySubdivisionSays')}
                maxLength={20}
              />
            )}
            <TextField
              {...form.field('address')}
              label={t('entry.address')}
              description={t('entry.addressSays')}
              maxLength={200}
            />
            <PhoneField {...form.field('phone')} />
            <TextField
              name="lat"
              label={t('facility.coordinates')}
              description={t('facility.coordinatesSays')}
              value={pair}
              onChange={writePair}
              error={wrongPair ? t('facility.coordinatesWrong') : undefined}
            />
          </>
        )}
        <NumberField
          {...form.field('beds')}
          label={t('facility.beds')}
          description={t('facility.bedsSays')}
          min={0}
          max={10_000}
        />
        <LongTextField {...form.field('role')} label={t('institution.role')} maxLength={2000} />
        <LongTextField {...form.field('note')} label={t('entry.note')} maxLength={2000} />
        <SourcesField {...form.field('sources')} />
        <TextField {...form.field('sourceSection')} label={t('facility.sourceSection')} maxLength={200} />
        <CodeField {...form.field('confidence')} list={confidences} label={t('entry.confidence')} required />
        <ProblemMessage problem={props.problem} />
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
function useShownFields(): (mine: FacilityFields, theirs: FacilityEntry) => ShownField[] {
  const { t } = useTranslation('directory')
  const label = useLabel()
  const language = useLanguage()
  const { institutionName, placeName, departmentName } = useReference()
  const words: { says: string; in: (fields: Partial<FacilityFields>) => string | undefined }[] = [
    { says: t('facility.name'), in: ({ name }) => name },
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
