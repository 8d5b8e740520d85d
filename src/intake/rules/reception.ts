import type { ReturnState } from '../contract/shapes.ts'

/**
 * Where a return may go from where it is. A person may be received straight from the list: the desk that wrote on paper while the
 * network was down types it in afterwards. `received` is final: what was wrong is corrected in the answers.
 */
const moves: Record<ReturnState, readonly ReturnState[]> = {
  expected: ['receiving', 'received', 'not_arrived', 'withdrawn'],
  receiving: ['received', 'not_arrived', 'withdrawn', 'expected'],
  received: [],
  not_arrived: ['expected'],
  withdrawn: ['expected'],
}

/** May a return go from one state to the other? Staying where it is may always be: the same command twice changes nothing. */
export function mayMove(from: ReturnState, to: ReturnState): boolean {
  return from === to || moves[from].includes(to)
}

/** Is the person at the centre, so that steps, services and questions can be recorded? */
export function isHere(state: ReturnState): boolean {
  return state === 'receiving' || state === 'received'
}

/**
 * Where "this person did not come" leads: who was on the manifest did not arrive; who was added at the desk was never there,
 * and leaves the list.
 */
export function absence(listed: boolean): ReturnState {
  return listed ? 'not_arrived' : 'withdrawn'
}
