import { z } from 'zod'
import { Scope } from '#base/contract.ts'
import { type Database, type Statements, sql } from '#server/db.ts'
import { ServiceKey } from '../contract/keys.ts'

const columns = sql`
  key_id as "keyId", account.name, scopes, maker.name as "madeBy", made_at as "madeAt", ends_at as "endsAt", used_at as "usedAt",
  revoked_at as "revokedAt"
  from access.service_key
  join access.account on account.account_id = key_id
  join access.account maker on maker.account_id = made_by`

export function keysOf(db: Database, institutionId: string): Promise<ServiceKey[]> {
  return db.many(ServiceKey, sql`select ${columns} where institution_id = ${institutionId} order by made_at desc, key_id`)
}

export function keyById(db: Database, keyId: string, institutionId: string): Promise<ServiceKey | undefined> {
  return db.maybe(ServiceKey, sql`select ${columns} where key_id = ${keyId} and institution_id = ${institutionId}`)
}

/** The key's account has a password that nobody has and no work: nobody signs in with it, and no list of accounts shows it. */
export async function insertKey(
  db: Database,
  key: {
    keyId: string
    name: string
    institutionId: string
    secretHash: Buffer
    scopes: readonly Scope[]
    madeBy: string
    now: Date
    endsAt: Date
    demonstration: boolean
  },
): Promise<void> {
  await db.run(sql`
    insert into access.account (account_id, login, name, password_hash, demonstration, created_at)
    values (${key.keyId}, ${`llave:${key.keyId}`}, ${key.name}, '', ${key.demonstration}, ${key.now})`)
  await db.run(sql`
    insert into access.service_key (key_id, institution_id, secret_hash, scopes, made_by, made_at, ends_at)
    values (${key.keyId}, ${key.institutionId}, ${key.secretHash}, ${key.scopes}, ${key.madeBy}, ${key.now}, ${key.endsAt})`)
}

/** Revokes a key and its tokens; one that is revoked stays as it is. */
export async function revokeKey(db: Database, keyId: string, now: Date): Promise<void> {
  await db.run(sql`update access.service_key set revoked_at = ${now} where key_id = ${keyId} and revoked_at is null`)
  await db.run(sql`delete from access.service_token where key_id = ${keyId}`)
}

const LiveKey = z.object({
  keyId: z.uuid(),
  institutionId: z.string(),
  scopes: z.array(Scope),
  usedAt: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .optional(),
  demonstration: z.boolean(),
})
export type LiveKey = z.infer<typeof LiveKey>

const live = (scopes: ReturnType<typeof sql>, now: Date) => sql`
  select key_id as "keyId", institution_id as "institutionId", ${scopes} as scopes, used_at as "usedAt", demonstration
  from access.service_key
  join access.account on account_id = key_id
  where revoked_at is null
    and service_key.ends_at > ${now}
    and state = 'active'`

/** The key with this secret, if it is still good. */
export function keyBySecret(db: Statements, secretHash: Buffer, now: Date): Promise<LiveKey | undefined> {
  return db.maybe(LiveKey, sql`${live(sql`scopes`, now)} and secret_hash = ${secretHash}`)
}

/** The key for which this token was given, with the token's scopes, if both are still good. */
export async function keyByToken(db: Statements, tokenHash: Buffer, now: Date): Promise<LiveKey | undefined> {
  const Given = z.object({ keyId: z.uuid(), scopes: z.array(Scope) })
  const given = await db.maybe(
    Given,
    sql`select key_id as "keyId", scopes from access.service_token where token_hash = ${tokenHash} and ends_at > ${now}`,
  )
  return given && db.maybe(LiveKey, sql`${live(sql`${given.scopes}::text[]`, now)} and key_id = ${given.keyId}`)
}

export async function touchKey(db: Database, keyId: string, now: Date): Promise<void> {
  await db.run(sql`update access.service_key set used_at = ${now} where key_id = ${keyId}`)
}

/** Keeps a token of a key, and forgets the key's tokens that are over. */
export async function insertToken(
  db: Database,
  token: { tokenHash: Buffer; keyId: string; scopes: readonly Scope[]; now: Date; endsAt: Date },
): Promise<void> {
  await db.run(sql`delete from access.service_token where key_id = ${token.keyId} and ends_at <= ${token.now}`)
  await db.run(sql`
    insert into access.service_token (token_hash, key_id, scopes, ends_at)
    values (${token.tokenHash}, ${token.keyId}, ${token.scopes}, ${token.endsAt})`)
}
