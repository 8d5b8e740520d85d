import { Button, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { codesOf } from '#base/codes.ts'
import { useFormat } from '#browser/format.ts'
import { type Column, DataList } from '#browser/kit/data-list.tsx'
import { DayField } from '#browser/kit/day-field.tsx'
import { CodeFilter, FilterBar, SearchFilter } from '#browser/kit/filter-bar.tsx'
import { ButtonTo, useFilters, useGo } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { useIs } from '#browser/session.tsx'
import { intake } from '../../contract/calls.ts'
import { type Arrival, arrivalStates } from '../../contract/shapes.ts'
import { useCarrier, useOrigin } from '../arrival-words.ts'
import { useReadPages } from '../read-pages.ts'
import { usePlaces } from '../reference.ts'
import { ArrivalMark } from '../state-mark.tsx'
import { peopleCounted } from './people-counted.ts'

const Filters = z.object({
  texto: z.string().default(''),
  estado: codesOf(arrivalStates).optional(),
  centro: z.string().default(''),
  desde: z.iso.date().optional(),
  hasta: z.iso.date().optional(),
})

/** Flights and buses, newest first. */
export function ArrivalsScreen() {
  const { t } = useTranslation('intake')
  const atDesk = useIs('registrar', 'shift-chief')
  const go = useGo()
  const [filters, filter] = useFilters(Filters)
  const { texto, estado, centro, desde, hasta } = filters
  const input = {
    ...(texto && { text: texto }),
    ...(estado && { state: estado }),
    ...(centro && { facilityId: centro }),
    ...(desde && { from: desde }),
    ...(hasta && { to: hasta }),
  }
  const filtered = Object.keys(input).length > 0
  const read = useReadPages(intake.listArrivals, input)
  const columns = useColumns()
  useShortcut('+', t('arrivals.new'), () => go('/llegadas/nueva'), atDesk)
  const announce = atDesk && <ButtonTo to="/llegadas/nueva">{t('arrivals.new')}</ButtonTo>

  return (
    <Page title={t('arrivals.title')} intro={t('arrivals.intro')} action={announce}>
      <FilterBar>
        <SearchFilter label={t('arrivals.search')} value={texto} onChange={(text) => filter({ texto: text })} />
        <CodeFilter
          list={arrivalStates}
          label={t('arrivals.state')}
          value={estado}
          onChange={(code) => filter({ estado: code as Arrival['state'] | undefined })}
        />
        <CentreFilter value={centro} onChange={(id) => filter({ centro: id })} />
        <DayFilter label={t('arrivals.from')} value={desde} onChange={(day) => filter({ desde: day })} />
        <DayFilter label={t('arrivals.to')} value={hasta} onChange={(day) => filter({ hasta: day })} />
      </FilterBar>
      <Loaded of={read}>
        {({ pages }) => (
          <DataList
            label={t('arrivals.list')}
            rows={pages.flatMap((page) => page.arrivals)}
            total={pages[0]?.total ?? 0}
            keyOf={(one) => one.arrivalId}
            to={(one) => `/llegadas/${one.arrivalId}`}
            columns={columns}
            more={read.more}
            empty={
              filtered ? (
                <Empty
                  title={t('arrivals.noMatchTitle')}
                  says={t('arrivals.noMatchSays')}
                  action={
                    <Button variant="default" onClick={() => go('/llegadas')}>
                      {t('arrivals.withoutFilters')}
                    </Button>
                  }
                />
              ) : (
                <Empty
                  title={t('arrivals.emptyTitle')}
                  says={t(atDesk ? 'arrivals.emptySays' : 'arrivals.emptySaysReader')}
                  action={announce}
                />
              )
            }
          />
        )}
      </Loaded>
    </Page>
  )
}

function useColumns(): Column<Arrival>[] {
  const { t } = useTranslation('intake')
  const { moment, number } = useFormat()
  const carrier = useCarrier()
  const origin = useOrigin()
  const places = usePlaces()
  return [
    { header: t('arrivals.columns.carrier'), cell: carrier },
    { header: t('arrivals.columns.expectedAt'), cell: (one) => moment(one.expectedAt) },
    { header: t('arrivals.columns.origin'), cell: origin },
    { header: t('arrivals.columns.centre'), cell: (one) => places.facilityShort(one.facilityId) },
    { header: t('arrivals.columns.state'), cell: (one) => <ArrivalMark state={one.state} /> },
    {
      header: t('arrivals.columns.received'),
      numeric: true,
      cell: ({ kind, counts, headcounts }) =>
        kind === 'mass_event'
          ? number(peopleCounted(headcounts))
          : t('arrivals.receivedOf', { received: number(counts.received), all: number(counts.listed + counts.unlisted) }),
    },
  ]
}

/** The centres of the directory as a filter; all of them when none is chosen. */
export function CentreFilter({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation('intake')
  const { centres } = usePlaces().options
  return (
    <Select
      label={t('arrivals.centre')}
      flex="1 1 12rem"
      allowDeselect={false}
      data={[{ value: '', label: t('arrivals.allCentres') }, ...centres]}
      value={value}
      onChange={(id) => onChange(id ?? '')}
    />
  )
}

export function DayFilter(props: { label: string; value: string | undefined; onChange: (day: string | undefined) => void }) {
  return <DayField {...props} name="day" error={undefined} flex="1 1 9.5rem" maw="11rem" />
}
