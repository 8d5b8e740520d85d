import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countriesByName } from '#base/countries.ts'
import { LongTextField, TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ButtonTo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { NumberField } from '#browser/kit/number-field.tsx'
import { CodeField, PickField } from '#browser/kit/pick-fields.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import { type FacilityEntry, FacilityFields } from '../contract/entries.ts'
import { confidences, facilityKinds } from '../contract.ts'
import { coordinatesIn } from '../rules/entries.ts'
import { facilitiesFound } from '../rules/search.ts'
import { AlreadyThere, PhoneField, SourcesField } from './entry-fields.tsx'
import { useReference } from './use-reference.ts'

/** What a specialised shelter is left with when somebody chooses that kind. */
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

/** What is known about a facility, to be written anew or corrected. `before`: the entry as it stands. */
export function FacilityForm(props: {
  initial: Partial<FacilityFields>
  before?: FacilityEntry
  save: (fields: FacilityFields) => void
  pending: boolean
  problem: unknown
  notice?: ReactNode
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
        <AlreadyThere found={already.map((one) => ({ to: `/directorio/lugares/${one.id}`, words: one.name }))} />
        <TextField
          {...form.field('shortName')}
          label={t('facility.shortName')}
          description={t('facility.shortNameSays')}
          maxLength={40}
        />
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
