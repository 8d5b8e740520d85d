import { describe, expect, test } from 'vitest'
import { directory } from '#directory/contract/calls.ts'
import { intake } from '#intake/contract/calls.ts'
import { newTotpSecret, totpCode } from '#server/secrets.ts'
import { aWorld, password } from '../../../tests/world.ts'
import { access } from '../contract/calls.ts'

const session = { idleMinutes: 20, hours: 3 }
const world = await aWorld({ settings: { session, secondFactorFor: ['shift-chief', 'compartment'] } })
const later = (minutes: number) => {
  world.now = new Date(world.now.getTime() + minutes * 60_000)
}

describe('a second factor that is demanded', () => {
  test.each([
    ['of a role', { roles: ['shift-chief'] as const }],
    ['of a member of a compartment', { roles: ['registrar'] as const, compartments: ['health'] }],
  ])('%s leaves nothing to do but to switch it on', async (_, work) => {
    const person = await world.someone({ ...work, roles: [...work.roles] })
    const me = async () => (await person.call(access.readState, {})).me!
    expect(await me()).toMatchObject({ mustEnrol: true, roles: [], compartments: [] })
    await expect(person.call(intake.listArrivals, {})).rejects.toMatchObject({ code: 'not-your-work' })
    const { secret } = await person.call(access.beginSecondFactor, { password })
    await person.call(access.confirmSecondFactor, { secret: secret!, code: totpCode(secret!, world.now), password })
    expect(await me()).toMatchObject({ mustEnrol: false, roles: [...work.roles] })
    await person.call(intake.listArrivals, {})
  })

  test('is demanded of nobody else', async () => {
    const registrar = await world.someone()
    expect((await registrar.call(access.readState, {})).me).toMatchObject({ mustEnrol: false, roles: ['registrar'] })
    await registrar.call(intake.listArrivals, {})
    expect((await registrar.call(access.readState, {})).secondFactorFor).toEqual(['shift-chief', 'compartment'])
  })

  test('takes the work away at once when it is switched off', async () => {
    const chief = await world.someone({ roles: ['shift-chief'] })
    const secret = newTotpSecret()
    await chief.call(access.confirmSecondFactor, { secret, code: totpCode(secret, world.now), password })
    await chief.call(intake.listArrivals, {})
    later(1)
    await chief.call(access.removeSecondFactor, { password, code: totpCode(secret, world.now) })
    await expect(chief.call(intake.listArrivals, {})).rejects.toMatchObject({ code: 'not-your-work' })
  })
})

describe('a session', () => {
  test('ends after the minutes that are set, and after the hours that are set though it was used', async () => {
    const idle = await world.someone()
    later(20)
    await idle.call(directory.readReference, {})
    later(21)
    await expect(idle.call(directory.readReference, {})).rejects.toMatchObject({ code: 'sign-in-needed' })
    const busy = await world.someone()
    for (let minutes = 0; minutes < 180; minutes += 15) {
      later(15)
      await busy.call(directory.readReference, {})
    }
    later(1)
    await expect(busy.call(directory.readReference, {})).rejects.toMatchObject({ code: 'sign-in-needed' })
  })

  test('of somebody else is seen and ended by an administrator of their institution, and by no other', async () => {
    const person = await world.someone({ institution: 'sbs' })
    const { accountId } = person
    const administrator = await world.someone({ roles: ['administrator'], institution: 'sbs' })
    const stranger = await world.someone({ roles: ['administrator'], institution: 'pgn' })
    for (const made of [access.readAccountSessions, access.endAccountSessions])
      await expect(stranger.call(made as typeof access.endAccountSessions, { accountId })).rejects.toMatchObject({
        code: 'account-not-found',
      })
    expect(await administrator.call(access.readAccountSessions, { accountId })).toHaveLength(1)
    expect(await administrator.call(access.endAccountSessions, { accountId })).toEqual({ ended: 1 })
    await expect(person.call(directory.readReference, {})).rejects.toMatchObject({ code: 'sign-in-needed' })
    expect(await administrator.call(access.readAccountSessions, { accountId })).toEqual([])
  })
})
