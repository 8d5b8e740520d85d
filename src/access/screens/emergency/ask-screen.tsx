import { Alert, Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uuidv7 } from 'uuidv7'
import { emergency } from '#access/contract/emergency.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { LongTextField, TextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ButtonTo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { NumberField } from '#browser/kit/number-field.tsx'
import { Page } from '#browser/kit/page.tsx'

/** Asks for one record; the answer is the same whether there is one or not. */
export function AskEmergencyScreen() {
  const { t } = useTranslation('oversight')
  const [grantId] = useState(uuidv7)
  const rule = useRead(emergency.readEmergencyRule, {})
  const ask = useCommand(emergency.askEmergency, { changes: [emergency.listEmergencies, emergency.readOpenEmergencies] })
  const form = useForm(emergency.askEmergency.input, { grantId, hours: 1 }, ask.error)
  const alone = rule.data?.secondPerson === false
  const trail = [{ words: t('nav.emergencies'), to: '/emergencias' }]
  if (ask.data) {
    return (
      <Page key="asked" follows title={t('emergency.asked')} trail={trail} width="text">
        <Alert role="status" color="ceiba">
          {alone ? t('emergency.askedAlone') : t('emergency.askedSays')} {t('emergency.tellsNothing')}
        </Alert>
        <Group>
          <ButtonTo to="/emergencias">{t('emergency.toList')}</ButtonTo>
        </Group>
      </Page>
    )
  }
  return (
    <Page title={t('emergency.ask')} intro={t('emergency.askIntro')} trail={trail} width="text">
      <form onSubmit={form.onSubmit((input) => ask.mutate(input))} noValidate>
        <Stack>
          <TextField
            {...form.field('sought')}
            label={t('emergency.sought')}
            description={t('emergency.soughtSays')}
            autoComplete="off"
            spellCheck={false}
            maxLength={20}
            required
            autoFocus
          />
          <LongTextField
            {...form.field('reason')}
            label={t('emergency.reason')}
            description={t('emergency.reasonSays')}
            maxLength={1000}
            required
          />
          <NumberField
            {...form.field('hours')}
            label={t('emergency.hours')}
            description={t('emergency.hoursSays')}
            min={1}
            max={8}
            required
          />
          <Alert color="waiting" role="note">
            {alone ? t('emergency.willBeToldAlone') : t('emergency.willBeTold')}
          </Alert>
          <ProblemMessage problem={ask.error} />
          <div>
            <Button type="submit" loading={ask.isPending}>
              {t('emergency.askNow')}
            </Button>
          </div>
        </Stack>
      </form>
    </Page>
  )
}
