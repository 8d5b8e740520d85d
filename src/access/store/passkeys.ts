import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { Passkey } from '../contract/passkeys.ts'

const Credential = z.object({
  passkeyId: z.uuid(),
  accountId: z.uuid(),
  credentialId: z.string(),
  publicKey: z.instanceof(Buffer),
  counter: z.number(),
})
export type Credential = z.infer<typeof Credential>

const shown = sql`select passkey_id as "passkeyId", name, made_at as "madeAt", used_at as "usedAt" from access.passkey`

export function passkeysOf(db: Database, accountId: string): Promise<Passkey[]> {
  return db.many(Passkey, sql`${shown} where account_id = ${accountId} order by made_at, passkey_id`)
}

export function credentialsOf(db: Database, accountId: string): Promise<Credential[]> {
  return db.many(Credential, sql`${credential} where account_id = ${accountId}`)
}

const credential = sql`
  select passkey_id as "passkeyId", account_id as "accountId", credential_id as "credentialId", public_key as "publicKey", counter
  from access.passkey`

export function credentialById(db: Database, credentialId: string): Promise<Credential | undefined> {
  return db.maybe(Credential, sql`${credential} where credential_id = ${credentialId}`)
}

export async function insertPasskey(
  db: Database,
  passkey: Credential & { name: string; transports: readonly string[]; now: Date },
): Promise<Passkey> {
  const { passkeyId, accountId, credentialId, publicKey, counter, name, transports, now } = passkey
  await db.run(sql`
    insert into access.passkey (passkey_id, account_id, credential_id, public_key, counter, transports, name, made_at)
    values (${passkeyId}, ${accountId}, ${credentialId}, ${publicKey}, ${counter}, ${transports}, ${name}, ${now})`)
  return db.one(Passkey, sql`${shown} where passkey_id = ${passkeyId}`)
}

/**
 * Keeps how often the authenticator says it was used; false when that is no more than it said before: then there are two of it.
 * Those that do not count say 0 each time.
 */
export async function keepUse(db: Database, passkeyId: string, counter: number, now: Date): Promise<boolean> {
  const used = await db.run(sql`
    update access.passkey
    set counter = ${counter}, used_at = ${now}
    where passkey_id = ${passkeyId}
      and (counter < ${counter} or (counter = 0 and ${counter} = 0))`)
  return used === 1
}

/** Two that are removed at once are removed one after the other. */
export async function lockPasskeys(db: Database, accountId: string): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(hashtext('access.passkey'), hashtext(${accountId}))`)
}

/** Removes one passkey of the account; false when it has none such. */
export async function deletePasskey(db: Database, accountId: string, passkeyId: string): Promise<boolean> {
  return (await db.run(sql`delete from access.passkey where passkey_id = ${passkeyId} and account_id = ${accountId}`)) === 1
}

export async function deletePasskeys(db: Database, accountId: string): Promise<void> {
  await db.run(sql`delete from access.passkey where account_id = ${accountId}`)
}

/** Keeps a challenge until then, and forgets those that are over. */
export async function insertChallenge(
  db: Database,
  challenge: { hash: Buffer; accountId: string | undefined; now: Date; endsAt: Date },
): Promise<void> {
  const { hash, accountId, now, endsAt } = challenge
  await db.run(sql`delete from access.challenge where ends_at < ${now}`)
  await db.run(sql`
    insert into access.challenge (challenge_hash, account_id, ends_at) values (${hash}, ${accountId}, ${endsAt})`)
}

/** Takes a challenge away; false when it was never given for this, was taken before, or is over. */
export async function takeChallenge(db: Database, hash: Buffer, now: Date): Promise<boolean> {
  return (await db.run(sql`delete from access.challenge where challenge_hash = ${hash} and ends_at > ${now}`)) === 1
}
