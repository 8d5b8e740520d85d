import { Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { guatemalaDay } from '#base/day.ts'
import { useRead } from '#browser/calling.ts'
import { ConfirmButton } from '#browser/kit/confirm-button.tsx'
import { Loading, ProblemMessage } from '#browser/kit/notices.tsx'
import { Additions } from '#browser/shell/additions.tsx'
import { intake } from '../../contract/calls.ts'
import type { Return } from '../../contract/shapes.ts'
import { findingsAbout } from '../../rules/findings.ts'
import { useReturnCommand } from '../return-cache.ts'
import { shownForm } from './answers.ts'
import { ChildBanner } from './child-banner.tsx'
import { DeskContext } from './desk-context.ts'
import type { DeskStep } from './form-plan.ts'
import { PersonHeader } from './person-header.tsx'
import classes from './person-panel.module.css'
import { Steps } from './steps.tsx'
import { useAnswers } from './use-answers.ts'
import { useFormKeys } from './use-form-keys.ts'

type Props = {
  subjectId: string
  step: DeskStep | undefined
  onStep: (step: DeskStep | undefined) => void
  onNext: () => void
  onBack: () => void
}

/** One person at the desk, from the call to the slip. */
export function PersonPanel(props: Props) {
  const read = useRead(intake.readReturn, { subjectId: props.subjectId })
  // Until this person is there, the person before is not shown in their place.
  if (read.data?.subjectId === props.subjectId) return <AtDesk {...props} person={read.data} />
  return read.isError ? <ProblemMessage problem={read.error} retry={() => void read.refetch()} /> : <Loading />
}

function AtDesk({ person, ...props }: Props & { person: Return }) {
  const { keeper, answers, problem } = useAnswers(person)
  const form = useRef<HTMLElement>(null)
  const focused = useFormKeys(form, keeper.flush)
  const day = guatemalaDay(person.arrival.expectedAt)
  const findings = findingsAbout(shownForm(answers), day).filter(({ code }) => !saidByBanner.has(code))
  return (
    <DeskContext value={{ person, day, keeper, answers, findings, focused }}>
      <article ref={form} className={classes.panel}>
        <PersonHeader onBack={props.onBack} />
        <ProblemMessage problem={problem} retry={keeper.flush} />
        <ChildBanner />
        <Additions to="desk" subjectId={person.subjectId} />
        <Standing person={person} {...props} />
      </article>
    </DeskContext>
  )
}

/** What the banner above the form says already, and louder. */
const saidByBanner = new Set(['unaccompanied-child', 'separated-child', 'child-without-condition', 'maybe-a-child'])

/** What can be done with the person depends on where they stand. */
function Standing({ person, ...props }: Props & { person: Return }) {
  switch (person.state) {
    case 'expected':
      return <ToBeCalled person={person} onNext={props.onNext} />
    case 'receiving':
    case 'received':
      return <Steps {...props} />
    case 'not_arrived':
    case 'withdrawn':
      return <Absent person={person} />
  }
}

function ToBeCalled({ person, onNext }: { person: Return; onNext: () => void }) {
  const { t } = useTranslation('intake')
  const begin = useReturnCommand(intake.beginReception, person.subjectId)
  const absent = useReturnCommand(intake.markNotArrived, person.subjectId)
  const main = useRef<HTMLButtonElement>(null)
  useEffect(() => main.current?.focus(), [])
  if (person.arrival.state === 'closed') return null
  return (
    <Stack className={classes.call}>
      <Text>{t('desk.hereSays')}</Text>
      <ProblemMessage problem={begin.error} />
      <Group>
        <Button ref={main} data-primary size="lg" loading={begin.isPending} onClick={() => begin.mutate({})}>
          {t('desk.here')}
        </Button>
        <ConfirmButton
          size="lg"
          question={t('desk.notArrivedQuestion')}
          says={t('desk.notArrivedSays')}
          confirm={t(person.listed ? 'desk.notArrived' : 'desk.notHere')}
          act={() => absent.mutateAsync({}).then(onNext)}
          pending={absent.isPending}
          problem={absent.error}
        >
          {t(person.listed ? 'desk.notArrived' : 'desk.notHere')}
        </ConfirmButton>
      </Group>
    </Stack>
  )
}

function Absent({ person }: { person: Return }) {
  const { t } = useTranslation('intake')
  const back = useReturnCommand(intake.backToList, person.subjectId)
  return (
    <Stack className={classes.call}>
      <Text>{t(person.state === 'withdrawn' ? 'desk.withdrawn' : 'desk.absent')}</Text>
      <ProblemMessage problem={back.error} />
      {person.arrival.state !== 'closed' && (
        <Group>
          <Button data-primary loading={back.isPending} onClick={() => back.mutate({})}>
            {t('desk.backToList')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
