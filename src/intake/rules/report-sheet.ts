import * as codes from '#base/codes.ts'
import { countryName } from '#base/countries.ts'
import type { ProfileReport } from '../contract/calls.ts'
import { municipalityName, type PlaceNames } from './form-words.ts'
import type { ReportDimension } from './report.ts'

const titles: Record<ReportDimension, codes.Label> = {
  sex: { es: 'Sexo', en: 'Sex' },
  age: { es: 'Edad', en: 'Age' },
  condition: { es: 'Condición', en: 'Condition' },
  people: { es: 'Pueblo', en: 'People' },
  language: { es: 'Idioma materno', en: 'Mother tongue' },
  education: { es: 'Estudios', en: 'Education' },
  destinationDepartment: { es: 'Departamento de destino', en: 'Department of destination' },
  destinationMunicipality: { es: 'Municipio de destino', en: 'Municipality of destination' },
  reasons: { es: 'Motivos para irse (varios por persona)', en: 'Reasons for leaving (several per person)' },
  plan: { es: 'Qué piensa hacer', en: 'Plan' },
  wishes: { es: 'Qué le gustaría hacer (varios por persona)', en: 'Wishes (several per person)' },
  returnType: { es: 'Tipo de retorno', en: 'Type of return' },
  originCountry: { es: 'País de donde viene', en: 'Country of departure' },
  mode: { es: 'Vía', en: 'Way' },
}

const lists: Partial<Record<ReportDimension, codes.CodeList>> = {
  sex: codes.sexes,
  condition: codes.conditions,
  people: codes.peoples,
  education: codes.educationLevels,
  reasons: codes.leavingReasons,
  plan: codes.plans,
  wishes: codes.wishes,
  returnType: codes.returnTypes,
  mode: codes.returnModes,
}

const notKnown = codes.labelOf.bind(undefined, { unknown: { es: 'No se sabe', en: 'Not known' } }, 'unknown')

/** A code of a breakdown in words. */
export function cellLabel(dimension: ReportDimension, code: string, language: codes.Language, names: PlaceNames): string {
  if (code === 'unknown') return notKnown(language)
  const list = lists[dimension]
  if (list) return codes.labelOf(list, code, language)
  switch (dimension) {
    case 'destinationDepartment':
      return names.departments.get(code) ?? code
    case 'destinationMunicipality':
      return municipalityName(names, code)
    case 'language':
      return names.languages.get(code) ?? code
    case 'originCountry':
      return countryName(code, language)
    default:
      return code
  }
}

export type ReportFacts = { from: string; to: string; centre?: string | undefined; department?: string | undefined; at: string }

/** The report as one table to write: breakdown, answer, code, people, share; what it counts stands in the notes. */
export function reportSheet(report: ProfileReport, facts: ReportFacts, language: codes.Language, names: PlaceNames) {
  const say = (es: string, en: string): string => ({ es, en })[language]
  const rows = report.breakdowns.flatMap(({ dimension, cells }) =>
    cells.map(({ code, count }) => [
      titles[dimension as ReportDimension][language],
      cellLabel(dimension as ReportDimension, code, language, names),
      code,
      count,
      report.total === 0 ? undefined : Math.round((count / report.total) * 1000) / 1000,
    ]),
  )
  return {
    name: say('Perfil', 'Profile'),
    columns: [
      { title: say('Desglose', 'Breakdown'), width: 36 },
      { title: say('Respuesta', 'Answer'), width: 46 },
      { title: say('Código', 'Code') },
      { title: say('Personas', 'People') },
      { title: say('Parte del total', 'Share of the total') },
    ],
    rows: [[say('Personas recibidas', 'People received'), say('Total', 'Total'), '', report.total, undefined], ...rows],
    notes: [
      say(
        `Personas recibidas del ${facts.from} al ${facts.to}, por fecha de llegada.`,
        `People received from ${facts.from} to ${facts.to}, by date of arrival.`,
      ),
      ...(facts.centre ? [`${say('Centro', 'Centre')}: ${facts.centre}`] : []),
      ...(facts.department ? [`${say('Departamento de destino', 'Department of destination')}: ${facts.department}`] : []),
      `${say('Llegadas', 'Arrivals')}: ${report.arrivals}. ${say('Unidades familiares', 'Family units')}: ${report.families}.`,
      say(
        'Fuente: registros de recepción de la institución. Uso interno: cuenta personas en celdas pequeñas y no se publica.',
        'Source: reception records of the institution. For internal use: small cells are shown, and it is not published.',
      ),
      `${say('Corte', 'Cut-off')}: ${facts.at}`,
    ],
  }
}
