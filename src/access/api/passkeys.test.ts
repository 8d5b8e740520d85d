import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { access } from '#access/contract/calls.ts'
import { newTotpSecret, totpCode } from '#server/secrets.ts'
import { anAuthenticator, type Wrong } from '../../../tests/authenticator.ts'
import { aWorld, password } from '../../../tests/world.ts'
import { resetAccount } from '../../command-line/accounts.ts'

const world = await aWorld({ settings: { secondFactorFor: ['administrator'] } })
const later = (minutes: number) => {
  world.now = new Date(world.now.getTime() + minutes * 60_000)
}
type Somebody = Awaited<ReturnType<typeof world.someone>>
type Authenticator = ReturnType<typeof anAuthenticator>
const wrongPasskey = { code: 'passkey-wrong' }

async function enrol(who: Somebody, wrong: Wrong = {}) {
  const authenticator = anAuthenticator()
  const response = authenticator.make(await who.call(access.beginPasskey, {}), wrong)
  const { passkeyId } = await who.call(access.addPasskey, { passkeyId: uuidv7(), name: 'Teléfono', response })
  return { authenticator, passkeyId }
}

async function signInWith(authenticator: Authenticator, wrong: Wrong = {}) {
  const asked = await world.visitor.call(access.beginPasskeySignIn, {})
  return world.visitor.call(access.signInWithPasskey, { response: authenticator.show(asked, wrong) })
}

test('a passkey alone signs in, as two factors: its person has work that demands a second one, and the session is fresh', async () => {
  const ana = await world.someone({ roles: ['administrator'] })
  await expect(ana.call(access.listAccounts, {})).rejects.toMatchObject({ code: 'not-your-work' })
  const { authenticator } = await enrol(ana)
  const asked = await world.visitor.call(access.beginPasskeySignIn, {})
  const answer = await world.visitor.fetch('/api/session/passkey', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ response: authenticator.show(asked) }),
  })
  expect(await answer.json()).toMatchObject({
    login: ana.login,
    secondFactor: true,
    authenticator: false,
    roles: ['administrator'],
  })
  const cookie = answer.headers.get('Set-Cookie')!.split(';')[0]!
  expect((await world.visitor.fetch('/api/accounts', { headers: { Cookie: cookie } })).status).toBe(200)
  expect(await ana.call(access.listPasskeys, {})).toMatchObject([{ name: 'Teléfono', usedAt: world.now.toISOString() }])
})

test('what is asked for a sign-in names no login and no passkey', async () => {
  const asked = await world.visitor.call(access.beginPasskeySignIn, {})
  expect(Object.keys(asked).sort()).toEqual(['challenge', 'rpId', 'timeout', 'userVerification'])
  expect(asked).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
})

test('nothing else signs in: another origin or site, without its person verified, another signature, the name of another', async () => {
  const ana = await world.someone()
  const { authenticator } = await enrol(ana)
  const other = await enrol(await world.someone())
  const wrongs: Wrong[] = [
    { origin: 'https://ceiba.example' },
    { rpId: 'ceiba.example' },
    { unverified: true },
    { signature: 'other-key' },
    { signature: 'other-text' },
    { id: other.authenticator.id },
    { id: other.authenticator.id, userHandle: Buffer.from(other.passkeyId).toString('base64url') },
    { userHandle: Buffer.from(other.passkeyId).toString('base64url') },
    { id: anAuthenticator().id },
  ]
  for (const wrong of wrongs) {
    await expect(signInWith(authenticator, wrong)).rejects.toMatchObject({ status: 401, ...wrongPasskey })
    later(16)
  }
  await signInWith(authenticator)
})

test('an authenticator that has counted fewer uses than before is a copy: it is refused like any other, and the journal tells', async () => {
  const { authenticator, passkeyId } = await enrol(await world.someone())
  await signInWith(authenticator, { counter: 7 })
  for (const counter of [7, 6, 0])
    await expect(signInWith(authenticator, { counter })).rejects.toMatchObject({ status: 401, ...wrongPasskey })
  const told = await world.owner.query(`select output from journal.entry where kind = 'refusal' and output ->> 'copied' = $1`, [
    passkeyId,
  ])
  expect(told.rows).toHaveLength(3)
  await signInWith(authenticator, { counter: 8 })
})

test('authenticators that count nothing sign in each time', async () => {
  const { authenticator } = await enrol(await world.someone(), { counter: 0 })
  await signInWith(authenticator, { counter: 0 })
  await signInWith(authenticator, { counter: 0 })
})

test('a challenge is good once, for five minutes, and for what it was made for', async () => {
  const ana = await world.someone()
  const { authenticator } = await enrol(ana)
  const asked = await world.visitor.call(access.beginPasskeySignIn, {})
  const give = (made: { challenge: string; rpId: string }) =>
    world.visitor.call(access.signInWithPasskey, { response: authenticator.show(made) })
  await give(asked)
  await expect(give(asked)).rejects.toMatchObject(wrongPasskey)
  const spoiled = await world.visitor.call(access.beginPasskeySignIn, {})
  const response = authenticator.show(spoiled, { unverified: true })
  await expect(world.visitor.call(access.signInWithPasskey, { response })).rejects.toMatchObject(wrongPasskey)
  await expect(give(spoiled)).rejects.toMatchObject(wrongPasskey)
  await expect(give(await ana.call(access.beginPasskeyConfirm, {}))).rejects.toMatchObject(wrongPasskey)
  const { challenge, rp } = await ana.call(access.beginPasskey, {})
  await expect(give({ challenge, rpId: rp.id })).rejects.toMatchObject(wrongPasskey)
  await expect(give({ ...asked, challenge: 'bm9ib2R5LWdhdmUtaXQ' })).rejects.toMatchObject({ code: 'too-many-tries' })
  later(1)
  const old = await world.visitor.call(access.beginPasskeySignIn, {})
  later(6)
  await expect(give(old)).rejects.toMatchObject(wrongPasskey)
})

test('tries that fail are counted with those of the password', async () => {
  const ana = await world.someone()
  const { authenticator } = await enrol(ana)
  for (let tried = 0; tried < 5; tried += 1)
    await expect(signInWith(authenticator, { unverified: true })).rejects.toMatchObject(wrongPasskey)
  await expect(signInWith(authenticator)).rejects.toMatchObject({ code: 'too-many-tries' })
  await expect(world.visitor.call(access.signIn, { login: ana.login, password })).rejects.toMatchObject({
    code: 'too-many-tries',
  })
})

test('where the only second factor is a passkey, the password opens nothing by itself', async () => {
  const ana = await world.someone()
  await enrol(ana)
  await expect(world.visitor.call(access.signIn, { login: ana.login, password })).rejects.toMatchObject({
    code: 'passkey-needed',
  })
  await expect(ana.call(access.confirmSelf, { password })).rejects.toMatchObject({ code: 'passkey-needed' })
  const secret = newTotpSecret()
  await ana.call(access.confirmSecondFactor, { secret, code: totpCode(secret, world.now), password })
  later(1)
  expect(
    await world.visitor.call(access.signIn, { login: ana.login, password, code: totpCode(secret, world.now) }),
  ).toMatchObject({
    authenticator: true,
  })
})

test('a passkey shows again that it is its person, and nobody else’s does', async () => {
  const ana = await world.someone({ roles: ['shift-chief'] })
  const { authenticator } = await enrol(ana)
  const { authenticator: others } = await enrol(await world.someone())
  later(6)
  await expect(ana.call(access.beginPasskey, {})).rejects.toMatchObject({ code: 'step-up-needed' })
  const confirm = async (by: Authenticator) =>
    ana.call(access.confirmSelfWithPasskey, { response: by.show(await ana.call(access.beginPasskeyConfirm, {})) })
  await expect(confirm(others)).rejects.toMatchObject({ status: 422, ...wrongPasskey })
  const bens = await world.someone()
  const response = authenticator.show(await bens.call(access.beginPasskeyConfirm, {}))
  await expect(ana.call(access.confirmSelfWithPasskey, { response })).rejects.toMatchObject(wrongPasskey)
  expect(Date.parse((await confirm(authenticator)).until) - world.now.getTime()).toBe(300_000)
  await ana.call(access.beginPasskey, {})
})

test('a passkey that is removed opens nothing; only its own person removes it, after showing that it is them', async () => {
  const ana = await world.someone({ roles: ['administrator'] })
  const { authenticator, passkeyId } = await enrol(ana)
  await enrol(ana)
  const colleague = await world.someone({ roles: ['administrator'] })
  await enrol(colleague)
  const elsewhere = await world.someone({ institution: 'sbs' })
  for (const other of [colleague, elsewhere])
    await expect(other.call(access.removePasskey, { passkeyId })).rejects.toMatchObject({
      status: 404,
      code: 'passkey-not-found',
    })
  await signInWith(authenticator)
  later(6)
  await expect(ana.call(access.removePasskey, { passkeyId })).rejects.toMatchObject({ code: 'step-up-needed' })
  const again = await ana.call(access.beginPasskeyConfirm, {})
  await ana.call(access.confirmSelfWithPasskey, { response: authenticator.show(again) })
  await ana.call(access.removePasskey, { passkeyId })
  await expect(signInWith(authenticator)).rejects.toMatchObject(wrongPasskey)
  expect(await ana.call(access.listPasskeys, {})).toHaveLength(1)
})

test('the last one stays where the work demands a second factor', async () => {
  const ana = await world.someone({ roles: ['administrator'] })
  const { passkeyId } = await enrol(ana)
  await expect(ana.call(access.removePasskey, { passkeyId })).rejects.toMatchObject({ status: 409, code: 'last-passkey' })
  const { passkeyId: second } = await enrol(ana)
  const removed = await Promise.allSettled([passkeyId, second].map((one) => ana.call(access.removePasskey, { passkeyId: one })))
  expect(removed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await ana.call(access.listPasskeys, {})).toHaveLength(1)
  const registrar = await world.someone()
  const { passkeyId: only } = await enrol(registrar)
  await registrar.call(access.removePasskey, { passkeyId: only })
})

test('making one needs its person verified, this origin, this session’s challenge and a password of one’s own', async () => {
  const ana = await world.someone()
  for (const wrong of [{ unverified: true }, { origin: 'https://ceiba.example' }, { rpId: 'ceiba.example' }])
    await expect(enrol(ana, wrong)).rejects.toMatchObject({ status: 422, ...wrongPasskey })
  const ben = await world.someone()
  const response = anAuthenticator().make(await ben.call(access.beginPasskey, {}))
  await expect(ana.call(access.addPasskey, { passkeyId: uuidv7(), name: 'De Ben', response })).rejects.toMatchObject(wrongPasskey)
  await world.owner.query('update access.account set must_change = true where account_id = $1', [ana.accountId])
  await expect(ana.call(access.beginPasskey, {})).rejects.toMatchObject({ code: 'not-your-work' })
  expect(await ana.call(access.listPasskeys, {})).toEqual([])
})

test('the first second factor ends the other sessions; a reset takes passkeys away; a disabled account is not let in', async () => {
  const ana = await world.someone()
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify({ login: ana.login, password })
  const open = await world.visitor.fetch('/api/session', { method: 'POST', headers, body })
  const cookie = open.headers.get('Set-Cookie')!.split(';')[0]!
  const { authenticator } = await enrol(ana)
  expect((await world.visitor.fetch('/api/sessions', { headers: { Cookie: cookie } })).status).toBe(401)
  const ben = await world.someone()
  const bens = await enrol(ben)
  const [first, second] = [await world.someone({ roles: ['administrator'] }), await world.someone({ roles: ['administrator'] })]
  for (const one of [first, second]) await enrol(one)
  const { version } = await first.call(access.readAccount, { accountId: ana.accountId })
  await first.call(access.changeAccount, { accountId: ana.accountId, version, state: 'disabled' })
  await expect(signInWith(authenticator)).rejects.toMatchObject(wrongPasskey)
  await first.call(access.resetAccount, { accountId: ben.accountId })
  await second.call(access.resetAccount, { accountId: ben.accountId })
  await expect(signInWith(bens.authenticator)).rejects.toMatchObject(wrongPasskey)
  const carla = await world.someone()
  const carlas = await enrol(carla)
  await resetAccount(world, carla.login)
  await expect(signInWith(carlas.authenticator)).rejects.toMatchObject(wrongPasskey)
})
