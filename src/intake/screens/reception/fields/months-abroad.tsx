import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldOf } from '#browser/kit/form.ts'
import { readMonths } from '../duration.ts'

/** A length of time, typed as it is said and kept in whole months. */
export function MonthsAbroad({ label, ...field }: FieldOf<number> & { label: string }) {
  const { t } = useTranslation('intake')
  const words = useMonths()
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const months = typed === undefined ? field.value : readMonths(typed)
  const unread = Boolean(typed?.trim()) && months === undefined
  const understood = months !== undefined && t('fields.understood', { what: words(months) })
  return (
    <TextInput
      name={field.name}
      label={label}
      autoComplete="off"
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={understood || t('fields.monthsAbroadSays')}
      error={unread && t('fields.durationNotUnderstood')}
      value={typed ?? (field.value === undefined ? '' : words(field.value))}
      onChange={(event) => {
        const text = event.currentTarget.value
        const now = readMonths(text)
        setTyped(text)
        if (now !== undefined || text.trim() === '') field.onChange(now)
      }}
      onBlur={() => !unread && setTyped(undefined)}
    />
  )
}

/** `8 meses`, `3 años`, `1 año y 2 meses`: written so that it can be read back. */
export function useMonths(): (months: number) => string {
  const { t } = useTranslation('intake')
  return (months) => {
    const years = Math.floor(months / 12)
    const rest = months % 12
    const parts = [
      years > 0 && t('fields.spanYears', { count: years }),
      (rest > 0 || years === 0) && t('fields.months', { count: rest }),
    ]
    return parts.filter(Boolean).join(` ${t('fields.and')} `)
  }
}
