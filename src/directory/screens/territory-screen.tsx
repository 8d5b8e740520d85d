import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { DataList } from '#browser/kit/data-list.tsx'
import { FilterBar, SearchFilter } from '#browser/kit/filter-bar.tsx'
import { useFilters } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { directory } from '../contract/calls.ts'
import { Code } from './facts.tsx'
import { Municipalities, TerritorySources } from './municipality-list.tsx'
import { Sections, useTrail } from './sections.tsx'

const Filters = z.object({ text: z.string().default('') })

/** The departments; with a search, the municipalities it finds in the whole country. */
export function TerritoryScreen() {
  const { t } = useTranslation('directory')
  const [{ text }, filter] = useFilters(Filters)
  return (
    <Page title={t('territory.title')} intro={t('territory.intro')} trail={useTrail()}>
      <Sections />
      <FilterBar>
        <SearchFilter label={t('territory.search')} value={text} onChange={(typed) => filter({ text: typed })} />
      </FilterBar>
      {text.trim() === '' ? <Departments /> : <Municipalities text={text} />}
      <TerritorySources />
    </Page>
  )
}

function Departments() {
  const { t } = useTranslation('directory')
  const { number } = useFormat()
  const read = useRead(directory.listDepartments, {})
  return (
    <Loaded of={read}>
      {({ departments }) => (
        <>
          <Text>{t('territory.country', { number: number(departments.reduce((sum, one) => sum + one.population2018, 0)) })}</Text>
          <DataList
            label={t('territory.departments')}
            rows={departments}
            keyOf={(one) => one.code}
            to={(one) => `/directorio/territorio/${one.code}`}
            columns={[
              { header: t('territory.department'), cell: (one) => one.name },
              { header: t('territory.ineCode'), cell: (one) => <Code>{one.code}</Code> },
              { header: t('territory.iso'), cell: (one) => one.iso31662 },
              { header: t('territory.capital'), cell: (one) => one.capital },
              { header: t('territory.municipalities'), cell: (one) => number(one.municipalityCount), numeric: true },
              { header: t('territory.population'), cell: (one) => number(one.population2018), numeric: true },
            ]}
            empty={<Empty title={t('territory.emptyTitle')} />}
          />
        </>
      )}
    </Loaded>
  )
}
