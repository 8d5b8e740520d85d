import { Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ConsentPurpose, consentAnswers, consentPurposes } from '#base/codes.ts'
import { useFormat } from '#browser/format.ts'
import { ChoiceField } from '#browser/kit/choice-field.tsx'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { PickField } from '#browser/kit/pick-fields.tsx'
import { intake } from '../../contract/calls.ts'
import { consentTextFor } from '../../rules/child-alone.ts'
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
  const texts = consentTextFor(shownForm(answers), day) === 'child' ? 'consent.child' : 'consent'
  const set = useReturnCommand(intake.setConsent, person.subjectId)
  const given = (purpose: ConsentPurpose) => person.consents.find((one) => one.purpose === purpose)
  return (
    <section className={classes.part} aria-label={t('desk.step.consent')}>
      <Title order={3} size="h2">
        {t('desk.step.consent')}
      </Title>
      <Text>{t(`${texts}.intro`)}</Text>
      <ProblemMessage problem={set.error} />
      <blockquote className={classes.aloud}>{t(`${texts}.opening`)}</blockquote>
      {(Object.keys(consentPurposes) as ConsentPurpose[]).map((purpose) => {
        const consent = given(purpose)
        return (
          <div key={purpose} className={classes.question} data-field={`consent.${purpose}`}>
            <Keyed>
              <ChoiceField
                name={purpose}
                label={t(`${texts}.text.${purpose}`)}
                list={consentAnswers}
                value={consent?.answer}
                onChange={(answer) => set.mutate({ purpose, language, answer: answer ?? 'not_asked' })}
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
