import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { codesOf } from '#base/codes.ts'
import { pathFor } from '#browser/call.ts'
import { useRead } from '#browser/calling.ts'
import { DataList } from '#browser/kit/data-list.tsx'
import { CodeFilter, FilterBar, SearchFilter } from '#browser/kit/filter-bar.tsx'
import { ButtonTo, useFilters } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useIs } from '#browser/session.tsx'
import { useLabel, useLanguage } from '#browser/words/use-words.ts'
import { directory } from '../contract/calls.ts'
import { institutionKinds } from '../contract.ts'
import { AlsoCsv, StateFilter } from './entry-filters.tsx'
import { ConfidenceMark } from './facts.tsx'
import { Sections, useTrail } from './sections.tsx'
import { useReference } from './use-reference.ts'

const Filters = z.object({
  text: z.string().default(''),
  kind: codesOf(institutionKinds).optional(),
  state: z.enum(['active', 'archived', 'all']).default('active'),
})

export function InstitutionsScreen() {
  const { t } = useTranslation('directory')
  const label = useLabel()
  const language = useLanguage()
  const [filters, filter] = useFilters(Filters)
  const { institutionShort } = useReference()
  const read = useRead(directory.listInstitutions, filters)
  const mayEdit = useIs('directory-editor', 'administrator')
  return (
    <Page
      title={t('institution.title')}
      intro={t('institution.intro')}
      trail={useTrail()}
      action={mayEdit && <ButtonTo to="/directorio/instituciones/nueva">{t('institution.add')}</ButtonTo>}
    >
      <Sections />
      <FilterBar>
        <SearchFilter label={t('institution.search')} value={filters.text} onChange={(text) => filter({ text })} />
        <CodeFilter
          list={institutionKinds}
          label={t('institution.kind')}
          value={filters.kind}
          onChange={(kind) => filter({ kind })}
        />
        <StateFilter value={filters.state} onChange={(state) => filter({ state })} />
      </FilterBar>
      <Loaded of={read}>
        {({ institutions }) => (
          <>
            <DataList
              label={t('institution.title')}
              rows={institutions}
              keyOf={(one) => one.id}
              to={(one) => `/directorio/instituciones/${one.id}`}
              columns={[
                { header: t('institution.name'), cell: (one) => one.name },
                { header: t('institution.acronym'), cell: (one) => one.acronym },
                { header: t('institution.kind'), cell: (one) => label(institutionKinds, one.kind) },
                { header: t('institution.parent'), cell: (one) => institutionShort(one.parentId) },
                { header: t('entry.confidence'), cell: (one) => <ConfidenceMark confidence={one.confidence} /> },
              ]}
              download={{ href: pathFor(directory.institutionsXlsx, { ...filters, language }), words: t('download.xlsx') }}
              empty={<Empty title={t('institution.emptyTitle')} says={t('institution.emptySays')} />}
            />
            {institutions.length > 0 && <AlsoCsv href={pathFor(directory.institutionsCsv, { ...filters, language })} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}
