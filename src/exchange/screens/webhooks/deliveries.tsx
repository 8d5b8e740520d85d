import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { codesOf } from '#base/codes.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { CodeFilter, FilterBar } from '#browser/kit/filter-bar.tsx'
import { useFilters } from '#browser/kit/links.tsx'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { type Delivery, deliveryFailures, deliveryStates, eventKinds, testKind, webhooks } from '../../contract/webhooks.ts'
import classes from './deliveries.module.css'

const Filters = z.object({ state: codesOf(deliveryStates).optional() })
const tones = { waiting: 'waiting', delivered: 'done', dead: 'danger' } as const

/** What a system was told, newest first, the last fifty: kinds, times and answers. */
export function Deliveries({ subscriptionId }: { subscriptionId: string }) {
  const { t } = useTranslation('exchange')
  const { label, moment } = useFormat()
  const [{ state }, filter] = useFilters(Filters)
  const read = useRead(webhooks.listDeliveries, { subscriptionId, ...(state && { state }) }, { every: 5_000 })
  const again = useCommand(webhooks.redeliver, { changes: [webhooks.listDeliveries, webhooks.readSubscription] })
  const kind = (one: Delivery) => (one.kind === testKind ? t('webhooks.testKind') : label(eventKinds, one.kind))
  return (
    <Stack gap="sm">
      <FilterBar>
        <CodeFilter
          label={t('webhooks.state')}
          list={deliveryStates}
          value={state}
          onChange={(next) => filter({ state: next })}
        />
      </FilterBar>
      <ProblemMessage problem={again.error} />
      <Loaded of={read}>
        {({ deliveries }) =>
          deliveries.length === 0 ? (
            <Text c="dimmed">{t('webhooks.noDeliveries')}</Text>
          ) : (
            <ul className={classes.list} aria-label={t('webhooks.deliveries')}>
              {deliveries.map((one) => (
                <li key={one.deliveryId}>
                  <div>
                    <Text fw={600}>{kind(one)}</Text>
                    <Text size="sm" c="dimmed">
                      {moment(one.happenedAt)} · {t('webhooks.tries', { count: one.tries, number: String(one.tries) })}
                      {one.status && ` · ${t('webhooks.answered', { status: one.status })}`}
                      {one.why && ` · ${label(deliveryFailures, one.why)}`}
                      {one.tries > 0 && one.nextTryAt && ` · ${t('webhooks.next', { moment: moment(one.nextTryAt) })}`}
                    </Text>
                  </div>
                  <StateBadge tone={tones[one.state]}>{label(deliveryStates, one.state)}</StateBadge>
                  {one.state !== 'waiting' && (
                    <Button
                      variant="default"
                      size="sm"
                      loading={again.isPending && again.variables.deliveryId === one.deliveryId}
                      onClick={() => again.mutate({ subscriptionId, deliveryId: one.deliveryId })}
                    >
                      {t('webhooks.again')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Stack>
  )
}
