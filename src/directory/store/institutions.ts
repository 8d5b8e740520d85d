import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { type EntryState, InstitutionEntry, type InstitutionFields } from '../contract/entries.ts'
import { type Change, changedBy } from './territory.ts'

const columns = sql`
  institution_id as id, acronym, name, kind, parent_id as "parentId", role, legal_basis as "legalBasis", phone, address, sources,
  confidence, note, state, state_reason as "stateReason", version, changed_at as "changedAt", ${changedBy}
  from directory.institution`

/** Institutions of a kind and a state; all where neither is given. */
export function institutions(
  db: Database,
  filters: { kind?: string | undefined; state: EntryState | 'all' } = { state: 'all' },
): Promise<InstitutionEntry[]> {
  return db.many(
    InstitutionEntry,
    sql`
    select ${columns}
    where (${filters.kind}::text is null or kind = ${filters.kind})
      and (${filters.state} = 'all' or state = ${filters.state})
    order by institution_id`,
  )
}

export function institutionById(db: Database, id: string): Promise<InstitutionEntry | undefined> {
  return db.maybe(InstitutionEntry, sql`select ${columns} where institution_id = ${id}`)
}

export async function insertInstitution(
  db: Database,
  { institutionId: id, ...wanted }: InstitutionFields & { institutionId: string },
  { accountId, institutionId, now }: Change,
): Promise<void> {
  await db.run(sql`
    insert into directory.institution (institution_id, acronym, name, kind, parent_id, role, legal_basis, phone, address, sources,
      confidence, note, changed_at, changed_by, changed_for)
    values (${id}, ${wanted.acronym}, ${wanted.name}, ${wanted.kind}, ${wanted.parentId}, ${wanted.role}, ${wanted.legalBasis},
      ${wanted.phone}, ${wanted.address}, ${wanted.sources}, ${wanted.confidence}, ${wanted.note}, ${now}, ${accountId},
      ${institutionId})`)
}

/** Saves if the entry is still at this version; false when somebody changed it since. */
export async function saveInstitution(
  db: Database,
  { institutionId: id, ...wanted }: InstitutionFields & { institutionId: string; version: number },
  { accountId, institutionId, now }: Change,
): Promise<boolean> {
  const saved = await db.run(sql`
    update directory.institution
    set acronym = ${wanted.acronym}, name = ${wanted.name}, kind = ${wanted.kind}, parent_id = ${wanted.parentId},
      role = ${wanted.role}, legal_basis = ${wanted.legalBasis}, phone = ${wanted.phone}, address = ${wanted.address},
      sources = ${wanted.sources}, confidence = ${wanted.confidence}, note = ${wanted.note}, version = version + 1,
      changed_at = ${now}, changed_by = ${accountId}, changed_for = ${institutionId}
    where institution_id = ${id}
      and version = ${wanted.version}`)
  return saved === 1
}

/** Archives or brings back; the reason stays with an archived entry and with the journal. False when changed since. */
export async function setInstitutionState(
  db: Database,
  wanted: { institutionId: string; version: number; state: EntryState; reason: string },
  { accountId, institutionId, now }: Change,
): Promise<boolean> {
  const saved = await db.run(sql`
    update directory.institution
    set state = ${wanted.state}, state_reason = ${wanted.state === 'archived' ? wanted.reason : undefined}, version = version + 1,
      changed_at = ${now}, changed_by = ${accountId}, changed_for = ${institutionId}
    where institution_id = ${wanted.institutionId}
      and version = ${wanted.version}`)
  return saved === 1
}

const Dependents = z.object({ units: z.number(), facilities: z.number(), accounts: z.number() })

/** How many active units, facilities and accounts stand on an institution. */
export function dependentsOf(db: Database, id: string): Promise<z.infer<typeof Dependents>> {
  return db.one(
    Dependents,
    sql`
    select
      (select count(*) from directory.institution where parent_id = ${id} and state = 'active') as units,
      (select count(*) from directory.facility where operator_id = ${id} and state = 'active') as facilities,
      (select count(distinct account_id)
       from access.membership
       join access.account using (account_id)
       where institution_id = ${id}
         and account.state = 'active') as accounts`,
  )
}
