import { Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import { type Column, DataList } from '#browser/kit/data-list.tsx'
import { FilterBar, SearchFilter } from '#browser/kit/filter-bar.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { intake } from '../../contract/calls.ts'
import type { FoundReturn } from '../../contract/shapes.ts'
import { usePersonWords } from '../person-words.ts'
import { AskInEmergency } from '../profile/ask-in-emergency.tsx'
import { useReadPages } from '../read-pages.ts'
import { usePlaces } from '../reference.ts'
import { CompartmentMark, ReturnMark } from '../state-mark.tsx'

/**
 * What is looked for is kept with the place in the history, so that going back finds it again, and not in the address: addresses with
 * names would stay in the history of a computer that many use.
 */
const keptText = (): string => (history.state as { sought?: string } | null)?.sought ?? ''
const keepText = (sought: string): void => history.replaceState({ ...(history.state as object | null), sought }, '')

/** Finds a person among all returns of the institution. */
export function SearchScreen() {
  const { t } = useTranslation('intake')
  const [text, setText] = useState(keptText)
  const columns = useColumns()
  const long = text.trim().length >= 2
  const read = useReadPages(intake.searchReturns, { text: text.trim() || '··', limit: 50 }, { enabled: long })
  const change = (next: string) => {
    setText(next)
    keepText(next)
  }
  return (
    <Page title={t('search.title')} intro={t('search.intro')}>
      <FilterBar>
        <SearchFilter label={t('search.label')} value={text} onChange={change} />
      </FilterBar>
      {long ? (
        <Loaded of={read}>
          {({ pages }) => (
            <DataList
              label={t('search.list')}
              rows={pages.flatMap((page) => page.returns)}
              keyOf={(one) => one.subjectId}
              to={(one) => `/personas/${one.subjectId}`}
              columns={columns}
              more={read.more}
              empty={<Empty title={t('search.emptyTitle')} says={t('search.emptySays')} action={<AskInEmergency />} />}
            />
          )}
        </Loaded>
      ) : (
        <Empty title={t('search.beginTitle')} says={t('search.beginSays')} />
      )}
    </Page>
  )
}

function useColumns(): Column<FoundReturn>[] {
  const { t } = useTranslation('intake')
  const format = useFormat()
  const words = usePersonWords()
  const places = usePlaces()
  return [
    { header: t('search.name'), cell: words.listName },
    { header: t('search.birth'), cell: (one) => (one.birthDate ? format.partialDate(one.birthDate) : '') },
    {
      header: t('search.arrived'),
      cell: (one) => [format.moment(one.arrivedAt), one.carrier].filter(Boolean).join(' · '),
    },
    { header: t('arrivals.centre'), cell: (one) => places.facilityShort(one.facilityId) },
    {
      header: t('search.state'),
      cell: (one) => (
        <Group gap="xs">
          <ReturnMark state={one.state} />
          {one.compartment && <CompartmentMark compartment={one.compartment} />}
        </Group>
      ),
    },
  ]
}
