import { Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ConsentPurpose, consentAnswers, consentPurposes } from '#base/codes.ts'
import { guatemalaDay } from '#base/day.ts'
import { useRead } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { PickField } from '#browser/kit/pick-fields.tsx'
import { useLanguage } from '#browser/words/use-words.ts'
import { intake } from '../../contract/calls.ts'
import { consents } from '../../contract/consents.ts'
import { consentTextFor } from '../../rules/child-alone.ts'
import { shippedTexts, textToRead } from '../../rules/consent-texts.ts'
import { usePlaces } from '../reference.ts'
import { useReturnCommand } from '../return-cache.ts'
import { shownForm } from './answers.ts'
import { useAtDesk } from './desk-context.ts'
import { Keyed } from './fields/keyed.tsx'
import classes from './person-panel.module.css'

/** Consent, purpose by purpose: what is read aloud stands on the screen, and the answer is one key. A child alone is asked in words for a child. */
export function ConsentStep() {
  const { t } = useTranslation('intake')
  const { time } = useFormat()
  const places = usePlaces()
  const { person, answers, day } = useAtDesk()
  const [language, setLanguage] = useState(person.consents.at(-1)?.language ?? 'spanish')
  const audience = consentTextFor(shownForm(answers), day)
  const text = useText(audience, language)
  const set = useReturnCommand(intake.setConsent, person.subjectId)
  const given = (purpose: ConsentPurpose) => person.consents.find((one) => one.purpose === purpose && one.recipient === undefined)
  return (
    <section className={classes.part} aria-label={t('desk.step.consent')}>
      <Title order={3} size="h2">
        {t('desk.step.consent')}
      </Title>
      <Text>{t(audience === 'child' ? 'consent.child.intro' : 'consent.intro')}</Text>
      <ProblemMessage problem={set.error} />
      <blockquote className={classes.aloud}>{text.opening}</blockquote>
      {text.language !== language && language !== 'spanish' && (
        <Text size="sm">{t('consent.noText', { language: places.language(language) })}</Text>
      )}
      {(Object.keys(consentPurposes) as ConsentPurpose[]).map((purpose) => {
        const consent = given(purpose)
        return (
          <div key={purpose} className={classes.question} data-field={`consent.${purpose}`}>
            <Keyed>
              <ChoiceField
                name={purpose}
                label={text.questions[purpose]}
                list={consentAnswers}
                value={consent?.answer === 'withdrawn' ? 'refused' : consent?.answer}
                onChange={(answer) => set.mutate({ purpose, language, textVersion: text.version, answer: answer ?? 'not_asked' })}
                error={undefined}
              />
            </Keyed>
            {consent && (
              <Text size="sm" c="dimmed">
                {t('consent.answered', { time: time(consent.at) })}
              </Text>
            )}
          </div>
        )
      })}
      <div data-field="consent.language">
        <PickField
          name="consentLanguage"
          label={t('consent.language')}
          options={places.options.languages}
          value={language}
          onChange={(next) => setLanguage(next ?? 'spanish')}
          error={undefined}
          required
        />
      </div>
    </section>
  )
}

/** The text to read aloud: in the language chosen if somebody has written and reviewed one, else in that of the screen. */
function useText(audience: 'everybody' | 'child', language: string) {
  const interfaceIn = useLanguage()
  const read = useRead(consents.listConsentTexts, {})
  const texts = (read.data?.texts ?? shippedTexts.map((one) => ({ ...one, state: 'shipped' as const }))).filter(
    ({ state }) => state !== 'draft',
  )
  const otherwise = interfaceIn === 'es' ? 'spanish' : 'english'
  // Spanish is what most are read: then the screen's own words help whoever reads in the other language of the interface.
  const wanted = language === 'spanish' ? otherwise : language
  return textToRead(texts, { audience, language: wanted, otherwise, day: guatemalaDay(new Date()) })!
}
