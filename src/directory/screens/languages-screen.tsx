import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { pathFor } from '#browser/call.ts'
import { useRead } from '#browser/calling.ts'
import { DataList } from '#browser/kit/data-list.tsx'
import { FilterBar, SearchFilter } from '#browser/kit/filter-bar.tsx'
import { LinkTo, useFilters, useFromPath } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useLabel, useLanguage } from '#browser/words/use-words.ts'
import { directory } from '../contract/calls.ts'
import { type Language, languageFamilies } from '../contract.ts'
import { PickFilter } from './entry-filters.tsx'
import { Facts } from './facts.tsx'
import { Sections, useTrail } from './sections.tsx'
import { useReference } from './use-reference.ts'

const Filters = z.object({ text: z.string().default(''), department: z.string().optional() })

export function LanguagesScreen() {
  const { t } = useTranslation('directory')
  const label = useLabel()
  const spoken = useLanguage()
  const [filters, filter] = useFilters(Filters)
  const { departments } = useReference()
  const departmentWords = useDepartmentWords()
  const read = useRead(directory.listLanguages, filters)
  return (
    <Page title={t('language.title')} intro={t('language.intro')} trail={useTrail()}>
      <Sections />
      <FilterBar>
        <SearchFilter label={t('language.search')} value={filters.text} onChange={(text) => filter({ text })} />
        <PickFilter
          label={t('territory.department')}
          options={[...departments.values()].map((one) => ({ value: one.code, label: one.name }))}
          value={filters.department}
          onChange={(department) => filter({ department })}
        />
      </FilterBar>
      <Loaded of={read}>
        {({ languages }) => (
          <DataList
            label={t('language.title')}
            rows={languages}
            keyOf={(one) => one.code}
            to={(one) => `/directorio/idiomas/${one.code}`}
            columns={[
              { header: t('language.name'), cell: (one) => one.name },
              { header: t('language.nameEs'), cell: (one) => one.nameEs },
              { header: t('language.family'), cell: (one) => label(languageFamilies, one.family) },
              { header: t('language.iso'), cell: (one) => one.iso6393 ?? t('language.noIso') },
              { header: t('language.departments'), cell: departmentWords },
            ]}
            download={{ href: pathFor(directory.languagesCsv, { ...filters, language: spoken }), words: t('download.csv') }}
            empty={<Empty title={t('language.emptyTitle')} says={t('language.emptySays')} />}
          />
        )}
      </Loaded>
    </Page>
  )
}

export function LanguageScreen() {
  const { t } = useTranslation('directory')
  const label = useLabel()
  const code = useFromPath('code')
  const departmentWords = useDepartmentWords()
  const trail = useTrail({ words: t('language.title'), to: '/directorio/idiomas' })
  const read = useRead(directory.listLanguages, {})
  return (
    <Loaded of={read}>
      {({ languages }) => {
        const language = languages.find((one) => one.code === code)
        const back = <LinkTo to="/directorio/idiomas">{t('language.title')}</LinkTo>
        if (!language) return <Empty title={t('language.emptyTitle')} says={t('language.emptySays')} action={back} />
        return (
          <Page title={language.name} trail={trail} width="text">
            <Facts
              facts={[
                { says: t('language.nameEs'), value: language.nameEs },
                { says: t('language.family'), value: label(languageFamilies, language.family) },
                { says: t('language.departments'), value: departmentWords(language) },
                { says: t('language.places'), value: language.places },
                { says: t('language.iso'), value: language.iso6393 ?? t('language.noIso') },
                { says: t('language.isoName'), value: language.isoName },
                { says: t('language.bcp47'), value: language.bcp47 },
                { says: t('entry.note'), value: language.note },
              ]}
            />
          </Page>
        )
      }}
    </Loaded>
  )
}

/** Names of the departments where a language is spoken. */
function useDepartmentWords(): (language: Language) => string {
  const { t } = useTranslation('directory')
  const { departmentName } = useReference()
  return ({ departmentCodes }) =>
    departmentCodes.length === 22 ? t('language.allCountry') : departmentCodes.map((code) => departmentName(code)).join(', ')
}
