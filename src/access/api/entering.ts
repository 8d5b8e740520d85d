import { uuidv7 } from 'uuidv7'
import { type Command, nameOf, stepUpMinutes } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { type Database, keepingWhatWasWritten } from '#server/db.ts'
import type { Circumstances, Settings } from '#server/http.ts'
import { entryById, record } from '#server/journal.ts'
import { hashOf, newToken, totpStep } from '#server/secrets.ts'
import type { Me } from '../contract/calls.ts'
import {
  failureWindowMinutes,
  firstPasswordHours,
  isFirstPasswordOver,
  latestEnd,
  mustEnrol,
  placeOf,
  recoveryCodeAsIssued,
  secondsToWait,
  sessionsKeptDays,
  workNow,
} from '../rules.ts'
import * as store from '../store/accounts.ts'

/** Throws `demonstration-login` or `first-password-over`: whoever it is, this account lets nobody in now. */
export function mayEnter({ demonstration, now }: Circumstances, account: store.Secrets): void {
  if (account.demonstration && !demonstration) throw new Problem(403, 'demonstration-login')
  if (isFirstPasswordOver(account.passwordGivenAt, now))
    throw new Problem(403, 'first-password-over', { hours: firstPasswordHours })
}

/** Opens a session for who has shown that it is them, whichever way; `through`: an identity provider, which may vouch for two factors. */
export async function enter(at: Circumstances, account: store.Secrets, through?: { strong: boolean }): Promise<Me> {
  const place = placeOf(at.address)
  await store.forgetFailures(at.db, hashOf(account.login), place)
  const token = newToken()
  const { accountId, institutionId } = account
  // Who signs in on top of an open session leaves none behind that nobody will end.
  if (at.visitor) await store.endSession(at.db, at.visitor.accountId, at.visitor.sessionId, at.now)
  await store.openSession(at.db, {
    sessionId: uuidv7(),
    tokenHash: hashOf(token),
    accountId,
    institutionId,
    now: at.now,
    agent: at.agent?.slice(0, 200),
    placeHash: hashOf(place),
    through,
  })
  at.cookie(token, latestEnd(at.now, at.settings.session))
  return meOf(account, at.settings, through?.strong)
}

/** The person of this session has shown again that it is them; gives until when that counts. */
export async function confirmed(at: Circumstances): Promise<{ until: string }> {
  await store.confirmSession(at.db, at.who.sessionId, at.now)
  return { until: new Date(at.now.getTime() + stepUpMinutes * 60_000).toISOString() }
}

/** The signed-in person, as their own screen shows it. */
export function meOf(account: store.Secrets, { secondFactorFor }: Settings, strong = false): Me {
  const { accountId, login, name, institutionId, mustChange, secondFactor, totpSecret } = account
  const factored = { ...account, secondFactor: secondFactor || strong }
  const work = workNow(factored, secondFactorFor)
  return {
    accountId,
    login,
    name,
    institutionId,
    mustChange,
    secondFactor,
    authenticator: totpSecret !== undefined,
    mustEnrol: mustEnrol(factored, secondFactorFor),
    ...work,
  }
}

/** A code of the authenticator, or a recovery code; each works once. */
export async function isSecondFactor(db: Database, account: store.Secrets, code: string, now: Date): Promise<boolean> {
  const step = totpStep(account.totpSecret!, code, now)
  if (step !== undefined) return store.takeStep(db, account.accountId, step)
  return store.strikeRecoveryCode(db, account.accountId, hashOf(recoveryCodeAsIssued(code)).toString('hex'))
}

/**
 * Throws `too-many-tries` while this login must wait here. What it gives counts a failed try, writes it into the journal, with what was
 * `seen` and the refusal does not tell, and makes its refusal. Tries at one login from one place go one after the other until they are
 * counted, also those of other processes: of many guesses sent at once no more are heard than of guesses in a row.
 */
export async function tries(at: Circumstances, login: string, call: Command) {
  const { db, now } = at
  const place = placeOf(at.address)
  const loginHash = hashOf(login)
  const since = new Date(now.getTime() - failureWindowMinutes * 60_000)
  const knownSince = new Date(now.getTime() - sessionsKeptDays * 86_400_000)
  await store.lockTries(db, loginHash, place)
  const tried = { login, loginHash, address: place, placeHash: hashOf(place) }
  const wait = secondsToWait(await store.failuresSince(db, tried, since, knownSince), now)
  if (wait > 0) throw new Problem(429, 'too-many-tries', { retryAfter: wait })
  type More = { details?: Record<string, unknown>; seen?: Record<string, unknown> }
  return async (status: number, code: string, account: store.Secrets | undefined, { details, seen }: More = {}) => {
    const refusal = new Problem(status, code, details)
    // What was recorded already fails when it comes again, and is answered as it was then: that is no try.
    if (await entryById(db, at.entryId, { input: undefined, digest: undefined })) return refusal
    await store.recordFailure(db, loginHash, place, now, since)
    await record(db, {
      entryId: uuidv7(),
      at: now,
      kind: 'refusal',
      call: nameOf(call),
      account: account?.accountId,
      institution: account?.institutionId,
      subjects: [],
      // A pseudonym: whether two tries came from one place can be told without keeping where.
      output: { code, ...seen, from: hashOf(place).toString('hex').slice(0, 12) },
    })
    return keepingWhatWasWritten(refusal)
  }
}
