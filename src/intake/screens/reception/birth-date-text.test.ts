import { expect, test } from 'vitest'
import { isSure, readBirth, writeBirth } from './birth-date-text.ts'

const today = '2026-11-20'

test.each([
  ['12/05/1987', '1987-05-12'],
  ['mayo 1987', '1987-05'],
  ['1987', '1987'],
  ['aprox. 1987', '1987~'],
  ['39 años', '1987~'],
  ['39', '1987~'],
  ['8 meses', '2026-03~'],
])('%s is understood as %s', (text, date) => {
  expect(readBirth(text, today).date).toBe(date)
})

test.each(['1987-05-12', '1987-05', '1987', '1987~', '1987-05~', '1987-05-12~'])(
  '%s is written so that it reads back',
  (date) => {
    expect(readBirth(writeBirth(date), today).date).toBe(date)
  },
)

test('a date on its way to another year is not sure yet', () => {
  expect(isSure(readBirth('12/05/19', today))).toBe(false)
  expect(isSure(readBirth('12/05/1987', today))).toBe(true)
})
