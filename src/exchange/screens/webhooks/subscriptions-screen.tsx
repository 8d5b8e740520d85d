import { useTranslation } from 'react-i18next'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { DataList } from '#browser/kit/data-list.tsx'
import { ButtonTo } from '#browser/kit/links.tsx'
import { Empty, Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { eventKinds, subscriptionStates, webhooks } from '../../contract/webhooks.ts'

/** Which systems are told what happens here. */
export function SubscriptionsScreen() {
  const { t } = useTranslation('exchange')
  const { label, number } = useFormat()
  const read = useRead(webhooks.listSubscriptions, {})
  const add = <ButtonTo to="/avisos/nuevo">{t('webhooks.add')}</ButtonTo>
  return (
    <Page title={t('nav.webhooks')} intro={t('nav.webhooksSays')} action={add}>
      <Loaded of={read}>
        {({ subscriptions }) => (
          <DataList
            label={t('nav.webhooks')}
            rows={subscriptions}
            keyOf={({ subscriptionId }) => subscriptionId}
            to={({ subscriptionId }) => `/avisos/${subscriptionId}`}
            columns={[
              { header: t('webhooks.url'), cell: ({ url }) => url },
              { header: t('webhooks.kinds'), cell: ({ kinds }) => kinds.map((kind) => label(eventKinds, kind)).join(' · ') },
              {
                header: t('webhooks.state'),
                cell: ({ state }) => (
                  <StateBadge tone={state === 'active' ? 'done' : 'calm'}>{label(subscriptionStates, state)}</StateBadge>
                ),
              },
              { header: t('webhooks.waiting'), cell: ({ waiting }) => number(waiting), numeric: true },
              { header: t('webhooks.dead'), cell: ({ dead }) => number(dead), numeric: true },
            ]}
            empty={<Empty title={t('webhooks.none')} says={t('webhooks.noneSays')} action={add} />}
          />
        )}
      </Loaded>
    </Page>
  )
}
