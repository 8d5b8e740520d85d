import { type CodeList, type Label, labelOf, type Language as Tongue } from '#base/codes.ts'
import { entryStates, type FacilityEntry, type InstitutionEntry, type MunicipalityEntry } from '../contract/entries.ts'
import { confidences, facilityKinds, institutionKinds, type Language, languageFamilies } from '../contract.ts'

/** A list as a spreadsheet: what `writeCsv` and `writeXlsx` take. Codes are text, so that 0101 keeps its zero. */
type Sheet = {
  name: string
  columns: { title: string; width?: number }[]
  rows: (string | number | Date | undefined)[][]
  notes: string[]
}

type Column<T> = { title: Label; width?: number; cell: (row: T, tongue: Tongue) => string | number | Date | undefined }
const column = <T>(es: string, en: string, cell: Column<T>['cell'], width?: number): Column<T> => ({
  title: { es, en },
  cell,
  ...(width && { width }),
})
const list = (values: readonly string[]): string | undefined => values.join(' | ') || undefined
const word = (codes: CodeList, code: string, tongue: Tongue): string => labelOf(codes, code, tongue)

function sheetOf<T>(name: Label, columns: Column<T>[], rows: readonly T[], notes: Label[], tongue: Tongue): Sheet {
  return {
    name: name[tongue],
    columns: columns.map(({ title, width }) => ({ title: title[tongue], ...(width && { width }) })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row, tongue))),
    notes: notes.map((note) => note[tongue]),
  }
}

const territoryNotes: Label[] = [
  {
    es: 'Códigos de departamento y municipio: INE. Son texto: el cero inicial es parte del código.',
    en: 'Department and municipality codes: INE. They are text: the leading zero is part of the code.',
  },
  { es: 'Población: XII Censo Nacional de Población 2018 (INE).', en: 'Population: XII national census of 2018 (INE).' },
  {
    es: 'Sansare es 0206 y Sanarate 0207 para el INE. OCHA los numera al revés: GT0207 es Sansare y GT0206 Sanarate.',
    en: 'For INE, Sansare is 0206 and Sanarate 0207. OCHA numbers them the other way round: GT0207 is Sansare, GT0206 Sanarate.',
  },
]
const sureness: Label = {
  es: 'Certeza: «Confirmada» con documento o varias fuentes; «Probable» por prensa o conocimiento general; «Por verificar», dudosa.',
  en: 'Confidence: “Confirmed” by a document or several sources; “Probable” from press or general knowledge; “To be verified”, doubtful.',
}

export function municipalitySheet(
  rows: readonly MunicipalityEntry[],
  departments: ReadonlyMap<string, string>,
  tongue: Tongue,
): Sheet {
  const columns: Column<MunicipalityEntry>[] = [
    column('Código INE', 'INE code', (row) => row.code, 12),
    column('Municipio', 'Municipality', (row) => row.name, 32),
    column('Código de departamento', 'Department code', (row) => row.departmentCode, 12),
    column('Departamento', 'Department', (row) => departments.get(row.departmentCode), 18),
    column('Otros nombres', 'Other names', (row) => list(row.otherNames), 32),
    column('P-code de OCHA', 'OCHA P-code', (row) => row.ochaPcode, 14),
    column('Población 2018', 'Population 2018', (row) => row.population2018, 14),
    column('Latitud', 'Latitude', (row) => row.lat, 12),
    column('Longitud', 'Longitude', (row) => row.lon, 12),
    column('Nota', 'Note', (row) => row.note, 60),
  ]
  return sheetOf({ es: 'Municipios', en: 'Municipalities' }, columns, rows, territoryNotes, tongue)
}

export function institutionSheet(rows: readonly InstitutionEntry[], names: ReadonlyMap<string, string>, tongue: Tongue): Sheet {
  const columns: Column<InstitutionEntry>[] = [
    column('Identificador', 'Id', (row) => row.id, 20),
    column('Siglas', 'Acronym', (row) => row.acronym, 14),
    column('Nombre', 'Name', (row) => row.name, 56),
    column('Tipo', 'Kind', (row, spoken) => word(institutionKinds, row.kind, spoken), 28),
    column('Código de tipo', 'Kind code', (row) => row.kind, 20),
    column('Depende de', 'Part of', (row) => names.get(row.parentId ?? ''), 40),
    column('Función', 'Role', (row) => row.role, 60),
    column('Base legal', 'Legal basis', (row) => row.legalBasis, 30),
    column('Teléfono', 'Telephone', (row) => row.phone, 16),
    column('Dirección', 'Address', (row) => row.address, 40),
    column('Estado', 'State', (row, spoken) => word(entryStates, row.state, spoken), 12),
    column('Certeza', 'Confidence', (row, spoken) => word(confidences, row.confidence, spoken), 14),
    column('Fuentes', 'Sources', (row) => list(row.sources), 40),
    column('Nota', 'Note', (row) => row.note, 60),
    column('Cambio', 'Changed', (row) => new Date(row.changedAt), 18),
  ]
  return sheetOf({ es: 'Instituciones', en: 'Institutions' }, columns, rows, [sureness], tongue)
}

export function facilitySheet(
  rows: readonly FacilityEntry[],
  names: {
    institutions: ReadonlyMap<string, string>
    municipalities: ReadonlyMap<string, { name: string }>
    departments: ReadonlyMap<string, string>
  },
  tongue: Tongue,
): Sheet {
  const columns: Column<FacilityEntry>[] = [
    column('Identificador', 'Id', (row) => row.id, 24),
    column('Nombre', 'Name', (row) => row.name, 56),
    column('Tipo', 'Kind', (row, spoken) => word(facilityKinds, row.kind, spoken), 32),
    column('Código de tipo', 'Kind code', (row) => row.kind, 22),
    column('A cargo de', 'Run by', (row) => names.institutions.get(row.operatorId ?? ''), 40),
    column('País', 'Country', (row) => row.country, 8),
    column('Estado o provincia', 'State or province', (row) => row.countrySubdivision, 14),
    column('Departamento', 'Department', (row) => names.departments.get(row.departmentCode ?? ''), 18),
    column('Código de municipio', 'Municipality code', (row) => row.municipalityCode, 12),
    column('Municipio', 'Municipality', (row) => names.municipalities.get(row.municipalityCode ?? '')?.name, 28),
    column('Dirección', 'Address', (row) => row.address, 40),
    column('Teléfono', 'Telephone', (row) => row.phone, 16),
    column('Camas', 'Beds', (row) => row.beds, 8),
    column('Función', 'Role', (row) => row.role, 60),
    column('Estado', 'State', (row, spoken) => word(entryStates, row.state, spoken), 12),
    column('Certeza', 'Confidence', (row, spoken) => word(confidences, row.confidence, spoken), 14),
    column('Fuentes', 'Sources', (row) => list(row.sources), 40),
    column('Nota', 'Note', (row) => row.note, 60),
    column('Cambio', 'Changed', (row) => new Date(row.changedAt), 18),
    column('Nombre corto', 'Short name', (row) => row.shortName, 28),
  ]
  const secret: Label = {
    es: 'El albergue especializado no tiene municipio ni dirección: su lugar no se escribe.',
    en: 'The specialised shelter has no municipality and no address: its place is not written.',
  }
  return sheetOf({ es: 'Lugares de atención', en: 'Facilities' }, columns, rows, [sureness, secret], tongue)
}

export function languageSheet(rows: readonly Language[], departments: ReadonlyMap<string, string>, tongue: Tongue): Sheet {
  const columns: Column<Language>[] = [
    column('Código', 'Code', (row) => row.code, 18),
    column('Idioma (ALMG)', 'Language (ALMG)', (row) => row.name, 20),
    column('En español', 'In Spanish', (row) => row.nameEs, 20),
    column('ISO 639-3', 'ISO 639-3', (row) => row.iso6393, 10),
    column('BCP 47', 'BCP 47', (row) => row.bcp47, 14),
    column('Familia', 'Family', (row, spoken) => word(languageFamilies, row.family, spoken), 18),
    column('Departamentos', 'Departments', (row) => list(row.departmentCodes.map((code) => departments.get(code) ?? code)), 40),
    column('Lugares', 'Places', (row) => row.places, 60),
    column('Nota', 'Note', (row) => row.note, 60),
  ]
  return sheetOf({ es: 'Idiomas', en: 'Languages' }, columns, rows, [], tongue)
}
