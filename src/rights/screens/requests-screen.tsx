import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { codeList, codesOf } from '#base/codes.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { DataList } from '#browser/kit/data-list.tsx'
import { CodeFilter, FilterBar } from '#browser/kit/filter-bar.tsx'
import { ButtonTo, useFilters } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { requestKinds, requestStates, requests } from '../contract/requests.ts'
import { DueDay } from './due-badge.tsx'
import { useName } from './words.ts'

const lateness = codeList({ true: { es: 'Vencidas', en: 'Late' } })
const Filters = z.object({
  state: codesOf(requestStates).optional(),
  kind: codesOf(requestKinds).optional(),
  late: z.enum(['true']).optional(),
})

/** What people have asked about their data; the one due first stands first. */
export function RequestsScreen() {
  const { t } = useTranslation('rights')
  const { label, shortDay } = useFormat()
  const name = useName()
  const [filters, filter] = useFilters(Filters)
  const read = useRead(requests.listRequests, { ...filters, limit: 200 })
  const begin = <ButtonTo to="/buscar">{t('list.begin')}</ButtonTo>
  return (
    <Page title={t('nav.requests')} intro={t('list.intro')} action={begin}>
      <FilterBar>
        <CodeFilter label={t('list.state')} list={requestStates} value={filters.state} onChange={(state) => filter({ state })} />
        <CodeFilter label={t('list.kind')} list={requestKinds} value={filters.kind} onChange={(kind) => filter({ kind })} />
        <CodeFilter label={t('list.due')} list={lateness} value={filters.late} onChange={(late) => filter({ late })} />
      </FilterBar>
      <Loaded of={read}>
        {({ requests: rows, next }) => (
          <>
            <DataList
              label={t('nav.requests')}
              rows={rows}
              keyOf={(one) => one.requestId}
              to={(one) => `/personas/${one.subjectId}/solicitudes/${one.requestId}`}
              columns={[
                { header: t('list.number'), cell: (one) => one.number },
                { header: t('list.person'), cell: name },
                { header: t('list.kind'), cell: (one) => label(requestKinds, one.kind) },
                { header: t('list.asked'), cell: (one) => shortDay(one.askedOn) },
                { header: t('list.due'), cell: (one) => <DueDay request={one} /> },
                {
                  header: t('list.state'),
                  cell: (one) => (
                    <StateBadge tone={one.state === 'open' ? 'waiting' : 'calm'}>{label(requestStates, one.state)}</StateBadge>
                  ),
                },
              ]}
              empty={<Empty title={t('list.none')} says={t('list.noneSays')} action={begin} />}
            />
            {next && <Text c="dimmed">{t('list.more')}</Text>}
          </>
        )}
      </Loaded>
    </Page>
  )
}
