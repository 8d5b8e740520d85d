import { expect, test } from 'vitest'
import { guatemalaDay, guatemalaTime } from './day.ts'

test('an evening belongs to its day in Guatemala, though it is the next one in Greenwich', () => {
  expect(guatemalaDay('2026-11-21T03:05:00Z')).toBe('2026-11-20')
  expect(guatemalaDay(new Date('2026-11-21T06:00:00Z'))).toBe('2026-11-21')
  expect(guatemalaTime('2026-11-21T03:05:00Z')).toBe('21:05')
})
