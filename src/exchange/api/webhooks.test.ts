import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, test } from 'vitest'
import { identity } from '#identity/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import { sealNew } from '#server/journal.ts'
import { aFlight, aPerson, atTheDesk, received } from '../../../tests/people.ts'
import { aReceiver } from '../../../tests/receiver.ts'
import { aRegistry, toThisMachine } from '../../../tests/renap.ts'
import { aWorld } from '../../../tests/world.ts'
import { verification } from '../contract/verification.ts'
import { type EventKind, eventKinds, webhooks } from '../contract/webhooks.ts'
import { askRegistry } from './answering.ts'
import { renap } from './renap.ts'
import { isSigned, type Signed } from './signature.ts'
import { tellOthers } from './telling.ts'

const world = await aWorld({ outgoing: toThisMachine })
const desk = await world.someone({ roles: ['registrar', 'shift-chief'] })
const member = await world.someone({ roles: ['registrar', 'shift-chief'], compartments: ['trafficking', 'child_protection'] })
const administrator = await world.someone({ roles: ['administrator'] })
const elsewhere = await world.someone({ roles: ['registrar', 'shift-chief', 'administrator'], institution: 'pgn' })
const all = Object.keys(eventKinds) as EventKind[]
const adult = aPerson({ birthYear: 1980 })

let to: Awaited<ReturnType<typeof aReceiver>>
let secret = ''
let subscriptionId = ''

beforeEach(async () => {
  to = await aReceiver()
  await world.owner.query('delete from exchange.subscription')
  await sealNew(world.doors)
  ;({ subscriptionId, secret } = await subscribed())
})

async function subscribed(url = to.url, kinds: EventKind[] = all, by = administrator) {
  const made = await by.call(webhooks.addSubscription, { subscriptionId: uuidv7(), url, kinds })
  return { subscriptionId: made.subscription.subscriptionId, secret: made.secret! }
}
const tell = (options: { clock?: () => Date } = {}) =>
  tellOthers(world.doors, { outgoing: toThisMachine, clock: () => world.now, chance: () => 0.5, ...options })
async function told() {
  await sealNew(world.doors)
  await tell()
  return to.received.map((one) => one.told)
}
const later = (seconds: number) => () => new Date(world.now.getTime() + seconds * 1000)
const deliveries = () => administrator.call(webhooks.listDeliveries, { subscriptionId })

describe('what happens', () => {
  test('is told with ids and codes alone, each once, signed', async () => {
    const arrivalId = await aFlight(desk)
    const subjectId = await received(desk, arrivalId, adult)
    const [first] = await told()
    expect(first).toEqual({ type: 'return.received', timestamp: world.now.toISOString(), data: { subjectId } })
    expect(await tell()).toBe(0)
    const [one] = to.received
    expect(one!.body).not.toMatch(/Inventada|Xiloj|1980/)
    expect(isSigned(secret, one!.headers as Signed, one!.body, world.now)).toBe(true)
    expect(isSigned(secret, one!.headers as Signed, one!.body.replace('received', 'closed'), world.now)).toBe(false)
  })

  test('comes in the order in which it happened: received, corrected, decided, taken back, closed', async () => {
    const arrivalId = await aFlight(desk)
    const atDesk = await atTheDesk(desk, arrivalId, adult)
    await desk.call(intake.saveForm, { subjectId: atDesk, changes: { sex: 'female' }, before: {} })
    await desk.call(intake.receive, { subjectId: atDesk })
    world.now = later(1)()
    await desk.call(intake.saveForm, { subjectId: atDesk, changes: { sex: 'male' }, before: { sex: 'female' } })
    const before = await received(desk, await aFlight(desk, { carrier: 'V-2' }), adult)
    const decisionId = uuidv7()
    await desk.call(identity.decide, { subjectId: atDesk, otherId: before, decisionId, verdict: 'same' })
    await desk.call(identity.undoDecision, { decisionId, reason: 'Era otra' })
    const { counts } = await desk.call(intake.readArrival, { arrivalId })
    await desk.call(intake.closeArrival, { arrivalId, counts })
    await desk.call(intake.reopenArrival, { arrivalId, reason: 'Faltaba alguien' })
    const kinds = (await told()).map(({ type, data }) => [type, data.subjectId ?? data.arrivalId ?? data.decisionId])
    expect(kinds.filter(([, about]) => about === atDesk).map(([type]) => type)).toEqual([
      'return.received',
      'return.corrected',
      'identity.decided',
    ])
    expect(kinds.filter(([, about]) => about === arrivalId).map(([type]) => type)).toEqual(['arrival.closed', 'arrival.reopened'])
    expect(kinds).toContainEqual(['identity.undone', decisionId])
    expect(kinds).toHaveLength(7)
  })

  test('in another institution, or before one asked to be told, or of another kind is not told', async () => {
    await world.owner.query('delete from exchange.subscription')
    await received(desk, await aFlight(desk), adult)
    await sealNew(world.doors)
    await subscribed(to.url, ['arrival.closed'])
    await received(desk, await aFlight(desk), adult)
    await received(elsewhere, await aFlight(elsewhere), adult)
    expect(await told()).toEqual([])
  })

  test('to somebody whom the registry was asked about says the state of the answer', async () => {
    const registry = await aRegistry({})
    const subjectId = await atTheDesk(desk, await aFlight(desk), { ...adult, cui: '9000000150101' })
    const asking = { verifier: renap(toThisMachine, { url: registry.url, key: undefined }), clock: () => world.now }
    await askRegistry(world.doors, asking)
    await desk.call(intake.setConsent, { subjectId, purpose: 'attention', answer: 'given' })
    await desk.call(verification.verify, { subjectId, verificationId: uuidv7() })
    await askRegistry(world.doors, asking)
    expect(await told()).toMatchObject([{ type: 'verification.answered', data: { subjectId, state: 'unknown' } }])
  })
})

describe('of closed records', () => {
  test('and of children whose arrival is not signed nothing is told, nor of whom it is not known', async () => {
    const arrivalId = await aFlight(desk)
    const closed = await received(member, arrivalId, adult)
    await member.call(intake.setCompartment, { subjectId: closed, compartment: 'trafficking', reason: 'La traían engañada' })
    await member.call(intake.saveForm, { subjectId: closed, changes: { sex: 'female' }, before: {} })
    await received(desk, arrivalId, aPerson({ birthYear: 2015 }))
    await received(desk, arrivalId, aPerson())
    const open = await received(member, arrivalId, adult)
    await member.call(identity.decide, { subjectId: open, otherId: closed, decisionId: uuidv7(), verdict: 'different' })
    expect(await told()).toMatchObject([{ type: 'return.received', data: { subjectId: open } }])
    expect(to.received.filter(({ body }) => body.includes(closed))).toEqual([])
  })

  test('what waits when a record is closed is not sent any more', async () => {
    to.refuse(500)
    const subjectId = await received(desk, await aFlight(desk), adult)
    await told()
    expect(to.received).toHaveLength(1)
    await desk.call(intake.setCompartment, { subjectId, compartment: 'trafficking', reason: 'La traían engañada' })
    to.answer()
    await tell({ clock: later(3600) })
    expect(to.received).toHaveLength(1)
    expect((await deliveries()).deliveries).toEqual([])
    const { rows } = await world.owner.query('select payload from exchange.delivery')
    expect(rows).toEqual([])
  })

  test('the database shows no telling to whoever sends', async () => {
    const subjectId = await received(desk, await aFlight(desk), adult)
    await told()
    await desk.call(intake.setCompartment, { subjectId, compartment: 'trafficking', reason: 'La traían engañada' })
    const { sql } = await import('#server/db.ts')
    const seen = (compartments: string[] | 'all') =>
      world.doors.transaction({ institution: 'igm', compartments }, (db) => db.run(sql`select from exchange.delivery`))
    expect([await seen([]), await seen(['trafficking'])]).toEqual([0, 1])
  })
})

describe('a system that does not take it', () => {
  test('is told again under the same id, later and later, until it does', async () => {
    to.refuse(503)
    await received(desk, await aFlight(desk), adult)
    await told()
    for (const seconds of [4, 6, 24, 27]) await tell({ clock: later(seconds) })
    expect(to.received).toHaveLength(3)
    to.answer()
    await tell({ clock: later(300) })
    expect(new Set(to.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    const last = to.received.at(-1)!
    expect(isSigned(secret, last.headers as Signed, last.body, later(300)())).toBe(true)
    expect((await deliveries()).deliveries).toMatchObject([
      { kind: 'return.received', state: 'delivered', tries: 4, status: 204 },
    ])
  })

  test('for three days is given up, and an administrator sends it again', async () => {
    to.refuse(500)
    await received(desk, await aFlight(desk), adult)
    await told()
    await tell({ clock: later(73 * 3600) })
    const [dead] = (await deliveries()).deliveries
    expect(dead).toMatchObject({ state: 'dead', status: 500 })
    expect(await administrator.call(webhooks.readSubscription, { subscriptionId })).toMatchObject({ waiting: 0, dead: 1 })
    to.answer()
    await administrator.call(webhooks.redeliver, { subscriptionId, deliveryId: dead!.deliveryId })
    await tell()
    expect((await deliveries()).deliveries).toMatchObject([{ state: 'delivered', tries: 1 }])
    expect(to.received.at(-1)?.headers['webhook-id']).toBe(dead!.deliveryId)
  })

  test('holds up what comes after it about the same thing, and nothing else', async () => {
    const arrivalId = await aFlight(desk)
    const [one, other] = [await received(desk, arrivalId, adult), await received(desk, arrivalId, adult)]
    world.now = later(1)()
    for (const subjectId of [one, other]) await desk.call(intake.saveForm, { subjectId, changes: { sex: 'male' }, before: {} })
    to.answer((response, { told }) => response.writeHead(told.data.subjectId === one ? 500 : 200).end())
    await told()
    expect(to.received.map((r) => [r.told.type, r.told.data.subjectId])).toEqual([
      ['return.received', one],
      ['return.received', other],
      ['return.corrected', other],
    ])
    to.answer()
    await tell({ clock: later(60) })
    expect(to.received.slice(3).map((r) => [r.told.type, r.told.data.subjectId])).toEqual([
      ['return.received', one],
      ['return.corrected', one],
    ])
  })

  test('because nobody is there says why', async () => {
    const nobody = await subscribed('http://127.0.0.1:9/avisos')
    await administrator.call(webhooks.testSubscription, { subscriptionId: nobody.subscriptionId })
    await tell()
    const { deliveries: some } = await administrator.call(webhooks.listDeliveries, { subscriptionId: nobody.subscriptionId })
    expect(some).toMatchObject([{ kind: 'test', state: 'waiting', why: 'no-connection' }])
  })
})

test('several processes never tell the same at once, and nothing twice', async () => {
  const arrivalId = await aFlight(desk)
  for (let count = 0; count < 12; count++) await received(desk, arrivalId, adult)
  await sealNew(world.doors)
  to.answer((response) => setTimeout(() => response.writeHead(200).end(), 20))
  const tried = await Promise.all([tell(), tell(), tell()])
  expect(tried.reduce((sum, one) => sum + one)).toBe(12)
  expect(new Set(to.received.map(({ headers }) => headers['webhook-id'])).size).toBe(12)
  expect(to.received).toHaveLength(12)
})

describe('an administrator', () => {
  test('pauses and resumes: what happened meanwhile is told then', async () => {
    const { version } = await administrator.call(webhooks.readSubscription, { subscriptionId })
    const paused = await administrator.call(webhooks.changeSubscription, { subscriptionId, version, state: 'paused' })
    await received(desk, await aFlight(desk), adult)
    expect(await told()).toEqual([])
    await administrator.call(webhooks.changeSubscription, { subscriptionId, version: paused.version, state: 'active' })
    expect(await told()).toMatchObject([{ type: 'return.received' }])
    await expect(
      administrator.call(webhooks.changeSubscription, { subscriptionId, version, state: 'paused' }),
    ).rejects.toMatchObject({ code: 'stale' })
  })

  test('sends a test, takes a system away, and sees no other institution’s', async () => {
    await administrator.call(webhooks.testSubscription, { subscriptionId })
    expect(await told()).toEqual([{ type: 'test', timestamp: world.now.toISOString(), data: {} }])
    expect(await elsewhere.call(webhooks.listSubscriptions, {})).toEqual({ subscriptions: [] })
    await expect(elsewhere.call(webhooks.listDeliveries, { subscriptionId })).rejects.toMatchObject({
      code: 'subscription-not-found',
    })
    await expect(desk.call(webhooks.listSubscriptions, {})).rejects.toMatchObject({ code: 'not-your-work' })
    await administrator.call(webhooks.removeSubscription, { subscriptionId })
    expect(await administrator.call(webhooks.listSubscriptions, {})).toEqual({ subscriptions: [] })
  })

  test('is refused an address that Ceiba may not call, without calling it', async () => {
    for (const url of ['https://example.org/a', 'http://169.254.169.254/latest', 'http://localhost:1/'])
      await expect(subscribed(url)).rejects.toMatchObject({ status: 422, code: 'outgoing-not-allowed' })
    expect(to.received).toEqual([])
  })

  test('is shown the secret once: the same command sent again answers without it', async () => {
    const input = { subscriptionId: uuidv7(), url: to.url, kinds: all }
    const entryId = uuidv7()
    expect((await administrator.call(webhooks.addSubscription, input, entryId)).secret).toMatch(/^whsec_.{44}$/)
    expect((await administrator.call(webhooks.addSubscription, input, entryId)).secret).toBeUndefined()
    const { rows } = await world.owner.query("select output::text from journal.entry where call = 'POST /webhooks'")
    expect(rows.filter(({ output }) => /whsec_/.test(output))).toEqual([])
  })
})
