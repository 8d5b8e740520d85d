import { MultiSelect, Select } from '@mantine/core'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CodeList } from '#base/codes.ts'
import { useLabel } from '#browser/words/use-words.ts'
import { focus, type Says } from './fields.tsx'
import type { FieldOf } from './form.ts'
import { nearest, sameWords } from './same-words.ts'

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
  const lastKey = useRef('')
  const notNow = useRef(false)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter') lastKey.current = event.key
    else if (event.currentTarget.value !== '' || !/^(Backspace|Delete)$/.test(lastKey.current)) pickFirst(event)
    else {
      // Enter in a field that was just emptied does not take the first choice of all.
      notNow.current = true
      queueMicrotask(() => {
        notNow.current = false
      })
    }
  }
  /** What only resembles an option is none: a first Enter leaves it, one after looking takes it. Sansare and Sanarate are two towns. */
  const onKeyDownCapture = (event: KeyboardEvent<HTMLElement>) => {
    const { target } = event
    if (event.key !== 'Enter' || !(target instanceof HTMLInputElement) || target.dataset.expanded === undefined) return
    if (/^(Arrow|Enter)/.test(lastKey.current) || options.some((one) => sameWords(one.label, target.value))) return
    lastKey.current = event.key
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <Select
      {...rest}
      wrapperProps={{ onKeyDownCapture }}
      {...focus(autoFocus)}
      data={options}
      searchable
      openOnFocus={false}
      // Without it, opening by typing forgets which option is first, and Enter sends the form instead of choosing.
      selectFirstOptionOnDropdownOpen
      clearable={!required}
      clearButtonProps={{ 'aria-label': t('clear') }}
      selectFirstOptionOnChange
      limit={100}
      // Whoever types the same again means the same; an answer is taken back by emptying the field, or with its button.
      allowDeselect={false}
      onBlur={(event) => !required && value !== undefined && event.currentTarget.value === '' && onChange(undefined)}
      withAsterisk={required ?? false}
      aria-required={required ?? false}
      nothingFoundMessage={t('nothingFound')}
      onKeyDown={onKeyDown}
      filter={({ options: all, search }) => {
        const items = all.filter((one) => 'label' in one)
        const found = items.filter((one) => sameWords(one.label, search))
        const near = found.length > 0 ? [] : nearest(items, search)
        return near.length > 0 ? [{ group: t('didYouMean'), items: near }] : found
      }}
      value={value ?? null}
      onChange={(picked) => notNow.current || onChange((picked ?? undefined) as V | undefined)}
    />
  )
}

/**
 * Who types faster than the list opens has not marked its first option yet: Enter takes it all the same. Lists of other
 * fields stay in the document when they close, so the field's own is asked for by its label.
 */
function pickFirst(event: KeyboardEvent<HTMLInputElement>): void {
  const { id, dataset } = event.currentTarget
  if (event.key !== 'Enter' || dataset.expanded === undefined) return
  const list = document.querySelector(`[role=listbox][aria-labelledby="${CSS.escape(`${id}-label`)}"]`)
  if (!list || list.querySelector('[data-combobox-selected]')) return
  event.preventDefault()
  list.querySelector<HTMLElement>('[data-combobox-option]')?.click()
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
