import { foldName } from '#base/personal-name.ts'
import type { FacilityFields, InstitutionEntry } from '../contract/entries.ts'

/** Why an entry cannot be written so: a stable code with words, and what the words need. */
export type Refusal = { code: string; details?: Record<string, unknown> }

const placeMembers = ['countrySubdivision', 'departmentCode', 'municipalityCode', 'address', 'phone', 'lat', 'lon'] as const

/**
 * The members that tell where a specialised shelter stands; none for every other kind. Its place is known to those who
 * work in it and written nowhere. A telephone number has a region too.
 */
export function placeToldBy(facility: Pick<FacilityFields, 'kind' | (typeof placeMembers)[number]>): string[] {
  return facility.kind === 'shelter_trafficking' ? placeMembers.filter((member) => facility[member] !== undefined) : []
}

/**
 * What speaks against a facility as written; nothing when it can be kept. `before` is the entry it replaces: a shelter whose
 * place is secret stays one, or a change of kind would be the way round.
 */
export function facilityRefusal(
  facility: FacilityFields,
  known: {
    departments: { has(code: string): boolean }
    municipality: { departmentCode: string } | undefined
    operator: InstitutionEntry | undefined
  },
  before?: { kind: string; operatorId?: string | undefined },
): Refusal | undefined {
  const told = placeToldBy(facility)
  const uncovered = before?.kind === 'shelter_trafficking' && facility.kind !== 'shelter_trafficking'
  if (told.length > 0 || uncovered) return { code: 'place-stays-secret', details: { members: uncovered ? ['kind'] : told } }
  if (facility.country !== 'GT' && (facility.municipalityCode || facility.departmentCode)) return { code: 'place-abroad' }
  if (facility.departmentCode && !known.departments.has(facility.departmentCode))
    return { code: 'department-unknown', details: { department: facility.departmentCode } }
  if (facility.municipalityCode && !known.municipality)
    return { code: 'municipality-unknown', details: { municipality: facility.municipalityCode } }
  if (known.municipality && facility.departmentCode && known.municipality.departmentCode !== facility.departmentCode)
    return {
      code: 'municipality-of-other-department',
      details: { municipality: facility.municipalityCode, department: facility.departmentCode },
    }
  if ((facility.lat === undefined) !== (facility.lon === undefined)) return { code: 'coordinates-incomplete' }
  if (facility.operatorId !== before?.operatorId) return institutionRefusal(facility.operatorId, known.operator)
  return undefined
}

/** A chosen institution must be there and at work. */
function institutionRefusal(wanted: string | undefined, found: Pick<InstitutionEntry, 'state'> | undefined): Refusal | undefined {
  if (!wanted) return undefined
  if (!found) return { code: 'institution-unknown', details: { institution: wanted } }
  return found.state === 'archived' ? { code: 'institution-archived', details: { institution: wanted } } : undefined
}

/** What speaks against placing an institution under a parent: unknown, archived, itself, or one of its own units. */
export function parentRefusal(
  institutionId: string,
  parentId: string | undefined,
  institutions: readonly InstitutionEntry[],
  before?: { parentId?: string | undefined },
): Refusal | undefined {
  if (!parentId || parentId === before?.parentId) return undefined
  const byId = new Map(institutions.map((one) => [one.id, one]))
  const above = new Set<string>()
  for (let id: string | undefined = parentId; id && !above.has(id); id = byId.get(id)?.parentId) above.add(id)
  if (above.has(institutionId)) return { code: 'parent-below-itself', details: { institution: parentId } }
  return institutionRefusal(parentId, byId.get(parentId))
}

/** An institution that others stand on is not archived; nothing when it may be. */
export function archiveRefusal(use: { units: number; facilities: number; accounts: number }): Refusal | undefined {
  return use.units + use.facilities + use.accounts > 0 ? { code: 'institution-in-use', details: use } : undefined
}

/**
 * The id of a new entry, out of its acronym or name: `Casa del Migrante Esquipulas` → `casa-del-migrante-esquipulas`.
 * A number follows when the id is taken. Never empty.
 */
export function newEntryId(name: string, taken: ReadonlySet<string>, longest = 40): string {
  const words = foldName(name).replace(/[^a-z0-9 ]/g, '')
  const base = words
    .trim()
    .replace(/ +/g, '-')
    .slice(0, longest - 4)
    .replace(/-$/, '')
  const stem = base.length < 2 ? `entrada-${base}`.replace(/-$/, '') : base
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? stem : `${stem}-${number}`
    if (!taken.has(id)) return id
  }
}

/** Mobile numbers of Guatemala begin with 3, 4 or 5; landlines with 2, 6 or 7. A mobile may be somebody's own: worth a question, no more. */
export function looksPersonal(phone: string): boolean {
  return /^(\+?502)?[345]\d{7}$/.test(phone.replace(/[^\d+]/g, ''))
}

/** Do INE and OCHA number this municipality differently? True of Sansare and Sanarate alone. */
export function codesDiffer(municipality: { code: string; ochaPcode: string }): boolean {
  return municipality.ochaPcode !== `GT${municipality.code}`
}

/** `14.8347, -91.5180`, as a map copies them; `undefined` when it is no pair of coordinates. */
export function coordinatesIn(text: string): { lat: number; lon: number } | undefined {
  const [, lat, lon] = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text) ?? []
  const found = { lat: Number(lat), lon: Number(lon) }
  return lat && lon && Math.abs(found.lat) <= 90 && Math.abs(found.lon) <= 180 ? found : undefined
}
