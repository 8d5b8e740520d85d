import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { codesOf } from '#base/codes.ts'
import { countryName } from '#base/countries.ts'
import { pathFor } from '#browser/call.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { DataList } from '#browser/kit/data-list.tsx'
import { CodeFilter, FilterBar, SearchFilter } from '#browser/kit/filter-bar.tsx'
import { ButtonTo, useFilters } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useIs } from '#browser/session.tsx'
import { useLabel, useLanguage } from '#browser/words/use-words.ts'
import { directory } from '../contract/calls.ts'
import type { FacilityEntry } from '../contract/entries.ts'
import { facilityKinds } from '../contract.ts'
import { AlsoCsv, PickFilter, StateFilter } from './entry-filters.tsx'
import { ConfidenceMark } from './facts.tsx'
import { Sections, useTrail } from './sections.tsx'
import { useReference } from './use-reference.ts'

const Filters = z.object({
  text: z.string().default(''),
  kind: codesOf(facilityKinds).optional(),
  operator: z.string().optional(),
  department: z.string().optional(),
  state: z.enum(['active', 'archived', 'all']).default('active'),
})

/** The places where people are attended, with filters in the address. */
export function FacilitiesScreen() {
  const { t } = useTranslation('directory')
  const { number } = useFormat()
  const label = useLabel()
  const language = useLanguage()
  const [filters, filter] = useFilters(Filters)
  const { reference, institutionShort, departments, institutions } = useReference()
  const placeOf = usePlaceWords()
  const read = useRead(directory.listFacilities, filters)
  const mayEdit = useIs('directory-editor', 'administrator')
  const running = [...new Set(reference?.facilities.map((one) => one.operatorId))].flatMap(
    (id) => institutions.get(id ?? '') ?? [],
  )
  return (
    <Page
      title={t('facility.title')}
      intro={t('facility.intro')}
      trail={useTrail()}
      action={mayEdit && <ButtonTo to="/directorio/lugares/nuevo">{t('facility.add')}</ButtonTo>}
    >
      <Sections />
      <FilterBar>
        <SearchFilter label={t('facility.search')} value={filters.text} onChange={(text) => filter({ text })} />
        <CodeFilter list={facilityKinds} label={t('facility.kind')} value={filters.kind} onChange={(kind) => filter({ kind })} />
        <PickFilter
          label={t('facility.operator')}
          options={running.map((one) => ({ value: one.id, label: one.acronym ?? one.name }))}
          value={filters.operator}
          onChange={(operator) => filter({ operator })}
        />
        <PickFilter
          label={t('facility.department')}
          options={[...departments.values()].map((one) => ({ value: one.code, label: one.name }))}
          value={filters.department}
          onChange={(department) => filter({ department })}
        />
        <StateFilter value={filters.state} onChange={(state) => filter({ state })} />
      </FilterBar>
      <Loaded of={read}>
        {({ facilities }) => (
          <>
            <DataList
              label={t('facility.title')}
              rows={facilities}
              keyOf={(one) => one.id}
              to={(one) => `/directorio/lugares/${one.id}`}
              columns={[
                { header: t('facility.name'), cell: (one) => one.name },
                { header: t('facility.kind'), cell: (one) => label(facilityKinds, one.kind) },
                { header: t('facility.place'), cell: placeOf },
                { header: t('facility.operator'), cell: (one) => institutionShort(one.operatorId) },
                { header: t('facility.beds'), cell: (one) => one.beds !== undefined && number(one.beds), numeric: true },
                { header: t('entry.confidence'), cell: (one) => <ConfidenceMark confidence={one.confidence} /> },
              ]}
              download={{ href: pathFor(directory.facilitiesXlsx, { ...filters, language }), words: t('download.xlsx') }}
              empty={<Empty title={t('facility.emptyTitle')} says={t('facility.emptySays')} />}
            />
            {facilities.length > 0 && <AlsoCsv href={pathFor(directory.facilitiesCsv, { ...filters, language })} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** Where a facility is, in words: `Ayutla, San Marcos`, `Estados Unidos · US-TX`, or that its place is kept secret. */
export function usePlaceWords(): (facility: FacilityEntry) => React.ReactNode {
  const { t } = useTranslation('directory')
  const language = useLanguage()
  const { placeName, departmentName } = useReference()
  return ({ kind, country, countrySubdivision, municipalityCode, departmentCode }) => {
    if (kind === 'shelter_trafficking')
      return (
        <Text component="span" fs="italic">
          {t('facility.secretPlace')}
        </Text>
      )
    if (country !== 'GT') return [countryName(country, language), countrySubdivision].filter(Boolean).join(' · ')
    return placeName(municipalityCode) ?? departmentName(departmentCode)
  }
}
