import { expect, test } from 'vitest'
import { access } from '#access/contract/calls.ts'
import { pathFor } from '#browser/call.ts'
import { intake } from '#intake/contract/calls.ts'
import { newTotpSecret, totpCode } from '#server/secrets.ts'
import { aWorld, password } from '../../tests/world.ts'
import { features } from '../features.ts'

const world = await aWorld()
const later = (minutes: number) => {
  world.now = new Date(world.now.getTime() + minutes * 60_000)
}
const report = pathFor(intake.profileReportXlsx, { from: '2026-11-01', to: '2026-11-20', language: 'es' })

test('a call that asks for it is refused six minutes after the sign-in, and answered when the person has shown that it is them', async () => {
  const chief = await world.someone({ roles: ['shift-chief'] })
  const status = async () => (await chief.fetch(report, {})).status
  expect(await status()).toBe(200)
  later(6)
  const refused = await chief.fetch(report, {})
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({ code: 'step-up-needed', minutes: 5 })
  await expect(chief.call(access.confirmSelf, { password: 'no es esta' })).rejects.toMatchObject({ code: 'password-wrong' })
  expect(await status()).toBe(403)
  const { until } = await chief.call(access.confirmSelf, { password })
  expect(Date.parse(until) - world.now.getTime()).toBe(300_000)
  expect(await status()).toBe(200)
  later(5)
  expect(await status()).toBe(200)
  later(1)
  expect(await status()).toBe(403)
})

test('where there is a second factor the password alone is not enough, and a code is good for one time', async () => {
  const administrator = await world.someone({ roles: ['administrator'] })
  const secret = newTotpSecret()
  await administrator.call(access.confirmSecondFactor, { secret, code: totpCode(secret, world.now), password })
  later(10)
  const code = totpCode(secret, world.now)
  await expect(administrator.call(access.confirmSelf, { password })).rejects.toMatchObject({ code: 'second-factor-needed' })
  await expect(administrator.call(access.confirmSelf, { password, code: '000000' })).rejects.toMatchObject({
    code: 'second-factor-wrong',
  })
  await administrator.call(access.confirmSelf, { password, code })
  await expect(administrator.call(access.confirmSelf, { password, code })).rejects.toMatchObject({ code: 'second-factor-wrong' })
})

test('another open session of the same account is not opened by it', async () => {
  const chief = await world.someone({ roles: ['shift-chief'] })
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify({ login: chief.login, password })
  const other = await world.visitor.fetch('/api/session', { method: 'POST', headers, body })
  const cookie = other.headers.get('Set-Cookie')!.split(';')[0]!
  later(6)
  await chief.call(access.confirmSelf, { password })
  expect((await world.visitor.fetch(report, { headers: { Cookie: cookie } })).status).toBe(403)
})

test('whoever may not make a call learns that, and is asked for nothing', async () => {
  const registrar = await world.someone({ roles: ['registrar'] })
  later(6)
  await expect(registrar.call(access.resetAccount, { accountId: registrar.accountId })).rejects.toMatchObject({
    code: 'not-your-work',
  })
})

test('rights are given, entries reset and protection taken away by calls that ask for it', () => {
  const asking = features.flatMap(({ contract }) =>
    Object.entries(contract).flatMap(([name, call]) => (call.stepUp ? [name] : [])),
  )
  for (const name of ['addAccount', 'changeAccount', 'resetAccount', 'removeSecondFactor', 'profileReportXlsx', 'recurrenceXlsx'])
    expect(asking).toContain(name)
})
