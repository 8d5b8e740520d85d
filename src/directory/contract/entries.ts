import { z } from 'zod'
import { codeList, codesOf } from '#base/codes.ts'
import { Country } from '#base/countries.ts'
import {
  confidences,
  Department,
  DepartmentCode,
  Facility,
  facilityKinds,
  Institution,
  institutionKinds,
  Language,
  Municipality,
  MunicipalityCode,
} from '../contract.ts'

export const entryStates = codeList({
  active: { es: 'Vigente', en: 'Active' },
  archived: { es: 'En archivo', en: 'Archived' },
})
export type EntryState = keyof typeof entryStates

/** Documents that entries name as their source, by key. A source that is no key is written out and shown as it stands. */
export const sourceDocuments = codeList({
  'minex-2022-05-24': {
    es: 'MINEX, comunicado del 24 de mayo de 2022: Reunión Intersectorial en Materia Migratoria',
    en: 'MINEX, communiqué of 24 May 2022: Reunión Intersectorial en Materia Migratoria',
  },
  'informe-pais-2022': {
    es: 'Informe de País al Foro de Examen de la Migración Internacional, mayo de 2022',
    en: 'Country report to the International Migration Review Forum, May 2022',
  },
  'minex-2021-10-08': {
    es: 'MINEX, comunicado del 8 de octubre de 2021: Centro de Recursos para Migrantes, Quetzaltenango',
    en: 'MINEX, communiqué of 8 October 2021: Centro de Recursos para Migrantes, Quetzaltenango',
  },
  'compromiso-8-2022': {
    es: 'Compromiso 8 de Gobierno Abierto (CONAMIGUA), 2022–2023',
    en: 'Open Government commitment 8 (CONAMIGUA), 2022–2023',
  },
  'minex-2024-09-25': {
    es: 'MINEX, comunicado del 25 de septiembre de 2024: II Conferencia Nacional de Ciudades Solidarias',
    en: 'MINEX, communiqué of 25 September 2024: II Conferencia Nacional de Ciudades Solidarias',
  },
})

/** Who changed an entry last, for which institution. Absent: the entry stands as it came with the program. */
const changed = {
  version: z.int(),
  changedAt: z.iso.datetime(),
  changedBy: z.object({ login: z.string(), institutionId: z.string() }).optional(),
}
const kept = { state: codesOf(entryStates), stateReason: z.string().optional(), ...changed }

/** The telephone of an office or a place, never of a person: digits, blanks and the signs `+ ( ) - /`. */
const Phone = z
  .string()
  .trim()
  .min(3)
  .max(60)
  .regex(/^[+\d][\d\s()+/-]*$/)
const Short = z.string().trim().min(1).max(200)
const Long = z.string().trim().min(1).max(2000)
const Sources = z.array(Short).max(20)
const Confidence = codesOf(confidences)

/** `igm`, `casa-migrante-gt`: made from the name where the entry is made, never changed. */
const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
export const InstitutionId = Slug.min(2).max(40)
export const FacilityId = Slug.min(2).max(60)

export const MunicipalityEntry = Municipality.extend(changed)
export type MunicipalityEntry = z.infer<typeof MunicipalityEntry>

export const InstitutionEntry = Institution.extend({
  phone: z.string().optional(),
  address: z.string().optional(),
  confidence: Confidence,
  ...kept,
})
export type InstitutionEntry = z.infer<typeof InstitutionEntry>

export const FacilityEntry = Facility.extend({
  address: z.string().optional(),
  phone: z.string().optional(),
  lat: z.number().optional(),
  lon: z.number().optional(),
  beds: z.int().optional(),
  ...kept,
})
export type FacilityEntry = z.infer<typeof FacilityEntry>

/** What an editor writes about an institution. The whole of it: what is left out is not known. */
export const InstitutionFields = z.object({
  acronym: z.string().trim().min(1).max(20).optional(),
  name: z.string().trim().min(3).max(200),
  kind: codesOf(institutionKinds),
  parentId: InstitutionId.optional(),
  role: Long.optional(),
  legalBasis: Short.optional(),
  phone: Phone.optional(),
  address: Short.optional(),
  sources: Sources,
  confidence: Confidence,
  note: Long.optional(),
})
export type InstitutionFields = z.infer<typeof InstitutionFields>

/** What an editor writes about a facility. The whole of it: what is left out is not known. The department follows from the municipality. */
export const FacilityFields = z.object({
  name: z.string().trim().min(3).max(200),
  shortName: z.string().trim().min(2).max(40).optional(),
  kind: codesOf(facilityKinds),
  operatorId: InstitutionId.optional(),
  country: Country,
  countrySubdivision: z.string().trim().min(1).max(20).optional(),
  departmentCode: DepartmentCode.optional(),
  municipalityCode: MunicipalityCode.optional(),
  address: Short.optional(),
  phone: Phone.optional(),
  lat: z.number().min(-90).max(90).optional(),
  lon: z.number().min(-180).max(180).optional(),
  beds: z.int().min(0).max(10_000).optional(),
  role: Long.optional(),
  sources: Sources,
  sourceSection: Short.optional(),
  confidence: Confidence,
  note: Long.optional(),
})
export type FacilityFields = z.infer<typeof FacilityFields>

/**
 * What selects and labels of every screen need, in one answer. Active facilities only; institutions with the archived, so
 * that an old record still has its word.
 */
export const Reference = z.object({
  departments: z.array(Department.pick({ code: true, name: true })),
  municipalities: z.array(Municipality.pick({ code: true, departmentCode: true, name: true, otherNames: true })),
  languages: z.array(Language.pick({ code: true, name: true, nameEs: true, family: true })),
  institutions: z.array(
    Institution.pick({ id: true, acronym: true, name: true, parentId: true }).extend({ archived: z.literal(true).optional() }),
  ),
  facilities: z.array(
    FacilityEntry.pick({
      id: true,
      name: true,
      shortName: true,
      kind: true,
      operatorId: true,
      municipalityCode: true,
      beds: true,
    }),
  ),
})
export type Reference = z.infer<typeof Reference>
