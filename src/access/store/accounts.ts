import { z } from 'zod'
import { codesOf, compartments } from '#base/codes.ts'
import { Role } from '#base/contract.ts'
import { type Database, type Statements, sql } from '#server/db.ts'
import { Account, OpenSession } from '../contract/calls.ts'
import type { Failures } from '../rules.ts'

const Instant = z.iso.datetime().transform((text) => new Date(text))

const Secrets = z.object({
  accountId: z.uuid(),
  login: z.string(),
  name: z.string(),
  passwordHash: z.string(),
  mustChange: z.boolean(),
  passwordGivenAt: Instant.optional(),
  totpSecret: z.string().optional(),
  secondFactor: z.boolean(),
  totpStep: z.number(),
  recoveryHashes: z.array(z.string()),
  state: z.enum(['active', 'disabled']),
  demonstration: z.boolean(),
  institutionId: z.string(),
  roles: z.array(Role),
  compartments: z.array(codesOf(compartments)),
})
export type Secrets = z.infer<typeof Secrets>

/** A second factor is an authenticator program or a passkey. */
const hasSecondFactor = sql`(totp_secret is not null or exists (select from access.passkey where passkey.account_id = account.account_id))`

const secretColumns = sql`
  account.account_id as "accountId", login, name, password_hash as "passwordHash", must_change as "mustChange",
  password_given_at as "passwordGivenAt", totp_secret as "totpSecret", ${hasSecondFactor} as "secondFactor", totp_step as "totpStep", recovery_hashes as "recoveryHashes", state, demonstration,
  work.institution_id as "institutionId", work.roles,
  array(
    select compartment
    from access.compartment_member
    where compartment_member.account_id = account.account_id
      and compartment_member.institution_id = work.institution_id
    order by compartment) as compartments
  from access.account
  join lateral (
    select institution_id, array_agg(role order by role) as roles
    from access.membership
    where membership.account_id = account.account_id
    group by institution_id
    order by institution_id
    limit 1
  ) work on true`

export function secretsByLogin(db: Database, login: string): Promise<Secrets | undefined> {
  return db.maybe(Secrets, sql`select ${secretColumns} where login = ${login}`)
}

export function secretsById(db: Database, accountId: string): Promise<Secrets | undefined> {
  return db.maybe(Secrets, sql`select ${secretColumns} where account.account_id = ${accountId}`)
}

/** A record opened to the account in an emergency; its hours may be over. */
const LiveGrant = z.object({
  grantId: z.uuid(),
  subjectId: z.uuid(),
  institutionId: z.string(),
  compartment: z
    .string()
    .nullable()
    .transform((compartment) => compartment ?? undefined),
  until: z.string(),
})

const LiveSession = z.object({
  sessionId: z.uuid(),
  accountId: z.uuid(),
  institutionId: z.string(),
  openedAt: Instant,
  seenAt: Instant,
  confirmedAt: Instant.optional(),
  mustChange: z.boolean(),
  secondFactor: z.boolean(),
  throughProvider: z.boolean(),
  strong: z.boolean(),
  demonstration: z.boolean(),
  roles: z.array(Role),
  compartments: z.array(codesOf(compartments)),
  grants: z.array(LiveGrant),
})

/** The session behind a token, if neither it nor its account has been ended. */
export function sessionByToken(db: Statements, tokenHash: Buffer): Promise<z.infer<typeof LiveSession> | undefined> {
  return db.maybe(
    LiveSession,
    sql`
    select session_id as "sessionId", session.account_id as "accountId", session.institution_id as "institutionId",
      opened_at as "openedAt", seen_at as "seenAt", confirmed_at as "confirmedAt", must_change as "mustChange", demonstration,
      ${hasSecondFactor} or strong as "secondFactor", through_provider as "throughProvider", strong,
      array(
        select role
        from access.membership
        where membership.account_id = session.account_id
          and membership.institution_id = session.institution_id) as roles,
      array(
        select compartment
        from access.compartment_member
        where compartment_member.account_id = session.account_id
          and compartment_member.institution_id = session.institution_id) as compartments,
      array(
        select json_build_object('grantId', grant_id, 'subjectId', subject_id, 'institutionId', owner_id, 'compartment', compartment,
          'until', until)
        from access.break_glass
        where break_glass.account_id = session.account_id
          and break_glass.state = 'open') as grants
    from access.session
    join access.account using (account_id)
    where token_hash = ${tokenHash}
      and ended_at is null
      and state = 'active'`,
  )
}

export async function touchSession(db: Database, sessionId: string, now: Date): Promise<void> {
  await db.run(sql`update access.session set seen_at = ${now} where session_id = ${sessionId}`)
}

export async function openSession(
  db: Database,
  session: {
    sessionId: string
    tokenHash: Buffer
    accountId: string
    institutionId: string
    now: Date
    agent: string | undefined
    placeHash?: Buffer
    /** Through an identity provider; does it vouch for a second factor? */
    through?: { strong: boolean } | undefined
  },
): Promise<void> {
  await db.run(sql`
    insert into access.session (session_id, token_hash, account_id, institution_id, opened_at, seen_at, confirmed_at, agent, place_hash,
      through_provider, strong)
    values (${session.sessionId}, ${session.tokenHash}, ${session.accountId}, ${session.institutionId}, ${session.now},
      ${session.now}, ${session.now}, ${session.agent}, ${session.placeHash}, ${session.through !== undefined},
      ${session.through?.strong ?? false})`)
}

/** The person of this session has shown again that it is them. */
export async function confirmSession(db: Database, sessionId: string, now: Date): Promise<void> {
  await db.run(sql`update access.session set confirmed_at = ${now} where session_id = ${sessionId}`)
}

/** Ends one open session of the account; false when there is none such. */
export async function endSession(db: Database, accountId: string, sessionId: string, now: Date): Promise<boolean> {
  return (
    (await db.run(sql`
    update access.session
    set ended_at = ${now}
    where session_id = ${sessionId}
      and account_id = ${accountId}
      and ended_at is null`)) === 1
  )
}

/** Ends the account's sessions but the one to keep; gives how many. */
export function endSessions(db: Database, accountId: string, now: Date, keep?: string): Promise<number> {
  return db.run(sql`
    update access.session
    set ended_at = ${now}
    where account_id = ${accountId}
      and ended_at is null
      and session_id is distinct from ${keep ?? null}::uuid`)
}

export function openSessionsOf(
  db: Database,
  accountId: string,
  current: string,
  since: { seen: Date; opened: Date },
): Promise<z.infer<typeof OpenSession>[]> {
  return db.many(
    OpenSession,
    sql`
    select session_id as "sessionId", opened_at as "openedAt", seen_at as "seenAt", agent, session_id = ${current} as current
    from access.session
    where account_id = ${accountId}
      and ended_at is null
      and seen_at > ${since.seen}
      and opened_at > ${since.opened}
    order by seen_at desc`,
  )
}

/** Removes sessions last used before then; gives how many. An account's last one stays: it says when the account was last seen. */
export function forgetSessions(db: Database, before: Date): Promise<number> {
  return db.run(sql`
    delete from access.session
    where seen_at < ${before}
      and exists (
        select from access.session later
        where later.account_id = session.account_id
          and (later.seen_at, later.session_id) > (session.seen_at, session.session_id))`)
}

/** Lets one try at a login from one place at a time be counted: it holds until the transaction ends. */
export async function lockTries(db: Database, loginHash: Buffer, address: string): Promise<void> {
  const which = `${loginHash.toString('hex')} ${address}`
  await db.run(sql`select pg_advisory_xact_lock(hashtext('access.attempt'), hashtext(${which}))`)
}

const Failed = z.object({ times: z.number(), lastAt: Instant.optional() })

/** How often a login, and an address, failed since then, and whether an account came in from a place after `knownSince`. */
export async function failuresSince(
  db: Database,
  tried: { login: string; loginHash: Buffer; address: string; placeHash: Buffer },
  since: Date,
  knownSince: Date,
): Promise<Failures> {
  const { login, loginHash, address, placeHash } = tried
  const times = sql`select count(*) as times, max(at) as "lastAt" from access.attempt where at > ${since}`
  const { known } = await db.one(
    z.object({ known: z.boolean() }),
    sql`
    select exists (
      select from access.session
      join access.account using (account_id)
      where login = ${login}
        and place_hash = ${placeHash}
        and opened_at > ${knownSince}) as known`,
  )
  return {
    here: await db.one(Failed, sql`${times} and login_hash = ${loginHash} and address = ${address}`),
    byLogin: await db.one(Failed, sql`${times} and login_hash = ${loginHash}`),
    byAddress: await db.one(Failed, sql`${times} and address = ${address}`),
    known,
  }
}

export async function recordFailure(
  db: Database,
  loginHash: Buffer,
  address: string,
  now: Date,
  forgetBefore: Date,
): Promise<void> {
  await db.run(sql`delete from access.attempt where at < ${forgetBefore}`)
  await db.run(sql`insert into access.attempt (at, login_hash, address) values (${now}, ${loginHash}, ${address})`)
}

/** Forgets what a login failed at one place: what strangers failed elsewhere still counts there. */
export async function forgetFailures(db: Database, loginHash: Buffer, address: string): Promise<void> {
  await db.run(sql`delete from access.attempt where login_hash = ${loginHash} and address = ${address}`)
}

/** Sets a password: one's own, or one that somebody else gave then and that must be changed. */
export async function setPassword(
  db: Database,
  accountId: string,
  passwordHash: string,
  givenAt: Date | undefined,
): Promise<void> {
  await db.run(sql`
    update access.account
    set password_hash = ${passwordHash}, must_change = ${givenAt !== undefined}, password_given_at = ${givenAt}, version = version + 1
    where account_id = ${accountId}`)
}

export async function setSecondFactor(
  db: Database,
  accountId: string,
  factor: { secret: string; step: number; recoveryHashes: string[] } | undefined,
): Promise<void> {
  await db.run(sql`
    update access.account
    set totp_secret = ${factor?.secret}, totp_step = ${factor?.step ?? 0}, recovery_hashes = ${factor?.recoveryHashes ?? []},
      version = version + 1
    where account_id = ${accountId}`)
}

/** Marks a time step as used; false when it, or a later one, was used before (a code works once). */
export async function takeStep(db: Database, accountId: string, step: number): Promise<boolean> {
  return (
    (await db.run(sql`
    update access.account
    set totp_step = ${step}
    where account_id = ${accountId}
      and totp_step < ${step}`)) === 1
  )
}

/** Strikes out a recovery code; false when it is none of the account's. */
export async function strikeRecoveryCode(db: Database, accountId: string, codeHash: string): Promise<boolean> {
  return (
    (await db.run(sql`
    update access.account
    set recovery_hashes = array_remove(recovery_hashes, ${codeHash})
    where account_id = ${accountId}
      and ${codeHash} = any(recovery_hashes)`)) === 1
  )
}

const accountColumns = sql`
  account.account_id as "accountId", login, name, membership.institution_id as "institutionId",
  array_agg(distinct role order by role) as roles,
  array(
    select compartment
    from access.compartment_member
    where compartment_member.account_id = account.account_id
      and compartment_member.institution_id = membership.institution_id
    order by compartment) as compartments,
  state, ${hasSecondFactor} as "secondFactor", must_change as "mustChange",
  (select max(seen_at) from access.session where session.account_id = account.account_id) as "lastSeenAt", version
  from access.account
  join access.membership using (account_id)`

/** Lets one change at a time decide who administers an institution: two administrators could else remove each other. */
export async function lockAdministration(db: Database, institutionId: string): Promise<void> {
  await db.run(sql`select pg_advisory_xact_lock(hashtext('access.administration'), hashtext(${institutionId}))`)
}

export function accountsOf(db: Database, institutionId: string): Promise<Account[]> {
  return db.many(
    Account,
    sql`
    select ${accountColumns}
    where institution_id = ${institutionId}
    group by account.account_id, membership.institution_id
    order by login`,
  )
}

export function accountById(db: Database, accountId: string, institutionId: string): Promise<Account | undefined> {
  return db.maybe(
    Account,
    sql`
    select ${accountColumns}
    where account.account_id = ${accountId}
      and institution_id = ${institutionId}
    group by account.account_id, membership.institution_id`,
  )
}

export async function insertAccount(
  db: Database,
  account: {
    accountId: string
    login: string
    name: string
    passwordHash: string
    mustChange: boolean
    demonstration: boolean
    institutionId: string
    roles: readonly Role[]
    now: Date
  },
): Promise<void> {
  await db.run(sql`
    insert into access.account (account_id, login, name, password_hash, must_change, password_given_at, demonstration, created_at)
    values (${account.accountId}, ${account.login}, ${account.name}, ${account.passwordHash}, ${account.mustChange},
      ${account.mustChange ? account.now : undefined}, ${account.demonstration}, ${account.now})`)
  await setRoles(db, account.accountId, account.institutionId, account.roles)
}

export async function setRoles(db: Database, accountId: string, institutionId: string, roles: readonly Role[]): Promise<void> {
  await db.run(sql`delete from access.membership where account_id = ${accountId} and institution_id = ${institutionId}`)
  await db.run(sql`
    insert into access.membership (account_id, institution_id, role)
    select ${accountId}, ${institutionId}, role
    from unnest(${roles}::text[]) as role
    group by role`)
}

/** The compartments of an account become these; who opened one that stays, and when, stays too. */
export async function setCompartments(
  db: Database,
  member: { accountId: string; institutionId: string; compartments: readonly string[]; by: string; now: Date },
): Promise<void> {
  const { accountId, institutionId, compartments, by, now } = member
  await db.run(sql`
    delete from access.compartment_member
    where account_id = ${accountId}
      and institution_id = ${institutionId}
      and compartment <> all(${compartments}::text[])`)
  await db.run(sql`
    insert into access.compartment_member (account_id, institution_id, compartment, added_by, added_at)
    select ${accountId}, ${institutionId}, compartment, ${by}, ${now}
    from unnest(${compartments}::text[]) as compartment
    on conflict do nothing`)
}

/** Saves name and state if the account is still at this version; false when somebody changed it since. */
export async function saveAccount(
  db: Database,
  account: { accountId: string; name: string; state: 'active' | 'disabled'; version: number },
): Promise<boolean> {
  return (
    (await db.run(sql`
    update access.account
    set name = ${account.name}, state = ${account.state}, version = version + 1
    where account_id = ${account.accountId}
      and version = ${account.version}`)) === 1
  )
}
