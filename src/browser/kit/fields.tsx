import { Textarea, TextInput } from '@mantine/core'
import type { FieldOf } from './form.ts'

/** What every field may say about itself. An empty field is `undefined`: not known. */
export type Says = {
  label: string
  description?: string
  placeholder?: string
  required?: boolean
  disabled?: boolean
  autoFocus?: boolean
}

export type Text = FieldOf<string> & Says & { autoComplete?: string; maxLength?: number }

/** One line of text. */
export function TextField({
  value,
  onChange,
  required,
  autoFocus,
  ...rest
}: Text & { spellCheck?: boolean; inputMode?: 'numeric' | 'email' | 'tel' }) {
  return (
    <TextInput
      {...rest}
      {...focus(autoFocus)}
      withAsterisk={required ?? false}
      aria-required={required ?? false}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}

/** Several lines of text. */
export function LongTextField({ value, onChange, required, autoFocus, ...rest }: Text) {
  return (
    <Textarea
      {...rest}
      {...focus(autoFocus)}
      autosize
      minRows={3}
      withAsterisk={required ?? false}
      aria-required={required ?? false}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}

/** Takes the keyboard's focus when the screen, or the dialog it stands in, opens. */
export function focus(wanted: boolean | undefined) {
  return wanted ? { autoFocus: true, 'data-autofocus': true } : {}
}
