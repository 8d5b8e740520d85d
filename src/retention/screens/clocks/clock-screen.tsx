import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { useForm } from '#browser/kit/form.ts'
import { useFromPath, useGo } from '#browser/kit/links.tsx'
import { Loaded, ProblemMessage } from '#browser/kit/notices.tsx'
import { NumberField } from '#browser/kit/number-field.tsx'
import { Page } from '#browser/kit/page.tsx'
import { said } from '#browser/kit/said.tsx'
import { categories, type Due, retention } from '../../contract.ts'
import { usePeriodWords } from './period-words.ts'
import { WouldForget } from './would-forget.tsx'

/** One clock: how long, what that would forget, and the word of the institution that makes it run. */
export function ClockScreen() {
  const { t } = useTranslation('retention')
  const { label } = useFormat()
  const category = useFromPath('category')
  const read = useRead(retention.readDue, {})
  const title = category in categories ? label(categories, category) : t('nav.clocks')
  return (
    <Page title={title} trail={[{ words: t('nav.clocks'), to: '/plazos' }]} width="text">
      <Loaded of={read}>
        {({ due }) => due.filter((one) => one.category === category).map((one) => <Clock key={one.category} clock={one} />)}
      </Loaded>
    </Page>
  )
}

function Clock({ clock }: { clock: Due }) {
  const { t } = useTranslation(['retention', 'shell'])
  const period = usePeriodWords()
  const go = useGo()
  const { category, version, confirmed } = clock
  const set = useCommand(retention.setPeriod, { changes: [retention.readDue] })
  const form = useForm(retention.setPeriod.input, { category, version, days: clock.days }, set.error)
  const [forEver, keepForEver] = useState(clock.days === undefined)
  const { days } = form.values
  const [settled] = useDebouncedValue(days, 300)
  const save = form.onSubmit(({ days: typed, ...rest }) =>
    set.mutate({ ...rest, version, ...(forEver ? {} : { days: typed }) }, { onSuccess: () => said(t('clocks.saved')) }),
  )
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Text fw={650}>{t(confirmed ? 'clocks.isConfirmed' : 'clocks.isProposed', { period: period(clock) })}</Text>
        <Text>{t('clocks.forgetting')}</Text>
        <Checkbox
          checked={forEver}
          onChange={(event) => keepForEver(event.currentTarget.checked)}
          label={t('clocks.keepForEver')}
        />
        {!forEver && (
          <NumberField
            {...form.field('days')}
            min={1}
            label={t('clocks.howMany')}
            description={days ? period({ days }) : t('clocks.howManySays')}
            required
          />
        )}
        {!forEver && settled !== undefined && settled >= 1 && settled <= 36_500 && (
          <WouldForget category={category} days={settled} />
        )}
        <ProblemMessage problem={set.error} />
        <Group>
          <Button type="submit" loading={set.isPending} disabled={!forEver && days === undefined}>
            {t(confirmed ? 'clocks.change' : 'clocks.confirm')}
          </Button>
          <Button variant="default" onClick={() => go('/plazos')}>
            {t('shell:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
