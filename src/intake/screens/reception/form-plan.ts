import * as codes from '#base/codes.ts'
import type { FormField } from '../../contract/form.ts'

/**
 * How each field is asked. `choice`: one of a few, shown all at once, each with a key; `pick`: one of many, found by typing;
 * `choices`: as many as the person says.
 */
export type Asked =
  | { as: 'text' | 'long' | 'phone' | 'cui' | 'birth-date' | 'yes-no' | 'municipality' | 'country' | 'language' }
  | { as: 'number'; most: number }
  | { as: 'choice' | 'pick' | 'choices'; of: codes.CodeList }
  | { as: 'functioning' }

export const asked: Record<FormField, Asked> = {
  givenNames: { as: 'text' },
  surnames: { as: 'text' },
  sex: { as: 'choice', of: codes.sexes },
  birthDate: { as: 'birth-date' },
  nationality: { as: 'country' },
  cui: { as: 'cui' },
  documentType: { as: 'choice', of: codes.documentTypes },
  documentNumber: { as: 'text' },
  maritalStatus: { as: 'pick', of: codes.maritalStatuses },
  condition: { as: 'choice', of: codes.conditions },
  birthMunicipality: { as: 'municipality' },
  residenceMunicipality: { as: 'municipality' },
  destinationMunicipality: { as: 'municipality' },
  destinationCommunity: { as: 'text' },
  contactPhone: { as: 'phone' },
  people: { as: 'choice', of: codes.peoples },
  language: { as: 'language' },
  interpreter: { as: 'yes-no' },
  education: { as: 'pick', of: codes.educationLevels },
  occupationBefore: { as: 'pick', of: codes.occupations },
  occupationAbroad: { as: 'pick', of: codes.occupations },
  english: { as: 'yes-no' },
  wantsCertification: { as: 'yes-no' },
  returnType: { as: 'choice', of: codes.returnTypes },
  previousReturns: { as: 'number', most: 99 },
  countryAbroad: { as: 'country' },
  placeAbroad: { as: 'text' },
  monthsAbroad: { as: 'number', most: 1200 },
  travelledAlone: { as: 'yes-no' },
  usedGuide: { as: 'yes-no' },
  debt: { as: 'yes-no' },
  detentionDays: { as: 'number', most: 9999 },
  belongingsKept: { as: 'yes-no' },
  reasons: { as: 'choices', of: codes.leavingReasons },
  plan: { as: 'choice', of: codes.plans },
  wishes: { as: 'choices', of: codes.wishes },
  functioning: { as: 'functioning' },
  flags: { as: 'choices', of: codes.vulnerabilityFlags },
  note: { as: 'long' },
}

export type Section =
  | 'who'
  | 'papers'
  | 'travels'
  | 'places'
  | 'peopleAndLanguage'
  | 'studyAndWork'
  | 'journey'
  | 'now'
  | 'care'
  | 'remarks'

/** The parts of the form, in the order they are asked, and the step of the desk at which each is. */
export const formParts: { step: 'identity' | 'interview' | 'screening'; section: Section; fields: FormField[] }[] = [
  { step: 'identity', section: 'who', fields: ['givenNames', 'surnames', 'sex', 'birthDate', 'maritalStatus'] },
  { step: 'identity', section: 'papers', fields: ['cui', 'nationality', 'documentType', 'documentNumber'] },
  { step: 'identity', section: 'travels', fields: ['condition'] },
  {
    step: 'interview',
    section: 'places',
    fields: ['birthMunicipality', 'residenceMunicipality', 'destinationMunicipality', 'destinationCommunity', 'contactPhone'],
  },
  { step: 'interview', section: 'peopleAndLanguage', fields: ['people', 'language', 'interpreter'] },
  {
    step: 'interview',
    section: 'studyAndWork',
    fields: ['education', 'occupationBefore', 'occupationAbroad', 'english', 'wantsCertification'],
  },
  {
    step: 'interview',
    section: 'journey',
    fields: [
      'returnType',
      'previousReturns',
      'countryAbroad',
      'placeAbroad',
      'monthsAbroad',
      'travelledAlone',
      'usedGuide',
      'debt',
      'detentionDays',
      'belongingsKept',
      'reasons',
    ],
  },
  { step: 'interview', section: 'now', fields: ['plan', 'wishes'] },
  { step: 'screening', section: 'care', fields: ['functioning', 'flags'] },
  { step: 'screening', section: 'remarks', fields: ['note'] },
]

/** The steps of the desk. Consent has no time of its own on the server: each answer has. */
export const deskSteps = ['identity', 'interview', 'screening', 'consent', 'services'] as const
export type DeskStep = (typeof deskSteps)[number]

export const isDeskStep = (text: unknown): text is DeskStep => deskSteps.some((one) => one === text)
export const partsOf = (step: DeskStep) => formParts.filter((part) => part.step === step)
export const stepAfter = (step: DeskStep): DeskStep | undefined => deskSteps[deskSteps.indexOf(step) + 1]
export const stepBefore = (step: DeskStep): DeskStep | undefined => deskSteps[deskSteps.indexOf(step) - 1]

/** Where the desk goes on: the first step not done yet; the first when all are. */
export function stepToGoOn(done: { [S in DeskStep]?: string }): DeskStep {
  return deskSteps.find((step) => step !== 'consent' && done[step] === undefined) ?? 'identity'
}

const keys = '123456789abcdefghijklmnop'

/** The key that picks the option at a place: `1` to `9`, then letters. */
export const keyAt = (index: number): string => keys[index] ?? ''
/** The place of the option a key picks, or undefined. */
export function placeOfKey(key: string, options: number): number | undefined {
  const place = key.length === 1 ? keys.indexOf(key.toLowerCase()) : -1
  return place >= 0 && place < options ? place : undefined
}
