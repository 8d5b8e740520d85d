import { describe, expect, test } from 'vitest'
import { formatIn, momentIn, todayIn, wallClockOf } from './format.ts'

const evening = '2026-11-21T03:05:00Z'

describe.each([
  {
    language: 'es',
    day: '20 de noviembre de 2026',
    short: '20 nov 2026',
    month: 'mayo de 1987',
    about: 'hacia 1987',
  },
  { language: 'en', day: '20 November 2026', short: '20 Nov 2026', month: 'May 1987', about: 'about 1987' },
] as const)('in $language', ({ language, day, short, month, about }) => {
  const format = formatIn(language)

  test('numbers have commas between thousands, the first too, and a point before decimals', () => {
    expect([14_166, 1234, 1_000_000, 0].map(format.number)).toEqual(['14,166', '1,234', '1,000,000', '0'])
    expect(format.number(2.5)).toBe('2.5')
  })

  test('a share is a percentage with one decimal at most', () => {
    expect([0, 0.125, 1 / 3, 1].map(format.percent)).toEqual(['0.0%', '12.5%', '33.3%', '100.0%'])
  })

  test('an evening belongs to its day in Guatemala', () => {
    expect(format.day(evening)).toBe(day)
    expect(format.shortDay(evening)).toBe(short)
    expect(format.time(evening)).toBe('21:05')
    expect(format.moment(evening)).toBe(`${short}, 21:05`)
  })

  test('midnight is 00:00, and a full date stays the day it says', () => {
    expect(format.time('2026-11-20T06:00:00Z')).toBe('00:00')
    expect(format.day('2026-11-20')).toBe(day)
    expect(format.shortDay('2026-11-20')).toBe(short)
  })

  test('a date that is known in part says no more than that', () => {
    expect([format.partialDate('1987-05'), format.partialDate('1987~')]).toEqual([month, about])
  })
})

test('today is the day in Guatemala', () => {
  expect(todayIn(new Date(evening))).toBe('2026-11-20')
})

test('what a clock in Guatemala shows, typed back, is the same moment', () => {
  expect(wallClockOf(evening)).toBe('2026-11-20T21:05')
  expect(momentIn('2026-11-20T21:05')).toBe('2026-11-21T03:05:00.000Z')
})
