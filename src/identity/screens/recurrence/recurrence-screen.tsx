import { Button, Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { countryName } from '#base/countries.ts'
import { addDays } from '#base/partial-date.ts'
import { useRead } from '#browser/calling.ts'
import { useDownload } from '#browser/downloading.ts'
import { todayIn, useFormat } from '#browser/format.ts'
import { DayField } from '#browser/kit/day-field.tsx'
import { FilterBar } from '#browser/kit/filter-bar.tsx'
import { useFilters } from '#browser/kit/links.tsx'
import { Empty, Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import { identity, type Recurrence } from '../../contract.ts'
import classes from './recurrence.module.css'

type Period = { from: string; to: string }

const Filters = z.object({ desde: z.iso.date().optional(), hasta: z.iso.date().optional() })
/** What the table counts together: five returns or more. */
const andMore = 5

/** How many people returned more than once: as a sentence, then as bars with their table. Nobody is named. */
export function RecurrenceScreen() {
  const { t } = useTranslation('identity')
  const [filters, filter] = useFilters(Filters)
  const today = todayIn(new Date())
  const { desde: from = addDays(today, -364), hasta: to = today } = filters
  const wrong = from > to
  const read = useRead(identity.readRecurrence, { from, to }, { enabled: !wrong })
  const field = { flex: '1 1 9.5rem', maw: '11rem', error: undefined }
  return (
    <Page title={t('recurrence.title')} intro={t('recurrence.intro')}>
      <FilterBar>
        <DayField {...field} name="from" label={t('recurrence.from')} value={from} onChange={(day) => filter({ desde: day })} />
        <DayField {...field} name="to" label={t('recurrence.to')} value={to} onChange={(day) => filter({ hasta: day })} />
      </FilterBar>
      {wrong ? (
        <Text role="alert">{t('recurrence.wrongPeriod')}</Text>
      ) : (
        <Loaded of={read}>
          {(found) => <Figures found={found} period={{ from, to }} at={new Date(read.dataUpdatedAt).toISOString()} />}
        </Loaded>
      )}
    </Page>
  )
}

function Figures({ found, period, at }: { found: Recurrence; period: Period; at: string }) {
  const { t } = useTranslation('identity')
  const { day, moment, number, percent } = useFormat()
  const { people, returnedBefore, medianInterval } = found
  const save = useDownload(identity.recurrenceXlsx)
  const language = useLanguage()
  const days = { from: day(period.from), to: day(period.to) }
  const times = (returns: number) =>
    returns >= andMore
      ? t('recurrence.andMore', { number: number(returns) })
      : t('recurrence.times', { count: returns, number: number(returns) })
  if (people === 0) return <Empty title={t('recurrence.nobody', days)} says={t('recurrence.nobodySays')} />
  const median = medianInterval === undefined ? undefined : Math.round(medianInterval)
  return (
    <Stack gap="lg">
      <div>
        <Title order={2} className={classes.sentence}>
          {t(returnedBefore > 0 ? 'recurrence.sentence' : 'recurrence.none', {
            ...days,
            count: people,
            number: number(people),
            before: number(returnedBefore),
            share: percent(returnedBefore / people),
          })}
        </Title>
        {median !== undefined && (
          <Text size="lg" mt="xs">
            {t('recurrence.median', { count: median, number: number(median) })}
          </Text>
        )}
      </div>
      <Bars
        title={t('recurrence.chart')}
        what={t('recurrence.returns')}
        counted={t('recurrence.people')}
        rows={found.byReturns.map(({ returns, people: count }) => ({ key: returns, words: times(returns), count }))}
      />
      {found.routes.length > 0 && <Routes rows={found.routes} />}
      <div>
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate({ ...period, language })}>
          {t('recurrence.download')}
        </Button>
      </div>
      <ProblemMessage problem={save.error} />
      <Text size="sm" c="dimmed" maw="80ch">
        {t('recurrence.inside')} {t('recurrence.source', { moment: moment(at) })}
      </Text>
    </Stack>
  )
}

/** From which country the same people came, one return and the next. */
function Routes({ rows }: { rows: Recurrence['routes'] }) {
  const { t } = useTranslation('identity')
  const language = useLanguage()
  const words = (from: string, to: string) => (
    <>
      {countryName(from, language)} <span aria-hidden>→</span>
      <VisuallyHidden>{t('recurrence.then')}</VisuallyHidden> {countryName(to, language)}
    </>
  )
  return (
    <Bars
      title={t('recurrence.routes')}
      says={t('recurrence.routesSay')}
      what={t('recurrence.route')}
      counted={t('recurrence.returns')}
      rows={rows.map(({ from, to, returns }) => ({ key: `${from} ${to}`, words: words(from, to), count: returns }))}
    />
  )
}

type Bar = { key: string | number; words: ReactNode; count: number }

/** Bars that are also the table: the number and the share stand beside each. */
function Bars(props: { title: string; says?: string; what: string; counted: string; rows: Bar[] }) {
  const { t } = useTranslation('identity')
  const { number, percent } = useFormat()
  const title = useId()
  const total = props.rows.reduce((sum, { count }) => sum + count, 0)
  const largest = Math.max(1, ...props.rows.map(({ count }) => count))
  return (
    <section className={classes.chart}>
      <Title order={3} id={title}>
        {props.title}
      </Title>
      {props.says && <Text size="sm">{props.says}</Text>}
      <table className={classes.bars} aria-labelledby={title}>
        <thead>
          <tr>
            <th scope="col">{props.what}</th>
            <th scope="col">{props.counted}</th>
            <th scope="col">{t('recurrence.share')}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map(({ key, words, count }) => (
            <tr key={key}>
              <th scope="row">
                {words}
                <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(100 * count) / largest} height="4" />
                </svg>
              </th>
              <td>{number(count)}</td>
              <td>{total > 0 && percent(count / total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
