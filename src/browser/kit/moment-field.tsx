import { Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readTimeOfDay } from '#base/day-reading.ts'
import { momentIn, wallClockOf } from '#browser/format.ts'
import { DayField } from './day-field.tsx'
import type { Says } from './fields.tsx'
import type { FieldOf } from './form.ts'

/** A day and a time of day in Guatemala, day first and on 24 hours. The value is a moment as an ISO text, once both are known. */
export function MomentField({ value, onChange, ...rest }: FieldOf<string> & Says) {
  const { t } = useTranslation()
  const [shownDay, shownTime] = value === undefined ? [undefined, ''] : (wallClockOf(value).split('T') as [string, string])
  const [day, setDay] = useState(shownDay)
  const [typed, setTyped] = useState<string>()
  const [left, setLeft] = useState(false)
  const time = typed ?? shownTime
  const unread = time.trim() !== '' && readTimeOfDay(time) === undefined
  const become = (nextDay: string | undefined, nextTime: string) => {
    const read = readTimeOfDay(nextTime)
    onChange(nextDay && read ? momentIn(`${nextDay}T${read}`) : undefined)
  }
  return (
    <Group align="flex-start" gap="sm">
      <DayField
        {...rest}
        value={day}
        onChange={(next) => {
          setDay(next)
          setTyped(time)
          become(next, time)
        }}
        flex="1 1 14rem"
        maw="22rem"
      />
      <TextInput
        name={`${rest.name}-time`}
        label={t('timeOfDay')}
        {...(rest.description && { description: t('timeOfDaySays') })}
        aria-required={rest.required ?? false}
        withAsterisk={rest.required ?? false}
        disabled={rest.disabled ?? false}
        autoComplete="off"
        inputMode="numeric"
        w="8rem"
        error={unread && left && t('timeNotUnderstood')}
        value={time}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setLeft(false)
          become(day, event.currentTarget.value)
        }}
        onBlur={() => {
          setLeft(true)
          if (!unread && value !== undefined) setTyped(undefined)
        }}
      />
    </Group>
  )
}
