import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPartialDate, monthNames, partialDate } from './partial-date.ts'
import { dateFromAge, parsePartialDate, readAge } from './partial-date-reading.ts'

const today = '2026-11-20'
const read = (text: string, options = {}) => parsePartialDate(text, { today, ...options })
const codes = (text: string, options = {}) => read(text, options).findings.map((one) => one.code)

describe('dates as desks write them', () => {
  test.each([
    ['25/05/1987', '1987-05-25'],
    ['25-5-1987', '1987-05-25'],
    ['25.05.1987', '1987-05-25'],
    ['25 05 1987', '1987-05-25'],
    ['1987-05-12', '1987-05-12'],
    ['1987/5/12', '1987-05-12'],
    ['1987-05-12T00:00:00.000Z', '1987-05-12'],
    ['25/05/1987 0:00', '1987-05-25'],
    ['19870512', '1987-05-12'],
    ['25051987', '1987-05-25'],
    ['12 de mayo de 1987', '1987-05-12'],
    ['12 de Mayo del 1987', '1987-05-12'],
    ['12 mayo 1987', '1987-05-12'],
    ['12-may-1987', '1987-05-12'],
    ['12/MAY/1987', '1987-05-12'],
    ['1 de setiembre de 1990', '1990-09-01'],
    ['1º de enero de 1990', '1990-01-01'],
    ['May 12, 1987', '1987-05-12'],
    ['12th May 1987', '1987-05-12'],
    ['August 3rd 2001', '2001-08-03'],
    ['mayo 1987', '1987-05'],
    ['mayo de 1987', '1987-05'],
    ['05/1987', '1987-05'],
    ['1987-05', '1987-05'],
    ['1987', '1987'],
    ['05/05/1987', '1987-05-05'],
    ['  1987  ', '1987'],
    ['00/00/1987', '1987'],
    ['00/05/1987', '1987-05'],
    ['XX/05/1987', '1987-05'],
    ['1987-XX-XX', '1987'],
    ['1987-00-00', '1987'],
  ])('%j is %s, without remarks', (text, date) => {
    expect(read(text)).toEqual({ date, findings: [] })
  })

  test.each([
    ['aprox. 1987', '1987~'],
    ['aproximadamente 1987', '1987~'],
    ['c. 1987', '1987~'],
    ['ca. 1987', '1987~'],
    ['~1987', '1987~'],
    ['1987~', '1987~'],
    ['1987 (aprox.)', '1987~'],
    ['1987?', '1987~'],
    ['hacia mayo de 1987', '1987-05~'],
    ['about 1987', '1987~'],
  ])('%j is about a date', (text, date) => {
    expect(read(text)).toEqual({ date, findings: [] })
  })

  test.each([
    ['38 años', '1988~'],
    ['unos 38 años', '1988~'],
    ['unos 38', '1988~'],
    ['38 AÑOS DE EDAD', '1988~'],
    ['38 years old', '1988~'],
    ['8 meses', '2026-03~'],
  ])('%j is an age: about a year, and a note says so', (text, date) => {
    expect(read(text)).toEqual({ date, findings: [{ severity: 'note', code: 'date-from-age', found: text, fix: date }] })
  })

  test.each(['', '   ', 'N/A', 'desconocida', 's/d', '---', '00/00/0000', 'se desconoce', '?'])(
    '%j says nothing, and that is no mistake',
    (text) => {
      expect(read(text)).toEqual({ findings: [] })
    },
  )
})

describe('day or month first', () => {
  test('what the numbers make certain needs no warning', () => {
    expect(read('05/25/1987')).toEqual({ date: '1987-05-25', findings: [] })
  })

  test('03/04/1987 is the third of April with a warning, and without one once the file has shown its order', () => {
    expect(read('03/04/1987')).toMatchObject({ date: '1987-04-03', findings: [{ code: 'date-ambiguous', fix: '1987-04-03' }] })
    expect(read('03/04/1987', { order: 'dmy' })).toEqual({ date: '1987-04-03', findings: [] })
    expect(read('03/04/1987', { order: 'mdy' })).toEqual({ date: '1987-03-04', findings: [] })
    expect(read('25/04/1987', { order: 'mdy' })).toEqual({ date: '1987-04-25', findings: [] })
  })

  test('a year of two digits is the latest that has begun, and is noted', () => {
    expect(read('25-5-87')).toMatchObject({
      date: '1987-05-25',
      findings: [{ severity: 'note', code: 'date-two-digit-year', fix: '1987' }],
    })
    expect(read('25-5-26').date).toBe('2026-05-25')
    expect(read('25-5-27').date).toBe('1927-05-25')
    expect(codes('12-5-87')).toEqual(['date-ambiguous', 'date-two-digit-year'])
  })
})

describe('dates that cannot be', () => {
  test('of an impossible day the year is kept', () => {
    expect(read('31/02/1987')).toEqual({
      date: '1987',
      findings: [{ severity: 'warning', code: 'date-impossible', found: '31/02/1987', fix: '1987' }],
    })
    expect(read('29/02/2023').date).toBe('2023')
    expect(read('29/02/2024')).toEqual({ date: '2024-02-29', findings: [] })
    expect(codes('45/13/1987')).toEqual(['date-impossible'])
  })

  test('nobody is born tomorrow', () => {
    expect(read('20/11/2026').date).toBe('2026-11-20')
    expect(read('21/11/2026')).toMatchObject({ findings: [{ code: 'date-future' }] })
    expect(read('diciembre 2026').date).toBeUndefined()
    expect(codes('2027')).toEqual(['date-future'])
  })

  test('nobody is older than 115', () => {
    expect(codes('1910')).toEqual([])
    expect(codes('1909')).toEqual(['date-too-old'])
    expect(codes('19/11/1910')).toEqual(['date-too-old'])
    expect(codes('130 años')).toEqual(['age-too-old'])
  })

  test.each(['hola', '19877', '12', '1/2', '12/05', '5 de', '32 de mayo de 87x', '31909'])('%j is not understood', (text) => {
    expect(read(text)).toEqual({ findings: [{ severity: 'warning', code: 'date-unreadable', found: text }] })
  })

  test('a spreadsheet number is a date only when told', () => {
    expect(read('31909', { serials: true })).toEqual({ date: '1987-05-12', findings: [] })
    expect(read('31909.5', { serials: true }).date).toBe('1987-05-12')
    expect(read('1987', { serials: true }).date).toBe('1987')
  })
})

describe('ages', () => {
  test.each([
    ['38', { years: 38 }],
    ['38.0', { years: 38 }],
    ['38 a.', { years: 38 }],
    ['8 m', { months: 8 }],
    ['0', { years: 0 }],
  ])('%j', (text, age) => {
    expect(readAge(text)).toEqual(age)
  })

  test('what is not an age is a warning', () => {
    expect(dateFromAge('adulto', today)).toEqual({ findings: [{ severity: 'warning', code: 'age-unreadable', found: 'adulto' }] })
  })
})

describe('whatever is written', () => {
  const anyDay = fc.integer({ min: 0, max: 41_000 }).map((days) => new Date(Date.UTC(1912, 0, 1) + days * 86_400_000))

  test('any day of the last hundred years is read back from every way of writing it', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [y, m, d] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()]
        const iso = partialDate(y, m, d)
        const two = (n: number) => String(n).padStart(2, '0')
        for (const text of [iso, `${d}/${m}/${y}`, `${two(d)}-${two(m)}-${y}`, `${d}.${m}.${y}`, iso.replaceAll('-', '')]) {
          expect(read(text, { order: 'dmy' })).toEqual({ date: iso, findings: [] })
        }
        expect(read(`${m}/${d}/${y}`, { order: 'mdy' })).toEqual({ date: iso, findings: [] })
        expect(read(`${d} de ${monthNames.es[m - 1]} de ${y}`)).toEqual({ date: iso, findings: [] })
        expect(read(`${monthNames.en[m - 1]} ${d}, ${y}`)).toEqual({ date: iso, findings: [] })
      }),
    )
  })

  test('no text throws, and what comes out is always a date of ours, not in the future', () => {
    const dateLike = fc.stringMatching(/^[0-9/. -]{0,12}$/)
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), dateLike),
        fc.constantFrom(undefined, 'dmy', 'mdy'),
        fc.boolean(),
        (text, order, serials) => {
          const { date, findings } = read(text, { order, serials })
          if (date) {
            expect(isPartialDate(date)).toBe(true)
            expect(date <= '2026-11-20~').toBe(true)
          }
          expect(findings.every((one) => one.code.match(/^(date|age)-/))).toBe(true)
        },
      ),
    )
  })
})
