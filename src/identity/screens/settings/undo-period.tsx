import { Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays } from '#base/partial-date.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { todayIn, useFormat } from '#browser/format.ts'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { DayField } from '#browser/kit/day-field.tsx'
import { LongTextField } from '#browser/kit/fields.tsx'
import { Loaded } from '#browser/kit/notices.tsx'
import { said } from '#browser/kit/said.tsx'
import { settings } from '../../contract/settings.ts'
import { changedByDecisions } from '../changed-by-decisions.ts'

/** Takes back what was joined automatically in some days; what that changes is said before. */
export function UndoPeriod() {
  const { t } = useTranslation('identity')
  const { number } = useFormat()
  const today = todayIn(new Date())
  const [period, setPeriod] = useState({ from: addDays(today, -6), to: today })
  const [reason, setReason] = useState<string>()
  const preview = useRead(settings.previewAutomatic, period)
  const undo = useCommand(settings.undoAutomatic, { changes: [settings.previewAutomatic, ...changedByDecisions] })
  const day = { flex: '1 1 9.5rem', maw: '11rem', error: undefined }
  return (
    <section>
      <Title order={2} mb="sm">
        {t('settings.undoTitle')}
      </Title>
      <Stack gap="sm" maw="70ch">
        <Group align="flex-end">
          <DayField
            {...day}
            name="from"
            label={t('settings.undoFrom')}
            value={period.from}
            onChange={(from) => from && setPeriod({ ...period, from })}
          />
          <DayField
            {...day}
            name="to"
            label={t('settings.undoTo')}
            value={period.to}
            onChange={(to) => to && setPeriod({ ...period, to })}
          />
        </Group>
        <Loaded of={preview}>
          {({ links, returns, persons }) =>
            links === 0 ? (
              <Text>{t('settings.undoNone')}</Text>
            ) : (
              <>
                <Text>
                  {t('settings.undoPreview', {
                    count: links,
                    number: number(links),
                    returns: number(returns),
                    before: number(persons.before),
                    after: number(persons.after),
                  })}
                </Text>
                <LongTextField
                  name="reason"
                  label={t('settings.undoReason')}
                  value={reason}
                  onChange={setReason}
                  error={undefined}
                  maxLength={500}
                  required
                />
                <div>
                  <ConfirmButton
                    danger
                    question={t('settings.undoQuestion')}
                    says={t('settings.undoSays')}
                    confirm={t('settings.undoButton')}
                    disabled={(reason?.trim().length ?? 0) < 3}
                    pending={undo.isPending}
                    problem={undo.error}
                    act={async () => {
                      const { undone } = await undo.mutateAsync({ ...period, links, reason: reason! })
                      setReason(undefined)
                      said(t('settings.undone', { count: undone.length, number: number(undone.length) }))
                    }}
                  >
                    {t('settings.undoButton')}
                  </ConfirmButton>
                </div>
              </>
            )
          }
        </Loaded>
      </Stack>
    </section>
  )
}
