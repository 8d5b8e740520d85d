import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readDay, writeDay } from '#base/day-reading.ts'
import classes from './day-field.module.css'
import { focus, type Says } from './fields.tsx'
import type { FieldOf } from './form.ts'

/**
 * A day, typed day first whatever the browser's own language: `20/11/2026`, `20-11-26`. The value is an ISO date. A day with all its
 * figures counts at once, another when the field is left. The calendar is the browser's, for those who would rather point.
 */
export function DayField({
  value,
  onChange,
  required,
  autoFocus,
  error,
  ...rest
}: FieldOf<string> & Says & Pick<TextInputProps, 'flex' | 'maw'>) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string>()
  const calendar = useRef<HTMLInputElement>(null)
  const unread = typed !== undefined && typed.trim() !== '' && readDay(typed) === undefined
  const [left, setLeft] = useState(false)
  const take = (day: string | undefined) => day !== value && onChange(day)
  const type = (text: string) => {
    setTyped(text)
    setLeft(false)
    if (text.trim() === '' || (/\d{4}$/.test(text.trim()) && readDay(text))) take(readDay(text))
  }
  const leave = () => {
    setLeft(true)
    if (typed === undefined || unread) return
    take(readDay(typed))
    setTyped(undefined)
  }
  return (
    <TextInput
      {...rest}
      {...focus(autoFocus)}
      withAsterisk={required ?? false}
      aria-required={required ?? false}
      autoComplete="off"
      inputMode="numeric"
      placeholder={t('dayPlaceholder')}
      error={error ?? (unread && left && t('dayNotUnderstood'))}
      value={typed ?? (value ? writeDay(value) : '')}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
      onBlur={leave}
      rightSection={
        <>
          <input
            ref={calendar}
            type="date"
            className={classes.calendar}
            tabIndex={-1}
            aria-hidden
            value={value ?? ''}
            onChange={(event) => {
              setTyped(undefined)
              take(event.currentTarget.value || undefined)
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            tabIndex={-1}
            aria-label={t('dayCalendar', { field: rest.label })}
            onClick={() => calendar.current?.showPicker()}
          >
            <IconCalendar size={20} aria-hidden />
          </ActionIcon>
        </>
      }
    />
  )
}
