import { Button, Text, Title, UnstyledButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemMessage } from '#browser/kit/notices.tsx'
import { useShortcut } from '#browser/kit/shortcuts.ts'
import { intake } from '../../contract/calls.ts'
import { useReturnCommand } from '../return-cache.ts'
import { ConsentStep } from './consent-step.tsx'
import { useAtDesk } from './desk-context.ts'
import { FamilySection } from './family-section.tsx'
import { AnswerField } from './fields/answer-field.tsx'
import { type DeskStep, deskSteps, partsOf, stepAfter, stepBefore, stepToGoOn } from './form-plan.ts'
import classes from './person-panel.module.css'
import { Received } from './received.tsx'
import { ServicesStep } from './services-step.tsx'
import { focusFirstQuestion } from './use-form-keys.ts'

type Props = { step: DeskStep | undefined; onStep: (step: DeskStep | undefined) => void; onNext: () => void }

/** The steps of the desk. Any can be opened at any time, and none asks for more than the person tells. */
export function Steps({ step: wanted, onStep, onNext }: Props) {
  const { t } = useTranslation('intake')
  const { person, keeper } = useAtDesk()
  const step = wanted ?? stepToGoOn(person.steps)
  const body = useRef<HTMLDivElement>(null)
  const complete = useReturnCommand(intake.completeStep, person.subjectId)
  const receive = useReturnCommand(intake.receive, person.subjectId)
  const received = person.state === 'received'
  const closed = received && wanted === undefined
  const [before, after] = [stepBefore(step), stepAfter(step)]

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step takes the focus to its first question
  useEffect(() => focusFirstQuestion(body.current), [step, closed])

  const finish = async () => {
    if (step !== 'consent') complete.mutate({ step })
    if (after) {
      keeper.flush()
      return onStep(after)
    }
    if (received) return onStep(undefined)
    await keeper.settle()
    receive.mutate({}, { onSuccess: () => onStep(undefined) })
  }
  useShortcut(',', t('desk.previousStep'), () => before && onStep(before), !closed)
  useShortcut('.', t('desk.nextStep'), () => after && onStep(after), !closed)

  if (closed) return <Received person={person} onNext={onNext} onReview={() => onStep('identity')} />
  return (
    <>
      <StepList current={step} onStep={onStep} />
      <div ref={body} className={classes.body}>
        <StepBody step={step} />
        <Text c="dimmed" size="sm">
          {t('desk.unknown')}
        </Text>
      </div>
      <ProblemMessage problem={complete.error ?? receive.error} />
      <div className={classes.foot}>
        <Text size="sm" c="dimmed" className={classes.hint}>
          {t('desk.keys.hint')}
        </Text>
        <Button data-primary loading={receive.isPending} onClick={() => void finish().catch(() => {})}>
          {after ? t('desk.goOn', { step: t(`desk.step.${after}`) }) : t(received ? 'desk.backToSlip' : 'desk.receive')}
        </Button>
      </div>
    </>
  )
}

function StepList({ current, onStep }: { current: DeskStep; onStep: (step: DeskStep) => void }) {
  const { t } = useTranslation('intake')
  const { person } = useAtDesk()
  const isDone = (step: DeskStep) => (step === 'consent' ? person.consents.length > 0 : person.steps[step] !== undefined)
  return (
    <nav aria-label={t('desk.steps')}>
      <ol className={classes.steps}>
        {deskSteps.map((step) => (
          <li key={step}>
            <UnstyledButton
              className={classes.step}
              {...(step === current && { 'aria-current': 'step' })}
              onClick={() => onStep(step)}
            >
              {t(`desk.step.${step}`)}
              {isDone(step) && <IconCheck size={16} role="img" aria-label={t('desk.done')} />}
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function StepBody({ step }: { step: DeskStep }) {
  switch (step) {
    case 'consent':
      return <ConsentStep />
    case 'services':
      return <ServicesStep />
    case 'identity':
      return (
        <>
          <Questions step={step} />
          <FamilySection />
        </>
      )
    case 'interview':
    case 'screening':
      return <Questions step={step} />
  }
}

function Questions({ step }: { step: DeskStep }) {
  const { t } = useTranslation('intake')
  const parts = partsOf(step)
  return (
    <>
      {parts.map(({ section, fields }) => (
        <Part key={section} title={t(`desk.section.${section}`)}>
          {fields.map((field) => (
            <AnswerField key={field} field={field} />
          ))}
        </Part>
      ))}
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={title}>
      <Title order={3} size="h2">
        {title}
      </Title>
      <div className={classes.fields}>{children}</div>
    </section>
  )
}
