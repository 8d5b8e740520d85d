import { CloseButton, Group, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CodeList } from '#base/codes.ts'
import { useLabel } from '#browser/words/use-words.ts'
import { useShortcut } from './shortcuts.ts'

/** Search and filters above a list. */
export function FilterBar({ children }: { children: ReactNode }) {
  return (
    <Group gap="sm" role="search" align="flex-end">
      {children}
    </Group>
  )
}

/** The search of a list, reached with `/`. What is typed counts after a short pause: each reading may be a journalled one. */
export function SearchFilter({ value, onChange, label }: { value: string; onChange: (text: string) => void; label: string }) {
  const { t } = useTranslation()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const told = useRef(value)
  useShortcut('/', t('keys.search'), () => {
    field.current?.focus()
    field.current?.select()
  })
  if (told.current !== value) {
    told.current = value
    setTyped(value)
  }
  useEffect(() => {
    if (typed === told.current) return
    const timer = setTimeout(() => {
      told.current = typed
      onChange(typed)
    }, 250)
    return () => clearTimeout(timer)
  })
  return (
    <TextInput
      ref={field}
      type="search"
      label={label}
      flex="3 1 14rem"
      leftSection={<IconSearch size={20} aria-hidden />}
      rightSection={typed && <CloseButton aria-label={t('clear')} onClick={() => setTyped('')} />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  )
}

/** One code of a list as a filter; "all" when none is chosen. */
export function CodeFilter<T extends CodeList>(props: {
  list: T
  label: string
  value: (keyof T & string) | undefined
  onChange: (code: (keyof T & string) | undefined) => void
}) {
  const { t } = useTranslation()
  const label = useLabel()
  return (
    <Select
      label={props.label}
      flex="1 1 8.5rem"
      allowDeselect={false}
      data={[
        { value: '', label: t('all') },
        ...Object.keys(props.list).map((code) => ({ value: code, label: label(props.list, code) })),
      ]}
      value={props.value ?? ''}
      onChange={(code) => props.onChange((code || undefined) as (keyof T & string) | undefined)}
    />
  )
}
