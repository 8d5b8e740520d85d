import type { Role } from '#base/contract.ts'
import { foldName } from '#base/personal-name.ts'

/**
 * How long a session lives: ended after so many minutes in which nobody did anything, and after so many hours in any case. Usually 15
 * and 8 (ASVS 5.0, 7.3): a desk that was left, and a shift.
 */
export type SessionLimits = { idleMinutes: number; hours: number; clocksDiffer?: number }

export function isSessionAlive(session: { openedAt: Date; seenAt: Date }, now: Date, limits: SessionLimits): boolean {
  const minutes = (from: Date) => (now.getTime() - from.getTime()) / 60_000
  if (minutes(session.seenAt) < -(limits.clocksDiffer ?? usualDifference)) return false
  return minutes(session.seenAt) <= limits.idleMinutes && minutes(session.openedAt) <= limits.hours * 60
}

/** By how many minutes the clocks of two servers may differ. A clock put back by more must not make a session longer: it is over. */
const usualDifference = 2

/** How long a session that is over can still be looked up, should somebody ask what happened. */
export const sessionsKeptDays = 30

/** When the session ends at the latest: so long the cookie lasts. */
export function latestEnd(openedAt: Date, { hours }: SessionLimits): Date {
  return new Date(openedAt.getTime() + hours * 3_600_000)
}

/** How long a password is good that somebody else gave: the person chooses their own within these hours, or is given another. */
export const firstPasswordHours = 72

export function isFirstPasswordOver(givenAt: Date | undefined, now: Date): boolean {
  return givenAt !== undefined && now.getTime() - givenAt.getTime() > firstPasswordHours * 3_600_000
}

/**
 * Failed sign-ins of the last 15 minutes, and when each failed last: with this login from this place, with this login from anywhere,
 * from this place with any login. `known`: this login came in from this place before, in the last 30 days.
 */
export type Failures = { here: Failed; byLogin: Failed; byAddress: Failed; known: boolean }
type Failed = { times: number; lastAt?: Date | undefined }
export const failureWindowMinutes = 15

/**
 * What counts as one place: an address of IPv4, and of IPv6 the network of 64 bits, of which one household has them all.
 * Worked: `2001:db8::1:2:3:4` and `2001:db8::5` → `2001:db8:0:0`; `::ffff:192.0.2.1` → `192.0.2.1`.
 */
export function placeOf(address: string): string {
  const [, four] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  if (four || !address.includes(':')) return four ?? address
  const [before = '', after] = address.toLowerCase().split('%')[0]!.split('::')
  const [left, right] = [before, after ?? ''].map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = after === undefined ? [] : Array.from({ length: 8 - left!.length - right!.length }, () => '0')
  return [...left!, ...zeros, ...right!]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/**
 * Seconds to wait before the next try, 0 when there is nothing to wait for: after five failures with one login from one place the
 * wait there doubles from 5 s up to 5 minutes. A login that fails 100 times from many places waits 10 s, a place that fails 50 times
 * (many people may share one) a minute; but not where the person has come in before: no stranger keeps somebody from their own desk.
 * Worked: 5 failures → 5 s, 6 → 10 s, 9 → 80 s, 11 and more → 300 s.
 */
export function secondsToWait({ here, byLogin, byAddress, known }: Failures, now: Date): number {
  const left = (wait: number, since: Date | undefined) => (since ? Math.ceil(wait - (now.getTime() - since.getTime()) / 1000) : 0)
  return Math.max(
    0,
    here.times >= 5 ? left(Math.min(300, 5 * 2 ** (here.times - 5)), here.lastAt) : 0,
    byLogin.times >= 100 && !known ? left(10, byLogin.lastAt) : 0,
    byAddress.times >= 50 && !known ? left(60, byAddress.lastAt) : 0,
  )
}

/** Words that open too many doors. A password that holds one of them and little else is refused. */
const wornOut = [
  'password',
  'contrase',
  'guatemala',
  'migracion',
  'qwerty',
  'asdf',
  '1234',
  'abcd',
  'admin',
  'bienvenid',
  'ceiba',
]

export type PasswordFinding = 'too-short' | 'too-long' | 'too-common' | 'holds-login'

/** What speaks against a password; nothing when it may be used. Length counts, mixtures of signs do not (NIST SP 800-63B). */
export function passwordFindings(password: string, login: string): PasswordFinding[] {
  const findings: PasswordFinding[] = []
  const plain = password.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const left = wornOut.reduce((rest, word) => rest.replaceAll(word, ''), plain)
  // What is short is seldom more than that: more words make it long and uncommon at once.
  if (password.length < 12) findings.push('too-short')
  else if (new Set(left).size < 6) findings.push('too-common')
  if (password.length > 128) findings.push('too-long')
  if (plain.includes(login.toLowerCase())) findings.push('holds-login')
  return findings
}

/** A recovery code as it was issued, `abcd-2345`, however it was typed: capitals, spaces, without the hyphen. */
export function recoveryCodeAsIssued(typed: string): string {
  const signs = typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return `${signs.slice(0, 4)}-${signs.slice(4)}`
}

/** Does every word that was typed stand in the account's name or login? Accents and capitals do not matter. */
export function isFoundBy(account: { login: string; name: string }, typed: string): boolean {
  const text = `${foldName(account.name)} ${account.login}`
  return typed.split(/\s+/).every((word) => text.includes(foldName(word)) || text.includes(word.toLowerCase()))
}

type Work<C extends string> = { mustChange: boolean; roles: Role[]; compartments: C[]; secondFactor: boolean }

/**
 * Must this account switch a second factor on before it has any work? `demanded`: the roles of which it is demanded, and `compartment`
 * for everybody who sees the records of one.
 */
export function mustEnrol(
  { roles, compartments, secondFactor }: Omit<Work<string>, 'mustChange'>,
  demanded: readonly string[],
): boolean {
  if (secondFactor) return false
  return roles.some((role) => demanded.includes(role)) || (compartments.length > 0 && demanded.includes('compartment'))
}

/** What an account does now: who must first change the password, or switch a second factor on, has no work until then and sees nobody. */
export function workNow<C extends string>(account: Work<C>, demanded: readonly string[]): { roles: Role[]; compartments: C[] } {
  if (account.mustChange || mustEnrol(account, demanded)) return { roles: [], compartments: [] }
  return { roles: account.roles, compartments: account.compartments }
}

/** Within how many hours a second administrator confirms that an entry is reset. */
export const resetHours = 24

/** Within how many minutes an authenticator answers the challenge that it was given. */
export const challengeMinutes = 5

/** How long a token is good that was given for a machine's key. */
export const tokenMinutes = 15

/** The scopes of a token: all of the key's, or those asked for, separated by spaces; undefined when one is not the key's. */
export function scopesAsked<S extends string>(own: readonly S[], asked: string | undefined): S[] | undefined {
  const wanted = (asked ?? '').split(' ').filter((one) => one !== '')
  if (wanted.length === 0) return [...own]
  return wanted.every((one) => (own as readonly string[]).includes(one)) ? own.filter((one) => wanted.includes(one)) : undefined
}

/** The compartments that a change opens to an account. Closing one needs nobody else; opening does. */
export function opened(before: readonly string[], after: readonly string[]): string[] {
  return after.filter((compartment) => !before.includes(compartment))
}

/** Would this change leave the institution without anybody who can administer its accounts? */
export function leavesNoAdministrator(
  others: { roles: readonly string[]; state: string }[],
  changed: { roles: readonly string[]; state: string },
): boolean {
  const administers = (account: { roles: readonly string[]; state: string }) =>
    account.state === 'active' && account.roles.includes('administrator')
  return !others.some(administers) && !administers(changed)
}
