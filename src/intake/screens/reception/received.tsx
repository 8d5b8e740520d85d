import { Button, Group, Kbd, Text, Title } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pathFor } from '#browser/call.ts'
import { useFormat } from '#browser/format.ts'
import { ButtonTo } from '#browser/kit/links.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { useLanguage } from '#browser/words/use-words.ts'
import { intake } from '../../contract/calls.ts'
import type { Return } from '../../contract/shapes.ts'
import { isChildAlone } from '../../rules/child-alone.ts'
import { showSlipCode } from '../../rules/slip-code.ts'
import { useAtDesk } from './desk-context.ts'
import classes from './person-panel.module.css'

/** The person is received: the slip to hand over, and on to the next. */
export function Received({ person, onNext, onReview }: { person: Return; onNext: () => void; onReview: () => void }) {
  const { t } = useTranslation('intake')
  const { time } = useFormat()
  const { day } = useAtDesk()
  const alone = isChildAlone(person.form, day)
  const language = useLanguage()
  const slip = useRef<HTMLAnchorElement>(null)
  useEffect(() => slip.current?.focus(), [])
  useShortcut('p', t('desk.printSlip'), () => slip.current?.click())
  return (
    <section className={classes.received} aria-live="polite">
      <div>
        <Title order={3}>{t('desk.receivedTitle', { time: person.receivedAt ? time(person.receivedAt) : '' })}</Title>
        <Text>{t(alone ? 'desk.receivedSaysChild' : 'desk.receivedSays')}</Text>
      </div>
      {person.slipCode && (
        <div>
          <Text size="sm" c="dimmed">
            {t('desk.slipCode')}
          </Text>
          <Text className={classes.code}>{showSlipCode(person.slipCode)}</Text>
        </div>
      )}
      <Group>
        <Button
          ref={slip}
          component="a"
          href={pathFor(intake.slip, { subjectId: person.subjectId, language })}
          target="_blank"
          rel="noopener"
          leftSection={<IconPrinter size={20} aria-hidden />}
          rightSection={<Kbd aria-hidden>P</Kbd>}
        >
          {t('desk.printSlip')}
        </Button>
        <Button variant="default" rightSection={<Kbd aria-hidden>N</Kbd>} onClick={onNext}>
          {t('desk.nextPerson')}
        </Button>
      </Group>
      <Group>
        <Button variant="subtle" size="sm" onClick={onReview}>
          {t('desk.reviewAnswers')}
        </Button>
        <ButtonTo to={`/personas/${person.subjectId}`} variant="subtle" size="sm">
          {t('desk.profile')}
        </ButtonTo>
      </Group>
    </section>
  )
}
