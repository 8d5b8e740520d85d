import { isChildCondition, minorOn } from './findings.ts'

/** People of a board who are alike in what the board counts. */
export type BoardGroup = {
  arrivalState: 'expected' | 'receiving' | 'closed'
  state: 'expected' | 'receiving' | 'received' | 'not_arrived' | 'withdrawn'
  condition?: string | undefined
  birthDate?: string | undefined
  arrivedOn: string
  count: number
}

export type BoardCounts = {
  waiting: number
  beingAttended: number
  received: number
  children: { total: number; unaccompanied: number; conditionUnknown: number }
}

/**
 * The shift in numbers. Who is on the list of a flight that has landed waits; who is on the list of one that has not is nowhere yet.
 * Children are those here or waiting; whoever may be one counts as one until shown otherwise, if there is a date to say so.
 */
export function boardCounts(groups: readonly BoardGroup[]): BoardCounts {
  const counts: BoardCounts = {
    waiting: 0,
    beingAttended: 0,
    received: 0,
    children: { total: 0, unaccompanied: 0, conditionUnknown: 0 },
  }
  for (const group of groups) {
    const waits = group.state === 'expected' && group.arrivalState === 'receiving'
    if (waits) counts.waiting += group.count
    else if (group.state === 'receiving') counts.beingAttended += group.count
    else if (group.state === 'received') counts.received += group.count
    else continue
    if (!countsAsChild(group)) continue
    counts.children.total += group.count
    if (group.condition === 'unaccompanied_child') counts.children.unaccompanied += group.count
    if (!isChildCondition(group.condition)) counts.children.conditionUnknown += group.count
  }
  return counts
}

function countsAsChild(group: BoardGroup): boolean {
  const minor = minorOn(group, group.arrivedOn)
  return minor === 'yes' || (minor === 'unknown' && group.birthDate !== undefined)
}
