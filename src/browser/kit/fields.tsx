import { MultiSelect, NumberInput, PasswordInput, Select, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CodeList } from '#base/codes.ts'
import { useLabel } from '#browser/words/use-words.ts'
import type { FieldOf } from './form.ts'
import { sameWords } from './same-words.ts'

/** What every field may say about itself. An empty field is `undefined`: not known. */
export type Says = {
  label: string
  description?: string
  placeholder?: string
  required?: boolean
  disabled?: boolean
  autoFocus?: boolean
}

type Text = FieldOf<string> & Says & { autoComplete?: string; maxLength?: number }

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

/** A password, which can be looked at while it is typed. */
export function PasswordField({ value, onChange, required, autoFocus, ...rest }: Text) {
  const { t } = useTranslation()
  return (
    <PasswordInput
      {...rest}
      {...focus(autoFocus)}
      withAsterisk={required ?? false}
      aria-required={required ?? false}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }}
    />
  )
}

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

/** One of many: type to find it. `options` are ids with their words; accents and capitals do not matter when typing. */
export function PickField<V extends string>({
  value,
  onChange,
  required,
  autoFocus,
  options,
  ...rest
}: FieldOf<V> & Says & { options: { value: V; label: string }[] }) {
  const { t } = useTranslation()
  return (
    <Select
      {...rest}
      {...focus(autoFocus)}
      data={options}
      searchable
      clearable={!required}
      clearButtonProps={{ 'aria-label': t('clear') }}
      selectFirstOptionOnChange
      limit={100}
      withAsterisk={required ?? false}
      aria-required={required ?? false}
      nothingFoundMessage={t('nothingFound')}
      filter={({ options: all, search }) => all.filter((one) => 'label' in one && sameWords(one.label, search))}
      value={value ?? null}
      onChange={(picked) => onChange((picked ?? undefined) as V | undefined)}
    />
  )
}

/** One code of a list, type-ahead: `<CodeField list={occupations} {...form.field('occupation')} label={…} />`. */
export function CodeField<T extends CodeList>({ list, ...rest }: FieldOf<keyof T & string> & Says & { list: T }) {
  const label = useLabel()
  return (
    <PickField
      {...rest}
      options={Object.keys(list).map((code) => ({ value: code as keyof T & string, label: label(list, code) }))}
    />
  )
}

/** Several codes of a long list, type-ahead. For a short list see `ChoicesField`. */
export function CodesField<T extends CodeList>({
  list,
  value,
  onChange,
  required,
  autoFocus,
  ...rest
}: FieldOf<(keyof T & string)[]> & Says & { list: T }) {
  const { t } = useTranslation()
  const label = useLabel()
  return (
    <MultiSelect
      {...rest}
      {...focus(autoFocus)}
      size="md"
      data={Object.keys(list).map((code) => ({ value: code, label: label(list, code) }))}
      searchable
      selectFirstOptionOnChange
      withAsterisk={required ?? false}
      nothingFoundMessage={t('nothingFound')}
      filter={({ options: all, search }) => all.filter((one) => 'label' in one && sameWords(one.label, search))}
      value={value ?? []}
      onChange={(picked) => onChange(picked.length > 0 ? (picked as (keyof T & string)[]) : undefined)}
    />
  )
}

function focus(wanted: boolean | undefined) {
  return wanted ? { autoFocus: true, 'data-autofocus': true } : {}
}
