import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { access } from '#access/contract/calls.ts'
import { judge } from '#access/rules/judgement.ts'
import { query } from '#base/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import { api, feature } from '#server/http.ts'
import { outgoing } from '#server/outgoing.ts'
import { aFlight } from '../people.ts'
import { aWorld, password } from '../world.ts'

/** Nobody, by haste or with intent, takes the server from the others. */

const world = await aWorld({ callsPerMinute: 60 })

/** Asks until something else than `usual` is answered: how often it was answered, and that other answer. */
async function askUntilRefused(ask: () => Promise<Response>, usual: number): Promise<{ times: number; refusal: Response }> {
  for (let times = 0; times < 2000; times++) {
    const answer = await ask()
    if (answer.status !== usual) return { times, refusal: answer }
  }
  throw new Error('nothing was refused')
}

describe('too many calls', () => {
  test('of one account are refused with the time to wait, and are nobody else’s', async () => {
    const hasty = await world.someone()
    const other = await world.someone()
    const { times, refusal } = await askUntilRefused(() => hasty.fetch('/api/arrivals', {}), 200)
    expect(times).toBe(60)
    expect([refusal.status, refusal.headers.get('Retry-After')]).toEqual([429, '1'])
    expect(await refusal.json()).toMatchObject({ code: 'too-many-requests', retryAfter: 1 })
    expect((await other.fetch('/api/arrivals', {})).status).toBe(200)
    world.now = new Date(world.now.getTime() + 10_000)
    expect((await askUntilRefused(() => hasty.fetch('/api/arrivals', {}), 200)).times).toBe(10)
  })

  test('of persons leave no line each in the journal: whoever hurries must not fill it', async () => {
    const hasty = await world.someone()
    const arrivalId = await aFlight(hasty)
    await askUntilRefused(() => hasty.fetch(`/api/arrivals/${arrivalId}/returns`, {}), 200)
    for (let times = 0; times < 5; times++)
      await expect(hasty.call(intake.listReturns, { arrivalId })).rejects.toMatchObject({ code: 'too-many-requests' })
    const { rowCount } = await world.owner.query(`select from journal.entry where account_id = $1 and kind = 'refusal'`, [
      hasty.accountId,
    ])
    expect(rowCount).toBe(0)
  })

  test('at the entrance are refused to the address', async () => {
    const { login } = await world.someone()
    const outcomes: string[] = []
    for (let times = 0; times < 8; times++)
      outcomes.push(
        await world.visitor.call(access.signIn, { login, password }).then(
          () => 'in',
          ({ code }) => code,
        ),
      )
    expect(outcomes).toEqual([...Array(6).fill('in'), 'too-many-requests', 'too-many-requests'])
  })

  test('of the portal’s pages are refused with a page that says so', async () => {
    const { times, refusal } = await askUntilRefused(() => world.visitor.fetch('/en/figures'), 200)
    expect([times, refusal.status, refusal.headers.get('Retry-After')]).toEqual([60, 429, '1'])
    expect(await refusal.text()).toContain('Too many pages')
  })
})

test('what takes too long is refused and may be repeated', async () => {
  const slow = {
    wait: query('GET /wait', { says: 'Waits.', may: 'anyone', personal: false, input: z.object({}), output: z.object({}) }),
  }
  let finish = () => {}
  const app = api({
    features: [
      feature('slow', slow, {
        wait: () =>
          new Promise((done) => {
            finish = () => done({})
          }),
      }),
    ],
    doors: world.doors,
    sessionOf: async () => undefined,
    mayRead: () => {},
    judge,
    machineOf: async () => undefined,
    scan: async () => 'clean' as const,
    settings: { session: { idleMinutes: 15, hours: 8 }, secondFactorFor: [] },
    mayCall: () => {},
    clock: () => world.now,
    outgoing: outgoing({ hosts: [] }),
    demonstration: false,
    secure: false,
    trustProxy: false,
    log: () => {},
    patience: 100,
  })
  const answer = await app.request('/wait')
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '30'])
  expect(await answer.json()).toMatchObject({ code: 'took-too-long' })
  finish()
})
