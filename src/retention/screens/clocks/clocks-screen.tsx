import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { DataList } from '#browser/kit/data-list.tsx'
import { Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { categories, retention } from '../../contract.ts'
import { usePeriodWords } from './period-words.ts'

/** How long everything is kept, and what would be forgotten today: looking changes nothing. */
export function ClocksScreen() {
  const { t } = useTranslation('retention')
  const { label, number } = useFormat()
  const period = usePeriodWords()
  const read = useRead(retention.readDue, {})
  return (
    <Page title={t('nav.clocks')} intro={t('clocks.intro')}>
      <Loaded of={read}>
        {({ due }) => (
          <DataList
            label={t('nav.clocks')}
            rows={due}
            keyOf={({ category }) => category}
            to={({ category }) => `/plazos/${category}`}
            columns={[
              { header: t('clocks.category'), cell: ({ category }) => label(categories, category) },
              { header: t('clocks.period'), cell: period },
              {
                header: t('clocks.state'),
                cell: ({ confirmed }) => (
                  <StateBadge tone={confirmed ? 'done' : 'waiting'}>
                    {t(confirmed ? 'clocks.confirmed' : 'clocks.proposed')}
                  </StateBadge>
                ),
              },
              { header: t('clocks.due'), cell: (one) => number(one.due), numeric: true },
              { header: t('clocks.held'), cell: ({ held }) => number(held), numeric: true },
            ]}
            empty={null}
          />
        )}
      </Loaded>
    </Page>
  )
}
