import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { useFromPath, useGo } from '#browser/kit/links.tsx'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { said } from '#browser/kit/said.tsx'
import { eventKinds, type Subscription, subscriptionStates, webhooks } from '../../contract/webhooks.ts'
import { Deliveries } from './deliveries.tsx'

/** One system that is told what happens, and what it was told. */
export function SubscriptionScreen() {
  const { t } = useTranslation('exchange')
  const subscriptionId = useFromPath('subscriptionId')
  const read = useRead(webhooks.readSubscription, { subscriptionId }, { every: 5_000 })
  const found = read.data?.subscriptionId === subscriptionId ? read.data : undefined
  return (
    <Page title={found?.url ?? t('nav.webhooks')} trail={[{ words: t('nav.webhooks'), to: '/avisos' }]}>
      <Loaded of={read}>{(one) => one.subscriptionId === subscriptionId && <One subscription={one} />}</Loaded>
    </Page>
  )
}

function One({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation('exchange')
  const { label } = useFormat()
  const go = useGo()
  const { subscriptionId, version, state, kinds } = subscription
  const changes = [webhooks.readSubscription, webhooks.listSubscriptions, webhooks.listDeliveries]
  const change = useCommand(webhooks.changeSubscription, { changes })
  const test = useCommand(webhooks.testSubscription, { changes })
  const remove = useCommand(webhooks.removeSubscription, { changes: [webhooks.listSubscriptions] })
  const active = state === 'active'
  return (
    <Stack gap="xl">
      <Stack gap="sm">
        <Group>
          <StateBadge tone={active ? 'done' : 'calm'}>{label(subscriptionStates, state)}</StateBadge>
          {!active && <Text>{t('webhooks.pausedSays')}</Text>}
        </Group>
        <Text maw="65ch">{kinds.map((kind) => label(eventKinds, kind)).join(' · ')}</Text>
        <ProblemMessage problem={change.error ?? test.error} />
        <Group>
          <Button
            variant="default"
            loading={test.isPending}
            onClick={() => test.mutate({ subscriptionId }, { onSuccess: () => said(t('webhooks.tested')) })}
          >
            {t('webhooks.test')}
          </Button>
          <Button
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate({ subscriptionId, version, state: active ? 'paused' : 'active' })}
          >
            {t(active ? 'webhooks.pause' : 'webhooks.resume')}
          </Button>
          <ConfirmButton
            danger
            question={t('webhooks.removeQuestion')}
            says={t('webhooks.removeSays')}
            confirm={t('webhooks.remove')}
            pending={remove.isPending}
            problem={remove.error}
            act={() => remove.mutateAsync({ subscriptionId }).then(() => go('/avisos'))}
          >
            {t('webhooks.remove')}
          </ConfirmButton>
        </Group>
      </Stack>
      <section>
        <Title order={2} mb="sm">
          {t('webhooks.deliveries')}
        </Title>
        <Deliveries subscriptionId={subscriptionId} />
      </section>
    </Stack>
  )
}
