import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { DataList } from '#browser/kit/data-list.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { erasureBases, retention } from '../../contract.ts'

/** Erasures that wait for a second person. Each leads to the record: nobody erases for ever whom they have not looked at. */
export function ErasuresScreen() {
  const { t } = useTranslation('retention')
  const { label, moment } = useFormat()
  const read = useRead(retention.listErasures, {})
  return (
    <Page title={t('nav.erasures')} intro={t('erasures.intro')}>
      <Loaded of={read}>
        {({ erasures }) => (
          <DataList
            label={t('nav.erasures')}
            rows={erasures}
            keyOf={({ erasureId }) => erasureId}
            to={({ subjectId }) => `/personas/${subjectId}`}
            columns={[
              { header: t('erasures.at'), cell: ({ at }) => moment(at) },
              { header: t('erasures.why'), cell: ({ basis }) => label(erasureBases, basis) },
              { header: t('erasures.by'), cell: ({ by, mine }) => (mine ? t('erasures.you', { name: by }) : by) },
            ]}
            empty={<Empty title={t('erasures.none')} says={t('erasures.noneSays')} />}
          />
        )}
      </Loaded>
    </Page>
  )
}
