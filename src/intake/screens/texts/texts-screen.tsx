import { Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { consentPurposes } from '#base/codes.ts'
import { useCommand, useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { ButtonTo } from '#browser/kit/links.tsx'
import { Loaded } from '#browser/kit/notices.tsx'
import { Page } from '#browser/kit/page.tsx'
import { said } from '#browser/kit/said.tsx'
import { type ConsentText, consentAudiences, consents, consentTextStates } from '../../contract/consents.ts'
import { useTextLanguage } from './text-language.ts'
import classes from './texts.module.css'

const tones = { shipped: 'calm', draft: 'waiting', reviewed: 'done' } as const

/** What is read aloud before consent is asked, every version of it. None is ever changed: what somebody answered keeps its text. */
export function TextsScreen() {
  const { t } = useTranslation('intake')
  const read = useRead(consents.listConsentTexts, {})
  return (
    <Page
      title={t('texts.title')}
      intro={t('texts.intro')}
      width="text"
      action={<ButtonTo to="/textos/nuevo">{t('texts.new')}</ButtonTo>}
    >
      <Loaded of={read}>
        {({ texts }) => (
          <Stack gap="lg">
            {texts.map((text) => (
              <One key={text.version} text={text} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function One({ text }: { text: ConsentText }) {
  const { t } = useTranslation('intake')
  const { label, day } = useFormat()
  const language = useTextLanguage()
  const { version, audience, validFrom, validUntil, opening, questions, state, writtenBy, reviewedBy } = text
  const people = [
    writtenBy && t('texts.writtenBy', { name: writtenBy }),
    reviewedBy && t('texts.reviewedBy', { name: reviewedBy }),
  ].filter(Boolean)
  return (
    <section className={classes.text} aria-labelledby={`${version} ${version}-days`}>
      <StateBadge tone={tones[state]}>{label(consentTextStates, state)}</StateBadge>
      <Title order={2} size="h3" mt="xs" id={version}>
        {language(text.language)} · {label(consentAudiences, audience)}
      </Title>
      <Text c="dimmed" size="sm" id={`${version}-days`}>
        {validUntil
          ? t('texts.between', { version, from: day(validFrom), until: day(validUntil) })
          : t('texts.from', { version, from: day(validFrom) })}
      </Text>
      {people.length > 0 && (
        <Text c="dimmed" size="sm">
          {people.join(' · ')}
        </Text>
      )}
      <blockquote className={classes.aloud}>{opening}</blockquote>
      <dl className={classes.questions}>
        {(Object.keys(consentPurposes) as (keyof typeof consentPurposes)[]).map((purpose) => (
          <div key={purpose}>
            <dt>{label(consentPurposes, purpose)}</dt>
            <dd>{questions[purpose]}</dd>
          </div>
        ))}
      </dl>
      {state === 'draft' && <Review version={version} />}
    </section>
  )
}

function Review({ version }: { version: string }) {
  const { t } = useTranslation('intake')
  const review = useCommand(consents.reviewConsentText, { changes: [consents.listConsentTexts] })
  return (
    <ConfirmButton
      question={t('texts.reviewQuestion')}
      says={t('texts.reviewSays')}
      confirm={t('texts.review')}
      pending={review.isPending}
      problem={review.error}
      act={() => review.mutateAsync({ version }).then(() => said(t('texts.reviewed')))}
    >
      {t('texts.review')}…
    </ConfirmButton>
  )
}
