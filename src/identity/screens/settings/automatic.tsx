import { Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { type AutomaticRule, bounds, settings } from '../../contract/settings.ts'
import { timesOf } from '../likelihood.ts'
import { OddsField } from './odds-field.tsx'
import { useOddsWords } from './odds-words.ts'

/** A point that is nearly always right: a hundred thousand to one. */
const proposed = 17

/** What is joined without asking: nothing, until an administrator says from where on. */
export function Automatic({ rule }: { rule: AutomaticRule | undefined }) {
  const { t } = useTranslation('identity')
  const { moment, number } = useFormat()
  const odds = useOddsWords()
  const [above, setAbove] = useState(rule?.above ?? proposed)
  const command = useCommand(settings.setAutomatic, { changes: [settings.readSettings] })
  const on = rule?.above !== undefined
  const set = (wanted: { above?: number }) => command.mutateAsync({ version: rule?.version ?? 0, ...wanted })
  const pairs = (bits: number) => number(timesOf(bits) + 1)
  const asking = { pending: command.isPending, problem: command.error }
  return (
    <section>
      <Title order={2} mb="sm">
        {t('settings.automatic')}
      </Title>
      <Stack gap="sm" maw="70ch">
        <Text>{t('settings.automaticSays')}</Text>
        <div>
          <Text fw={650}>{rule?.above === undefined ? t('settings.off') : t('settings.on', { odds: odds(rule.above) })}</Text>
          {rule?.above !== undefined && <Text>{t('settings.expects', { pairs: pairs(rule.above) })}</Text>}
          {rule && (
            <Text size="sm" c="dimmed">
              {t('settings.setAt', { by: rule.by, moment: moment(rule.at) })}
            </Text>
          )}
        </div>
        <OddsField
          {...bounds.above}
          label={t('settings.above')}
          description={t('settings.aboveSays')}
          value={above}
          onChange={setAbove}
        />
        <Group>
          <ConfirmButton
            question={t('settings.confirmOn')}
            says={t('settings.confirmOnSays', { odds: odds(above), pairs: pairs(above) })}
            confirm={t(on ? 'settings.changeRule' : 'settings.switchOn')}
            act={() => set({ above })}
            disabled={above === rule?.above}
            {...asking}
          >
            {t(on ? 'settings.changeRule' : 'settings.switchOn')}
          </ConfirmButton>
          {on && (
            <ConfirmButton
              question={t('settings.switchOff')}
              says={t('settings.switchOffSays')}
              confirm={t('settings.switchOff')}
              act={() => set({})}
              {...asking}
            >
              {t('settings.switchOff')}
            </ConfirmButton>
          )}
        </Group>
      </Stack>
    </section>
  )
}
