import { Stack, Text, Title } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { addDays } from '#base/partial-date.ts'
import { useRead } from '#browser/calling.ts'
import { todayIn, useFormat } from '#browser/format.ts'
import { DayField } from '#browser/kit/day-field.tsx'
import { FilterBar } from '#browser/kit/filter-bar.tsx'
import { useFilters } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { identity } from '../../contract.ts'
import classes from './recurrence.module.css'

type Recurrence = z.infer<typeof identity.readRecurrence.output>
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
  const days = { from: day(period.from), to: day(period.to) }
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
      <Bars rows={found.byReturns} />
      <Text size="sm" c="dimmed" maw="80ch">
        {t('recurrence.source', { moment: moment(at) })}
      </Text>
    </Stack>
  )
}

/** Bars that are also the table: the number and the share stand beside each. */
function Bars({ rows }: { rows: Recurrence['byReturns'] }) {
  const { t } = useTranslation('identity')
  const { number, percent } = useFormat()
  const title = useId()
  const total = rows.reduce((sum, { people }) => sum + people, 0)
  const largest = Math.max(1, ...rows.map(({ people }) => people))
  const words = (returns: number) =>
    returns >= andMore
      ? t('recurrence.andMore', { number: number(returns) })
      : t('recurrence.times', { count: returns, number: number(returns) })
  return (
    <section className={classes.chart}>
      <Title order={3} id={title}>
        {t('recurrence.chart')}
      </Title>
      <table className={classes.bars} aria-labelledby={title}>
        <thead>
          <tr>
            <th scope="col">{t('recurrence.returns')}</th>
            <th scope="col">{t('recurrence.people')}</th>
            <th scope="col">{t('recurrence.share')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ returns, people }) => (
            <tr key={returns}>
              <th scope="row">
                {words(returns)}
                <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(100 * people) / largest} height="4" />
                </svg>
              </th>
              <td>{number(people)}</td>
              <td>{total > 0 && percent(people / total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
