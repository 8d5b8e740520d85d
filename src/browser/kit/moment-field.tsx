import { TextInput } from '@mantine/core'
import { momentIn, wallClockOf } from '#browser/format.ts'
import { focus, type Says } from './fields.tsx'
import type { FieldOf } from './form.ts'

/** A day and a time of day in Guatemala. The value is a moment as an ISO text. */
export function MomentField({ value, onChange, required, autoFocus, ...rest }: FieldOf<string> & Says) {
  return (
    <TextInput
      {...rest}
      {...focus(autoFocus)}
      type="datetime-local"
      withAsterisk={required ?? false}
      aria-required={required ?? false}
      value={value === undefined ? '' : wallClockOf(value)}
      onChange={(event) => onChange(event.currentTarget.value ? momentIn(event.currentTarget.value) : undefined)}
    />
  )
}
