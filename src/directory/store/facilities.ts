import { type Database, sql } from '#server/db.ts'
import { type EntryState, FacilityEntry, type FacilityFields } from '../contract/entries.ts'
import { type Change, changedBy } from './territory.ts'

const columns = sql`
  facility_id as id, name, short_name as "shortName", kind, operator_id as "operatorId", country, country_subdivision as "countrySubdivision",
  department_code as "departmentCode", municipality_code as "municipalityCode", address, phone, lat, lon, beds, role, sources,
  source_section as "sourceSection", confidence, note, state, state_reason as "stateReason", version, changed_at as "changedAt",
  ${changedBy}
  from directory.facility`

type Filters = {
  kind?: string | undefined
  operator?: string | undefined
  department?: string | undefined
  country?: string | undefined
  state: EntryState | 'all'
}

/** Facilities by kind, operator, department, country and state; all where none is given. */
export function facilities(db: Database, filters: Filters = { state: 'all' }): Promise<FacilityEntry[]> {
  return db.many(
    FacilityEntry,
    sql`
    select ${columns}
    where (${filters.kind}::text is null or kind = ${filters.kind})
      and (${filters.operator}::text is null or operator_id = ${filters.operator})
      and (${filters.department}::text is null or department_code = ${filters.department})
      and (${filters.country}::text is null or country = ${filters.country})
      and (${filters.state} = 'all' or state = ${filters.state})
    order by facility_id`,
  )
}

export function facilityById(db: Database, id: string): Promise<FacilityEntry | undefined> {
  return db.maybe(FacilityEntry, sql`select ${columns} where facility_id = ${id}`)
}

export async function insertFacility(
  db: Database,
  wanted: FacilityFields & { facilityId: string },
  { accountId, institutionId, now }: Change,
): Promise<void> {
  await db.run(sql`
    insert into directory.facility (facility_id, name, short_name, kind, operator_id, country, country_subdivision, department_code,
      municipality_code, address, phone, lat, lon, beds, role, sources, source_section, confidence, note, changed_at, changed_by,
      changed_for)
    values (${wanted.facilityId}, ${wanted.name}, ${wanted.shortName}, ${wanted.kind}, ${wanted.operatorId}, ${wanted.country},
      ${wanted.countrySubdivision}, ${wanted.departmentCode}, ${wanted.municipalityCode}, ${wanted.address}, ${wanted.phone},
      ${wanted.lat}, ${wanted.lon}, ${wanted.beds}, ${wanted.role}, ${wanted.sources}, ${wanted.sourceSection},
      ${wanted.confidence}, ${wanted.note}, ${now}, ${accountId}, ${institutionId})`)
}

/** Saves if the entry is still at this version; false when somebody changed it since. */
export async function saveFacility(
  db: Database,
  wanted: FacilityFields & { facilityId: string; version: number },
  { accountId, institutionId, now }: Change,
): Promise<boolean> {
  const saved = await db.run(sql`
    update directory.facility
    set name = ${wanted.name}, short_name = ${wanted.shortName}, kind = ${wanted.kind}, operator_id = ${wanted.operatorId}, country = ${wanted.country},
      country_subdivision = ${wanted.countrySubdivision}, department_code = ${wanted.departmentCode},
      municipality_code = ${wanted.municipalityCode}, address = ${wanted.address}, phone = ${wanted.phone}, lat = ${wanted.lat},
      lon = ${wanted.lon}, beds = ${wanted.beds}, role = ${wanted.role}, sources = ${wanted.sources},
      source_section = ${wanted.sourceSection}, confidence = ${wanted.confidence}, note = ${wanted.note}, version = version + 1,
      changed_at = ${now}, changed_by = ${accountId}, changed_for = ${institutionId}
    where facility_id = ${wanted.facilityId}
      and version = ${wanted.version}`)
  return saved === 1
}

/** Archives or brings back; the reason stays with an archived entry and with the journal. False when changed since. */
export async function setFacilityState(
  db: Database,
  wanted: { facilityId: string; version: number; state: EntryState; reason: string },
  { accountId, institutionId, now }: Change,
): Promise<boolean> {
  const saved = await db.run(sql`
    update directory.facility
    set state = ${wanted.state}, state_reason = ${wanted.state === 'archived' ? wanted.reason : undefined}, version = version + 1,
      changed_at = ${now}, changed_by = ${accountId}, changed_for = ${institutionId}
    where facility_id = ${wanted.facilityId}
      and version = ${wanted.version}`)
  return saved === 1
}
