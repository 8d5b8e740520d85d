import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import type { FieldOf } from '#browser/kit/form.ts'
import { usePersonWords } from '../../person-words.ts'
import { isSure, readBirth, writeBirth } from '../birth-date-text.ts'

/** A birth date or an age, typed as it is said. Below stands what was understood, and how old that makes the person. */
export function BirthDate({ day, label, ...field }: FieldOf<string> & { day: string; label: string }) {
  const { t } = useTranslation('intake')
  const format = useFormat()
  const { age } = usePersonWords()
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const read = typed === undefined ? undefined : readBirth(typed, day)
  const date = read ? read.date : field.value
  const unread = Boolean(typed?.trim()) && !date
  const commit = () => {
    if (read && !unread) {
      if (read.date !== field.value) field.onChange(read.date)
      setTyped(undefined)
    }
  }
  const understood = date && t('fields.understood', { what: `${format.partialDate(date)} · ${age(date, day)}` })
  return (
    <TextInput
      name={field.name}
      label={label}
      autoComplete="off"
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={understood ?? t('fields.birthDateSays')}
      error={unread && t('fields.notUnderstood')}
      value={typed ?? (field.value ? writeBirth(field.value) : '')}
      onChange={(event) => {
        const text = event.currentTarget.value
        const now = readBirth(text, day)
        setTyped(text)
        if (isSure(now) || text.trim() === '') field.onChange(now.date)
      }}
      onBlur={commit}
    />
  )
}
