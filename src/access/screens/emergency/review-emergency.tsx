import { Button, Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Emergency, emergency, verdicts } from '#access/contract/emergency.ts'
import { useCommand } from '#browser/calling.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { LongTextField } from '#browser/kit/fields.tsx'
import { useForm } from '#browser/kit/form.ts'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { said } from '#browser/kit/said.tsx'
import { useIs } from '#browser/session.tsx'

/** The officer says whether it was rightly opened; of what they opened themselves another says so. */
export function ReviewEmergency({ of: { grantId, subjectId, verdict, mine } }: { of: Emergency }) {
  const { t } = useTranslation('oversight')
  const officer = useIs('data-protection-officer')
  const review = useCommand(emergency.reviewEmergency, { changes: [emergency.listEmergencies] })
  const form = useForm(emergency.reviewEmergency.input, { grantId }, review.error)
  if (!officer || mine || !subjectId || verdict) return null
  return (
    <section>
      <Title order={2} size="h3" mb="xs">
        {t('emergency.review')}
      </Title>
      <form
        onSubmit={form.onSubmit((input) => review.mutate(input, { onSuccess: () => said(t('emergency.reviewed')) }))}
        noValidate
      >
        <Stack>
          <ChoiceField {...form.field('verdict')} list={verdicts} label={t('emergency.verdict')} required />
          <LongTextField
            {...form.field('remarks')}
            label={t('emergency.remarks')}
            description={t('emergency.remarksSays')}
            maxLength={1000}
            required
          />
          <ProblemMessage problem={review.error} />
          <div>
            <Button type="submit" loading={review.isPending}>
              {t('emergency.save')}
            </Button>
          </div>
        </Stack>
      </form>
    </section>
  )
}
