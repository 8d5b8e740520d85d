import { Badge, type MantineColor } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCheck,
  IconClock,
  IconHourglassEmpty,
  IconLock,
  IconPlaneArrival,
  IconUserCheck,
  IconUserX,
  type TablerIcon,
} from '@tabler/icons-react'
import { useLabel } from '#browser/words/use-words.ts'
import { type Arrival, arrivalStates, type ReturnState, returnStates } from '../contract/shapes.ts'
import classes from './state-mark.module.css'

type Look = { icon: TablerIcon; color: MantineColor }
const ofReturn: Record<ReturnState, Look> = {
  expected: { icon: IconHourglassEmpty, color: 'waiting' },
  receiving: { icon: IconClock, color: 'link' },
  received: { icon: IconUserCheck, color: 'ceiba' },
  not_arrived: { icon: IconUserX, color: 'gray' },
  withdrawn: { icon: IconArrowBackUp, color: 'gray' },
}
const ofArrival: Record<Arrival['state'], Look> = {
  expected: { icon: IconPlaneArrival, color: 'waiting' },
  receiving: { icon: IconClock, color: 'link' },
  closed: { icon: IconLock, color: 'gray' },
}

/** Where a person stands: a word, a sign and a colour, never the colour alone. */
export function ReturnMark({ state }: { state: ReturnState }) {
  const label = useLabel()
  return <Mark {...ofReturn[state]} words={label(returnStates, state)} />
}

export function ArrivalMark({ state }: { state: Arrival['state'] }) {
  const label = useLabel()
  return <Mark {...ofArrival[state]} words={label(arrivalStates, state)} />
}

export function Mark({ icon: Sign = IconCheck, color, words }: Partial<Look> & { color: MantineColor; words: string }) {
  return (
    <Badge variant="light" color={color} className={classes.mark} data-color={color} leftSection={<Sign size={15} aria-hidden />}>
      {words}
    </Badge>
  )
}
