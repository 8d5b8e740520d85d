import { Group } from '@mantine/core'
import {
  IconArrowBackUp,
  IconClock,
  IconHourglassEmpty,
  IconLock,
  IconPlaneArrival,
  IconShieldLock,
  IconUserCheck,
  IconUserX,
  type TablerIcon,
} from '@tabler/icons-react'
import { type Compartment, compartments } from '#base/codes.ts'
import { StateBadge } from '#browser/kit/badge.tsx'
import { useLabel } from '#browser/words/use-words.ts'
import { type Arrival, arrivalStates, type ReturnState, returnStates } from '../contract/shapes.ts'
import classes from './state-mark.module.css'

type Look = { icon: TablerIcon; tone: Parameters<typeof StateBadge>[0]['tone'] }
const ofReturn: Record<ReturnState, Look> = {
  expected: { icon: IconHourglassEmpty, tone: 'waiting' },
  receiving: { icon: IconClock, tone: 'active' },
  received: { icon: IconUserCheck, tone: 'done' },
  not_arrived: { icon: IconUserX, tone: 'calm' },
  withdrawn: { icon: IconArrowBackUp, tone: 'calm' },
}
const ofArrival: Record<Arrival['state'], Look> = {
  expected: { icon: IconPlaneArrival, tone: 'waiting' },
  receiving: { icon: IconClock, tone: 'active' },
  closed: { icon: IconLock, tone: 'calm' },
}

/** Where a person stands: a word, a sign and a colour, never the colour alone. */
export function ReturnMark({ state }: { state: ReturnState }) {
  const label = useLabel()
  return <Mark {...ofReturn[state]} words={label(returnStates, state)} />
}

/** That a record is closed, and for whom it is open. */
export function CompartmentMark({ compartment }: { compartment: Compartment }) {
  const label = useLabel()
  return <Mark icon={IconShieldLock} tone="danger" words={label(compartments, compartment)} />
}

/** The sign alone, for narrow lists; the word is its name. */
export function ReturnSign({ state }: { state: ReturnState }) {
  const label = useLabel()
  const { icon: Sign, tone } = ofReturn[state]
  const words = label(returnStates, state)
  return (
    <span className={classes.sign} data-tone={tone} title={words}>
      <Sign size={20} role="img" aria-label={words} />
    </span>
  )
}

export function ArrivalMark({ state }: { state: Arrival['state'] }) {
  const label = useLabel()
  return <Mark {...ofArrival[state]} words={label(arrivalStates, state)} />
}

/** A word with a sign before it, in a tone. */
export function Mark({ icon: Sign, tone, words }: Look & { words: string }) {
  return (
    <StateBadge tone={tone}>
      <Group component="span" gap={5} wrap="nowrap">
        <Sign size={16} aria-hidden />
        {words}
      </Group>
    </StateBadge>
  )
}
