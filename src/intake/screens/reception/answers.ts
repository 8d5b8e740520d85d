import type { z } from 'zod'
import { FormChanges, type FormField, type PartialForm } from '../../contract/form.ts'
import { sameAnswer } from '../../rules/form.ts'

/**
 * The answers of one person as a desk sees them: what the server last told (`saved`), what was typed since (`typed`, `null`
 * takes an answer away), what is on its way (`sending`), and answers that another desk changed meanwhile (`conflicts`, with
 * what stands on the server now).
 *
 * While a field is typed in, `saved` keeps what the desk saw when it began: that is the `before` by which the server notices
 * that two desks wrote on the same field.
 */
export type Answers = {
  saved: PartialForm
  typed: FormChanges
  sending: FormChanges
  conflicts: { [F in FormField]?: PartialForm[F] | null }
}
type Value<F extends FormField> = PartialForm[F]

const fieldsOf = (form: object): FormField[] => Object.keys(form) as FormField[]

/** Copies of some fields; TypeScript cannot follow that a field keeps its own type, so it is said once, here. */
const only = <T extends object>(form: T, keep: (field: FormField) => boolean): T =>
  Object.fromEntries(Object.entries(form).filter(([field]) => keep(field as FormField))) as T

export const answersFrom = (saved: PartialForm, typed: FormChanges = {}): Answers => ({
  saved,
  typed: only(typed, (field) => !sameAnswer(typed[field], saved[field])),
  sending: {},
  conflicts: {},
})

/** What a field shows: what was typed, else what is saved. */
export function shown<F extends FormField>({ saved, typed }: Answers, field: F): Value<F> {
  return (field in typed ? (typed[field] ?? undefined) : saved[field]) as Value<F>
}

/** The whole form as it stands on the screen. */
export function shownForm({ saved, typed }: Answers): PartialForm {
  const form: Record<string, unknown> = { ...saved, ...typed }
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== null && value !== undefined)) as PartialForm
}

/** Somebody typed. An answer put back as it was is no change, unless another one is on its way. */
export function withTyped<F extends FormField>(answers: Answers, field: F, value: Value<F>): Answers {
  const unchanged = sameAnswer(value, answers.saved[field]) && !(field in answers.sending)
  const typed = unchanged ? only(answers.typed, (one) => one !== field) : { ...answers.typed, [field]: value ?? null }
  return { ...answers, typed }
}

/** Is the value one the server would take? What is not stays on the screen and is not sent. */
export function isAcceptable(field: FormField, value: unknown): boolean {
  return (FormChanges.shape[field] as z.ZodType).safeParse(value).success
}

/** Fields whose typed value cannot be saved as it stands. */
export const unacceptable = ({ typed }: Answers): FormField[] =>
  fieldsOf(typed).filter((field) => !isAcceptable(field, typed[field]))

/** What is to be sent now, with what the desk saw before; undefined when there is nothing. */
export function toSend(answers: Answers): { changes: FormChanges; before: FormChanges } | undefined {
  const ready = (field: FormField) =>
    !(field in answers.sending) && !(field in answers.conflicts) && isAcceptable(field, answers.typed[field])
  const changes = only(answers.typed, ready)
  const fields = fieldsOf(changes)
  if (fields.length === 0) return undefined
  const before = Object.fromEntries(fields.map((field) => [field, answers.saved[field] ?? null])) as FormChanges
  return { changes, before }
}

export const withSending = (answers: Answers, changes: FormChanges): Answers => ({ ...answers, sending: changes })

/** The server took what was sent. What was typed again meanwhile stays typed. */
export function withSaved(answers: Answers, form: PartialForm): Answers {
  const { sending } = answers
  const typed = only(answers.typed, (field) => !(field in sending && sameAnswer(answers.typed[field], sending[field])))
  return withNews({ ...answers, typed, sending: {} }, form, fieldsOf(sending))
}

/** The server did not take what was sent, and it is not to be sent again by itself. */
export const withRefused = (answers: Answers): Answers => ({ ...answers, sending: {} })

/** Another desk changed some of what was sent: those wait for a decision, the rest can be sent again. */
export function withStale(answers: Answers, theirs: Answers['conflicts']): Answers {
  return { ...answers, sending: {}, conflicts: { ...answers.conflicts, ...theirs } }
}

/** What another desk saved arrives. Fields being typed in, or in question, keep what this desk saw (except those in `known`). */
export function withNews(answers: Answers, form: PartialForm, known: FormField[] = []): Answers {
  const open = (field: FormField) =>
    !known.includes(field) && (field in answers.typed || field in answers.sending || field in answers.conflicts)
  const saved = { ...only(form, (field) => !open(field)), ...only(answers.saved, open) }
  return { ...answers, saved }
}

/** The person at the desk chose. Mine is sent again, over what stands there now; theirs is kept and mine forgotten. */
export function withChoice(answers: Answers, field: FormField, choice: 'mine' | 'theirs'): Answers {
  if (!(field in answers.conflicts)) return answers
  const theirs = answers.conflicts[field] ?? undefined
  const saved = only({ ...answers.saved, [field]: theirs }, (one) => one !== field || theirs !== undefined)
  const keep = choice === 'mine' && !sameAnswer(answers.typed[field], theirs)
  return {
    ...answers,
    saved,
    typed: keep ? answers.typed : only(answers.typed, (one) => one !== field),
    conflicts: only(answers.conflicts, (one) => one !== field),
  }
}

/** How the saving stands: for the quiet sign beside the name. */
export function savingState(answers: Answers): 'saved' | 'saving' | 'waiting' | 'conflict' {
  if (fieldsOf(answers.conflicts).length > 0) return 'conflict'
  if (fieldsOf(answers.sending).length > 0 || toSend(answers)) return 'saving'
  return fieldsOf(answers.typed).length > 0 ? 'waiting' : 'saved'
}
