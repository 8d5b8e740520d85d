import type pg from 'pg'
import sql, { type Sql } from 'sql-template-tag'
import type { Problem } from '#base/problem.ts'
import type { Master, Wrapped } from './master.ts'
import { newKey, openText, readSealed, type Sealed, type SubjectKey, sealMark } from './sealing.ts'

/** The keys that serve the whole register. They lie in the database, wrapped by the master key. */
export type ServiceKeys = {
  /** Blinds what closed records are found by. */
  index: Buffer
  /** Digests what the journal must recognise and not keep. */
  journal: Buffer
}

/** An open vault; or one that does not open, and why: what needs no key goes on without. */
export type Vault = { master: Master; keys: ServiceKeys } | { problem: Problem }

/** The open vault; throws why it is none. */
export function opened(vault: Vault | undefined): { master: Master; keys: ServiceKeys } {
  if (!vault) throw new Error('these doors have no vault')
  if ('problem' in vault) throw vault.problem
  return vault
}

const names = ['index', 'journal'] as const
const ofService = (name: string) => `vault.service_key|${name}`
/** What a person's key is bound to when it is wrapped. */
export const ofSubject = (subjectId: string, version: number) => `vault.subject_key|${subjectId}|${version}`

/** The keys that are stored, in the form the master key takes; none where no key was ever made. */
export async function storedServiceKeys(pool: pg.Pool): Promise<Map<string, Wrapped>> {
  const { rows } = await pool.query('select name, wrapped, master_version from vault.service_key')
  return new Map(rows.map(({ name, wrapped, master_version: version }) => [name, { context: ofService(name), version, wrapped }]))
}

/** Opens the vault of a database, at the first time with new keys. Throws what the master key throws. */
export async function openVault(pool: pg.Pool, master: Master): Promise<Vault> {
  const there = await storedServiceKeys(pool)
  const missing = names.filter((name) => !there.has(name))
  if (missing.length > 0) {
    const made = await master.wrap(missing.map((name) => ({ context: ofService(name), key: newKey() })))
    // Of two programs that start together one is the first; both then read what stands there.
    for (const [at, { wrapped, version }] of made.entries())
      await pool.query({
        text: `insert into vault.service_key (name, wrapped, master_version, made_at) values ($1, $2, $3, now()) on conflict do nothing`,
        values: [missing[at], wrapped, version],
      })
  }
  const stored = await storedServiceKeys(pool)
  const [index, journal] = await master.unwrap(names.map((name) => stored.get(name)!))
  return { master, keys: { index: index!, journal: journal! } }
}

export type Query = (statement: Sql) => Promise<pg.QueryResult>

/** The keys of these people that whoever works now may use: who does not see a record does not see its key. */
async function keysOf(vault: Vault, query: Query, subjectIds: readonly string[]): Promise<Map<string, SubjectKey>> {
  const { rows } = await query(sql`
    select subject_id, version, wrapped, master_version
    from vault.subject_key
    where subject_id = any(${subjectIds}::uuid[])`)
  const keys = await opened(vault).master.unwrap(
    rows.map(({ subject_id, version, wrapped, master_version }) => ({
      context: ofSubject(subject_id, version),
      version: master_version,
      wrapped,
    })),
  )
  return new Map(rows.map(({ subject_id, version }, at) => [subject_id, { key: keys[at]!, version }]))
}

/** The keys of these people are gone: what was sealed with them opens no more, wherever a copy of it is. */
export async function forgetKeys(db: { run(statement: Sql): Promise<number> }, subjectIds: readonly string[]): Promise<void> {
  await db.run(sql`delete from vault.subject_key where subject_id = any(${subjectIds}::uuid[])`)
}

export type Person = { subjectId: string; institutionId: string }

/** The keys of these people; who has none is given one. */
export async function keysFor(vault: Vault, query: Query, people: readonly Person[]): Promise<Map<string, SubjectKey>> {
  const ids = people.map(({ subjectId }) => subjectId)
  const there = await keysOf(vault, query, ids)
  const without = people.filter(({ subjectId }) => !there.has(subjectId))
  if (without.length === 0) return there
  const made = await opened(vault).master.wrap(
    without.map(({ subjectId }) => ({ context: ofSubject(subjectId, 1), key: newKey() })),
  )
  await query(sql`
    insert into vault.subject_key (subject_id, institution_id, version, wrapped, master_version, made_at)
    select made.*, now()
    from unnest(${without.map(({ subjectId }) => subjectId)}::uuid[],
      ${without.map(({ institutionId }) => institutionId)}::text[], ${without.map(() => 1)}::int[],
      ${made.map(({ wrapped }) => wrapped)}::bytea[], ${made.map(({ version }) => version)}::int[]) as made
    on conflict (subject_id) do nothing`)
  return keysOf(vault, query, ids)
}

type Holder = Record<string, unknown> | unknown[]
type Found = { holder: Holder; name: string | number; member: string; row: Record<string, unknown>; sealed: Sealed }

/**
 * Opens every sealed text in rows as they come from the database, in place. This is the only way out of the vault: all rows pass here, so
 * that no reader of a person needs to think of it, and none can forget it. A text whose key is not there (the person was erased, or the
 * reader may not use it) leaves what was readable of it, or nothing. One that stands where it was not put is refused.
 */
export async function unsealRows(rows: Record<string, unknown>[], vault: Vault, query: Query): Promise<void> {
  const found: Found[] = []
  for (const row of rows) for (const name in row) look(row, name, name, row, found)
  if (found.length === 0) return
  const keys = await keysOf(vault, query, [...new Set(found.map(({ sealed }) => sealed.subjectId))])
  for (const one of found) {
    refuseElsewhere(one)
    const key = keys.get(one.sealed.subjectId)
    const text = key && key.version === one.sealed.version ? openText(key, one.sealed) : one.sealed.readable
    if (text !== '' || Array.isArray(one.holder)) (one.holder as Record<string, unknown>)[one.name] = text
    else delete one.holder[one.name]
  }
}

function look(holder: Holder, name: string | number, member: string, row: Record<string, unknown>, found: Found[]): void {
  const value = (holder as Record<string, unknown>)[name]
  if (typeof value === 'string') {
    if (!value.includes(sealMark)) return
    const sealed = readSealed(value)
    if (sealed) found.push({ holder, name, member, row, sealed })
  } else if (Array.isArray(value)) for (let at = 0; at < value.length; at++) look(value, at, member, row, found)
  else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array))
    for (const one in value) look(value as Record<string, unknown>, one, one, row, found)
}

/** A sealed text is of the person of its row, and of the member that it was sealed for. */
function refuseElsewhere({ member, row, sealed }: Found): void {
  const wrongMember = sealed.place.split(/[.|]/).at(-1) !== member
  const wrongPerson = typeof row.subjectId === 'string' && row.subjectId !== sealed.subjectId
  if (wrongMember || wrongPerson) throw new Error(`a sealed text stands in another place: ${sealed.place} as ${member}`)
}
