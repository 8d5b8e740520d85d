import { type SubmitEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { fieldIssues, issueWords, problemOf } from '#browser/words/problem-words.ts'

/** What a field of the kit takes from a form: `<TextField {...form.field('name')} label={…} />`. */
export type FieldOf<V> = {
  name: string
  value: V | undefined
  onChange: (value: V | undefined) => void
  error: string | undefined
}

/**
 * A form over the input schema of a call. What is typed stays in `values` until the schema accepts it as a whole:
 *
 *     const form = useForm(access.addAccount.input, { accountId })
 *     <form onSubmit={form.onSubmit((input) => add.mutate(input))} noValidate>
 *
 * Fields that the schema, or the server, refuses say why; the first of them gets the focus.
 * Pass the command's error as `refused`, so that what the server says stands at the field it speaks of.
 */
export function useForm<S extends z.ZodObject>(schema: S, initial: Partial<z.input<S>>, refused?: unknown) {
  type Values = z.input<S>
  const { i18n } = useTranslation()
  const [values, setValues] = useState<Partial<Values>>(initial)
  const [issues, setIssues] = useState<Record<string, string>>({})
  const [seen, setSeen] = useState<unknown>(undefined)
  const element = useRef<HTMLFormElement | null>(null)
  const focusFirst = (names: string[]) => {
    const fields = [...(element.current?.querySelectorAll<HTMLElement>('[name]') ?? [])]
    fields.find((field) => names.includes(field.getAttribute('name') ?? ''))?.focus()
  }
  if (refused !== seen) {
    setSeen(refused)
    if (refused) setIssues(fieldIssues(problemOf(refused)))
  }
  const set = (change: Partial<Values>) => {
    setValues((before) => ({ ...before, ...change }))
    setIssues((before) => Object.fromEntries(Object.entries(before).filter(([name]) => !(name in change))))
  }
  const field = <N extends keyof Values & string>(name: N): FieldOf<NonNullable<Values[N]>> => ({
    name,
    value: values[name] as NonNullable<Values[N]> | undefined,
    onChange: (value) => set({ [name]: value } as Partial<Values>),
    error: issues[name] === undefined ? undefined : issueWords(issues[name], i18n),
  })
  const onSubmit = (use: (input: Values) => void) => (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    element.current = event.currentTarget
    const parsed = schema.safeParse(values)
    if (parsed.success) return use(values as Values)
    const found = Object.fromEntries(parsed.error.issues.map((issue) => [String(issue.path[0]), kindOf(issue, values)]))
    setIssues(found)
    focusFirst(Object.keys(found))
  }
  return { values, set, field, onSubmit, forget: () => setValues(initial) }
}

/** An issue's code; a field that was left empty is missing, whatever the schema calls that. */
function kindOf(issue: { code: string; path: PropertyKey[] }, values: Record<string, unknown>): string {
  const value = values[String(issue.path[0])]
  return value === undefined || value === '' ? 'missing' : issue.code
}
