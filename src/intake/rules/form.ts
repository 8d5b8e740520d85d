import { normalizeCui } from '#base/cui.ts'
import { tidyName } from '#base/personal-name.ts'
import type { FormChanges, FormField, PartialForm } from '../contract/form.ts'

/**
 * Answers as they are kept: names without stray blanks, a CUI as its 13 digits when it has them, nothing twice in a list.
 * `null` and spelling stay: the person's own spelling is the name.
 */
export function tidyForm<F extends FormChanges>(answers: F): F {
  const tidy: FormChanges = { ...answers }
  for (const field of ['givenNames', 'surnames'] as const) if (tidy[field]) tidy[field] = tidyName(tidy[field]) || null
  if (tidy.cui) tidy.cui = keptCui(tidy.cui)
  if (tidy.reasons) tidy.reasons = [...new Set(tidy.reasons)]
  if (tidy.wishes) tidy.wishes = [...new Set(tidy.wishes)]
  if (tidy.flags) tidy.flags = [...new Set(tidy.flags)]
  return tidy as F
}

/** A number that is no CUI is kept as written: it may be the only trace of one. */
function keptCui(text: string): string {
  const digits = normalizeCui(text)
  return /^\d{13}$/.test(digits) ? digits : text
}

/** The answers of a form without those that say nothing. */
export function answersOf(changes: FormChanges): PartialForm {
  return Object.fromEntries(Object.entries(tidyForm(changes)).filter(([, value]) => !saysNothing(value))) as PartialForm
}

export type Conflict = { yours: unknown; theirs: unknown }
export type Merged = { form: PartialForm; conflicts: Partial<Record<FormField, Conflict>> }

/**
 * The form with the changes, given what the desk saw before. A field changed elsewhere since is a conflict, unless it was
 * changed to the same; all other fields merge. With a conflict the caller saves nothing.
 */
export function mergeForm(current: PartialForm, changes: FormChanges, before: FormChanges): Merged {
  const [wanted, seen] = [tidyForm(changes), tidyForm(before)]
  const form: Record<string, unknown> = { ...current }
  const conflicts: Merged['conflicts'] = {}
  for (const field of Object.keys(wanted) as FormField[]) {
    const [theirs, yours] = [current[field], wanted[field]]
    if (yours === undefined || sameAnswer(theirs, yours)) continue
    if (!sameAnswer(theirs, seen[field])) conflicts[field] = { yours: yours ?? undefined, theirs }
    else if (saysNothing(yours)) delete form[field]
    else form[field] = yours
  }
  return { form: form as PartialForm, conflicts }
}

/** Not known is one thing, whether `null`, left out or an empty list; the order of a list says nothing, nor does that of members. */
export function sameAnswer(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

function saysNothing(answer: unknown): boolean {
  return answer === undefined || answer === null || (typeof answer === 'object' && Object.keys(answer).length === 0)
}

function canonical(answer: unknown): string {
  if (saysNothing(answer)) return ''
  if (Array.isArray(answer)) return JSON.stringify([...answer].sort())
  if (typeof answer === 'object') return JSON.stringify(Object.entries(answer as object).sort(([a], [b]) => (a < b ? -1 : 1)))
  return JSON.stringify(answer)
}
