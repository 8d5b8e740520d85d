import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, test } from 'vitest'
import { call } from '#browser/call.ts'
import { totpCode } from '#server/secrets.ts'
import { aWorld, password } from '../../../tests/world.ts'
import { access } from '../contract/calls.ts'
import { forgetOldSessions } from './feature.ts'

const world = await aWorld()
const beginning = world.now
beforeEach(() => {
  world.now = beginning
})
const later = (seconds: number) => {
  world.now = new Date(world.now.getTime() + seconds * 1000)
}
const refused = (problem: string, details: object = {}) => ({ code: problem, details: expect.objectContaining(details) })

/** A browser at a desk: keeps the cookie that the server gives it. */
function aDesk(agent = 'Escritorio de prueba') {
  let cookie = ''
  const fetch = async (path: string, init: RequestInit) => {
    const response = await world.visitor.fetch(path, {
      ...init,
      headers: { ...init.headers, Cookie: cookie, 'User-Agent': agent },
    })
    const given = response.headers.get('Set-Cookie')
    if (given) cookie = given.split(';')[0]!
    return response
  }
  return {
    fetch,
    signIn: (login: string, typed = password, code?: string) => call(access.signIn, { login, password: typed, code }, { fetch }),
    me: async () => (await call(access.readState, {}, { fetch })).me,
  }
}

describe('signing in', () => {
  test('gives a session with one’s work', async () => {
    const { login, accountId } = await world.someone({ roles: ['registrar', 'shift-chief'] })
    const desk = aDesk()
    expect(await desk.me()).toBeUndefined()
    expect(await desk.signIn(` ${login.toUpperCase()} `)).toMatchObject({ accountId, roles: ['registrar', 'shift-chief'] })
    expect(await desk.me()).toMatchObject({ login, institutionId: 'igm' })
  })

  test('answers alike to a wrong password, an unknown login and a disabled account', async () => {
    const { login } = await world.someone()
    const disabled = await world.someone()
    await world.owner.query(`update access.account set state = 'disabled' where account_id = $1`, [disabled.accountId])
    const answers = await Promise.all(
      [
        [login, 'no es esta'],
        ['nadie.aqui', password],
        [disabled.login, password],
      ].map(async ([who, typed]) => {
        const response = await world.visitor.fetch('/api/session', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ login: who, password: typed }),
        })
        return { status: response.status, cookie: response.headers.get('Set-Cookie'), body: await response.json() }
      }),
    )
    expect(answers[0]).toMatchObject({ status: 401, cookie: null, body: { code: 'sign-in-wrong' } })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  test('waits after five failures, longer after each, and no more once it succeeded', async () => {
    const { login } = await world.someone()
    const desk = aDesk()
    for (let tries = 0; tries < 5; tries += 1)
      await expect(desk.signIn(login, 'otra cosa')).rejects.toMatchObject(refused('sign-in-wrong'))
    await expect(desk.signIn(login)).rejects.toMatchObject(refused('too-many-tries', { retryAfter: 5 }))
    later(5)
    await expect(desk.signIn(login, 'otra cosa')).rejects.toMatchObject(refused('sign-in-wrong'))
    await expect(desk.signIn(login)).rejects.toMatchObject(refused('too-many-tries', { retryAfter: 10 }))
    later(10)
    await desk.signIn(login)
    await expect(desk.signIn(login, 'otra cosa')).rejects.toMatchObject(refused('sign-in-wrong'))
    await desk.signIn(login)
  })

  test('waits for a login that does not exist just as for one that does', async () => {
    const desk = aDesk()
    for (let tries = 0; tries < 5; tries += 1)
      await expect(desk.signIn('nadie.mas')).rejects.toMatchObject(refused('sign-in-wrong'))
    await expect(desk.signIn('nadie.mas')).rejects.toMatchObject(refused('too-many-tries', { retryAfter: 5 }))
  })

  test('hears five of twenty guesses that are sent at once, like five in a row', async () => {
    const { login } = await world.someone()
    const guess = () =>
      aDesk()
        .signIn(login, 'otra cosa')
        .then(String, ({ code }) => code)
    const told = await Promise.all(Array.from({ length: 20 }, guess))
    expect(told.filter((code) => code === 'sign-in-wrong')).toHaveLength(5)
    expect(told.filter((code) => code === 'too-many-tries')).toHaveLength(15)
  })

  test('is not kept from anybody by a stranger who fails with their login elsewhere', async () => {
    const { login } = await world.someone()
    const from = (remoteAddress: string) => {
      const env = { incoming: { socket: { remoteAddress } } }
      const fetch = async (path: string, init: RequestInit) => world.app.request(path, init, env)
      return (typed: string) => call(access.signIn, { login, password: typed }, { fetch })
    }
    const [stranger, own, hotel] = [from('203.0.113.9'), from('192.0.2.7'), from('198.51.100.4')]
    await own(password)
    for (let tries = 0; tries < 5; tries += 1) await expect(stranger('otra cosa')).rejects.toMatchObject(refused('sign-in-wrong'))
    await expect(stranger(password)).rejects.toMatchObject(refused('too-many-tries', { retryAfter: 5 }))
    await own(password)
    // Who came in does not wipe out what the stranger failed.
    await expect(stranger(password)).rejects.toMatchObject(refused('too-many-tries', { retryAfter: 5 }))
    await hotel(password)

    await world.owner.query(
      `insert into access.attempt (at, login_hash, address)
       select $1, login_hash, '2001:db8:' || number
       from (select login_hash from access.attempt where address = '203.0.113.9' limit 1) as tried, generate_series(1, 100) as number`,
      [world.now],
    )
    await expect(from('198.51.100.5')(password)).rejects.toMatchObject(refused('too-many-tries', { retryAfter: 10 }))
    await own(password)
    later(10)
    await from('198.51.100.5')(password)
  })

  test('that failed stays in the journal: whose account it was, never what was typed or from where', async () => {
    const { login, accountId } = await world.someone()
    await expect(aDesk().signIn(login, 'otra cosa')).rejects.toMatchObject(refused('sign-in-wrong'))
    await expect(aDesk().signIn('nadie.nunca', 'otra cosa')).rejects.toMatchObject(refused('sign-in-wrong'))
    const { rows } = await world.owner.query(
      `select account_id, call, input, output from journal.entry where kind = 'refusal' order by position desc limit 2`,
    )
    const line = {
      call: 'POST /session',
      input: null,
      output: { code: 'sign-in-wrong', from: expect.stringMatching(/^[0-9a-f]{12}$/) },
    }
    expect(rows).toEqual([
      { ...line, account_id: null },
      { ...line, account_id: accountId },
    ])
  })

  test('never puts login, password or code into the journal', async () => {
    const { login } = await world.someone()
    await aDesk().signIn(login)
    const { rows } = await world.owner.query(
      `select input from journal.entry where call = 'POST /session' order by position desc limit 1`,
    )
    expect(rows).toEqual([{ input: {} }])
  })

  test('refuses an account of a demonstration where real work is done', async () => {
    const { login, accountId } = await world.someone()
    await world.owner.query('update access.account set demonstration = true where account_id = $1', [accountId])
    await expect(aDesk().signIn(login)).rejects.toMatchObject(refused('demonstration-login'))
  })
})

describe('a session', () => {
  test('lasts twelve hours at a desk whose clock is wrong, too: its cookie says how long, not until when', async () => {
    const { login } = await world.someone()
    const response = await world.visitor.fetch('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login, password }),
    })
    const cookie = response.headers.get('Set-Cookie')
    expect(cookie).toContain('Max-Age=43200')
    expect(cookie).not.toContain('Expires')
  })

  test('that is over is forgotten after 30 days, but for the last of each account', async () => {
    const [here, away] = [await world.someone(), await world.someone()]
    const day = 86_400
    later(29 * day)
    expect(await forgetOldSessions(world.doors, world.now)).toBe(0)
    const desk = aDesk()
    await desk.signIn(here.login)
    later(2 * day)
    expect(await forgetOldSessions(world.doors, world.now)).toBeGreaterThan(0)
    const left = async (accountId: string) =>
      (await world.owner.query('select opened_at from access.session where account_id = $1', [accountId])).rowCount
    expect([await left(here.accountId), await left(away.accountId)]).toEqual([1, 1])
    expect(await forgetOldSessions(world.doors, world.now)).toBe(0)
  })

  test('is over after 30 minutes without a call', async () => {
    const { login } = await world.someone()
    const desk = aDesk()
    await desk.signIn(login)
    later(29 * 60)
    expect(await desk.me()).toBeDefined()
    later(29 * 60)
    expect(await desk.me()).toBeDefined()
    later(31 * 60)
    expect(await desk.me()).toBeUndefined()
    await expect(call(access.readSessions, {}, { fetch: desk.fetch })).rejects.toMatchObject({
      status: 401,
      code: 'sign-in-needed',
    })
  })

  test('is not prolonged by what a screen reads by itself, and every command is somebody’s', async () => {
    const { login, accountId } = await world.someone()
    const desk = aDesk()
    await desk.signIn(login)
    const board = () => call(access.readSessions, {}, { fetch: desk.fetch, byItself: true })
    for (let minutes = 0; minutes < 30; minutes += 5) {
      later(5 * 60)
      await board()
    }
    later(1)
    await expect(board()).rejects.toMatchObject(refused('sign-in-needed'))
    await desk.signIn(login)
    later(20 * 60)
    await expect(call(access.endSession, { sessionId: accountId }, { fetch: desk.fetch, byItself: true })).rejects.toMatchObject(
      refused('session-not-found'),
    )
    later(20 * 60)
    expect(await desk.me()).toBeDefined()
  })

  test('of a disabled account is refused at the next call', async () => {
    const administrator = await world.someone({ roles: ['administrator'], institution: 'pgn' })
    const { login, accountId } = await world.someone({ institution: 'pgn' })
    const desk = aDesk()
    await desk.signIn(login)
    const { version } = await administrator.call(access.readAccount, { accountId })
    await administrator.call(access.changeAccount, { accountId, version, state: 'disabled' })
    await expect(call(access.readSessions, {}, { fetch: desk.fetch })).rejects.toMatchObject({ status: 401 })
    await expect(desk.signIn(login)).rejects.toMatchObject(refused('sign-in-wrong'))
  })

  test('is replaced when the same browser signs in again', async () => {
    const { login } = await world.someone()
    const desk = aDesk()
    await desk.signIn(login)
    await desk.signIn(login)
    // The other one is the session that `someone` works with.
    expect(await call(access.readSessions, {}, { fetch: desk.fetch })).toHaveLength(2)
  })

  test('can be ended alone, by its owner only', async () => {
    const { login } = await world.someone()
    const [here, there] = [aDesk('Aquí'), aDesk('Allá')]
    await here.signIn(login)
    await there.signIn(login)
    const open = await call(access.readSessions, {}, { fetch: here.fetch })
    const other = open.find((session) => session.agent === 'Allá')!
    const stranger = await world.someone()
    await expect(stranger.call(access.endSession, { sessionId: other.sessionId })).rejects.toMatchObject(
      refused('session-not-found'),
    )
    expect(await there.me()).toBeDefined()
    await call(access.endSession, { sessionId: other.sessionId }, { fetch: here.fetch })
    expect(await there.me()).toBeUndefined()
    expect(await here.me()).toBeDefined()
  })

  test('and all others end together', async () => {
    const { login } = await world.someone()
    const [here, there] = [aDesk(), aDesk()]
    await here.signIn(login)
    await there.signIn(login)
    expect(await call(access.signOutEverywhere, {}, { fetch: here.fetch })).toEqual({ ended: 3 })
    expect(await here.me()).toBeUndefined()
    expect(await there.me()).toBeUndefined()
  })
})

describe('changing the password', () => {
  test('needs the present one, and one that is neither weak nor the same', async () => {
    const person = await world.someone()
    const change = (current: string, wanted: string) => person.call(access.changePassword, { current, wanted })
    await expect(change('no es esta', 'mango hielo tambor')).rejects.toMatchObject(refused('password-wrong'))
    await expect(change(password, password)).rejects.toMatchObject(refused('password-same'))
    await expect(change(password, 'corta')).rejects.toMatchObject(refused('password-weak', { findings: ['too-short'] }))
    await change(password, 'mango hielo tambor')
    await expect(aDesk().signIn(person.login)).rejects.toMatchObject(refused('sign-in-wrong'))
    expect(await aDesk().signIn(person.login, 'mango hielo tambor')).toMatchObject({ login: person.login })
  })

  test('is throttled like a sign-in: a session left open is no place to guess', async () => {
    const person = await world.someone()
    const change = (current: string) => person.call(access.changePassword, { current, wanted: 'mango hielo tambor' })
    for (let tries = 0; tries < 5; tries += 1) await expect(change('no es esta')).rejects.toMatchObject(refused('password-wrong'))
    await expect(change(password)).rejects.toMatchObject(refused('too-many-tries'))
    later(5)
    await change(password)
  })

  test('sent again with the same id is no failed try', async () => {
    const person = await world.someone()
    const entryId = uuidv7()
    const change = { current: password, wanted: 'mango hielo tambor' }
    for (let times = 0; times < 7; times += 1) await person.call(access.changePassword, change, entryId)
    expect(await aDesk().signIn(person.login, 'mango hielo tambor')).toMatchObject({ login: person.login })
  })

  test('ends the other sessions and keeps this one', async () => {
    const person = await world.someone()
    const elsewhere = aDesk()
    await elsewhere.signIn(person.login)
    await person.call(access.changePassword, { current: password, wanted: 'mango hielo tambor' })
    expect(await elsewhere.me()).toBeUndefined()
    expect(await person.call(access.readSessions, {})).toHaveLength(1)
  })
})

describe('a second factor', () => {
  async function someoneWithSecondFactor() {
    const person = await world.someone()
    const { secret } = await person.call(access.beginSecondFactor, { password })
    const confirm = { secret: secret!, code: totpCode(secret!, world.now), password }
    const { recoveryCodes } = await person.call(access.confirmSecondFactor, confirm)
    later(60)
    return { ...person, recoveryCodes: recoveryCodes!, code: () => totpCode(secret!, world.now), confirmedWith: confirm.code }
  }

  test('counts only when a code has confirmed it', async () => {
    const person = await world.someone()
    const { secret, address } = await person.call(access.beginSecondFactor, { password })
    expect(address).toMatch(/^otpauth:\/\/totp\/Ceiba:/)
    await expect(person.call(access.confirmSecondFactor, { secret: secret!, code: '000000', password })).rejects.toMatchObject(
      refused('second-factor-not-confirmed'),
    )
    expect(await aDesk().signIn(person.login)).toMatchObject({ secondFactor: false })
  })

  test('ends the other sessions when it is switched on', async () => {
    const person = await world.someone()
    const elsewhere = aDesk()
    await elsewhere.signIn(person.login)
    const { secret = '' } = await person.call(access.beginSecondFactor, { password })
    await person.call(access.confirmSecondFactor, { secret, code: totpCode(secret, world.now), password })
    expect(await elsewhere.me()).toBeUndefined()
    expect(await person.call(access.readSessions, {})).toHaveLength(1)
  })

  test('is asked for after the password, and only after the right one', async () => {
    const person = await someoneWithSecondFactor()
    await expect(aDesk().signIn(person.login, 'no es esta')).rejects.toMatchObject(refused('sign-in-wrong'))
    await expect(aDesk().signIn(person.login)).rejects.toMatchObject(refused('second-factor-needed'))
    expect(await aDesk().signIn(person.login, password, person.code())).toMatchObject({ secondFactor: true })
  })

  test('takes each code once, also the one it was confirmed with', async () => {
    const person = await someoneWithSecondFactor()
    const code = person.code()
    await aDesk().signIn(person.login, password, code)
    await expect(aDesk().signIn(person.login, password, code)).rejects.toMatchObject(refused('second-factor-wrong'))
    await expect(aDesk().signIn(person.login, password, person.confirmedWith)).rejects.toMatchObject(
      refused('second-factor-wrong'),
    )
    later(30)
    await aDesk().signIn(person.login, password, person.code())
  })

  test('wrong codes are throttled like wrong passwords', async () => {
    const person = await someoneWithSecondFactor()
    for (let tries = 0; tries < 5; tries += 1)
      await expect(aDesk().signIn(person.login, password, '000000')).rejects.toMatchObject(refused('second-factor-wrong'))
    await expect(aDesk().signIn(person.login, password, person.code())).rejects.toMatchObject(refused('too-many-tries'))
  })

  test('can be replaced by each of ten recovery codes, once, however it is typed', async () => {
    const person = await someoneWithSecondFactor()
    expect(new Set(person.recoveryCodes).size).toBe(10)
    const [first, second] = person.recoveryCodes as [string, string]
    await aDesk().signIn(person.login, password, first)
    await expect(aDesk().signIn(person.login, password, first)).rejects.toMatchObject(refused('second-factor-wrong'))
    await aDesk().signIn(person.login, password, second.replace('-', ' ').toUpperCase())
  })

  test('is not replaced by another without its code', async () => {
    const person = await someoneWithSecondFactor()
    const { secret } = await person.call(access.beginSecondFactor, { password })
    const confirm = { secret: secret!, code: totpCode(secret!, world.now), password }
    await expect(person.call(access.confirmSecondFactor, confirm)).rejects.toMatchObject(refused('stale'))
  })

  test('has a secret in base 32, and nothing else is taken for one', async () => {
    const person = await world.someone()
    const confirm = { secret: '!!!!!!!!!!!!!!!!', code: '123456', password }
    await expect(person.call(access.confirmSecondFactor, confirm)).rejects.toMatchObject(refused('input-wrong'))
  })

  test('is removed with password and code', async () => {
    const person = await someoneWithSecondFactor()
    await expect(person.call(access.removeSecondFactor, { password, code: '000000' })).rejects.toMatchObject(
      refused('second-factor-wrong'),
    )
    await person.call(access.removeSecondFactor, { password, code: person.code() })
    expect(await aDesk().signIn(person.login)).toMatchObject({ secondFactor: false })
  })

  test('leaves neither secret nor recovery codes in the journal', async () => {
    const person = await someoneWithSecondFactor()
    const { rows } = await world.owner.query(`select input, output from journal.entry where account_id = $1 order by position`, [
      person.accountId,
    ])
    expect(rows).toEqual([
      { input: {}, output: {} },
      { input: {}, output: {} },
    ])
  })
})

describe('an administrator', () => {
  const anAdministrator = (institution: string) => world.someone({ roles: ['administrator'], institution })

  test('adds an account whose first password must be changed before any work', async () => {
    const administrator = await anAdministrator('sbs')
    const login = `nueva-${uuidv7().slice(-6)}`
    const wanted = { accountId: uuidv7(), login, name: '  Persona Inventada  ', roles: ['desk' as const] }
    const added = await administrator.call(access.addAccount, wanted)
    expect(added.account).toMatchObject({
      login,
      name: 'Persona Inventada',
      institutionId: 'sbs',
      mustChange: true,
      state: 'active',
    })
    const desk = aDesk()
    expect(await desk.signIn(login, added.password)).toMatchObject({ mustChange: true, roles: [] })
    await call(access.changePassword, { current: added.password!, wanted: 'mango hielo tambor' }, { fetch: desk.fetch })
    expect(await desk.me()).toMatchObject({ mustChange: false, roles: ['desk'] })
  })

  test('gives a first password that is good for three days', async () => {
    const administrator = await world.someone({ roles: ['administrator'], institution: 'segeplan' })
    const accountId = uuidv7()
    const added = await administrator.call(access.addAccount, {
      accountId,
      login: 'catarina.segeplan',
      name: 'Catarina Tz’unun Demo',
      roles: ['desk'],
    })
    later(72 * 3600)
    expect(await aDesk().signIn('catarina.segeplan', added.password)).toMatchObject({ mustChange: true })
    later(1)
    await expect(aDesk().signIn('catarina.segeplan', added.password)).rejects.toMatchObject(
      refused('first-password-over', { hours: 72 }),
    )
    await expect(aDesk().signIn('catarina.segeplan', 'otra cosa')).rejects.toMatchObject(refused('sign-in-wrong'))
    const { password: another } = await (await world.someone({ roles: ['administrator'], institution: 'segeplan' })).call(
      access.resetAccount,
      { accountId },
    )
    const desk = aDesk()
    await desk.signIn('catarina.segeplan', another)
    await call(access.changePassword, { current: another!, wanted: 'mango hielo tambor lluvia' }, { fetch: desk.fetch })
    later(100 * 24 * 3600)
    expect(await aDesk().signIn('catarina.segeplan', 'mango hielo tambor lluvia')).toMatchObject({ mustChange: false })
  })

  test('cannot give a login that is taken, in whatever institution', async () => {
    const administrator = await anAdministrator('sbs')
    const { login } = await world.someone({ institution: 'pgn' })
    const wanted = { accountId: uuidv7(), login, name: 'Persona Inventada', roles: ['desk' as const] }
    await expect(administrator.call(access.addAccount, wanted)).rejects.toMatchObject(refused('login-taken', { login }))
  })

  test('finds the accounts of the own institution by name, login and state, and no others', async () => {
    const administrator = await anAdministrator('renap')
    const colleague = await world.someone({ institution: 'renap', login: 'ventanilla.uno' })
    await world.someone({ institution: 'pgn', login: 'ventanilla.dos' })
    const logins = async (filters: { text?: string; state?: 'active' | 'disabled' }) =>
      (await administrator.call(access.listAccounts, filters)).map((account) => account.login)
    expect(await logins({})).toEqual([administrator.login, colleague.login].sort())
    expect(await logins({ text: 'VENTANILLA' })).toEqual(['ventanilla.uno'])
    expect(await logins({ state: 'disabled' })).toEqual([])
  })

  test('of another institution is told that the account does not exist', async () => {
    const administrator = await anAdministrator('sbs')
    const { accountId } = await world.someone({ institution: 'pgn' })
    const notFound = refused('account-not-found')
    await expect(administrator.call(access.readAccount, { accountId })).rejects.toMatchObject(notFound)
    await expect(administrator.call(access.resetAccount, { accountId })).rejects.toMatchObject(notFound)
    await expect(administrator.call(access.changeAccount, { accountId, version: 1, name: 'Otro Nombre' })).rejects.toMatchObject(
      notFound,
    )
  })

  test('is needed for accounts: others have no business there', async () => {
    const registrar = await world.someone({ roles: ['registrar', 'shift-chief', 'desk', 'analyst', 'directory-editor'] })
    await expect(registrar.call(access.listAccounts, {})).rejects.toMatchObject({ status: 403, code: 'not-your-work' })
  })

  test('and work named twice is given once', async () => {
    const administrator = await anAdministrator('segeplan')
    const wanted = { accountId: uuidv7(), login: `dos-${uuidv7().slice(-6)}`, name: 'Persona Inventada' }
    const { account } = await administrator.call(access.addAccount, { ...wanted, roles: ['desk', 'desk'] })
    expect(account.roles).toEqual(['desk'])
  })

  test('who is the last one stays one', async () => {
    const administrator = await anAdministrator('svet')
    const { accountId } = administrator
    const { version } = await administrator.call(access.readAccount, { accountId })
    const change = (wanted: object) => administrator.call(access.changeAccount, { accountId, version, ...wanted })
    await expect(change({ state: 'disabled' })).rejects.toMatchObject(refused('last-administrator'))
    await expect(change({ roles: ['desk'] })).rejects.toMatchObject(refused('last-administrator'))
    await anAdministrator('svet')
    expect(await change({ roles: ['desk'] })).toMatchObject({ roles: ['desk'] })
  })

  test('and another cannot remove each other at the same moment', async () => {
    const [one, other] = [await anAdministrator('mides'), await anAdministrator('mides')]
    const remove = (by: typeof one, whom: typeof one) =>
      by.call(access.changeAccount, { accountId: whom.accountId, version: 1, roles: ['desk'] })
    const results = await Promise.allSettled([remove(one, other), remove(other, one)])
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('who changes what somebody changed since is shown the present state', async () => {
    const administrator = await anAdministrator('mspas')
    const { accountId } = await world.someone({ institution: 'mspas' })
    await administrator.call(access.changeAccount, { accountId, version: 1, name: 'Primer Nombre' })
    await expect(
      administrator.call(access.changeAccount, { accountId, version: 1, name: 'Segundo Nombre' }),
    ).rejects.toMatchObject(refused('stale', { current: expect.objectContaining({ name: 'Primer Nombre', version: 2 }) }))
  })

  test('does not reset its own account: that would take neither its password nor its second factor', async () => {
    const administrator = await anAdministrator('inguat')
    const { accountId } = administrator
    await expect(administrator.call(access.resetAccount, { accountId })).rejects.toMatchObject(refused('not-your-work'))
  })

  test('resets an account: new first password, no second factor, no sessions; another one asked for it', async () => {
    const administrator = await anAdministrator('conamigua')
    const person = await world.someone({ institution: 'conamigua' })
    const { secret } = await person.call(access.beginSecondFactor, { password })
    await person.call(access.confirmSecondFactor, { secret: secret!, code: totpCode(secret!, world.now), password })
    await (await anAdministrator('conamigua')).call(access.resetAccount, { accountId: person.accountId })
    const reset = await administrator.call(access.resetAccount, { accountId: person.accountId })
    await expect(person.call(access.readSessions, {})).rejects.toMatchObject({ status: 401 })
    expect(await aDesk().signIn(person.login, reset.password)).toMatchObject({ mustChange: true, secondFactor: false })
  })
})

describe('the same command sent twice', () => {
  test('is recorded once, and the password is not told again', async () => {
    const administrator = await world.someone({ roles: ['administrator'], institution: 'mintrab' })
    const wanted = {
      accountId: uuidv7(),
      login: `doble-${uuidv7().slice(-6)}`,
      name: 'Persona Inventada',
      roles: ['desk' as const],
    }
    const entryId = uuidv7()
    const first = await administrator.call(access.addAccount, wanted, entryId)
    const second = await administrator.call(access.addAccount, wanted, entryId)
    expect(first.password).toBeDefined()
    expect(second).toEqual({ account: first.account })
    expect(await administrator.call(access.listAccounts, { text: wanted.login })).toHaveLength(1)
    const { rows } = await world.owner.query('select call from journal.entry where entry_id = $1', [entryId])
    expect(rows).toEqual([{ call: 'POST /accounts' }])
  })
})
