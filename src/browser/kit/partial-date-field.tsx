import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PartialDate } from '#base/partial-date.ts'
import { parsePartialDate } from '#base/partial-date-reading.ts'
import { todayIn, useFormat } from '#browser/format.ts'
import type { Says } from './fields.tsx'
import type { FieldOf } from './form.ts'

/**
 * A date as far as it is known, written as people write it: `12/5/1987`, `mayo 1987`, `aprox. 1987`, `38 años`. Under the
 * field stands what was understood; what was typed stays until the field is left.
 */
export function PartialDateField({ value, onChange, required, autoFocus, error, ...rest }: FieldOf<PartialDate> & Says) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const read = (text: string) => parsePartialDate(text, { today: todayIn(new Date()), order: 'dmy' })
  const shown = typed ?? (value === undefined ? '' : format.partialDate(value))
  const unread = typed !== undefined && typed.trim() !== '' && read(typed).date === undefined
  const understood =
    typed !== undefined && value !== undefined && !unread ? t('dateUnderstood', { date: format.partialDate(value) }) : undefined
  return (
    <TextInput
      {...rest}
      {...(autoFocus && { autoFocus, 'data-autofocus': true })}
      withAsterisk={required ?? false}
      aria-required={required ?? false}
      autoComplete="off"
      placeholder={t('datePlaceholder')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={understood ?? rest.description ?? ' '}
      error={error ?? (unread && t('dateNotUnderstood'))}
      value={shown}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(read(event.currentTarget.value).date)
      }}
      onBlur={() => !unread && setTyped(undefined)}
    />
  )
}
