import { NumberInput } from '@mantine/core'
import { focus, type Says } from './fields.tsx'
import type { FieldOf } from './form.ts'

/** A whole number, written with separators as the interface writes them. */
export function NumberField({
  value,
  onChange,
  required,
  autoFocus,
  ...rest
}: FieldOf<number> & Says & { min?: number; max?: number }) {
  return (
    <NumberInput
      {...rest}
      {...focus(autoFocus)}
      withAsterisk={required ?? false}
      aria-required={required ?? false}
      allowDecimal={false}
      thousandSeparator=","
      hideControls
      inputMode="numeric"
      value={value ?? ''}
      onChange={(typed) => onChange(typeof typed === 'number' ? typed : undefined)}
    />
  )
}
