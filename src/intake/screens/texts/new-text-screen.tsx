import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type ConsentPurpose, consentPurposes } from '#base/codes.ts'
import { guatemalaDay } from '#base/day.ts'
import { useCommand } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { DayField } from '#browser/kit/day-field.tsx'
import { LongTextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { useGo } from '#browser/kit/links.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { PickField } from '#browser/kit/pick-fields.tsx'
import { said } from '#browser/kit/said.tsx'
import { consentAudiences, consents } from '../../contract/consents.ts'
import { shippedTexts, textToRead } from '../../rules/consent-texts.ts'
import { usePlaces } from '../reference.ts'

type Questions = Partial<Record<ConsentPurpose, string>>

/** Writes a version: in another language, or new words from a day on. What was read until then stays as it was. */
export function NewTextScreen() {
  const { t } = useTranslation('intake')
  const { label } = useFormat()
  const places = usePlaces()
  const go = useGo()
  const write = useCommand(consents.writeConsentText, { changes: [consents.listConsentTexts] })
  const form = useForm(consents.writeConsentText.input, { audience: 'everybody' }, write.error)
  const audience = form.values.audience ?? 'everybody'
  const spanish = textToRead(shippedTexts, {
    audience,
    language: 'spanish',
    otherwise: 'spanish',
    day: guatemalaDay(new Date()),
  })!
  const questions = (form.values.questions ?? {}) as Questions
  const send = form.onSubmit((input) =>
    write.mutate(input, {
      onSuccess: () => {
        said(t('texts.written'))
        go('/textos')
      },
    }),
  )
  return (
    <Page title={t('texts.new')} intro={t('texts.newIntro')} trail={[{ words: t('texts.title'), to: '/textos' }]} width="text">
      <form onSubmit={send} noValidate>
        <Stack>
          <ChoiceField {...form.field('audience')} list={consentAudiences} label={t('texts.audience')} required />
          <PickField
            {...form.field('language')}
            options={[...places.options.languages, { value: 'english', label: t('texts.english') }]}
            label={t('texts.language')}
            required
          />
          <DayField {...form.field('validFrom')} label={t('texts.validFrom')} required />
          <DayField {...form.field('validUntil')} label={t('texts.validUntil')} description={t('texts.validUntilSays')} />
          <LongTextField
            {...form.field('opening')}
            label={t('texts.opening')}
            description={t('texts.inSpanish', { text: spanish.opening })}
            maxLength={2000}
            required
          />
          {(Object.keys(consentPurposes) as ConsentPurpose[]).map((purpose) => (
            <LongTextField
              key={purpose}
              name={`questions.${purpose}`}
              value={questions[purpose]}
              onChange={(words) => form.set({ questions: { ...questions, [purpose]: words } as never })}
              error={undefined}
              label={label(consentPurposes, purpose)}
              description={t('texts.inSpanish', { text: spanish.questions[purpose] })}
              maxLength={2000}
              required
            />
          ))}
          <Text c="dimmed">{t('texts.second')}</Text>
          <ProblemMessage problem={write.error} />
          <div>
            <Button type="submit" loading={write.isPending}>
              {t('texts.write')}
            </Button>
          </div>
        </Stack>
      </form>
    </Page>
  )
}
