import { z } from 'zod'
import { codesOf } from '#base/codes.ts'
import { command, download, query, Version } from '#base/contract.ts'
import { Department, DepartmentCode, facilityKinds, institutionKinds, Language, MunicipalityCode } from '../contract.ts'
import {
  entryStates,
  FacilityEntry,
  FacilityFields,
  FacilityId,
  InstitutionEntry,
  InstitutionFields,
  InstitutionId,
  MunicipalityEntry,
  Reference,
} from './entries.ts'

const editors = ['directory-editor', 'administrator'] as const
const Text = z.string().trim().max(100).default('')
const State = z.enum(['active', 'archived', 'all']).default('active')
const Reason = z.string().trim().min(3).max(500)

const municipalityFilters = z.object({ text: Text, department: DepartmentCode.optional() })
const institutionFilters = z.object({ text: Text, kind: codesOf(institutionKinds).optional(), state: State })
const facilityFilters = z.object({
  text: Text,
  kind: codesOf(facilityKinds).optional(),
  operator: InstitutionId.optional(),
  department: DepartmentCode.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  state: State,
})
export type MunicipalityFilters = z.infer<typeof municipalityFilters>
export type InstitutionFilters = z.infer<typeof institutionFilters>
export type FacilityFilters = z.infer<typeof facilityFilters>

/** In which language a file's titles and words of codes are written. */
const language = z.enum(['es', 'en']).default('es')
const csv = 'text/csv; charset=utf-8'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const reading = { may: 'signed-in', machines: 'directory', personal: false } as const
const keeping = { may: editors, personal: false } as const

/** The directory is small (hundreds of entries), so lists come whole: no pages. */
export const directory = {
  readReference: query('GET /directory/reference', {
    says: 'What every select needs, in one answer. Pass the version you hold as `known`: if nothing changed, the rest is left out.',
    ...reading,
    input: z.object({ known: z.string().max(64).optional() }),
    output: z.object({ version: z.string(), reference: Reference.optional() }),
  }),

  // Territory
  listDepartments: query('GET /directory/departments', {
    says: 'The 22 departments, by INE code.',
    ...reading,
    input: z.object({ text: Text }),
    output: z.object({ departments: z.array(Department), total: z.int() }),
  }),
  listMunicipalities: query('GET /directory/municipalities', {
    says: 'The 340 municipalities, or those a text finds: name, other name, code, accents or not, misspelt or not; best first.',
    ...reading,
    input: municipalityFilters,
    output: z.object({ municipalities: z.array(MunicipalityEntry), total: z.int() }),
  }),
  readMunicipality: query('GET /directory/municipalities/:code', {
    says: 'One municipality, by its INE code.',
    ...reading,
    input: z.object({ code: MunicipalityCode }),
    output: MunicipalityEntry,
  }),
  changeMunicipality: command('PUT /directory/municipalities/:code', {
    says: 'Writes the other names and the note of a municipality. Its name and codes are the INE’s.',
    ...keeping,
    input: z.object({
      code: MunicipalityCode,
      version: Version,
      otherNames: z.array(z.string().trim().min(2).max(100)).max(20),
      note: z.string().trim().min(1).max(2000).optional(),
    }),
    output: MunicipalityEntry,
  }),
  listLanguages: query('GET /directory/languages', {
    says: 'The languages of Guatemala, in the spelling of the Academia de Lenguas Mayas.',
    ...reading,
    input: z.object({ text: Text, department: DepartmentCode.optional() }),
    output: z.object({ languages: z.array(Language), total: z.int() }),
  }),

  // Institutions
  listInstitutions: query('GET /directory/institutions', {
    says: 'Institutions and their units, by name.',
    ...reading,
    input: institutionFilters,
    output: z.object({ institutions: z.array(InstitutionEntry), total: z.int() }),
  }),
  readInstitution: query('GET /directory/institutions/:institutionId', {
    says: 'One institution with its units and facilities.',
    ...reading,
    input: z.object({ institutionId: InstitutionId }),
    output: z.object({
      institution: InstitutionEntry,
      units: z.array(InstitutionEntry),
      facilities: z.array(FacilityEntry),
    }),
  }),
  addInstitution: command('POST /directory/institutions', {
    says: 'Adds an institution or a unit of one.',
    ...keeping,
    input: InstitutionFields.extend({ institutionId: InstitutionId }),
    output: InstitutionEntry,
  }),
  changeInstitution: command('PUT /directory/institutions/:institutionId', {
    says: 'Writes what is known about an institution; what is left out is not known.',
    ...keeping,
    input: InstitutionFields.extend({ institutionId: InstitutionId, version: Version }),
    output: InstitutionEntry,
  }),
  setInstitutionState: command('PUT /directory/institutions/:institutionId/state', {
    says: 'Archives an institution, or brings it back; nothing is deleted. One with units, facilities or accounts at work stays.',
    ...keeping,
    input: z.object({ institutionId: InstitutionId, version: Version, state: codesOf(entryStates), reason: Reason }),
    output: InstitutionEntry,
  }),

  // Facilities
  listFacilities: query('GET /directory/facilities', {
    says: 'The places where people are attended, by name.',
    ...reading,
    input: facilityFilters,
    output: z.object({ facilities: z.array(FacilityEntry), total: z.int() }),
  }),
  readFacility: query('GET /directory/facilities/:facilityId', {
    says: 'One facility.',
    ...reading,
    input: z.object({ facilityId: FacilityId }),
    output: FacilityEntry,
  }),
  addFacility: command('POST /directory/facilities', {
    says: 'Adds a facility. A specialised shelter is never given a place.',
    ...keeping,
    input: FacilityFields.extend({ facilityId: FacilityId }),
    output: FacilityEntry,
  }),
  changeFacility: command('PUT /directory/facilities/:facilityId', {
    says: 'Writes what is known about a facility; what is left out is not known.',
    ...keeping,
    input: FacilityFields.extend({ facilityId: FacilityId, version: Version }),
    output: FacilityEntry,
  }),
  setFacilityState: command('PUT /directory/facilities/:facilityId/state', {
    says: 'Archives a facility, so that it is no longer offered, or brings it back; nothing is deleted.',
    ...keeping,
    input: z.object({ facilityId: FacilityId, version: Version, state: codesOf(entryStates), reason: Reason }),
    output: FacilityEntry,
  }),

  // Files: the lists with their filters, to work on elsewhere
  municipalitiesCsv: download('GET /directory/municipalities.csv', {
    says: 'Municipalities as CSV.',
    ...reading,
    input: municipalityFilters.extend({ language }),
    media: csv,
  }),
  municipalitiesXlsx: download('GET /directory/municipalities.xlsx', {
    says: 'Municipalities as XLSX.',
    ...reading,
    input: municipalityFilters.extend({ language }),
    media: xlsx,
  }),
  institutionsCsv: download('GET /directory/institutions.csv', {
    says: 'Institutions as CSV.',
    ...reading,
    input: institutionFilters.extend({ language }),
    media: csv,
  }),
  institutionsXlsx: download('GET /directory/institutions.xlsx', {
    says: 'Institutions as XLSX.',
    ...reading,
    input: institutionFilters.extend({ language }),
    media: xlsx,
  }),
  facilitiesCsv: download('GET /directory/facilities.csv', {
    says: 'Facilities as CSV.',
    ...reading,
    input: facilityFilters.extend({ language }),
    media: csv,
  }),
  facilitiesXlsx: download('GET /directory/facilities.xlsx', {
    says: 'Facilities as XLSX.',
    ...reading,
    input: facilityFilters.extend({ language }),
    media: xlsx,
  }),
  languagesCsv: download('GET /directory/languages.csv', {
    says: 'Languages as CSV.',
    ...reading,
    input: z.object({ text: Text, department: DepartmentCode.optional(), language }),
    media: csv,
  }),
} as const
