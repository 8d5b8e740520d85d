import { expect, test } from 'vitest'
import { type BoardGroup, boardCounts } from './board.ts'

const group = (about: Partial<BoardGroup>): BoardGroup => ({
  arrivalState: 'receiving',
  state: 'expected',
  arrivedOn: '2026-11-20',
  count: 1,
  ...about,
})

test('who is on a flight that has not landed does not wait yet', () => {
  const counts = boardCounts([group({ count: 5 }), group({ arrivalState: 'expected', count: 80 })])
  expect(counts.waiting).toBe(5)
})

test('each state is counted once; who did not arrive or was withdrawn is not on the board', () => {
  const states = ['expected', 'receiving', 'received', 'not_arrived', 'withdrawn'] as const
  expect(boardCounts(states.map((state) => group({ state })))).toMatchObject({ waiting: 1, beingAttended: 1, received: 1 })
})

test('children are those under 18, and those who may be', () => {
  const { children } = boardCounts([
    group({ birthDate: '2017', condition: 'accompanied_child', count: 2 }),
    group({ birthDate: '2008~' }),
    group({ condition: 'unaccompanied_child' }),
    group({ birthDate: '1987' }),
    group({}),
  ])
  expect(children).toEqual({ total: 4, unaccompanied: 1, conditionUnknown: 1 })
})
