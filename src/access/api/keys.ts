import { Problem } from '#base/problem.ts'
import type { Database, Doors } from '#server/db.ts'
import type { Handlers, Session } from '#server/http.ts'
import { hashOf, newToken } from '#server/secrets.ts'
import type { keys as contract } from '../contract/keys.ts'
import { scopesAsked, tokenMinutes } from '../rules.ts'
import * as store from '../store/keys.ts'

/** What secrets and tokens begin with, so that whoever finds one in a file knows what it opens. */
const secretSign = 'ceiba_'
const tokenSign = 'ceiba_t_'

/** The machine behind what an `Authorization: Bearer` holds, a key's secret or a token given for it; none when it is not good (any more). */
export async function machineOf(
  doors: Doors,
  bearer: string,
  now: Date,
  { demonstration }: { demonstration: boolean },
): Promise<Session | undefined> {
  const find = bearer.startsWith(tokenSign) ? store.keyByToken : store.keyBySecret
  const key = await find(doors.alone, hashOf(bearer), now)
  if (!key || (key.demonstration && !demonstration)) return undefined
  if (!key.usedAt || now.getTime() - key.usedAt.getTime() > 60_000)
    await doors.transaction({}, (db) => store.touchKey(db, key.keyId, now))
  const { keyId, institutionId, scopes } = key
  return { sessionId: keyId, accountId: keyId, institutionId, roles: [], compartments: [], scopes }
}

export const keys: Handlers<typeof contract> = {
  async listKeys(_, { db, who }) {
    return store.keysOf(db, who.institutionId)
  },

  async addKey({ keyId, name, scopes, days }, { db, who, now, demonstration }) {
    const secret = `${secretSign}${newToken()}`
    const endsAt = new Date(now.getTime() + days * 86_400_000)
    const { institutionId, accountId: madeBy } = who
    await store.insertKey(db, {
      keyId,
      name,
      institutionId,
      secretHash: hashOf(secret),
      scopes,
      madeBy,
      now,
      endsAt,
      demonstration,
    })
    return { key: await ownKey(db, keyId, institutionId), secret }
  },

  async revokeKey({ keyId }, { db, who, now }) {
    await ownKey(db, keyId, who.institutionId)
    await store.revokeKey(db, keyId, now)
    return ownKey(db, keyId, who.institutionId)
  },

  async giveToken({ client_id, client_secret, scope }, { db, now, demonstration }) {
    const key = await store.keyBySecret(db, hashOf(client_secret), now)
    if (!key || key.keyId !== client_id || (key.demonstration && !demonstration))
      throw new Problem(401, 'key-wrong', { error: 'invalid_client' })
    const scopes = scopesAsked(key.scopes, scope)
    if (!scopes) throw new Problem(400, 'scope-wrong', { error: 'invalid_scope', allowed: key.scopes.join(' ') })
    const access_token = `${tokenSign}${newToken()}`
    const endsAt = new Date(now.getTime() + tokenMinutes * 60_000)
    await store.insertToken(db, { tokenHash: hashOf(access_token), keyId: key.keyId, scopes, now, endsAt })
    await store.touchKey(db, key.keyId, now)
    return { access_token, token_type: 'Bearer', expires_in: tokenMinutes * 60, scope: scopes.join(' ') }
  },
}

/** What is not of the own institution does not exist. */
async function ownKey(db: Database, keyId: string, institutionId: string) {
  const key = await store.keyById(db, keyId, institutionId)
  if (!key) throw new Problem(404, 'key-not-found')
  return key
}
