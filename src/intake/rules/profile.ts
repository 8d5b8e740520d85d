import { functioningAnswers, type Language, labelOf } from '#base/codes.ts'
import { countryName } from '#base/countries.ts'
import { formatCui } from '#base/cui.ts'
import { ageRange, isPartialDate, showPartialDate } from '#base/partial-date.ts'
import type { FormField, PartialForm } from '../contract/form.ts'
import { domainWords, formWords, municipalityName, type PlaceNames } from './form-words.ts'

/** One block of the printed profile: a title, and its fields with their answers. */
export type ProfileBlock = { title: string; pairs: { label: string; value: string }[] }

const blocks: { es: string; en: string; fields: FormField[] }[] = [
  {
    es: 'Identidad',
    en: 'Identity',
    fields: ['cui', 'documentType', 'documentNumber', 'sex', 'birthDate', 'nationality', 'maritalStatus', 'condition'],
  },
  {
    es: 'Origen y destino',
    en: 'Origin and destination',
    fields: ['birthMunicipality', 'residenceMunicipality', 'destinationMunicipality', 'destinationCommunity', 'contactPhone'],
  },
  { es: 'Pueblo e idioma', en: 'People and language', fields: ['people', 'language', 'interpreter'] },
  {
    es: 'Estudios y trabajo',
    en: 'Education and work',
    fields: ['education', 'occupationBefore', 'occupationAbroad', 'english', 'wantsCertification'],
  },
  {
    es: 'El viaje y el tiempo fuera',
    en: 'The journey and the time abroad',
    fields: [
      ...(['returnType', 'previousReturns', 'countryAbroad', 'placeAbroad', 'monthsAbroad', 'travelledAlone'] as const),
      ...(['usedGuide', 'debt', 'detentionDays', 'belongingsKept', 'reasons'] as const),
    ],
  },
  { es: 'Lo que sigue', en: 'What comes now', fields: ['plan', 'wishes'] },
  { es: 'Tamizaje', en: 'Screening', fields: ['functioning', 'flags', 'note'] },
]

/** What stands where nothing was recorded: not "no", and not "not known", which is an answer. */
export const nothingRecorded = '—'

/** The printed profile of a form, every field in its place whether it was answered or not. `day` is that of the arrival. */
export function profileBlocks(form: PartialForm, day: string, language: Language, names: PlaceNames): ProfileBlock[] {
  return blocks.map((block) => ({
    title: block[language],
    pairs: block.fields.map((field) => ({
      label: formWords[field].label[language],
      value: answerInWords(form, field, day, language, names),
    })),
  }))
}

function answerInWords(form: PartialForm, field: FormField, day: string, language: Language, names: PlaceNames): string {
  const value = form[field]
  if (value === undefined) return nothingRecorded
  const { written } = formWords[field]
  switch (written.as) {
    case 'text':
    case 'number':
      return String(value)
    case 'yes-no':
      return value ? { es: 'Sí', en: 'Yes' }[language] : 'No'
    case 'months':
      return monthsInWords(Number(value), language)
    case 'birth-date':
      return birthInWords(String(value), day, language)
    case 'cui':
      return formatCui(String(value))
    case 'municipality':
      return municipalityName(names, String(value))
    case 'country':
      return countryName(String(value), language)
    case 'language':
      return names.languages.get(String(value)) ?? String(value)
    case 'code':
      return labelOf(written.of, String(value), language)
    case 'codes':
      return (value as string[]).map((code) => labelOf(written.of, code, language)).join('; ') || nothingRecorded
    case 'functioning':
      return (
        Object.entries(value as Record<string, string>)
          .map(
            ([domain, answer]) => `${labelOf(domainWords, domain, language)}: ${labelOf(functioningAnswers, answer, language)}`,
          )
          .join('; ') || nothingRecorded
      )
  }
}

/** `hacia 1987 (37 a 40 años)` */
export function birthInWords(birthDate: string, day: string, language: Language): string {
  if (!isPartialDate(birthDate)) return birthDate
  const { min, max } = ageRange(birthDate, day)
  const years = { es: max === 1 ? 'año' : 'años', en: max === 1 ? 'year' : 'years' }[language]
  const span = min === max ? String(max) : `${min} ${{ es: 'a', en: 'to' }[language]} ${max}`
  return `${showPartialDate(birthDate, language)} (${span} ${years})`
}

/** 38 months → `3 años y 2 meses` */
export function monthsInWords(months: number, language: Language): string {
  const part = (count: number, one: string, many: string) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many}`])
  const unit = {
    es: ['año', 'años', 'mes', 'meses', ' y ', 'menos de un mes'],
    en: ['year', 'years', 'month', 'months', ' and ', 'less than a month'],
  }
  const [year = '', years = '', month = '', manyMonths = '', and = '', none = ''] = unit[language]
  return [...part(Math.floor(months / 12), year, years), ...part(months % 12, month, manyMonths)].join(and) || none
}
