import { expect, test } from 'vitest'
import { readDay, readTimeOfDay, writeDay } from './day-reading.ts'

test.each([
  ['20/11/2026', '2026-11-20'],
  ['5/6/2026', '2026-06-05'],
  ['05-06-26', '2026-06-05'],
  ['5.6.2026', '2026-06-05'],
  ['20112026', '2026-11-20'],
  [' 2026-11-20 ', '2026-11-20'],
  ['31/02/2026', undefined],
  ['11/20/2026', undefined],
  ['20/11', undefined],
  ['mañana', undefined],
  ['', undefined],
])('the day %j is %s: day first, never month first', (text, day) => {
  expect(readDay(text)).toBe(day)
})

test('a day is written as it is read', () => {
  expect(writeDay('2026-06-05')).toBe('05/06/2026')
  expect(readDay(writeDay('2026-06-05'))).toBe('2026-06-05')
})

test.each([
  ['21:05', '21:05'],
  ['9:05', '09:05'],
  ['9.05', '09:05'],
  ['2105', '21:05'],
  ['21 h', '21:00'],
  ['7', '07:00'],
  ['24:00', undefined],
  ['21:60', undefined],
  ['de noche', undefined],
])('the time %j is %s', (text, time) => {
  expect(readTimeOfDay(text)).toBe(time)
})
