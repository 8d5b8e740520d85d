import { uuidv7 } from 'uuidv7'
import { type Command, nameOf, stepUpMinutes } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { keepingWhatWasWritten } from '#server/db.ts'
import type { Circumstances, Settings } from '#server/http.ts'
import { entryById, record } from '#server/journal.ts'
import { hashOf, newToken } from '#server/secrets.ts'
import type { Me } from '../contract/calls.ts'
import { failureWindowMinutes, latestEnd, mustEnrol, placeOf, secondsToWait, sessionsKeptDays, workNow } from '../rules.ts'
import * as store from '../store/accounts.ts'

/** Opens a session for who has shown that it is them, whichever way. */
export async function enter(at: Circumstances, account: store.Secrets): Promise<Me> {
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
  })
  at.cookie(token, latestEnd(at.now, at.settings.session))
  return meOf(account, at.settings)
}

/** The person of this session has shown again that it is them; gives until when that counts. */
export async function confirmed(at: Circumstances): Promise<{ until: string }> {
  await store.confirmSession(at.db, at.who.sessionId, at.now)
  return { until: new Date(at.now.getTime() + stepUpMinutes * 60_000).toISOString() }
}

/** The signed-in person, as their own screen shows it. */
export function meOf(account: store.Secrets, { secondFactorFor }: Settings): Me {
  const { accountId, login, name, institutionId, mustChange, secondFactor, totpSecret } = account
  const work = workNow(account, secondFactorFor)
  return {
    accountId,
    login,
    name,
    institutionId,
    mustChange,
    secondFactor,
    authenticator: totpSecret !== undefined,
    mustEnrol: mustEnrol(account, secondFactorFor),
    ...work,
  }
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
  return async (status: number, code: string, account: store.Secrets | undefined, seen: object = {}): Promise<Problem> => {
    const refusal = new Problem(status, code)
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
