import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  ageRange,
  birthFromAge,
  boundsOf,
  comparePartialDates,
  datesAgree,
  isMinor,
  isPartialDate,
  isRealDay,
  partialDate,
  partsOf,
  showPartialDate,
} from './partial-date.ts'

const today = '2026-11-20'

/** Any date of ours: a year, perhaps a month, perhaps a day that exists, perhaps "about". */
const anyPartialDate = fc
  .record({
    year: fc.integer({ min: 1900, max: 2026 }),
    month: fc.integer({ min: 0, max: 12 }),
    day: fc.integer({ min: 0, max: 31 }),
    about: fc.boolean(),
  })
  .map(({ year, month, day, about }) =>
    partialDate(year, month || undefined, month && isRealDay(year, month, day) ? day : undefined, about),
  )

describe('a partial date', () => {
  test.each(['1987', '1987-05', '1987-05-12', '1987~', '1987-05~', '2024-02-29'])('%s is one', (text) => {
    expect(isPartialDate(text)).toBe(true)
  })

  test.each(['', '87', '1987-5', '1987-13', '1987-02-30', '2023-02-29', '1987-05-12T00:00', '~1987', '0000'])(
    '%j is not',
    (text) => {
      expect(isPartialDate(text)).toBe(false)
    },
  )

  test('its text and its parts are the same thing', () => {
    fc.assert(
      fc.property(anyPartialDate, (date) => {
        const parts = partsOf(date)
        expect(parts && partialDate(parts.year, parts.month, parts.day, parts.about)).toBe(date)
      }),
    )
  })

  test('days are counted on the calendar as JavaScript counts them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 20_000 }), (days) => {
        const expected = new Date(Date.UTC(1999, 11, 31) + days * 86_400_000).toISOString().slice(0, 10)
        expect(addDays('1999-12-31', days)).toBe(expected)
      }),
    )
  })
})

describe('what a partial date leaves open', () => {
  test('a year is any of its days, and about a year is a year either side', () => {
    expect(boundsOf('1987')).toEqual({ first: '1987-01-01', last: '1987-12-31' })
    expect(boundsOf('1987~')).toEqual({ first: '1986-01-01', last: '1988-12-31' })
    expect(boundsOf('1988-01~')).toEqual({ first: '1987-12-01', last: '1988-02-29' })
  })

  test('an age is a range until the day is known', () => {
    expect(ageRange('1987-11-20', today)).toEqual({ min: 39, max: 39 })
    expect(ageRange('1987-11-21', today)).toEqual({ min: 38, max: 38 })
    expect(ageRange('1987', today)).toEqual({ min: 38, max: 39 })
    expect(ageRange('2026-11-01', today)).toEqual({ min: 0, max: 0 })
  })

  test('someone turns 18 on the birthday, and on the first of March in a year without the 29th of February', () => {
    expect(isMinor('2008-11-21', today)).toBe('yes')
    expect(isMinor('2008-11-20', today)).toBe('no')
    expect(isMinor('2008-02-29', '2026-02-28')).toBe('yes')
    expect(isMinor('2008-02-29', '2026-03-01')).toBe('no')
  })

  test('a birth in 2008 may be of a child or not in November of 2026', () => {
    expect(isMinor('2008', today)).toBe('unknown')
    expect(isMinor('2009', today)).toBe('yes')
    expect(isMinor('2009~', today)).toBe('unknown')
    expect(isMinor('1987~', today)).toBe('no')
  })

  test('an exact date within the bounds never contradicts the partial one', () => {
    fc.assert(
      fc.property(anyPartialDate, fc.nat(400), (date, days) => {
        const { first, last } = boundsOf(date)
        const day = [addDays(first, days), last].toSorted()[0] ?? last
        const [age, range] = [ageRange(day, today), ageRange(date, today)]
        expect(age.min).toBeGreaterThanOrEqual(range.min)
        expect(age.max).toBeLessThanOrEqual(range.max)
        expect(datesAgree(day, date)).not.toBe('different')
        const minor = isMinor(date, today)
        if (minor !== 'unknown') expect(isMinor(day, today)).toBe(minor)
      }),
    )
  })

  test('1987 and 12 May 1987 are compatible, 1987 and 1988 are not, about 1987 and 1988 are', () => {
    expect(datesAgree('1987', '1987-05-12')).toBe('compatible')
    expect(datesAgree('1987', '1988')).toBe('different')
    expect(datesAgree('1987~', '1988')).toBe('compatible')
    expect(datesAgree('1987-05-12', '1987-05-12')).toBe('same')
  })
})

describe('the order of dates', () => {
  test('the more exact of two that begin alike comes first', () => {
    const dates = ['1988', '1987', '1987-01-01', '1987-01', '1986~']
    expect(dates.toSorted(comparePartialDates)).toEqual(['1986~', '1987-01-01', '1987-01', '1987', '1988'])
  })

  test('it is a total order', () => {
    fc.assert(
      fc.property(anyPartialDate, anyPartialDate, anyPartialDate, (a, b, c) => {
        expect(Math.sign(comparePartialDates(a, b))).toBe(-Math.sign(comparePartialDates(b, a)) || 0)
        if (comparePartialDates(a, b) <= 0 && comparePartialDates(b, c) <= 0)
          expect(comparePartialDates(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('words for a date', () => {
  test.each([
    ['1987-05-12', '12 de mayo de 1987', '12 May 1987'],
    ['1987-05', 'mayo de 1987', 'May 1987'],
    ['1987', '1987', '1987'],
    ['1987~', 'hacia 1987', 'about 1987'],
    ['1987-05~', 'hacia mayo de 1987', 'about May 1987'],
    ['1987-05-12~', 'hacia el 12 de mayo de 1987', 'about 12 May 1987'],
    ['2026-01-01', '1 de enero de 2026', '1 January 2026'],
  ])('%s', (date, es, en) => {
    expect(showPartialDate(date, 'es')).toBe(es)
    expect(showPartialDate(date, 'en')).toBe(en)
  })
})

describe('a birth date out of an age', () => {
  test('is the year in which most of the possible birthdays lie', () => {
    expect(birthFromAge({ years: 38 }, '2026-11-20')).toBe('1988~')
    expect(birthFromAge({ years: 38 }, '2026-02-01')).toBe('1987~')
    expect(birthFromAge({ months: 8 }, '2026-11-20')).toBe('2026-03~')
    expect(birthFromAge({ months: 14 }, '2026-01-20')).toBe('2024-11~')
  })

  test('always allows the age it came from', () => {
    const anyDay = fc.nat(366 * 5).map((days) => addDays('2024-01-01', days))
    fc.assert(
      fc.property(fc.nat(115), anyDay, (years, day) => {
        const { min, max } = ageRange(birthFromAge({ years }, day), day)
        expect(min).toBeLessThanOrEqual(years)
        expect(max).toBeGreaterThanOrEqual(years)
      }),
    )
  })
})
