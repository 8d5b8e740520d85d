import { codeList } from '#base/codes.ts'
import type { PartialForm } from '../contract/form.ts'

/**
 * What a column of a manifest may hold. The names of persons come in one column or in up to six; dates in one or three; the sex in one
 * column or as a cross in one of two.
 */
export const manifestFields = codeList({
  lineNumber: { es: 'Número de fila', en: 'Row number' },
  fullName: { es: 'Nombre completo', en: 'Full name' },
  givenNames: { es: 'Nombres', en: 'Given names' },
  firstName: { es: 'Primer nombre', en: 'First name' },
  secondName: { es: 'Segundo nombre', en: 'Middle name' },
  otherNames: { es: 'Otros nombres', en: 'Other names' },
  surnames: { es: 'Apellidos', en: 'Surnames' },
  firstSurname: { es: 'Primer apellido', en: 'First surname' },
  secondSurname: { es: 'Segundo apellido', en: 'Second surname' },
  marriedSurname: { es: 'Apellido de casada', en: 'Married surname' },
  sex: { es: 'Sexo', en: 'Sex' },
  maleMark: { es: 'Hombre (marca)', en: 'Male (mark)' },
  femaleMark: { es: 'Mujer (marca)', en: 'Female (mark)' },
  birthDate: { es: 'Fecha de nacimiento', en: 'Date of birth' },
  birthDay: { es: 'Día de nacimiento', en: 'Day of birth' },
  birthMonth: { es: 'Mes de nacimiento', en: 'Month of birth' },
  birthYear: { es: 'Año de nacimiento', en: 'Year of birth' },
  age: { es: 'Edad', en: 'Age' },
  cui: { es: 'CUI o DPI', en: 'CUI or DPI' },
  documentType: { es: 'Tipo de documento', en: 'Document type' },
  documentNumber: { es: 'Número de documento', en: 'Document number' },
  passport: { es: 'Pasaporte', en: 'Passport' },
  alienNumber: { es: 'Número de extranjero (A-Number)', en: 'Alien number (A-Number)' },
  nationality: { es: 'Nacionalidad', en: 'Nationality' },
  birthPlace: { es: 'Lugar de nacimiento', en: 'Place of birth' },
  birthMunicipality: { es: 'Municipio de nacimiento', en: 'Municipality of birth' },
  birthDepartment: { es: 'Departamento de nacimiento', en: 'Department of birth' },
  residencePlace: { es: 'Lugar de origen', en: 'Place of origin' },
  residenceMunicipality: { es: 'Municipio de origen', en: 'Municipality of origin' },
  residenceDepartment: { es: 'Departamento de origen', en: 'Department of origin' },
  destinationPlace: { es: 'Lugar de destino', en: 'Destination' },
  destinationMunicipality: { es: 'Municipio de destino', en: 'Municipality of destination' },
  destinationDepartment: { es: 'Departamento de destino', en: 'Department of destination' },
  familyGroup: { es: 'Grupo familiar', en: 'Family group' },
  condition: { es: 'Condición (adulto, NNA, unidad familiar)', en: 'Condition (adult, child, family unit)' },
  contactPhone: { es: 'Teléfono', en: 'Telephone' },
  remarks: { es: 'Observaciones', en: 'Remarks' },
})
export type ManifestField = keyof typeof manifestFields

/** Field → column, counted from 0. */
export type ManifestMapping = { [F in ManifestField]?: number }

/** Those that can give a person a name. */
export const nameFields = [
  'fullName',
  'givenNames',
  'firstName',
  'secondName',
  'otherNames',
  'surnames',
  'firstSurname',
  'secondSurname',
  'marriedSurname',
] as const satisfies ManifestField[]

type FromForm =
  | 'givenNames'
  | 'surnames'
  | 'sex'
  | 'birthDate'
  | 'nationality'
  | 'cui'
  | 'documentType'
  | 'documentNumber'
  | 'condition'
  | 'birthMunicipality'
  | 'residenceMunicipality'
  | 'destinationMunicipality'
  | 'contactPhone'
  | 'note'

/**
 * A person as a manifest gives them: answers of the form, and what the form does not hold. All may be missing. `listNumber`: the
 * number that the list itself gives them, as on the paper that the desks of the other country hold.
 */
export type ManifestPerson = Pick<PartialForm, FromForm> & {
  statedAge?: number
  familyGroup?: string
  alienNumber?: string
  listNumber?: string
}

/** The answers alone, ready for the form of a return. */
export function formOf({
  statedAge: _,
  familyGroup: __,
  alienNumber: ___,
  listNumber: ____,
  ...form
}: ManifestPerson): PartialForm {
  return form
}
