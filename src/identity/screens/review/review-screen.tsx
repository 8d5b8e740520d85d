import { Button, Kbd, Select, Text } from '@mantine/core'
import { IconUserCheck, IconUserQuestion } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { nameOf } from '#base/contract.ts'
import { send } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { type Column, DataList } from '#browser/kit/data-list.tsx'
import { DayField } from '#browser/kit/day-field.tsx'
import { FilterBar } from '#browser/kit/filter-bar.tsx'
import { useFilters } from '#browser/kit/links.tsx'
import { Empty, Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { type Question, review } from '../../contract/review.ts'
import { type Band, bands } from '../../contract.ts'
import { useCentres } from '../centres.ts'
import { useWhoWords } from '../who-words.ts'
import { inAddress, ReviewFilters, wantedBy } from './filters.ts'
import classes from './review.module.css'
import { useWalk } from './use-review.ts'
import { useCounted } from './waiting.tsx'

/** The pairs that nobody has decided about, those first whose answer is worth most. One key opens the first that is free. */
export function ReviewScreen() {
  const { t } = useTranslation('identity')
  const [filters] = useFilters(ReviewFilters)
  const wanted = wantedBy(filters)
  const walk = useWalk()
  const read = useInfiniteQuery({
    queryKey: [nameOf(review.listQuestions), wanted],
    queryFn: ({ pageParam }) => send(review.listQuestions, { ...wanted, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    networkMode: 'always',
    retry: false,
    staleTime: 5_000,
    // Who is looking at which pair changes while one reads.
    refetchInterval: 30_000,
    placeholderData: (before) => before,
  })
  const columns = useColumns()
  const counted = useCounted(wanted)
  const some = (read.data?.pages[0]?.questions.length ?? 0) > 0
  useShortcut('n', t('review.beginKey'), walk.next, some)
  const begin = some && (
    <Button onClick={walk.next} loading={walk.going} rightSection={<Kbd aria-hidden>N</Kbd>}>
      {t('review.begin')}
    </Button>
  )
  return (
    <Page title={t('review.title')} intro={t('review.intro')} action={begin}>
      <Filters />
      <ProblemMessage problem={walk.problem} />
      {read.hasNextPage && counted && <Text>{counted}</Text>}
      <Loaded of={read}>
        {({ pages }) => (
          <DataList
            label={t('review.list')}
            rows={pages.flatMap((page) => page.questions)}
            keyOf={({ place }) => place}
            to={({ later, earlier }) => `/por-revisar/${later.subjectId}/${earlier.subjectId}`}
            search={({ place }) => inAddress(filters, place)}
            columns={columns}
            more={read.hasNextPage ? { load: () => void read.fetchNextPage(), loading: read.isFetchingNextPage } : undefined}
            empty={<Empty title={t('review.empty')} says={t('review.emptySays')} />}
          />
        )}
      </Loaded>
    </Page>
  )
}

function Filters() {
  const { t } = useTranslation('identity')
  const { label } = useFormat()
  const [{ centro, calculo, desde }, filter] = useFilters(ReviewFilters)
  const centres = useCentres()
  const likely = (['same', 'ask'] as const).map((band) => ({ value: band, label: label(bands, band) }))
  return (
    <FilterBar>
      <Select
        label={t('review.facility')}
        flex="1 1 12rem"
        allowDeselect={false}
        data={[{ value: '', label: t('review.bandAll') }, ...centres.options]}
        value={centro}
        onChange={(id) => filter({ centro: id ?? '' })}
      />
      <Select
        label={t('review.band')}
        flex="1 1 12rem"
        allowDeselect={false}
        data={[{ value: '', label: t('review.bandAll') }, ...likely]}
        value={calculo ?? ''}
        onChange={(band) => filter({ calculo: (band || undefined) as Band | undefined })}
      />
      <DayField
        label={t('review.since')}
        name="since"
        error={undefined}
        flex="1 1 9.5rem"
        maw="11rem"
        value={desde}
        onChange={(day) => filter({ desde: day })}
      />
    </FilterBar>
  )
}

function useColumns(): Column<Question>[] {
  const { t } = useTranslation('identity')
  const { label, shortDay } = useFormat()
  const words = useWhoWords()
  return [
    {
      header: t('review.pair'),
      cell: ({ later, earlier }) => (
        <span className={classes.pair}>
          <span>
            {words.name(later)}, {shortDay(later.arrivedOn)}
          </span>
          <span className={classes.earlier}>
            {t('review.earlier', { name: words.name(earlier), day: shortDay(earlier.arrivedOn) })}
          </span>
          <span className={classes.centre}>{words.facility(later)}</span>
        </span>
      ),
    },
    {
      header: t('review.likelihood'),
      cell: ({ band }) => (
        <span className={classes.band} data-band={band}>
          {band === 'same' ? <IconUserCheck size={18} aria-hidden /> : <IconUserQuestion size={18} aria-hidden />}
          {label(bands, band)}
        </span>
      ),
    },
    { header: t('review.hangs'), cell: ({ returns }) => words.returns(returns) },
    { header: t('review.found'), cell: (question) => <Found question={question} /> },
  ]
}

/** Since when it waits, and who is looking at it. */
function Found({ question: { foundAt, claim } }: { question: Question }) {
  const { t } = useTranslation('identity')
  const { shortDay } = useFormat()
  return (
    <span className={classes.pair}>
      <span>{shortDay(foundAt)}</span>
      {claim && <b>{claim.mine ? t('review.seeingMine') : t('review.seeing', { by: claim.by })}</b>}
    </span>
  )
}
