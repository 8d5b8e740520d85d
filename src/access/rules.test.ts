import { describe, expect, test } from 'vitest'
import { roles } from '#base/contract.ts'
import { roleWords } from './contract/calls.ts'
import {
  isFirstPasswordOver,
  isFoundBy,
  isSessionAlive,
  latestEnd,
  leavesNoAdministrator,
  mustEnrol,
  passwordFindings,
  placeOf,
  recoveryCodeAsIssued,
  secondsToWait,
  workNow,
} from './rules.ts'

const now = new Date('2026-11-20T15:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const limits = { idleMinutes: 15, hours: 8 }
const minutes = (count: number) => count * 60

describe('a session', () => {
  test('lives for as many minutes after its last call as are set', () => {
    expect(isSessionAlive({ openedAt: ago(minutes(60)), seenAt: ago(minutes(15)) }, now, limits)).toBe(true)
    expect(isSessionAlive({ openedAt: ago(minutes(60)), seenAt: ago(minutes(15) + 1) }, now, limits)).toBe(false)
  })

  test('is made no longer by a clock that is put back', () => {
    expect(isSessionAlive({ openedAt: ago(600), seenAt: ago(-120) }, now, limits)).toBe(true)
    expect(isSessionAlive({ openedAt: ago(600), seenAt: ago(-121) }, now, limits)).toBe(false)
  })

  test('ends after as many hours as are set, even when it was used all the time', () => {
    expect(isSessionAlive({ openedAt: ago(minutes(480)), seenAt: now }, now, limits)).toBe(true)
    expect(isSessionAlive({ openedAt: ago(minutes(481)), seenAt: now }, now, limits)).toBe(false)
    expect(latestEnd(now, limits)).toEqual(new Date('2026-11-20T23:00:00Z'))
  })
})

test('a password that was given is good for three days', () => {
  expect(isFirstPasswordOver(ago(72 * 3600), now)).toBe(false)
  expect(isFirstPasswordOver(ago(72 * 3600 + 1), now)).toBe(true)
  expect(isFirstPasswordOver(undefined, now)).toBe(false)
})

describe('after failed sign-ins', () => {
  const none = { times: 0 }
  const afterFailures = (times: number, secondsAgo = 0) => {
    const failed = { times, lastAt: ago(secondsAgo) }
    return secondsToWait({ here: failed, byLogin: failed, byAddress: failed, known: true }, now)
  }

  test('the first four cost nothing', () => {
    expect([0, 1, 2, 3, 4].map((times) => afterFailures(times))).toEqual([0, 0, 0, 0, 0])
  })

  test('the wait doubles from five seconds up to five minutes', () => {
    expect([5, 6, 7, 9, 10, 11, 40].map((times) => afterFailures(times))).toEqual([5, 10, 20, 80, 160, 300, 300])
  })

  test('the time that has passed counts', () => {
    expect(afterFailures(6, 4)).toBe(6)
    expect(afterFailures(6, 11)).toBe(0)
  })

  test('an address that many people share waits only after fifty, and a minute', () => {
    const here = { times: 1, lastAt: now }
    const wait = (times: number, known = false) =>
      secondsToWait({ here, byLogin: here, byAddress: { times, lastAt: now }, known }, now)
    expect([wait(49), wait(50), wait(50, true)]).toEqual([0, 60, 0])
  })

  test('what strangers fail with a login from many places costs ten seconds, and nothing where the person came in before', () => {
    const wait = (times: number, known: boolean) =>
      secondsToWait({ here: none, byLogin: { times, lastAt: now }, byAddress: none, known }, now)
    expect([wait(99, false), wait(100, false), wait(5000, false), wait(5000, true)]).toEqual([0, 10, 10, 0])
  })

  test('what others fail at the same address does not lengthen the wait of a login', () => {
    const here = { times: 5, lastAt: ago(5) }
    expect(secondsToWait({ here, byLogin: here, byAddress: { times: 9, lastAt: now }, known: false }, now)).toBe(0)
  })
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:0:12:1:2:3:4', '2001:db8:0:12'],
  ['2001:0DB8::12:0:0:5', '2001:db8:0:0'],
  ['2001:db8:0:12::9', '2001:db8:0:12'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
  ['local', 'local'],
  [':::::::', '0:0:0:0'],
])('who tries from %s tries from %s', (address, place) => {
  expect(placeOf(address)).toEqual(place)
})

describe('a password', () => {
  const says = (password: string, login = 'registro.igm') => passwordFindings(password, login)

  test('of four unrelated words may be used', () => {
    expect(says('mango hielo tambor lluvia')).toEqual([])
    expect(says('una ceiba muy alta')).toEqual([])
  })

  test('needs twelve signs, and no mixture of kinds', () => {
    expect(says('tr3s T1gr3s!')).toEqual([])
    expect(says('tr3sT1gr3s!')).toEqual(['too-short'])
    expect(says('corta')).toEqual(['too-short'])
  })

  test('may be as long as a sentence, not as a book', () => {
    expect(says('la lluvia de mayo '.repeat(7))).toEqual([])
    expect(says('la lluvia de mayo '.repeat(8))).toEqual(['too-long'])
  })

  test('is refused when little is left without well-known words', () => {
    expect(says('Guatemala123456')).toContain('too-common')
    expect(says('contraseña1234')).toContain('too-common')
    expect(says('aaaaaaaaaaaaaa')).toContain('too-common')
  })

  test('does not hold the login', () => {
    expect(says('mi clave es Registro.IGM')).toEqual(['holds-login'])
  })
})

describe('a recovery code', () => {
  test('is the same however it is typed', () => {
    for (const typed of ['abcd-2345', 'ABCD-2345', 'abcd 2345', ' abcd2345 ', 'abcd – 2345'])
      expect(recoveryCodeAsIssued(typed)).toBe('abcd-2345')
  })
})

describe('an account', () => {
  const account = { login: 'mesa.pgn', name: 'Tránsito Xoy Ixmatá Demo' }

  test('is found by words of its name or login, without accents and in any order', () => {
    for (const typed of ['', 'transito', 'ixmata xoy', 'PGN', 'mesa.p', 'Tránsito pgn'])
      expect(isFoundBy(account, typed)).toBe(true)
    expect(isFoundBy(account, 'transito lopez')).toBe(false)
  })

  test('that must change its password first has no work until then', () => {
    const account = { mustChange: false, roles: ['administrator' as const], compartments: ['health'], secondFactor: true }
    const nothing = { roles: [], compartments: [] }
    expect(workNow({ ...account, mustChange: true }, [])).toEqual(nothing)
    expect(workNow(account, ['administrator', 'compartment'])).toEqual({ roles: ['administrator'], compartments: ['health'] })
    expect(workNow({ ...account, secondFactor: false }, ['administrator'])).toEqual(nothing)
    expect(mustEnrol({ ...account, roles: ['desk'], secondFactor: false }, ['compartment'])).toBe(true)
    expect(mustEnrol({ ...account, roles: ['desk'], compartments: [], secondFactor: false }, ['compartment'])).toBe(false)
  })

  test('has words for every kind of work', () => {
    expect(Object.keys(roleWords)).toEqual([...roles])
  })
})

describe('the last administrator of an institution', () => {
  const administrator = { roles: ['administrator'], state: 'active' }
  const registrar = { roles: ['registrar'], state: 'active' }

  test('can neither be disabled nor given other work only', () => {
    expect(leavesNoAdministrator([registrar], { ...administrator, state: 'disabled' })).toBe(true)
    expect(leavesNoAdministrator([registrar], registrar)).toBe(true)
  })

  test('can change in any other way, and with a second one in every way', () => {
    expect(leavesNoAdministrator([registrar], { roles: ['administrator', 'desk'], state: 'active' })).toBe(false)
    expect(leavesNoAdministrator([administrator], registrar)).toBe(false)
    expect(leavesNoAdministrator([{ ...administrator, state: 'disabled' }], registrar)).toBe(true)
  })
})
