import { classOf, type FieldClass } from '#access/rules/fields.ts'
import type { Label } from '#base/codes.ts'
import type { FormField, PartialForm } from '#intake/contract/form.ts'
import { formWords, type PlaceNames } from '#intake/rules/form-words.ts'
import { profileBlocks } from '#intake/rules/profile.ts'

/** The fields of the form of one class, in the order of the form. */
export const fieldsOf = (of: FieldClass): FormField[] =>
  (Object.keys(formWords) as FormField[]).filter((field) => classOf(field) === of)

/** The fields of the form that hold something. */
export function heldFields(form: PartialForm): FormField[] {
  return (Object.keys(formWords) as FormField[]).filter((field) => form[field] !== undefined)
}

/** Exactly these fields of a form, those that hold nothing left out. */
export function chosen(form: PartialForm, fields: readonly FormField[]): PartialForm {
  return Object.fromEntries(
    fields.filter((field) => form[field] !== undefined).map((field) => [field, form[field]]),
  ) as PartialForm
}

/** The same for people to read: a label and its words, in the order of the form. `day` is that of the arrival. */
export function chosenInWords(
  form: PartialForm,
  fields: readonly FormField[],
  day: string,
  language: keyof Label,
  names: PlaceNames,
): { label: string; value: string }[] {
  const only = chosen(form, fields)
  const named = { label: formWords.givenNames.label[language], value: only.givenNames }
  const surnamed = { label: formWords.surnames.label[language], value: only.surnames }
  const labels = new Set(heldFields(only).map((field) => formWords[field].label[language]))
  const rest = profileBlocks(only, day, language, names).flatMap(({ pairs }) => pairs.filter(({ label }) => labels.has(label)))
  return [...[named, surnamed].flatMap(({ label, value }) => (value === undefined ? [] : [{ label, value }])), ...rest]
}
