import { expect, test } from 'vitest'
import { dueOn, easter, holidaysOf } from './working-days.ts'

test('Easter falls where the calendars have it', () => {
  expect([2024, 2025, 2026, 2027, 2038, 2285].map(easter)).toEqual([
    '2024-03-31',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
    '2285-03-22',
  ])
})

test('two holidays are kept on a Monday, the others on their day', () => {
  expect(holidaysOf(2026)).toEqual([
    '2026-01-01',
    '2026-04-02',
    '2026-04-03',
    '2026-05-01',
    '2026-06-29',
    '2026-09-15',
    '2026-10-19',
    '2026-11-01',
    '2026-12-25',
  ])
  expect(holidaysOf(2024)).toContain('2024-07-01')
  expect(holidaysOf(2023)).toContain('2023-07-03')
})

test('ten working days leave out the day it was asked, weekends and holidays', () => {
  expect(dueOn('2026-11-20', 10)).toBe('2026-12-04')
  expect(dueOn('2026-12-18', 10)).toBe('2027-01-05')
  expect(dueOn('2026-03-30', 3)).toBe('2026-04-06')
})

test('what is asked on a day off counts from the next working day, and asuetos count as days off', () => {
  expect(dueOn('2026-11-21', 1)).toBe('2026-11-23')
  expect(dueOn('2026-11-20', 10, ['2026-11-23', '2026-12-04'])).toBe('2026-12-08')
})
