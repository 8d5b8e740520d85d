import { z } from 'zod'
import { codeList, codesOf } from '#base/codes.ts'

// What the directory holds. Codes are text: a leading zero is part of the code.

export const DepartmentCode = z.string().regex(/^\d{2}$/)
export const MunicipalityCode = z.string().regex(/^\d{4}$/)
const otherNames = z.array(z.string())

/** A department, by its INE code (01 to 22). Population: census 2018. Tile: cell of our own 6 × 6 grid, row and column from 0. */
export const Department = z.object({
  code: DepartmentCode,
  name: z.string(),
  iso31662: z.string(),
  iso31662Former: z.string(),
  hasc: z.string(),
  ochaPcode: z.string(),
  capital: z.string(),
  capitalMunicipalityCode: MunicipalityCode,
  regionCode: z.string(),
  regionName: z.string(),
  municipalityCount: z.int(),
  population2018: z.int(),
  lat: z.number(),
  lon: z.number(),
  tileRow: z.int(),
  tileCol: z.int(),
  note: z.string().optional(),
})
export type Department = z.infer<typeof Department>

/** A municipality, by its INE code: department, then number within it. The OCHA P-code is for exchange only and twice differs. */
export const Municipality = z.object({
  code: MunicipalityCode,
  departmentCode: DepartmentCode,
  name: z.string(),
  otherNames,
  ochaPcode: z.string(),
  lat: z.number(),
  lon: z.number(),
  population2018: z.int(),
  note: z.string().optional(),
})
export type Municipality = z.infer<typeof Municipality>

export const institutionKinds = codeList({
  presidency: { es: 'Presidencia o Vicepresidencia', en: 'Presidency' },
  ministry: { es: 'Ministerio', en: 'Ministry' },
  secretariat: { es: 'Secretaría', en: 'Secretariat' },
  autonomous: { es: 'Entidad autónoma o descentralizada', en: 'Autonomous body' },
  internal_unit: { es: 'Unidad de una institución', en: 'Unit of an institution' },
  coordination_body: { es: 'Órgano de coordinación', en: 'Coordination body' },
  justice: { es: 'Justicia y derechos humanos', en: 'Justice and human rights' },
  police: { es: 'Policía', en: 'Police' },
  military: { es: 'Fuerzas armadas', en: 'Armed forces' },
  legislature: { es: 'Organismo Legislativo', en: 'Legislature' },
  departmental_government: { es: 'Gobernación departamental', en: 'Departmental government' },
  municipality: { es: 'Municipalidad', en: 'Municipal government' },
  civil_society: { es: 'Sociedad civil', en: 'Civil society' },
  faith_based: { es: 'Organización religiosa', en: 'Faith-based organisation' },
  academia: { es: 'Academia', en: 'Academia' },
  private_sector: { es: 'Sector privado', en: 'Private sector' },
  media: { es: 'Medios de comunicación', en: 'Media' },
  international: { es: 'Organismo internacional', en: 'International organisation' },
  regional_body: { es: 'Órgano regional', en: 'Regional body' },
  foreign_government: { es: 'Gobierno extranjero', en: 'Foreign government' },
})
export type InstitutionKind = keyof typeof institutionKinds

/** An institution or one of its units (`parentId`). `sources` are keys of `data/README.md`; an empty list means general knowledge. */
export const Institution = z.object({
  id: z.string(),
  acronym: z.string().optional(),
  name: z.string(),
  kind: codesOf(institutionKinds),
  parentId: z.string().optional(),
  role: z.string().optional(),
  legalBasis: z.string().optional(),
  sources: z.array(z.string()),
  note: z.string().optional(),
})
export type Institution = z.infer<typeof Institution>

export const facilityKinds = codeList({
  reception_centre_air: { es: 'Centro de recepción, vía aérea', en: 'Reception centre, by air' },
  reception_centre_land: { es: 'Centro de recepción, vía terrestre', en: 'Reception centre, by land' },
  registration_centre: { es: 'Centro de atención y registro', en: 'Attention and registration centre' },
  attention_centre: { es: 'Centro de atención', en: 'Attention centre' },
  migrant_resource_centre: { es: 'Centro de Recursos para Migrantes', en: 'Migrant Resource Centre' },
  migration_shelter: { es: 'Albergue del Estado para migrantes', en: 'State shelter for migrants' },
  shelter_children: { es: 'Albergue para niñas, niños y adolescentes', en: 'Shelter for children' },
  shelter_trafficking: { es: 'Albergue especializado', en: 'Specialised shelter' },
  shelter_civil_society: { es: 'Albergue de sociedad civil', en: 'Civil society shelter' },
  training_centre: { es: 'Centro de formación', en: 'Training centre' },
  youth_programme_site: { es: 'Sede de programa para jóvenes', en: 'Youth programme site' },
  migration_office: { es: 'Oficina migratoria', en: 'Migration office' },
  passport_centre: { es: 'Centro de emisión de pasaportes', en: 'Passport centre' },
  border_post_land: { es: 'Puesto fronterizo terrestre', en: 'Land border post' },
  border_post_air: { es: 'Aeropuerto', en: 'Airport' },
  border_post_sea: { es: 'Puerto marítimo', en: 'Sea port' },
  embassy: { es: 'Embajada', en: 'Embassy' },
  consulate: { es: 'Consulado', en: 'Consulate' },
  consulate_group: { es: 'Conjunto de consulados', en: 'Group of consulates' },
})
export type FacilityKind = keyof typeof facilityKinds

/** How sure we are of an entry. */
export const confidences = codeList({
  high: { es: 'Confirmada', en: 'Confirmed' },
  medium: { es: 'Probable', en: 'Probable' },
  low: { es: 'Por verificar', en: 'To be verified' },
})
export type Confidence = keyof typeof confidences

/** A place where people are attended. A specialised shelter never has a municipality or a department: its place is not published. */
export const Facility = z.object({
  id: z.string(),
  name: z.string(),
  /** For tight places: lists, boards. */
  shortName: z.string().optional(),
  kind: codesOf(facilityKinds),
  country: z.string().length(2),
  countrySubdivision: z.string().optional(),
  municipalityCode: MunicipalityCode.optional(),
  departmentCode: DepartmentCode.optional(),
  operatorId: z.string().optional(),
  role: z.string().optional(),
  sources: z.array(z.string()),
  sourceSection: z.string().optional(),
  note: z.string().optional(),
  confidence: codesOf(confidences),
})
export type Facility = z.infer<typeof Facility>

export const languageFamilies = codeList({
  maya: { es: 'Maya', en: 'Mayan' },
  arawak: { es: 'Arahuaca', en: 'Arawakan' },
  xinka: { es: 'Xinka (aislada)', en: 'Xinkan (isolate)' },
  indo_european: { es: 'Indoeuropea', en: 'Indo-European' },
})

/** A language of Guatemala: `name` in the spelling of the Academia de Lenguas Mayas (ALMG), `nameEs` as Spanish texts write it. */
export const Language = z.object({
  code: z.string(),
  name: z.string(),
  nameEs: z.string(),
  iso6393: z.string().length(3).optional(),
  isoName: z.string().optional(),
  bcp47: z.string(),
  family: codesOf(languageFamilies),
  departmentCodes: z.array(DepartmentCode),
  places: z.string().optional(),
  note: z.string().optional(),
})
export type Language = z.infer<typeof Language>
