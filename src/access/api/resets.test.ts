import { expect, test } from 'vitest'
import { newTotpSecret, totpCode } from '#server/secrets.ts'
import { aWorld, password } from '../../../tests/world.ts'
import { access } from '../contract/calls.ts'

const world = await aWorld()
const later = (hours: number) => {
  world.now = new Date(world.now.getTime() + hours * 3_600_000)
}
const anAdministrator = (institution: string) => world.someone({ roles: ['administrator'], institution })

async function protectedPerson(institution: string) {
  const person = await world.someone({ institution })
  const secret = newTotpSecret()
  await person.call(access.confirmSecondFactor, { secret, code: totpCode(secret, world.now), password })
  return person
}

test('whoever has a second factor is reset by two: one asks, again and again without effect, another does it', async () => {
  const [first, second] = [await anAdministrator('pgn'), await anAdministrator('pgn')]
  const { accountId, login, call } = await protectedPerson('pgn')
  for (const _ of [1, 2]) {
    const answer = await first.call(access.resetAccount, { accountId })
    expect(answer.password).toBeUndefined()
    expect(answer.asked?.askedBy).toBe(first.accountId)
  }
  expect((await second.call(access.readReset, { accountId })).asked?.askedByName).toBe('Persona Inventada')
  expect((await call(access.readState, {})).me).toMatchObject({ secondFactor: true })
  const done = await second.call(access.resetAccount, { accountId })
  expect(done.asked).toBeUndefined()
  expect(await world.visitor.call(access.signIn, { login, password: done.password! })).toMatchObject({ secondFactor: false })
  expect((await second.call(access.readReset, { accountId })).asked).toBeUndefined()
  const { rows } = await world.owner.query(
    `select account_id from journal.entry where call = 'POST /accounts/:accountId/reset' order by position`,
  )
  expect(rows.map((row) => row.account_id)).toEqual([first.accountId, first.accountId, second.accountId])
})

test('a confirmation a day later is a new request', async () => {
  const first = await anAdministrator('renap')
  const { accountId } = await protectedPerson('renap')
  const second = await anAdministrator('renap')
  await first.call(access.resetAccount, { accountId })
  later(25)
  const third = await anAdministrator('renap')
  const answer = await third.call(access.resetAccount, { accountId })
  expect(answer.password).toBeUndefined()
  expect(answer.asked?.askedBy).toBe(third.accountId)
  expect(second.accountId).not.toBe(third.accountId)
})

test('where there is no second administrator the command line is the way; the person themselves is none', async () => {
  const alone = await anAdministrator('sbs')
  const { accountId } = await protectedPerson('sbs')
  await expect(alone.call(access.resetAccount, { accountId })).rejects.toMatchObject({ code: 'second-administrator-needed' })
  await world.owner.query(`insert into access.membership values ($1, 'sbs', 'administrator')`, [accountId])
  await expect(alone.call(access.resetAccount, { accountId })).rejects.toMatchObject({ code: 'second-administrator-needed' })
})

test('the person is told at the next sign-in who did it; a stranger learns nothing of a reset', async () => {
  const administrator = await anAdministrator('minex')
  const stranger = await anAdministrator('igm')
  const { accountId, login } = await world.someone({ institution: 'minex' })
  const { password: given } = await administrator.call(access.resetAccount, { accountId })
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify({ login, password: given })
  const entered = await world.visitor.fetch('/api/session', { method: 'POST', headers, body })
  const Cookie = entered.headers.get('Set-Cookie')!.split(';')[0]!
  const state = (await (await world.visitor.fetch('/api/session', { headers: { Cookie } })).json()) as { me: object }
  expect(state.me).toMatchObject({ mustChange: true, reset: { askedBy: 'Persona Inventada', doneBy: 'Persona Inventada' } })
  await expect(stranger.call(access.readReset, { accountId })).rejects.toMatchObject({ code: 'account-not-found' })
})
