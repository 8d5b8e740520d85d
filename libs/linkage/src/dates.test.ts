import { expect, test } from 'vitest'
import { ageLevelOf, ageLevels, birthFromAge, birthLevel, birthLevels, dateOf, yearOf, yearsOf } from './dates.ts'

test.each([
  ['1987-05-12', 19870512],
  ['19870512', 19870512],
  ['12/05/1987', 19870512],
  ['1987-05', 19870500],
  ['1987', 19870000],
  ['19088419', 19088419],
  ['', 0],
  ['ayer', 0],
])('%s is read as %i', (text, number) => {
  expect(dateOf(text)).toBe(number)
})

test.each([
  ['1987-05-12', '1987-05-12', 'agree'],
  ['1987-01-01', '1987-01-01', 'agree on a first of January'],
  ['1987-05-12', '1987-05-13', 'one key apart'],
  ['1987-05-12', '1978-05-12', 'one key apart'],
  ['1987-05-12', '1987-12-05', 'day and month are exchanged'],
  ['1987-05-12', '1987-05-30', 'the year and the month or the day agree'],
  ['1979-05-12', '1980-05-12', 'day and month agree, the year is 1 or 10 off or has digits exchanged'],
  ['1987-05-12', '1964-05-12', 'day and month agree, the year does not'],
  ['1987-01-01', '1987-05-12', 'only the year agrees'],
  ['1987', '1987-05-12', 'only the year agrees'],
  ['1987-05', '1987-05-12', 'the year and the month or the day agree'],
  ['1987-05-12', '1988-11-30', '1 or 2 years apart'],
  ['1987-05-12', '1995-11-30', '3 to 15 years apart'],
  ['1987-05-12', '1942-11-30', 'more than 15 years apart'],
  ['1987-05-12', '', 'not known'],
])('%s and %s: %s', (a, b, words) => {
  const [one, other] = [dateOf(a), dateOf(b)]
  expect(birthLevels[birthLevel(one, other)]).toBe(words)
  expect(birthLevels[birthLevel(other, one)]).toBe(words)
})

test('an age without the day it was said on tells nothing', () => {
  expect(birthFromAge(yearsOf('38'), yearOf(''))).toBe(0)
  expect(birthFromAge(yearsOf(''), yearOf('2025-06-01'))).toBe(0)
})

test.each([
  ['1994-05-12', '1957-05-12', 'fits'],
  ['1994-05-12', '1969-11-30', 'fits'],
  ['1994-05-12', '1994-11-30', 'not known'],
  ['1994-05-12', '1995-11-30', 'not known'],
  ['1994-05-12', '1994-05-12', 'not known'],
])('an age that both say alike speaks for them only where their births are years apart: %s, %s', (one, other, word) => {
  const [a, b] = [dateOf(one), dateOf(other)]
  const told = birthFromAge(30, 2024)
  expect(ageLevels[ageLevelOf(birthLevel(a, b), a, told, b, told)]).toBe(word)
})
