import { useState } from 'react'
import { LongTextField, TextField } from '#browser/kit/fields.tsx'
import type { FieldOf } from '#browser/kit/form.ts'
import { useAtDesk } from '../desk-context.ts'

/**
 * Text that is saved while it is typed. As long as the field has the focus it shows what is typed, to the blank at the end: what
 * comes back from the server is tidied, and must not move under the fingers. `atRest`: how it is written once the field is left.
 */
export function TypedText({
  value,
  onChange,
  long = false,
  atRest = (text) => text,
  ...field
}: FieldOf<string> & {
  label: string
  description?: string
  autoComplete: string
  spellCheck?: boolean
  inputMode?: 'numeric' | 'tel'
  maxLength: number
  long?: boolean
  atRest?: (text: string) => string
}) {
  const inside = useAtDesk().focused === field.name
  const [typed, setTyped] = useState<string>()
  if (!inside && typed !== undefined) setTyped(undefined)
  const shown = inside ? (typed ?? value) : value && atRest(value)
  const change = (text: string | undefined) => {
    setTyped(text ?? '')
    onChange(text?.trim() || undefined)
  }
  return long ? (
    <LongTextField {...field} value={shown} onChange={change} />
  ) : (
    <TextField {...field} value={shown} onChange={change} />
  )
}
