import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { Login } from '#access/contract/calls.ts'
import * as accounts from '#access/store/accounts.ts'
import { removeLink } from '#access/store/oidc.ts'
import { deletePasskeys } from '#access/store/passkeys.ts'
import type { Role } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { type Database, sql } from '#server/db.ts'
import { record } from '#server/journal.ts'
import type { OpenDatabase } from '#server/open.ts'
import { hashPassword, newPassword } from '#server/secrets.ts'

/**
 * Adds an account; its first password must be changed at the first sign-in.
 * Throws `login-wrong`, `login-taken` or `institution-unknown`.
 */
export async function addAccount(
  database: OpenDatabase,
  wanted: { login: string; name: string; institutionId: string; roles: Role[] },
): Promise<{ login: string; password: string }> {
  const login = Login.safeParse(wanted.login).data
  if (!login) throw new Problem(422, 'login-wrong', { login: wanted.login })
  const password = newPassword()
  const passwordHash = await hashPassword(password)
  const now = new Date()
  await database.doors.transaction({}, async (db) => {
    if (await accounts.secretsByLogin(db, login)) throw new Problem(409, 'login-taken', { login })
    await institutionMustExist(db, wanted.institutionId)
    const accountId = uuidv7()
    await accounts.insertAccount(db, { ...wanted, accountId, login, passwordHash, mustChange: true, demonstration: false, now })
    await onCommandLine(db, 'ceiba user add', { accountId, institutionId: wanted.institutionId, roles: wanted.roles }, now)
  })
  return { login, password }
}

/** Gives a new first password, removes the second factors and the link to an identity provider, ends the sessions. Throws `account-not-found`. */
export async function resetAccount(
  database: Pick<OpenDatabase, 'doors'>,
  login: string,
): Promise<{ login: string; password: string }> {
  const password = newPassword()
  const passwordHash = await hashPassword(password)
  const now = new Date()
  await database.doors.transaction({}, async (db) => {
    const account = await accounts.secretsByLogin(db, login.toLowerCase())
    if (!account) throw new Problem(404, 'account-not-found')
    await accounts.setPassword(db, account.accountId, passwordHash, now)
    await accounts.setSecondFactor(db, account.accountId, undefined)
    await deletePasskeys(db, account.accountId)
    await removeLink(db, account.accountId)
    await accounts.endSessions(db, account.accountId, now)
    await onCommandLine(db, 'ceiba user reset', { accountId: account.accountId }, now)
  })
  return { login: login.toLowerCase(), password }
}

async function institutionMustExist(db: Database, institutionId: string): Promise<void> {
  const found = await db.maybe(
    z.object({ id: z.string() }),
    sql`
    select institution_id as id
    from directory.institution
    where institution_id = ${institutionId}`,
  )
  if (!found) throw new Problem(404, 'institution-unknown', { institutionId })
}

/** What is done at the command line stands in the journal too, without an account: whoever can do it owns the machine. */
function onCommandLine(db: Database, call: string, input: unknown, now: Date): Promise<void> {
  return record(db, { entryId: uuidv7(), at: now, kind: 'command', call, subjects: [], input })
}
