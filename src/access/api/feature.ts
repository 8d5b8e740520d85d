import { uuidv7 } from 'uuidv7'
import type { Command } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import type { Database, Doors } from '#server/db.ts'
import { type Circumstances, feature, type Handlers, type Session } from '#server/http.ts'
import { wayOut } from '#server/identity-provider.ts'
import { record } from '#server/journal.ts'
import {
  hashOf,
  hashPassword,
  isPassword,
  newPassword,
  newRecoveryCodes,
  newTotpSecret,
  totpAddress,
  totpStep,
} from '#server/secrets.ts'
import { access as contract } from '../contract/calls.ts'
import { emergency as emergencies } from '../contract/emergency.ts'
import { permissions as permitting } from '../contract/permissions.ts'
import {
  isFoundBy,
  isSessionAlive,
  leavesNoAdministrator,
  opened,
  passwordFindings,
  resetHours,
  type SessionLimits,
  sessionsKeptDays,
  workNow,
} from '../rules.ts'
import * as store from '../store/accounts.ts'
import { removeLink } from '../store/oidc.ts'
import { deletePasskeys } from '../store/passkeys.ts'
import * as resets from '../store/resets.ts'
import { emergency, forget } from './emergency.ts'
import { confirmed, enter, isSecondFactor, mayEnter, meOf, tries } from './entering.ts'
import { keys } from './keys.ts'
import { oidc } from './oidc.ts'
import { passkeys } from './passkeys.ts'
import { permissions } from './permissions.ts'

type Asked = { demonstration: boolean; byItself: boolean; limits: SessionLimits; secondFactorFor: readonly string[] }

/**
 * The session behind a cookie's token; none when it is over, or when its account belongs to a demonstration and this is none.
 * What a screen asks by itself does not prolong it.
 */
export async function sessionOf(
  doors: Doors,
  token: string,
  now: Date,
  { demonstration, byItself, limits, secondFactorFor }: Asked,
): Promise<Session | undefined> {
  const session = await store.sessionByToken(doors.alone, hashOf(token))
  if (!session || !isSessionAlive(session, now, limits)) return undefined
  if (session.demonstration && !demonstration) return undefined
  if (!byItself && now.getTime() - session.seenAt.getTime() > 60_000)
    await doors.transaction({}, (db) => store.touchSession(db, session.sessionId, now))
  const grants = session.grants.filter(({ until }) => Date.parse(until) > now.getTime())
  return { ...session, ...workNow(session, secondFactorFor), grants }
}

/** Forgets sessions that are long over; gives how many. Done every day, in nobody's name, and journalled. */
export function forgetOldSessions(doors: Doors, now: Date): Promise<number> {
  return doors.transaction({}, async (db) => {
    const forgotten = await store.forgetSessions(db, new Date(now.getTime() - sessionsKeptDays * 86_400_000))
    const call = 'daily forget-sessions'
    if (forgotten > 0)
      await record(db, { entryId: uuidv7(), at: now, kind: 'command', call, subjects: [], output: { forgotten } })
    return forgotten
  })
}

const calls = { ...contract, ...permitting, ...emergencies }

const handlers: Handlers<typeof calls> = {
  ...permissions,
  ...keys,
  ...emergency,
  ...passkeys,
  ...oidc,

  async readState(_, { db, visitor, demonstration, settings }) {
    const account = visitor && (await store.secretsById(db, visitor.accountId))
    const reset = account?.mustChange ? await resets.lastReset(db, account.accountId) : undefined
    const me = account && { ...meOf(account, settings, visitor?.strong), reset }
    const provider = settings.provider !== undefined
    return { me, demonstration, secondFactorFor: [...settings.secondFactorFor], provider }
  },

  async signIn({ login, password, code }, at) {
    const failed = await tries(at, login, contract.signIn)
    const account = await store.secretsByLogin(at.db, login)
    const right = await isPassword(password, account?.passwordHash)
    if (!account || !right || account.state !== 'active') throw await failed(401, 'sign-in-wrong', account)
    mayEnter(at, account)
    if (account.totpSecret) {
      if (!code) throw new Problem(401, 'second-factor-needed')
      if (!(await isSecondFactor(at.db, account, code, at.now))) throw await failed(401, 'second-factor-wrong', account)
    } else if (account.secondFactor) throw new Problem(401, 'passkey-needed')
    return enter(at, account)
  },

  async signOut(_, { db, who, now, cookie, settings: { provider }, fetch }) {
    await store.endSession(db, who.accountId, who.sessionId, now)
    cookie(undefined)
    return { address: provider && who.throughProvider ? await wayOut(provider, fetch) : undefined }
  },

  async confirmSelf({ password, code }, at) {
    const { account, failed } = await confirmedSelf(at, password, contract.confirmSelf)
    if (account.totpSecret) {
      if (!code) throw new Problem(422, 'second-factor-needed')
      if (!(await isSecondFactor(at.db, account, code, at.now))) throw await failed(422, 'second-factor-wrong', account)
    } else if (account.secondFactor) throw new Problem(422, 'passkey-needed')
    return confirmed(at)
  },

  async signOutEverywhere(_, { db, who, now, cookie }) {
    cookie(undefined)
    return { ended: await store.endSessions(db, who.accountId, now) }
  },

  async readSessions(_, { db, who, now, settings }) {
    return store.openSessionsOf(db, who.accountId, who.sessionId, since(now, settings.session))
  },

  async endSession({ sessionId }, { db, who, now, cookie }) {
    if (!(await store.endSession(db, who.accountId, sessionId, now))) throw new Problem(404, 'session-not-found')
    if (sessionId === who.sessionId) cookie(undefined)
    return {}
  },

  async changePassword({ current, wanted }, at) {
    const { account } = await confirmedSelf(at, current, contract.changePassword)
    const findings = passwordFindings(wanted, account.login)
    if (wanted === current) throw new Problem(422, 'password-same')
    if (findings.length > 0) throw new Problem(422, 'password-weak', { findings })
    await store.setPassword(at.db, account.accountId, await hashPassword(wanted), undefined)
    await store.endSessions(at.db, account.accountId, at.now, at.who.sessionId)
    return {}
  },

  async beginSecondFactor({ password }, at) {
    const { account } = await confirmedSelf(at, password, contract.beginSecondFactor)
    const secret = newTotpSecret()
    return { secret, address: totpAddress(secret, account.login) }
  },

  async confirmSecondFactor({ secret, code, password }, at) {
    const { account } = await confirmedSelf(at, password, contract.confirmSecondFactor)
    // The one that is on is switched off first, which takes its code.
    if (account.totpSecret) throw new Problem(409, 'stale')
    const step = totpStep(secret, code, at.now)
    if (step === undefined) throw new Problem(422, 'second-factor-not-confirmed')
    const recoveryCodes = newRecoveryCodes()
    const recoveryHashes = recoveryCodes.map((recovery) => hashOf(recovery).toString('hex'))
    await store.setSecondFactor(at.db, account.accountId, { secret, step, recoveryHashes })
    // Whoever got in with the password alone is out.
    await store.endSessions(at.db, account.accountId, at.now, at.who.sessionId)
    return { recoveryCodes }
  },

  async removeSecondFactor({ password, code }, at) {
    const { account, failed } = await confirmedSelf(at, password, contract.removeSecondFactor)
    if (account.totpSecret && !(await isSecondFactor(at.db, account, code, at.now)))
      throw await failed(422, 'second-factor-wrong', account)
    await store.setSecondFactor(at.db, account.accountId, undefined)
    return {}
  },

  async listAccounts({ text, state }, { db, who }) {
    const accounts = await store.accountsOf(db, who.institutionId)
    return accounts.filter((account) => (!state || account.state === state) && isFoundBy(account, text))
  },

  async readAccount({ accountId }, { db, who }) {
    return ownAccount(db, accountId, who.institutionId)
  },

  async addAccount({ accountId, login, name, roles }, { db, who, now, demonstration }) {
    if (await store.secretsByLogin(db, login)) throw new Problem(409, 'login-taken', { login })
    const password = newPassword()
    const passwordHash = await hashPassword(password)
    const { institutionId } = who
    await store.insertAccount(db, {
      accountId,
      login,
      name,
      roles,
      institutionId,
      passwordHash,
      mustChange: true,
      demonstration,
      now,
    })
    return { account: await ownAccount(db, accountId, institutionId), password }
  },

  async changeAccount({ accountId, version, ...wanted }, { db, who, now }) {
    await store.lockAdministration(db, who.institutionId)
    const before = await ownAccount(db, accountId, who.institutionId)
    const after = { ...before, ...wanted }
    const others = (await store.accountsOf(db, who.institutionId)).filter((account) => account.accountId !== accountId)
    if (leavesNoAdministrator(others, after)) throw new Problem(409, 'last-administrator')
    const opens = opened(before.compartments, after.compartments)
    if (opens.length > 0 && accountId === who.accountId) throw new Problem(403, 'own-compartments')
    if (!(await store.saveAccount(db, { ...after, version }))) throw new Problem(409, 'stale', { current: before })
    const { institutionId, accountId: by } = who
    if (wanted.roles) await store.setRoles(db, accountId, institutionId, wanted.roles)
    if (wanted.compartments)
      await store.setCompartments(db, { accountId, institutionId, compartments: wanted.compartments, by, now })
    if (after.state === 'disabled') await store.endSessions(db, accountId, now)
    return ownAccount(db, accountId, who.institutionId)
  },

  async readAccountSessions({ accountId }, { db, who, now, settings }) {
    await ownAccount(db, accountId, who.institutionId)
    return store.openSessionsOf(db, accountId, who.sessionId, since(now, settings.session))
  },

  async endAccountSessions({ accountId }, { db, who, now }) {
    await ownAccount(db, accountId, who.institutionId)
    return { ended: await store.endSessions(db, accountId, now, who.sessionId) }
  },

  async readReset({ accountId }, { db, who, now }) {
    await ownAccount(db, accountId, who.institutionId)
    return { asked: await resets.askedReset(db, accountId, resettable(now)) }
  },

  async resetAccount({ accountId }, { db, who, now, entryId }) {
    // One's own is changed by who knows the password: else a session left open could take the account over.
    if (accountId === who.accountId) throw new Problem(403, 'not-your-work', { may: [] })
    const { secondFactor } = await ownAccount(db, accountId, who.institutionId)
    await store.lockAdministration(db, who.institutionId)
    const { institutionId, accountId: by } = who
    const asked = await resets.askedReset(db, accountId, resettable(now))
    if (!secondFactor) await resets.insertReset(db, { resetId: entryId, accountId, institutionId, askedBy: by, now, doneBy: by })
    else if (asked && asked.askedBy !== by) await resets.closeReset(db, asked.resetId, by, now)
    else {
      if (!(await resets.hasOtherAdministrator(db, institutionId, [by, accountId])))
        throw new Problem(409, 'second-administrator-needed')
      if (!asked) await resets.insertReset(db, { resetId: entryId, accountId, institutionId, askedBy: by, now })
      return { asked: await resets.askedReset(db, accountId, resettable(now)) }
    }
    const password = newPassword()
    await store.setPassword(db, accountId, await hashPassword(password), now)
    await store.setSecondFactor(db, accountId, undefined)
    await deletePasskeys(db, accountId)
    await removeLink(db, accountId)
    await store.endSessions(db, accountId, now)
    return { password }
  },
}

export const access = feature('access', calls, handlers, { forget })

/** Since when a reset that was asked for may still be confirmed. */
const resettable = (now: Date): Date => new Date(now.getTime() - resetHours * 3_600_000)

/** When a session that is open now must have been seen and opened at the earliest. */
function since(now: Date, { idleMinutes, hours }: SessionLimits): { seen: Date; opened: Date } {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  return { seen: ago(idleMinutes), opened: ago(hours * 60) }
}

/** The signed-in account, after its password was typed again: as often wrong as at the sign-in, for a session left open is a door too. */
async function confirmedSelf(at: Circumstances, password: string, call: Command) {
  const account = await store.secretsById(at.db, at.who.accountId)
  if (!account) throw new Problem(401, 'sign-in-needed')
  const failed = await tries(at, account.login, call)
  if (!(await isPassword(password, account.passwordHash))) throw await failed(422, 'password-wrong', account)
  return { account, failed }
}

/** What is not of the own institution does not exist. */
async function ownAccount(db: Database, accountId: string, institutionId: string) {
  const account = await store.accountById(db, accountId, institutionId)
  if (!account) throw new Problem(404, 'account-not-found')
  return account
}
