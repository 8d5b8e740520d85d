import { IconWebhook } from '@tabler/icons-react'
import type { Screen } from '#browser/screen.ts'

/** The screens of exchange, in the order of the navigation. */
export const exchangeScreens: Screen[] = [
  {
    path: '/avisos',
    load: () => import('./webhooks/subscriptions-screen.tsx').then((file) => file.SubscriptionsScreen),
    may: ['administrator'],
    nav: { words: 'exchange:nav.webhooks', says: 'exchange:nav.webhooksSays', icon: IconWebhook, group: 'manage' },
  },
  {
    path: '/avisos/nuevo',
    load: () => import('./webhooks/new-subscription-screen.tsx').then((file) => file.NewSubscriptionScreen),
    may: ['administrator'],
  },
  {
    path: '/avisos/$subscriptionId',
    load: () => import('./webhooks/subscription-screen.tsx').then((file) => file.SubscriptionScreen),
    may: ['administrator'],
  },
]
