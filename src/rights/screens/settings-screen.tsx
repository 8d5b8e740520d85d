import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { DayField } from '#browser/kit/day-field.tsx'
import { useForm } from '#browser/kit/form.ts'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { NumberField } from '#browser/kit/number-field.tsx'
import { Page } from '#browser/kit/page.tsx'
import { said } from '#browser/kit/said.tsx'
import { bases, type Settings } from '../contract/bases.ts'
import classes from './rights.module.css'

/** How the institution answers: in how many working days, its own days off, and whether what leaves needs a second person. */
export function SettingsScreen() {
  const { t } = useTranslation('rights')
  const read = useRead(bases.readSettings, {})
  return (
    <Page title={t('nav.settings')} intro={t('settings.intro')} width="text">
      <Loaded of={read}>{(settings) => <Change key={settings.version} settings={settings} />}</Loaded>
    </Page>
  )
}

function Change({ settings }: { settings: Settings }) {
  const { t } = useTranslation(['rights', 'shell'])
  const change = useCommand(bases.changeSettings, { changes: [bases.readSettings] })
  const form = useForm(bases.changeSettings.input, settings, change.error)
  const { secondPerson, daysOff = [] } = form.values
  const save = form.onSubmit((input) =>
    // By the promise: once saved, the form is that of the next version.
    change.mutateAsync(input).then(
      () => said(t('settings.saved')),
      () => undefined,
    ),
  )
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <NumberField {...form.field('answerDays')} label={t('settings.answerDays')} min={1} max={60} required />
        <NumberField {...form.field('extensionDays')} label={t('settings.extensionDays')} min={1} max={60} required />
        <Checkbox
          checked={secondPerson === true}
          onChange={(event) => form.set({ secondPerson: event.currentTarget.checked })}
          label={t('settings.secondPerson')}
        />
        <DaysOff days={daysOff} onChange={(days) => form.set({ daysOff: days })} />
        <ProblemMessage problem={change.error} />
        <Group>
          <Button type="submit" loading={change.isPending}>
            {t('shell:save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function DaysOff({ days, onChange }: { days: readonly string[]; onChange: (days: string[]) => void }) {
  const { t } = useTranslation('rights')
  const { day } = useFormat()
  const [next, setNext] = useState<string | undefined>()
  const add = () => {
    if (next) onChange([...new Set([...days, next])].toSorted())
    setNext(undefined)
  }
  return (
    <fieldset className={classes.block}>
      <legend>{t('settings.daysOff')}</legend>
      <Text c="dimmed">{t('settings.daysOffSays')}</Text>
      {days.map((one) => (
        <Group key={one} gap="sm">
          <Text>{day(one)}</Text>
          <Button
            variant="subtle"
            aria-label={t('settings.removeOf', { day: day(one) })}
            onClick={() => onChange(days.filter((other) => other !== one))}
          >
            {t('settings.remove')}
          </Button>
        </Group>
      ))}
      <Group align="end">
        <DayField name="dayOff" label={t('settings.dayOff')} value={next} onChange={setNext} error={undefined} />
        <Button variant="default" onClick={add} disabled={!next}>
          {t('settings.add')}
        </Button>
      </Group>
    </fieldset>
  )
}
