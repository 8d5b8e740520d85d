import { expect, test } from 'vitest'
import { readMonths } from './duration.ts'

test.each([
  ['3 años', 36],
  ['3a', 36],
  ['un año', 12],
  ['8 meses', 8],
  ['1 año y 2 meses', 14],
  ['año', undefined],
  ['2 años y medio', 30],
  ['2 y medio años', 30],
  ['1.5 years', 18],
  ['2 semanas', 0],
  ['3 weeks', 1],
  ['45 días', 1],
  ['18', 18],
  ['0', 0],
  ['mucho', undefined],
  ['3 lunas', undefined],
  ['200 años', undefined],
])('%s is %s months', (text, months) => {
  expect(readMonths(text)).toBe(months)
})
