import * as codes from '#base/codes.ts'
import type { FormField } from '../contract/form.ts'

/** How an answer is written on paper. */
export type Written =
  | {
      as: 'text' | 'yes-no' | 'number' | 'months' | 'birth-date' | 'cui' | 'municipality' | 'country' | 'language' | 'functioning'
    }
  | { as: 'code'; of: codes.CodeList }
  | { as: 'codes'; of: codes.CodeList }

type Words = { label: codes.Label; written: Written }

const text = { as: 'text' } as const
const yesNo = { as: 'yes-no' } as const
const municipality = { as: 'municipality' } as const
const number = { as: 'number' } as const
const code = (of: codes.CodeList): Written => ({ as: 'code', of })
const several = (of: codes.CodeList): Written => ({ as: 'codes', of })
const words = (es: string, en: string, written: Written): Words => ({ label: { es, en }, written })

/** Each field of the form as documents name it: a noun, not the question that was asked. */
export const formWords: Record<FormField, Words> = {
  givenNames: words('Nombres', 'Given names', text),
  surnames: words('Apellidos', 'Surnames', text),
  sex: words('Sexo', 'Sex', code(codes.sexes)),
  birthDate: words('Fecha de nacimiento', 'Date of birth', { as: 'birth-date' }),
  nationality: words('Nacionalidad', 'Nationality', { as: 'country' }),
  cui: words('CUI', 'CUI', { as: 'cui' }),
  documentType: words('Documento que presenta', 'Document shown', code(codes.documentTypes)),
  documentNumber: words('Número del documento', 'Document number', text),
  maritalStatus: words('Estado civil', 'Marital status', code(codes.maritalStatuses)),
  condition: words('Condición', 'Condition', code(codes.conditions)),
  birthMunicipality: words('Municipio de nacimiento', 'Municipality of birth', municipality),
  residenceMunicipality: words('Residencia antes de salir', 'Residence before leaving', municipality),
  destinationMunicipality: words('Municipio de destino', 'Municipality of destination', municipality),
  destinationCommunity: words('Comunidad de destino', 'Community of destination', text),
  contactPhone: words('Teléfono de contacto', 'Contact telephone', text),
  people: words('Pueblo', 'People', code(codes.peoples)),
  language: words('Idioma materno', 'Mother tongue', { as: 'language' }),
  interpreter: words('Necesita intérprete', 'Needs an interpreter', yesNo),
  education: words('Último nivel de estudios', 'Highest level of study', code(codes.educationLevels)),
  occupationBefore: words('Trabajo antes de salir', 'Work before leaving', code(codes.occupations)),
  occupationAbroad: words('Trabajo en el otro país', 'Work in the other country', code(codes.occupations)),
  english: words('Habla inglés', 'Speaks English', yesNo),
  wantsCertification: words('Le interesa certificarse', 'Interested in certification', yesNo),
  returnType: words('Tipo de retorno', 'Type of return', code(codes.returnTypes)),
  previousReturns: words('Retornos anteriores', 'Earlier returns', number),
  countryAbroad: words('País donde estuvo', 'Country of stay', { as: 'country' }),
  placeAbroad: words('Lugar donde estuvo', 'Place of stay', text),
  monthsAbroad: words('Tiempo fuera', 'Time abroad', { as: 'months' }),
  travelledAlone: words('Viajó sola o solo', 'Travelled alone', yesNo),
  usedGuide: words('Pagó a quien le guiara', 'Paid somebody to guide', yesNo),
  debt: words('Deuda por el viaje', 'Debt from the journey', yesNo),
  detentionDays: words('Días en detención', 'Days in detention', number),
  belongingsKept: words('Le quitaron pertenencias o documentos', 'Belongings or documents taken', yesNo),
  reasons: words('Motivos para irse', 'Reasons for leaving', several(codes.leavingReasons)),
  plan: words('Qué piensa hacer', 'Plan', code(codes.plans)),
  wishes: words('Qué le gustaría hacer', 'Wishes', several(codes.wishes)),
  functioning: words('Dificultades en la vida diaria', 'Difficulties in daily life', { as: 'functioning' }),
  flags: words('Lo que se debe atender', 'What needs attention', several(codes.vulnerabilityFlags)),
  note: words('Observaciones', 'Remarks', text),
}

/** The functioning domains in a word or two: on paper the question itself is too long. */
export const domainWords = codes.codeList({
  seeing: { es: 'Ver', en: 'Seeing' },
  hearing: { es: 'Oír', en: 'Hearing' },
  walking: { es: 'Caminar', en: 'Walking' },
  remembering: { es: 'Recordar', en: 'Remembering' },
  self_care: { es: 'Bañarse o vestirse', en: 'Self-care' },
  communicating: { es: 'Comunicarse', en: 'Communicating' },
})

/** Names of codes that the directory holds. What it does not know is shown as the code. */
export type PlaceNames = {
  municipalities: ReadonlyMap<string, string>
  departments: ReadonlyMap<string, string>
  languages: ReadonlyMap<string, string>
}

/** `Sanarate, El Progreso` */
export function municipalityName(names: PlaceNames, code: string): string {
  const [municipality, department] = [names.municipalities.get(code), names.departments.get(code.slice(0, 2))]
  return municipality ? [municipality, department].filter(Boolean).join(', ') : code
}
