import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Circumstances, Handlers } from '#server/http.ts'
import { type webhooks as contract, type Subscription, testKind } from '../contract/webhooks.ts'
import { lastSeal } from '../store/journal.ts'
import * as store from '../store/webhooks.ts'
import { newSecret, shownSecret } from './signature.ts'

const Place = z.tuple([z.iso.datetime(), z.uuid()])

/** Who is told what happens here. Telling itself is done in the background (telling.ts). */
export const webhooks = {
  listSubscriptions: async (_, { db }) => ({ subscriptions: await store.subscriptions(db) }),
  readSubscription: ({ subscriptionId }, { db }) => existing(db, subscriptionId),

  async addSubscription({ subscriptionId, url, kinds }, { db, who, now, fetch }) {
    await refuseUnlisted(fetch, url)
    const secret = newSecret()
    await store.insertSubscription(db, { ...who, subscriptionId, url, kinds, secret, toldUntil: await lastSeal(db), now })
    return { subscription: await existing(db, subscriptionId), secret: shownSecret(secret) }
  },

  async changeSubscription({ subscriptionId, version, ...wanted }, { db }) {
    const before = await existing(db, subscriptionId)
    const { kinds = before.kinds, state = before.state } = wanted
    if (!(await store.saveSubscription(db, { subscriptionId, version, kinds, state })))
      throw new Problem(409, 'stale', { current: before })
    return existing(db, subscriptionId)
  },

  async removeSubscription({ subscriptionId }, { db }) {
    await existing(db, subscriptionId)
    await store.deleteSubscription(db, subscriptionId)
    return {}
  },

  async testSubscription({ subscriptionId }, { db, who, now }) {
    await existing(db, subscriptionId)
    const happenedAt = now.toISOString()
    await store.insertDelivery(db, {
      deliveryId: uuidv7(),
      subscriptionId,
      institutionId: who.institutionId,
      number: await lastSeal(db),
      kind: testKind,
      about: subscriptionId,
      subjects: [],
      payload: payloadOf(testKind, happenedAt, {}),
      happenedAt,
      now,
    })
    return existing(db, subscriptionId)
  },

  async listDeliveries({ subscriptionId, state, after, limit }, { db }) {
    await existing(db, subscriptionId)
    const found = await store.deliveriesOf(db, subscriptionId, state, { limit: limit + 1, behind: placeOf(after) })
    const last = found.length > limit ? found[limit - 1] : undefined
    return { deliveries: found.slice(0, limit), next: last && `${last.happenedAt}/${last.deliveryId}` }
  },

  async redeliver({ subscriptionId, deliveryId }, { db, now }) {
    const delivery = await store.sendAgain(db, subscriptionId, deliveryId, now)
    if (!delivery) throw new Problem(404, 'delivery-not-found')
    return delivery
  },
} satisfies Handlers<typeof contract>

/** What travels, in the form of Standard Webhooks. */
export const payloadOf = (type: string, timestamp: string, data: Record<string, string>) => ({ type, timestamp, data })

async function existing(db: Database, subscriptionId: string): Promise<Subscription> {
  const found = await store.subscriptionById(db, subscriptionId)
  if (!found) throw new Problem(404, 'subscription-not-found')
  return found
}

/**
 * An address that Ceiba may not call is refused at once, and not at the first telling. It is tried with a call that is broken off before
 * it begins: whether the host may be called is looked at before that, and nothing goes out. Throws `outgoing-not-allowed`.
 */
async function refuseUnlisted(fetch: Circumstances['fetch'], url: string): Promise<void> {
  await fetch(url, { signal: AbortSignal.abort() }).catch((error) => {
    if (error instanceof Problem && error.code === 'outgoing-not-allowed') throw error
  })
}

function placeOf(after: string | undefined) {
  if (after === undefined) return undefined
  const found = Place.safeParse(after.split('/'))
  if (!found.success) throw new Problem(422, 'page-unknown')
  return { happenedAt: found.data[0], deliveryId: found.data[1] }
}
