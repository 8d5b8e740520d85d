import type { Condition, DocumentType, Sex } from '#base/codes.ts'
import { foldName } from '#base/personal-name.ts'
import type { Conventions } from './manifest-conventions.ts'

const sexWords: Record<string, Sex> = {
  ...{
    f: 'female',
    fem: 'female',
    femenino: 'female',
    femenina: 'female',
    mujer: 'female',
    female: 'female',
    woman: 'female',
    nina: 'female',
  },
  ...{ h: 'male', masc: 'male', masculino: 'male', hombre: 'male', varon: 'male', male: 'male', man: 'male', nino: 'male' },
  ...{ x: 'other', otro: 'other', otra: 'other', other: 'other', 'no binario': 'other', 'no binaria': 'other' },
}

/** The sex a word says; `unclear` for an `M` in a column that has neither `F` nor `H`; undefined for another word. */
export function sexOf(text: string, letterM: Conventions['letterM']): Sex | 'unclear' | undefined {
  const word = foldName(text)
  return word === 'm' ? letterM : sexWords[word]
}

/** What a column on condition says, the more exact first: `no acompañado` holds `acompañado`. */
const conditionWords: [RegExp, Condition | 'family' | 'child'][] = [
  [/^(mna|nnana|nna ?na|uac|uc|unaccompanied.*)$|\bno acompanad[oa]\b|\bsol[oa]$/, 'unaccompanied_child'],
  [/\bseparad[oa]\b|\bseparated\b/, 'separated_child'],
  [/\bacompanad[oa]\b|^accompanied\b|^nnaa$/, 'accompanied_child'],
  [/^(uf|famu|fmu|family unit)$|\b(unidad|grupo|nucleo) familiar\b/, 'family'],
  [/^(adult[oa]s?|adults?|sa|single adult|mayor(es)?( de edad)?)\b/, 'adult'],
  [/^(nna|menor(es)?( de edad)?|minor|child|nin[oa]s?|adolescentes?|si|s|x|yes|y|1)$/, 'child'],
]

/** `family` and `child` say only half of a condition; the age gives the other half. `none`: the mark is not set. */
export function conditionOf(text: string): Condition | 'family' | 'child' | 'none' | undefined {
  const word = foldName(text)
  if (/^(no|n|0)$/.test(word)) return 'none'
  return conditionWords.find(([words]) => words.test(word))?.[1]
}

const documentWords: [RegExp, DocumentType][] = [
  [/\b(dpi|cui|documento personal)\b/, 'dpi'],
  [/\b(certific\w+|partida|acta|birth certificate)\b/, 'birth_certificate'],
  [/\b(tarjeta|matricula) .*consular\b|\bconsular id\b/, 'consular_id'],
  [/\b(pase especial|pase de viaje|salvoconducto|travel document|laissez passer)\b/, 'travel_pass'],
  [/\b(pasaporte|passport)\b/, 'passport'],
  [/^(ninguno|sin documentos?|indocumentad[oa]|none|no porta|no document)$/, 'none'],
]

export const documentTypeOf = (text: string): DocumentType | undefined =>
  documentWords.find(([words]) => words.test(foldName(text)))?.[1]
