import { expect, test } from 'vitest'
import { dueBefore, isHeld, periodsOf, proposed } from './periods.ts'

test('what the institution has not confirmed is proposed', () => {
  const periods = periodsOf([
    { category: 'adults', days: 900, version: 2 },
    { category: 'children', version: 1 },
  ])
  expect(periods.find(({ category }) => category === 'adults')).toEqual({
    category: 'adults',
    days: 900,
    confirmed: true,
    version: 2,
  })
  expect(periods.find(({ category }) => category === 'children')).toEqual({ category: 'children', confirmed: true, version: 1 })
  expect(periods.find(({ category }) => category === 'closed')).toMatchObject({ days: proposed.closed, confirmed: false })
  expect(Object.values(proposed).every(Number.isInteger)).toBe(true)
})

test('days are counted back from today; without days nothing is due', () => {
  expect(dueBefore({ days: 365 }, '2026-11-28')).toBe('2025-11-28')
  expect(dueBefore({}, '2026-11-28')).toBeUndefined()
})

test.each([
  [{}, true],
  [{ until: '2026-11-28' }, true],
  [{ until: '2026-11-27' }, false],
  [{ liftedAt: '2026-11-01T00:00:00Z' }, false],
])('a hold %j holds on 28 November: %s', (hold, held) => expect(isHeld([hold], '2026-11-28')).toBe(held))
