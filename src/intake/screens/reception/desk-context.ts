import { createContext, useContext } from 'react'
import type { Return } from '../../contract/shapes.ts'
import type { FormFinding } from '../../rules/findings.ts'
import type { Answers } from './answers.ts'
import type { Keeper } from './keeper.ts'

/** What every field of the form needs: the person, the answers as they stand on the screen, and what a rule noticed about them. */
export type AtDesk = {
  person: Return
  /** The day of the arrival in Guatemala, against which ages are counted. */
  day: string
  keeper: Keeper
  answers: Answers
  findings: FormFinding[]
  /** The question that has the keyboard's focus. */
  focused: string | undefined
}

export const DeskContext = createContext<AtDesk | undefined>(undefined)

export function useAtDesk(): AtDesk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('a field stands outside of the desk')
  return desk
}
