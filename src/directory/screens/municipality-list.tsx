import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { pathFor } from '#browser/call.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { DataList } from '#browser/kit/data-list.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import { directory } from '../contract/calls.ts'
import type { MunicipalityEntry } from '../contract/entries.ts'
import type { Department, Municipality } from '../contract.ts'
import { codesDiffer } from '../rules/entries.ts'
import { Code } from './facts.tsx'
import { useReference } from './use-reference.ts'

/** The municipalities that a text finds, in the whole country or in one department. */
export function Municipalities({ text, department }: { text: string; department?: Department }) {
  const { t } = useTranslation('directory')
  const { number } = useFormat()
  const language = useLanguage()
  const { departmentName } = useReference()
  const filters = { text, ...(department && { department: department.code }) }
  const read = useRead(directory.listMunicipalities, filters)
  const differing = (one: Municipality) => (codesDiffer(one) ? t('territory.differsMark', { pcode: one.ochaPcode }) : undefined)
  return (
    <Loaded of={read}>
      {({ municipalities }) => (
        <DataList
          label={t('territory.municipalities')}
          rows={municipalities}
          keyOf={(one) => one.code}
          to={(one) => `/directorio/territorio/${one.code}`}
          columns={[
            { header: t('territory.municipality'), cell: (one) => one.name },
            { header: t('territory.ineCode'), cell: (one) => <Code mark={differing(one)}>{one.code}</Code> },
            ...(department
              ? []
              : [{ header: t('territory.department'), cell: (one: MunicipalityEntry) => departmentName(one.departmentCode) }]),
            { header: t('territory.otherNames'), cell: (one) => one.otherNames.join(', ') },
            { header: t('territory.population'), cell: (one) => number(one.population2018), numeric: true },
          ]}
          download={{ href: pathFor(directory.municipalitiesXlsx, { ...filters, language }), words: t('download.xlsx') }}
          empty={<Empty title={t('territory.emptyTitle')} says={t('territory.emptySays')} />}
        />
      )}
    </Loaded>
  )
}

/** Where codes and population come from. */
export function TerritorySources() {
  const { t } = useTranslation('directory')
  return (
    <Text size="sm" c="dimmed">
      {t('territory.sources')}
    </Text>
  )
}
