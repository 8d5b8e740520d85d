import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import type { Errand, Identity } from '#server/identity-provider.ts'
import { IdentityLink } from '../contract/oidc.ts'

/** How many errands were begun from a place since then. */
export async function errandsBegun(db: Database, placeHash: Buffer, since: Date): Promise<number> {
  const { times } = await db.one(
    z.object({ times: z.number() }),
    sql`select count(*) as times from access.identity_errand where place_hash = ${placeHash} and begun_at > ${since}`,
  )
  return times
}

/** Keeps an errand until it ends, and forgets those that are over. */
export async function insertErrand(
  db: Database,
  errand: Omit<Errand, 'state'> & { errandHash: Buffer; stateHash: Buffer; placeHash: Buffer; now: Date; endsAt: Date },
): Promise<void> {
  await db.run(sql`delete from access.identity_errand where ends_at < ${errand.now}`)
  await db.run(sql`
    insert into access.identity_errand (errand_hash, state_hash, nonce, verifier, place_hash, begun_at, ends_at)
    values (${errand.errandHash}, ${errand.stateHash}, ${errand.nonce}, ${errand.verifier}, ${errand.placeHash}, ${errand.now},
      ${errand.endsAt})`)
}

/** Takes an errand that came back with its state, in its browser: only the first time, and only while it is good. */
export function takeErrand(
  db: Database,
  { errandHash, stateHash, now }: { errandHash: Buffer; stateHash: Buffer; now: Date },
): Promise<{ nonce: string; verifier: string } | undefined> {
  return db.maybe(
    z.object({ nonce: z.string(), verifier: z.string() }),
    sql`
    update access.identity_errand
    set taken_at = ${now}
    where errand_hash = ${errandHash}
      and state_hash = ${stateHash}
      and taken_at is null
      and ends_at > ${now}
    returning nonce, verifier`,
  )
}

export async function closeErrand(db: Database, errandHash: Buffer, { issuer, subject, strong }: Identity): Promise<void> {
  await db.run(sql`
    update access.identity_errand
    set issuer = ${issuer}, subject = ${subject}, strong = ${strong}
    where errand_hash = ${errandHash}`)
}

const Came = z.object({ issuer: z.string(), subject: z.string(), strong: z.boolean() })

/** An errand that came back and is still good; without an identity when the answer was refused. Nobody else uses it meanwhile. */
export async function errandBack(db: Database, errandHash: Buffer, now: Date): Promise<Identity | 'refused' | undefined> {
  const came = await db.maybe(
    Came,
    sql`
    select coalesce(issuer, '') as issuer, coalesce(subject, '') as subject, strong
    from access.identity_errand
    where errand_hash = ${errandHash}
      and taken_at is not null
      and ends_at > ${now}
    for update`,
  )
  if (!came) return undefined
  return came.issuer && came.subject ? { issuer: came.issuer, subject: came.subject, strong: came.strong } : 'refused'
}

export async function forgetErrand(db: Database, errandHash: Buffer): Promise<void> {
  await db.run(sql`delete from access.identity_errand where errand_hash = ${errandHash}`)
}

type Known = Pick<Identity, 'issuer' | 'subject'>
const Linked = z.object({ accountId: z.uuid(), proved: z.boolean() })

/** The account that an identity opens, and whether its person has come in that way before. */
export function accountLinkedTo(db: Database, { issuer, subject }: Known): Promise<z.infer<typeof Linked> | undefined> {
  return db.maybe(
    Linked,
    sql`
    select account_id as "accountId", proved_at is not null as proved
    from access.identity_link
    where issuer = ${issuer}
      and subject = ${subject}`,
  )
}

export async function proveLink(db: Database, accountId: string, now: Date): Promise<void> {
  await db.run(sql`update access.identity_link set proved_at = ${now} where account_id = ${accountId} and proved_at is null`)
}

/** What the person of an identity tells the administrator; the last one counts. */
export async function keepReference(
  db: Database,
  { issuer, subject }: Known,
  { referenceHash, now, endsAt }: { referenceHash: Buffer; now: Date; endsAt: Date },
): Promise<void> {
  await db.run(sql`delete from access.identity_reference where ends_at < ${now}`)
  await db.run(sql`
    insert into access.identity_reference (issuer, subject, reference_hash, ends_at)
    values (${issuer}, ${subject}, ${referenceHash}, ${endsAt})
    on conflict (issuer, subject) do update set reference_hash = excluded.reference_hash, ends_at = excluded.ends_at`)
}

/** The identity that was refused with this reference; the reference is used up. */
export function takeReference(db: Database, referenceHash: Buffer, now: Date): Promise<Known | undefined> {
  return db.maybe(
    z.object({ issuer: z.string(), subject: z.string() }),
    sql`
    delete from access.identity_reference
    where reference_hash = ${referenceHash}
      and ends_at > ${now}
    returning issuer, subject`,
  )
}

/** Links an identity to an account; false when one of the two is linked already. */
export async function insertLink(
  db: Database,
  { issuer, subject }: Known,
  link: { accountId: string; institutionId: string; by: string; now: Date },
): Promise<boolean> {
  const made = await db.run(sql`
    insert into access.identity_link (account_id, issuer, subject, institution_id, linked_by, linked_at)
    values (${link.accountId}, ${issuer}, ${subject}, ${link.institutionId}, ${link.by}, ${link.now})
    on conflict do nothing`)
  return made === 1
}

export function linkOf(db: Database, accountId: string): Promise<z.infer<typeof IdentityLink> | undefined> {
  return db.maybe(
    IdentityLink,
    sql`
    select linker.name as "linkedBy", linked_at as "linkedAt", proved_at is not null as proved
    from access.identity_link
    join access.account linker on linker.account_id = linked_by
    where identity_link.account_id = ${accountId}`,
  )
}

/** Takes an account's link away; false when there was none. */
export async function removeLink(db: Database, accountId: string): Promise<boolean> {
  return (await db.run(sql`delete from access.identity_link where account_id = ${accountId}`)) === 1
}
