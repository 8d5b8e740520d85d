import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { pathFor } from '#browser/call.ts'
import { directory } from '#directory/contract/calls.ts'
import { intake } from '#intake/contract/calls.ts'
import { aWorld } from '../../../tests/world.ts'
import { features } from '../../features.ts'
import { access } from '../contract/calls.ts'

const world = await aWorld({ callsPerMinute: 40 })
const later = (minutes: number) => {
  world.now = new Date(world.now.getTime() + minutes * 60_000)
}
const administrator = () => world.someone({ roles: ['administrator'] })
type Scopes = ('directory' | 'figures')[]

async function aKey(scopes: Scopes = ['directory'], days = 30) {
  const someone = await administrator()
  const { key, secret } = await someone.call(access.addKey, { keyId: uuidv7(), name: 'Sistema de prueba', scopes, days })
  return { ...key, secret: secret!, someone }
}
const asMachine = (bearer: string, path: string, init: RequestInit = {}) =>
  world.visitor.fetch(path, { ...init, headers: { ...init.headers, Authorization: `Bearer ${bearer}` } })
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code
const departments = pathFor(directory.listDepartments, {})
const report = pathFor(intake.profileReport, { from: '2026-11-01', to: '2026-11-20' })
const form = (fields: Record<string, string>, headers = {}) =>
  world.visitor.fetch('/api/token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  })

describe('a key', () => {
  test('opens the calls of its scopes and no others, whatever they are', async () => {
    const { secret } = await aKey(['directory'])
    expect((await asMachine(secret, departments)).status).toBe(200)
    const refused = await asMachine(secret, report)
    expect(refused.status).toBe(403)
    expect(await codeOf(refused)).toBe('not-for-this-key')
    const { secret: wider } = await aKey(['directory', 'figures'])
    expect((await asMachine(wider, report)).status).toBe(200)
  })

  test('makes no call that does not say it is for machines: all of them tried', async () => {
    const { keyId } = await aKey()
    const closed = features.flatMap(({ contract }) => Object.values(contract)).filter((call) => !call.machines)
    expect(closed.length).toBeGreaterThan(60)
    let { secret } = await aKey(['directory', 'figures'])
    let made = 0
    for (const { method, path } of closed) {
      made += 1
      if (made % 30 === 0) secret = (await aKey(['directory', 'figures'])).secret
      const answer = await asMachine(secret, `/api${path.replaceAll(/:\w+/g, keyId)}`, { method })
      expect(`${method} ${path} ${answer.status} ${await codeOf(answer)}`).toBe(`${method} ${path} 403 not-for-this-key`)
    }
  })

  test('is kept as a hash alone, also in the journal', async () => {
    const { secret, keyId } = await aKey()
    expect(secret).toMatch(/^ceiba_[\w-]{43}$/)
    const { rows } = await world.owner.query(
      `select (select json_agg(k)::text from access.service_key k) || (select json_agg(e)::text from journal.entry e)
        || (select json_agg(a)::text from access.account a) as everything`,
    )
    expect(rows[0].everything).toContain(keyId)
    expect(rows[0].everything).not.toContain(secret)
    expect(rows[0].everything).not.toContain(secret.slice(6, 40))
  })

  test('says when it was last used, and nobody signs in with it', async () => {
    const { secret, keyId, someone } = await aKey()
    expect((await someone.call(access.listKeys, {})).find((key) => key.keyId === keyId)?.usedAt).toBeUndefined()
    await asMachine(secret, departments)
    expect((await someone.call(access.listKeys, {})).find((key) => key.keyId === keyId)?.usedAt).toBe(world.now.toISOString())
    expect((await someone.call(access.listAccounts, {})).some((account) => account.accountId === keyId)).toBe(false)
    await expect(
      world.visitor.call(access.signIn, { login: `llave-${keyId}`.slice(0, 40), password: secret }),
    ).rejects.toMatchObject({
      code: 'sign-in-wrong',
    })
  })

  test('is not good when it has ended, was revoked, or never was; and is then not taken for a visitor', async () => {
    const { secret } = await aKey(['directory'], 1)
    later(24 * 60 + 1)
    for (const bearer of [secret, `${secret}x`, 'ceiba_t_nada']) {
      const answer = await asMachine(bearer, '/api/session')
      expect(answer.status).toBe(401)
      expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"')
    }
    const other = await aKey()
    await other.someone.call(access.revokeKey, { keyId: other.keyId })
    expect((await asMachine(other.secret, departments)).status).toBe(401)
  })

  test('belongs to its institution: another’s administrator neither sees nor revokes it', async () => {
    const { keyId, secret } = await aKey()
    const stranger = await world.someone({ roles: ['administrator'], institution: 'pgn' })
    expect(await stranger.call(access.listKeys, {})).toEqual([])
    await expect(stranger.call(access.revokeKey, { keyId })).rejects.toMatchObject({ code: 'key-not-found' })
    expect((await asMachine(secret, departments)).status).toBe(200)
  })

  test('lasts a year at most, by the contract and by the database', async () => {
    await expect(aKey(['directory'], 366)).rejects.toMatchObject({ code: 'input-wrong' })
    const { keyId } = await aKey()
    await expect(
      world.owner.query(`update access.service_key set ends_at = made_at + interval '2 years' where key_id = $1`, [keyId]),
    ).rejects.toMatchObject({ code: '23514' })
  })

  test('that calls too often waits, and no other with it', async () => {
    const { secret } = await aKey()
    const other = await aKey()
    for (let times = 0; times < 40; times += 1) expect((await asMachine(secret, departments)).status).toBe(200)
    const refused = await asMachine(secret, departments)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect((await asMachine(other.secret, departments)).status).toBe(200)
    later(1)
    expect((await asMachine(secret, departments)).status).toBe(200)
  })

  test('is made only by an administrator who has just shown that it is them', async () => {
    const someone = await administrator()
    const registrar = await world.someone()
    const wanted = { keyId: uuidv7(), name: 'Sistema', scopes: ['directory'] as Scopes, days: 1 }
    await expect(registrar.call(access.addKey, wanted)).rejects.toMatchObject({ code: 'not-your-work' })
    later(6)
    await expect(someone.call(access.addKey, wanted)).rejects.toMatchObject({ code: 'step-up-needed' })
  })
})

describe('a token', () => {
  test('is given for id and secret, in the form or as HTTP Basic, for a quarter of an hour', async () => {
    const { keyId, secret } = await aKey(['directory', 'figures'])
    const answer = await form({ grant_type: 'client_credentials', client_id: keyId, client_secret: secret })
    expect(answer.status).toBe(200)
    const given = (await answer.json()) as { access_token: string; token_type: string; expires_in: number; scope: string }
    expect(given).toMatchObject({ token_type: 'Bearer', expires_in: 900, scope: 'directory figures' })
    expect((await asMachine(given.access_token, departments)).status).toBe(200)
    later(15)
    expect((await asMachine(given.access_token, departments)).status).toBe(401)
    const basic = { Authorization: `Basic ${Buffer.from(`${keyId}:${secret}`).toString('base64')}` }
    expect((await form({ grant_type: 'client_credentials' }, basic)).status).toBe(200)
  })

  test('may be good for less than its key, never for more', async () => {
    const { keyId, secret } = await aKey(['directory', 'figures'])
    const fields = { grant_type: 'client_credentials', client_id: keyId, client_secret: secret }
    const less = (await (await form({ ...fields, scope: 'directory' })).json()) as { access_token: string }
    expect((await asMachine(less.access_token, departments)).status).toBe(200)
    expect((await asMachine(less.access_token, report)).status).toBe(403)
    const narrow = await aKey(['directory'])
    const more = await form({ ...fields, client_id: narrow.keyId, client_secret: narrow.secret, scope: 'directory figures' })
    expect(await more.json()).toMatchObject({ error: 'invalid_scope' })
  })

  test('is not given for another key’s secret, and ends with its key', async () => {
    const mine = await aKey()
    const other = await aKey()
    const wrong = await form({ grant_type: 'client_credentials', client_id: mine.keyId, client_secret: other.secret })
    expect(wrong.status).toBe(401)
    expect(await wrong.json()).toMatchObject({ error: 'invalid_client' })
    const given = await form({ grant_type: 'client_credentials', client_id: mine.keyId, client_secret: mine.secret })
    const { access_token } = (await given.json()) as { access_token: string }
    await mine.someone.call(access.revokeKey, { keyId: mine.keyId })
    expect((await asMachine(access_token, departments)).status).toBe(401)
    const { rows } = await world.owner.query('select output::text from journal.entry where call = $1', ['POST /token'])
    expect(JSON.stringify(rows)).not.toContain('ceiba_t_')
  })
})
