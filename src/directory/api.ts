import { createHash } from 'node:crypto'
import type { DownloadedFile } from '#base/contract.ts'
import { guatemalaDay } from '#base/day.ts'
import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import { type Circumstances, feature } from '#server/http.ts'
import { writeCsv } from '#server/spreadsheet/write-csv.ts'
import { writeXlsx } from '#server/spreadsheet/write-xlsx.ts'
import {
  directory as contract,
  type FacilityFilters,
  type InstitutionFilters,
  type MunicipalityFilters,
} from './contract/calls.ts'
import type { FacilityEntry, FacilityFields, InstitutionEntry } from './contract/entries.ts'
import { archiveRefusal, facilityRefusal, parentRefusal, type Refusal } from './rules/entries.ts'
import { municipalityFinder } from './rules/municipality-finder.ts'
import { referenceOf } from './rules/reference.ts'
import {
  byName,
  departmentsFound,
  facilitiesFound,
  institutionsFound,
  languagesFound,
  municipalitiesFound,
} from './rules/search.ts'
import { facilitySheet, institutionSheet, languageSheet, municipalitySheet } from './rules/sheets.ts'
import * as facilities from './store/facilities.ts'
import * as institutions from './store/institutions.ts'
import * as territory from './store/territory.ts'

export { loadReference } from './store/reference.ts'

export const directory = feature('directory', contract, {
  async readReference({ known }, { db }) {
    const reference = referenceOf({
      departments: await territory.departments(db),
      municipalities: await territory.municipalities(db),
      languages: await territory.languages(db),
      institutions: await institutions.institutions(db),
      facilities: await facilities.facilities(db),
    })
    const version = createHash('sha256').update(JSON.stringify(reference)).digest('hex').slice(0, 16)
    return version === known ? { version } : { version, reference }
  },

  async listDepartments({ text }, { db }) {
    const all = await territory.departments(db)
    return { departments: departmentsFound(all, text), total: all.length }
  },

  async listMunicipalities(filters, { db }) {
    const { found, total } = await foundMunicipalities(db, filters)
    return { municipalities: found, total }
  },

  async readMunicipality({ code }, { db }) {
    return knownMunicipality(db, code)
  },

  async changeMunicipality(wanted, at) {
    const before = await knownMunicipality(at.db, wanted.code)
    if (!(await territory.saveMunicipality(at.db, wanted, changeOf(at)))) throw new Problem(409, 'stale', { current: before })
    return knownMunicipality(at.db, wanted.code)
  },

  async listLanguages(filters, { db }) {
    const { found, total } = await foundLanguages(db, filters)
    return { languages: found, total }
  },

  async listInstitutions(filters, { db }) {
    const { found, total } = await foundInstitutions(db, filters)
    return { institutions: found, total }
  },

  async readInstitution({ institutionId }, { db }) {
    const institution = await knownInstitution(db, institutionId)
    const all = await institutions.institutions(db)
    const run = await facilities.facilities(db, { operator: institutionId, state: 'all' })
    return { institution, units: byName(all.filter((one) => one.parentId === institutionId)), facilities: byName(run) }
  },

  async addInstitution(wanted, at) {
    const all = await institutions.institutions(at.db)
    if (all.some((one) => one.id === wanted.institutionId))
      throw new Problem(409, 'directory-id-taken', { id: wanted.institutionId })
    refuse(parentRefusal(wanted.institutionId, wanted.parentId, all))
    await institutions.insertInstitution(at.db, wanted, changeOf(at))
    return knownInstitution(at.db, wanted.institutionId)
  },

  async changeInstitution(wanted, at) {
    const before = await knownInstitution(at.db, wanted.institutionId)
    if (before.version !== wanted.version) throw new Problem(409, 'stale', { current: before })
    refuse(parentRefusal(before.id, wanted.parentId, await institutions.institutions(at.db), before))
    if (!(await institutions.saveInstitution(at.db, wanted, changeOf(at)))) throw new Problem(409, 'stale', { current: before })
    return knownInstitution(at.db, before.id)
  },

  async setInstitutionState(wanted, at) {
    const before = await knownInstitution(at.db, wanted.institutionId)
    if (wanted.state === 'archived') refuse(archiveRefusal(await institutions.dependentsOf(at.db, before.id)))
    else refuse(parentRefusal(before.id, before.parentId, await institutions.institutions(at.db)))
    if (!(await institutions.setInstitutionState(at.db, wanted, changeOf(at))))
      throw new Problem(409, 'stale', { current: before })
    return knownInstitution(at.db, before.id)
  },

  async listFacilities(filters, { db }) {
    const { found, total } = await foundFacilities(db, filters)
    return { facilities: found, total }
  },

  async readFacility({ facilityId }, { db }) {
    return knownFacility(db, facilityId)
  },

  async addFacility(wanted, at) {
    const { facilityId } = wanted
    if (await facilities.facilityById(at.db, facilityId)) throw new Problem(409, 'directory-id-taken', { id: facilityId })
    const placed = await placedFacility(at.db, wanted)
    await facilities.insertFacility(at.db, placed, changeOf(at))
    return knownFacility(at.db, facilityId)
  },

  async changeFacility(wanted, at) {
    const before = await knownFacility(at.db, wanted.facilityId)
    if (before.version !== wanted.version) throw new Problem(409, 'stale', { current: before })
    const placed = await placedFacility(at.db, wanted, before)
    if (!(await facilities.saveFacility(at.db, placed, changeOf(at)))) throw new Problem(409, 'stale', { current: before })
    return knownFacility(at.db, before.id)
  },

  async setFacilityState(wanted, at) {
    const before = await knownFacility(at.db, wanted.facilityId)
    if (wanted.state === 'active') await placedFacility(at.db, before)
    if (!(await facilities.setFacilityState(at.db, wanted, changeOf(at)))) throw new Problem(409, 'stale', { current: before })
    return knownFacility(at.db, before.id)
  },

  municipalitiesCsv: async (filters, at) => csvOf(await municipalityRows(filters, at), at),
  municipalitiesXlsx: async (filters, at) => xlsxOf(await municipalityRows(filters, at), at),
  institutionsCsv: async (filters, at) => csvOf(await institutionRows(filters, at), at),
  institutionsXlsx: async (filters, at) => xlsxOf(await institutionRows(filters, at), at),
  facilitiesCsv: async (filters, at) => csvOf(await facilityRows(filters, at), at),
  facilitiesXlsx: async (filters, at) => xlsxOf(await facilityRows(filters, at), at),
  async languagesCsv(filters, at) {
    const { found } = await foundLanguages(at.db, filters)
    return csvOf(languageSheet(found, await departmentNames(at.db), filters.language), at)
  },
})

// Finding

async function foundMunicipalities(db: Database, { text, department }: MunicipalityFilters) {
  const departments = await territory.departments(db)
  const all = await territory.municipalities(db)
  const found = municipalitiesFound(all, departments, text, municipalityFinder(all, departments))
  return { found: department ? found.filter((one) => one.departmentCode === department) : found, total: all.length }
}

async function foundLanguages(db: Database, { text, department }: { text: string; department?: string | undefined }) {
  const all = await territory.languages(db)
  const spoken = department ? all.filter((one) => one.departmentCodes.includes(department)) : all
  return { found: languagesFound(spoken, text), total: all.length }
}

async function foundInstitutions(db: Database, { text, ...filters }: InstitutionFilters) {
  const all = await institutions.institutions(db)
  const found = institutionsFound(await institutions.institutions(db, filters), text)
  return { found, total: all.length, all }
}

async function foundFacilities(db: Database, { text, ...filters }: FacilityFilters) {
  const places = await territory.municipalityNames(db)
  const operators = new Map((await institutions.institutions(db)).map((one) => [one.id, one]))
  const found = facilitiesFound(await facilities.facilities(db, filters), text, { places, operators })
  return { found, total: (await facilities.facilities(db)).length, places, operators }
}

async function departmentNames(db: Database): Promise<Map<string, string>> {
  return new Map((await territory.departments(db)).map((one) => [one.code, one.name]))
}

async function knownMunicipality(db: Database, code: string) {
  const found = await territory.municipalityByCode(db, code)
  if (!found) throw new Problem(404, 'municipality-unknown', { municipality: code })
  return found
}

async function knownInstitution(db: Database, id: string): Promise<InstitutionEntry> {
  const found = await institutions.institutionById(db, id)
  if (!found) throw new Problem(404, 'institution-unknown', { institution: id })
  return found
}

async function knownFacility(db: Database, id: string): Promise<FacilityEntry> {
  const found = await facilities.facilityById(db, id)
  if (!found) throw new Problem(404, 'facility-unknown', { facility: id })
  return found
}

// Keeping

const changeOf = ({ who, now }: Circumstances): territory.Change => ({
  accountId: who.accountId,
  institutionId: who.institutionId,
  now,
})

function refuse(refusal: Refusal | undefined): void {
  if (refusal) throw new Problem(refusal.code === 'institution-in-use' ? 409 : 422, refusal.code, refusal.details)
}

/** The facility with the department of its municipality; throws what speaks against it. */
async function placedFacility<F extends FacilityFields>(db: Database, facility: F, before?: FacilityEntry): Promise<F> {
  const municipality = facility.municipalityCode ? await territory.municipalityByCode(db, facility.municipalityCode) : undefined
  const operator = facility.operatorId ? await institutions.institutionById(db, facility.operatorId) : undefined
  const departments = await departmentNames(db)
  refuse(facilityRefusal(facility, { departments, municipality, operator }, before))
  return { ...facility, departmentCode: municipality?.departmentCode ?? facility.departmentCode }
}

// Files

type Sheet = Parameters<typeof writeCsv>[0]
type In<F> = F & { language: 'es' | 'en' }

async function municipalityRows(filters: In<MunicipalityFilters>, { db }: Circumstances): Promise<Sheet> {
  const { found } = await foundMunicipalities(db, filters)
  return municipalitySheet(found, await departmentNames(db), filters.language)
}

async function institutionRows({ language, ...filters }: In<InstitutionFilters>, { db }: Circumstances): Promise<Sheet> {
  const { found, all } = await foundInstitutions(db, filters)
  return institutionSheet(found, namesOf(all), language)
}

async function facilityRows({ language, ...filters }: In<FacilityFilters>, { db }: Circumstances): Promise<Sheet> {
  const { found, places, operators } = await foundFacilities(db, filters)
  const names = { institutions: namesOf([...operators.values()]), municipalities: places, departments: await departmentNames(db) }
  return facilitySheet(found, names, language)
}

const namesOf = (entries: readonly InstitutionEntry[]) => new Map(entries.map((one) => [one.id, one.name]))

/** `Lugares de atención` on 20 November: `lugares-de-atencion-2026-11-20.csv`. */
function fileName(sheet: Sheet, now: Date, extension: string): string {
  const name = sheet.name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll(' ', '-')
  return `${name}-${guatemalaDay(now)}.${extension}`
}

function csvOf(sheet: Sheet, { now }: Circumstances): DownloadedFile {
  return { name: fileName(sheet, now, 'csv'), bytes: writeCsv(sheet) }
}

async function xlsxOf(sheet: Sheet, { now }: Circumstances): Promise<DownloadedFile> {
  return { name: fileName(sheet, now, 'xlsx'), bytes: await writeXlsx([sheet]) }
}
