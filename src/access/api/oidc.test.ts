import { describe, expect, test } from 'vitest'
import { readConfig } from '#server/config.ts'
import { newTotpSecret, totpCode } from '#server/secrets.ts'
import { aProvider, clientId } from '../../../tests/provider.ts'
import { toThisMachine } from '../../../tests/renap.ts'
import { aWorld, password } from '../../../tests/world.ts'
import { server } from '../../server.ts'
import { access, type Me } from '../contract/calls.ts'

const provider = await aProvider()
const settings = {
  session: { idleMinutes: 30, hours: 12 },
  secondFactorFor: ['data-protection-officer'],
  provider: provider.settings,
}
const world = await aWorld({ outgoing: toThisMachine, settings })

const cookieIn = (response: Response, name: string) =>
  response.headers
    .getSetCookie()
    .find((one) => one.startsWith(`${name}=`))
    ?.split(';')[0]

/** A browser: what it holds in its cookie goes along. */
function aBrowser() {
  let cookie = ''
  const post = (path: string, body: object = {}) =>
    world.visitor.fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(cookie && { Cookie: cookie }) },
      body: JSON.stringify(body),
    })
  return {
    async begin() {
      const begun = await post('/api/session/oidc')
      cookie = cookieIn(begun, 'ceiba-errand')!
      return ((await begun.json()) as { address: string }).address
    },
    comeBack: (path: string) => world.visitor.fetch(path, { headers: cookie ? { Cookie: cookie } : {} }),
    async finish(body: object = {}) {
      const finished = await post('/api/session/oidc/finish', body)
      const { identityCode: reference, ...answer } = (await finished.json()) as Me & { code?: string; identityCode?: string }
      return { ...answer, reference, cookie: cookieIn(finished, 'ceiba') }
    },
  }
}

async function comesIn(subject: string, wrong = {}, body = {}) {
  const browser = aBrowser()
  await browser.comeBack(provider.signIn(await browser.begin(), subject, wrong))
  return browser.finish(body)
}

/** Somebody whose identity an administrator of theirs has linked. */
async function linked(subject: string, work: Parameters<typeof world.someone>[0] = {}) {
  const person = await world.someone(work)
  const administrator = await world.someone({ roles: ['administrator'] })
  const { reference } = await comesIn(subject)
  const { link } = await administrator.call(access.linkIdentity, { accountId: person.accountId, reference: reference! })
  expect(link).toMatchObject({ linkedBy: 'Persona Inventada', proved: false })
  return { person, administrator }
}

async function protect(person: Awaited<ReturnType<typeof world.someone>>) {
  const secret = newTotpSecret()
  await person.call(access.confirmSecondFactor, { secret, code: totpCode(secret, world.now), password })
  world.now = new Date(world.now.getTime() + 60_000)
  return () => totpCode(secret, world.now)
}

test('who was linked comes in, is who they are, and the provider was asked with PKCE; no token reached the browser', async () => {
  const { person } = await linked('ana')
  const browser = aBrowser()
  const back = await browser.comeBack(provider.signIn(await browser.begin(), 'ana'))
  expect([back.status, back.headers.get('Location'), await back.text()]).toEqual([303, '/app/?proveedor', ''])
  expect(back.headers.getSetCookie()).toEqual([])
  const { cookie, ...me } = await browser.finish()
  expect(me).toMatchObject({ accountId: person.accountId, roles: ['registrar'] })
  const state = await world.visitor.fetch('/api/session', { headers: { Cookie: cookie! } })
  expect(((await state.json()) as { me: Me }).me.accountId).toBe(person.accountId)
  const { rows } = await world.owner.query(
    `select output from journal.entry where call = 'POST /session/oidc/finish' and kind = 'command'`,
  )
  expect(rows).toHaveLength(1)
  expect(await browser.finish()).toMatchObject({ code: 'identity-errand-over' })
})

describe('is refused:', () => {
  const hour = 3600
  const seconds = Math.floor(Date.now() / 1000)
  const wrongs: [string, object][] = [
    ['a token of another issuer', { claims: { iss: 'https://otro.example' } }],
    ['a token for another audience', { claims: { aud: 'otro-programa' } }],
    ['a token with another nonce', { claims: { nonce: 'otro' } }],
    ['a token without nonce', { claims: { nonce: undefined } }],
    ['a token that names nobody', { claims: { sub: undefined } }],
    ['a token for several audiences of whom another asked', { claims: { aud: [clientId, 'otro'], azp: 'otro' } }],
    ['a token signed with a secret instead of a key', { sharedSecret: true }],
    ['a token without signature', { unsigned: true }],
    ['a token signed with another key', { otherKey: true }],
    ['a token that has expired', { claims: { iat: seconds - 2 * hour, exp: seconds - hour } }],
  ]
  test.each(wrongs)('%s', async (what, wrong) => {
    const subject = what.replaceAll(' ', '-')
    await linked(subject)
    expect(await comesIn(subject, wrong)).toMatchObject({ code: 'identity-refused', cookie: undefined })
    expect((await comesIn(subject)).cookie).toBeDefined()
  })

  test('an answer that comes a second time, and a code in an errand that is not its own', async () => {
    await linked('berta')
    const browser = aBrowser()
    const path = provider.signIn(await browser.begin(), 'berta')
    await browser.comeBack(path)
    expect((await browser.finish()).cookie).toBeDefined()
    await browser.comeBack(path)
    expect(await browser.finish()).toMatchObject({ code: 'identity-errand-over' })
    const other = aBrowser()
    const [mine, theirs] = [provider.signIn(await aBrowser().begin(), 'berta'), provider.signIn(await other.begin(), 'berta')]
    const code = new URLSearchParams(mine.split('?')[1]).get('code')!
    await other.comeBack(theirs.replace(/code=[^&]+/, `code=${code}`))
    expect(await other.finish()).toMatchObject({ code: 'identity-refused' })
  })

  test('an answer in another browser than the one where it began, which does not use it up', async () => {
    await linked('carla')
    const [own, thief] = [aBrowser(), aBrowser()]
    const path = provider.signIn(await own.begin(), 'carla')
    await thief.begin()
    await thief.comeBack(path)
    expect(await thief.finish()).toMatchObject({ code: 'identity-errand-over' })
    await aBrowser().comeBack(path)
    await own.comeBack(path)
    expect((await own.finish()).cookie).toBeDefined()
  })

  test('an answer with another state, and the refusal of the provider', async () => {
    await linked('nora')
    const browser = aBrowser()
    const path = provider.signIn(await browser.begin(), 'nora')
    await browser.comeBack(path.replace(/state=[^&]+/, 'state=otro'))
    expect(await browser.finish()).toMatchObject({ code: 'identity-errand-over' })
    await browser.comeBack(path.replace(/code=[^&]+/, 'error=access_denied'))
    expect(await browser.finish()).toMatchObject({ code: 'identity-refused', cookie: undefined })
  })

  test('an errand of more than ten minutes', async () => {
    const browser = aBrowser()
    const path = provider.signIn(await browser.begin(), 'ana')
    world.now = new Date(world.now.getTime() + 11 * 60_000)
    await browser.comeBack(path)
    expect(await browser.finish()).toMatchObject({ code: 'identity-errand-over' })
  })

  test('an account that was disabled, and one whose link was taken away', async () => {
    const { person, administrator } = await linked('dora')
    const { accountId } = person
    const [{ version }] = [await administrator.call(access.readAccount, { accountId })]
    await administrator.call(access.changeAccount, { accountId, version, state: 'disabled' })
    expect(await comesIn('dora')).toMatchObject({ code: 'account-disabled', cookie: undefined })
    const second = await linked('elsa')
    await second.administrator.call(access.unlinkIdentity, { accountId: second.person.accountId })
    expect(await comesIn('elsa')).toMatchObject({ code: 'identity-not-linked', cookie: undefined })
  })
})

test('signing out leads to the provider’s own, for whoever came from there', async () => {
  await linked('olga')
  const { cookie } = await comesIn('olga')
  const headers = { Cookie: cookie!, 'Content-Type': 'application/json' }
  const left = await world.visitor.fetch('/api/session', { method: 'DELETE', headers, body: '{}' })
  const { address } = (await left.json()) as { address: string }
  expect(address.split('?')[0]).toBe(`${provider.settings.issuer}/end`)
  expect(Object.fromEntries(new URL(address).searchParams)).toEqual({
    client_id: clientId,
    post_logout_redirect_uri: 'http://ceiba.example/app/',
  })
  const registrar = await world.someone()
  expect(await registrar.call(access.signOut, {})).toEqual({})
})

test('an entry that is reset has no link any more', async () => {
  const { person, administrator } = await linked('petra')
  await administrator.call(access.resetAccount, { accountId: person.accountId })
  expect(await comesIn('petra')).toMatchObject({ code: 'identity-not-linked', cookie: undefined })
})

describe('linking', () => {
  test('is for the own institution, with a reference that is good once; an identity opens one account', async () => {
    const stranger = await world.someone({ institution: 'pgn' })
    const administrator = await world.someone({ roles: ['administrator'] })
    const { reference } = await comesIn('flora')
    const wrong = administrator.call(access.linkIdentity, { accountId: stranger.accountId, reference: reference! })
    await expect(wrong).rejects.toMatchObject({ code: 'account-not-found' })
    const { accountId } = await world.someone()
    await administrator.call(access.linkIdentity, { accountId, reference: reference!.toUpperCase() })
    const again = administrator.call(access.linkIdentity, { accountId: administrator.accountId, reference: reference! })
    await expect(again).rejects.toMatchObject({ code: 'reference-unknown' })
    const { reference: second } = await comesIn('gloria')
    const twice = administrator.call(access.linkIdentity, { accountId, reference: second! })
    await expect(twice).rejects.toMatchObject({ code: 'identity-linked-already' })
  })

  test('is asked of the administrator again, and nobody else may', async () => {
    const person = await world.someone()
    const administrator = await world.someone({ roles: ['administrator'] })
    const { reference } = await comesIn('hilda')
    const given = { accountId: person.accountId, reference: reference! }
    await expect(person.call(access.linkIdentity, given)).rejects.toMatchObject({ code: 'not-your-work' })
    world.now = new Date(world.now.getTime() + 6 * 60_000)
    await expect(administrator.call(access.linkIdentity, given)).rejects.toMatchObject({ code: 'step-up-needed' })
  })
})

describe('the second factor', () => {
  test('of the account is demanded where the provider vouches for none, and guesses are counted', async () => {
    const { person } = await linked('irma')
    const code = await protect(person)
    const browser = aBrowser()
    await browser.comeBack(provider.signIn(await browser.begin(), 'irma'))
    expect(await browser.finish()).toMatchObject({ code: 'second-factor-needed' })
    for (let times = 0; times < 5; times++)
      expect(await browser.finish({ code: '000000' })).toMatchObject({ code: 'second-factor-wrong' })
    expect(await browser.finish({ code: code() })).toMatchObject({ code: 'too-many-tries' })
    world.now = new Date(world.now.getTime() + 60_000)
    expect((await browser.finish({ code: code() })).cookie).toBeDefined()
  })

  test('that the provider vouches for is enough, but not the first time: no administrator lets somebody else in alone', async () => {
    const { person } = await linked('juana')
    const code = await protect(person)
    const strong = { claims: { amr: ['pwd', 'mfa'] } }
    expect(await comesIn('juana', strong)).toMatchObject({ code: 'second-factor-needed' })
    expect((await comesIn('juana', strong, { code: code() })).cookie).toBeDefined()
    expect((await comesIn('juana', strong)).cookie).toBeDefined()
    expect(await comesIn('juana')).toMatchObject({ code: 'second-factor-needed' })
  })

  test('that is demanded of the work may be the provider’s; without it there is no work', async () => {
    await linked('karla', { roles: ['data-protection-officer'] })
    expect(await comesIn('karla')).toMatchObject({ mustEnrol: true, roles: [] })
    const me = await comesIn('karla', { claims: { acr: 'mfa' } })
    expect(me).toMatchObject({ mustEnrol: false, roles: ['data-protection-officer'] })
    const sees = await world.visitor.fetch('/api/session', { headers: { Cookie: me.cookie! } })
    expect(((await sees.json()) as { me: Me }).me).toMatchObject({ mustEnrol: false, roles: ['data-protection-officer'] })
  })
})

test('from one place no more than 50 sign-ins are begun in ten minutes', async () => {
  world.now = new Date(world.now.getTime() + 20 * 60_000)
  for (let times = 0; times < 50; times++) await world.visitor.call(access.beginIdentity, {})
  await expect(world.visitor.call(access.beginIdentity, {})).rejects.toMatchObject({ code: 'too-many-tries' })
  world.now = new Date(world.now.getTime() + 20 * 60_000)
})

test('the cookie of the errand is of this host alone, not for scripts, and lasts ten minutes; the host must be listed', async () => {
  const { doors, portalDoors } = world
  const made = { doors, portalDoors, demonstration: false, version: 'test', settings, secure: true, clock: () => world.now }
  const begin = (app: ReturnType<typeof server>) => app.request('/api/session/oidc', { method: 'POST' })
  const begun = await begin(server({ ...made, outgoing: toThisMachine }))
  const [cookie] = begun.headers.getSetCookie()
  expect(cookie).toMatch(/^__Host-ceiba-errand=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  const apart = { ...settings, provider: { ...provider.settings } }
  const silent = await begin(server({ ...made, settings: apart, log: () => {} }))
  expect(await silent.json()).toMatchObject({ code: 'identity-provider-silent' })
})

test('where nobody set a provider, there is none; one that is set by halves does not start', () => {
  const given = {
    OIDC_ISSUER: 'https://idp.example.org',
    OIDC_CLIENT_ID: 'ceiba',
    OIDC_CLIENT_SECRET: 'secreto',
    OUTGOING_HOSTS: 'idp.example.org',
    PUBLIC_URL: 'https://ceiba.example.org',
  }
  expect(readConfig().settings.provider).toBeUndefined()
  expect(readConfig({ ...given, OIDC_STRONG: 'mfa, phrh' }).settings.provider).toEqual({
    issuer: 'https://idp.example.org',
    clientId: 'ceiba',
    clientSecret: 'secreto',
    strong: ['mfa', 'phrh'],
    back: 'https://ceiba.example.org/api/session/oidc/callback',
  })
  for (const variable of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OUTGOING_HOSTS', 'PUBLIC_URL'])
    expect(() => readConfig({ ...given, [variable]: '' })).toThrow(
      expect.objectContaining({ code: 'configuration-wrong', details: expect.objectContaining({ variable }) }),
    )
})
