import { z } from 'zod'
import { codesOf } from '#base/codes.ts'
import { type Database, raw, sql } from '#server/db.ts'
import { Delivery, type EventKind, eventKinds, Subscription } from '../contract/webhooks.ts'

const subscriptionColumns = sql`
  subscription_id as "subscriptionId", url, kinds, state, made_at as "madeAt", version,
  (select count(*) from exchange.delivery where delivery.subscription_id = subscription.subscription_id and state = 'waiting') as waiting,
  (select count(*) from exchange.delivery where delivery.subscription_id = subscription.subscription_id and state = 'dead') as dead`

export function subscriptions(db: Database): Promise<Subscription[]> {
  return db.many(Subscription, sql`select ${subscriptionColumns} from exchange.subscription order by made_at, subscription_id`)
}

export function subscriptionById(db: Database, subscriptionId: string): Promise<Subscription | undefined> {
  return db.maybe(
    Subscription,
    sql`select ${subscriptionColumns} from exchange.subscription where subscription_id = ${subscriptionId}`,
  )
}

type NewSubscription = {
  subscriptionId: string
  institutionId: string
  accountId: string
  url: string
  kinds: readonly EventKind[]
  secret: Buffer
  toldUntil: number
  now: Date
}

export async function insertSubscription(db: Database, made: NewSubscription): Promise<void> {
  await db.run(sql`
    insert into exchange.subscription (subscription_id, institution_id, url, kinds, secret, state, told_until, made_at, made_by)
    values (${made.subscriptionId}, ${made.institutionId}, ${made.url}, ${made.kinds}, ${made.secret}, 'active', ${made.toldUntil},
      ${made.now}, ${made.accountId})`)
}

type Change = Pick<Subscription, 'subscriptionId' | 'version' | 'kinds' | 'state'>

/** Gives whether it was saved: not when it was changed since `version`. */
export async function saveSubscription(db: Database, { subscriptionId, version, kinds, state }: Change): Promise<boolean> {
  const saved = await db.run(sql`
    update exchange.subscription
    set kinds = ${kinds}, state = ${state}, version = version + 1
    where subscription_id = ${subscriptionId}
      and version = ${version}`)
  return saved > 0
}

export async function deleteSubscription(db: Database, subscriptionId: string): Promise<void> {
  await db.run(sql`delete from exchange.subscription where subscription_id = ${subscriptionId}`)
}

const Walker = z.object({ subscriptionId: z.uuid(), kinds: z.array(codesOf(eventKinds)), toldUntil: z.int() })
export type Walker = z.infer<typeof Walker>

/** The subscriptions that nobody else is walking for at this moment, held until the transaction ends. */
export function takeWalkers(db: Database): Promise<Walker[]> {
  return db.many(
    Walker,
    sql`
    select subscription_id as "subscriptionId", kinds, told_until as "toldUntil"
    from exchange.subscription
    order by subscription_id
    for update skip locked`,
  )
}

export async function saveToldUntil(db: Database, subscriptionId: string, number: number): Promise<void> {
  await db.run(sql`
    update exchange.subscription
    set told_until = ${number}
    where subscription_id = ${subscriptionId}`)
}

export type NewDelivery = {
  deliveryId: string
  subscriptionId: string
  institutionId: string
  entryId?: string | undefined
  number: number
  kind: string
  about: string
  subjects: readonly string[]
  payload: unknown
  happenedAt: string
  now: Date
}

/** Puts a telling on its way; one of the same entry to the same system is one. */
export async function insertDelivery(db: Database, one: NewDelivery): Promise<void> {
  await db.run(sql`
    insert into exchange.delivery (delivery_id, subscription_id, institution_id, entry_id, number, kind, about, subjects, payload, state,
      happened_at, since, next_try_at)
    values (${one.deliveryId}, ${one.subscriptionId}, ${one.institutionId}, ${one.entryId}, ${one.number}, ${one.kind}, ${one.about},
      ${one.subjects}, ${JSON.stringify(one.payload)}, 'waiting', ${one.happenedAt}, ${one.now}, ${one.now})
    on conflict (subscription_id, entry_id) do nothing`)
}

const Due = z.object({
  deliveryId: z.uuid(),
  url: z.string(),
  secret: z.instanceof(Buffer),
  payload: z.unknown(),
  tries: z.int(),
  since: z.iso.datetime(),
})
export type Due = z.infer<typeof Due>

/**
 * Takes the next tellings that are due, for whoever sends them until `until`: should they end before, somebody else takes them then. Of those
 * about the same thing only the first that waits.
 */
export function takeDeliveries(db: Database, most: number, now: Date, until: Date): Promise<Due[]> {
  return db.many(
    Due,
    sql`
    with due as materialized (
      select delivery_id
      from exchange.delivery as next
      where state = 'waiting'
        and next_try_at <= ${now}
        and exists (
          select from exchange.subscription
          where subscription.subscription_id = next.subscription_id
            and subscription.state = 'active')
        and not exists (
          select from exchange.delivery as earlier
          where earlier.subscription_id = next.subscription_id
            and earlier.about = next.about
            and earlier.state = 'waiting'
            and (earlier.number, earlier.delivery_id) < (next.number, next.delivery_id))
      order by next_try_at, number
      limit ${most}
      for update skip locked
    )
    update exchange.delivery
    set tries = tries + 1, next_try_at = ${until}
    from due, exchange.subscription
    where delivery.delivery_id = due.delivery_id
      and subscription.subscription_id = delivery.subscription_id
    returning delivery.delivery_id as "deliveryId", url, secret, payload, tries, since`,
  )
}

export type Outcome = {
  state: 'waiting' | 'delivered' | 'dead'
  status?: number | undefined
  why?: string | undefined
  nextTryAt: Date
}

/** What came of a try. Nothing happens where another try came to its end before. */
export async function saveOutcome(db: Database, deliveryId: string, outcome: Outcome, now: Date): Promise<void> {
  await db.run(sql`
    update exchange.delivery
    set state = ${outcome.state}, status = ${outcome.status}, why = ${outcome.why}, answered_at = ${now}, next_try_at = ${outcome.nextTryAt}
    where delivery_id = ${deliveryId}
      and state = 'waiting'`)
}

/** Tellings of records that are closed today are not sent any more. To be called beyond the compartments. */
export async function dropClosed(db: Database): Promise<void> {
  await db.run(sql`
    delete from exchange.delivery
    where state = 'waiting'
      and exists (
        select from intake.subject
        where subject.subject_id = any(delivery.subjects)
          and subject.compartment is not null)`)
}

/** What was settled so long ago is forgotten. */
export async function forgetSettled(db: Database, before: Date): Promise<void> {
  await db.run(sql`delete from exchange.delivery where state <> 'waiting' and happened_at < ${before}`)
}

const deliveryColumns = sql`
  delivery_id as "deliveryId", kind, state, happened_at as "happenedAt", tries, status, why, answered_at as "answeredAt",
  case when state = 'waiting' then next_try_at end as "nextTryAt"`

type Place = { happenedAt: string; deliveryId: string }

export function deliveriesOf(
  db: Database,
  subscriptionId: string,
  state: string | undefined,
  { limit, behind }: { limit: number; behind: Place | undefined },
): Promise<Delivery[]> {
  const further = behind
    ? sql`and (happened_at, delivery_id) < (${behind.happenedAt}::timestamptz, ${behind.deliveryId}::uuid)`
    : raw('')
  return db.many(
    Delivery,
    sql`
    select ${deliveryColumns}
    from exchange.delivery
    where subscription_id = ${subscriptionId}
      and (${state}::text is null or state = ${state})
      ${further}
    order by happened_at desc, delivery_id desc
    limit ${limit}`,
  )
}

/** Sends it again from the beginning, under its old id. Gives it, or nothing when there is none. */
export function sendAgain(db: Database, subscriptionId: string, deliveryId: string, now: Date): Promise<Delivery | undefined> {
  return db.maybe(
    Delivery,
    sql`
    update exchange.delivery
    set state = 'waiting', tries = 0, since = ${now}, next_try_at = ${now}
    where subscription_id = ${subscriptionId}
      and delivery_id = ${deliveryId}
    returning ${deliveryColumns}`,
  )
}
