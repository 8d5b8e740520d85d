import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Form } from '../contract/form.ts'
import { closedKeys, identifying, names, yearForCounts } from './sealing.ts'

/** The age as the report counts it (`reportCells`), in another way. */
function ageOf(birth: string, arrived: string): number {
  const [year, month = birth.length > 4 ? '01' : '07', day = birth.length > 4 ? '15' : '01'] = birth.split('-')
  const had = arrived.slice(5) >= `${month}-${day}`
  return Math.max(0, Number(arrived.slice(0, 4)) - Number(year) - (had ? 0 : 1))
}

describe('the year that stays readable', () => {
  test.each([
    ['2012-09-30', '2026-03-01', '2012'],
    ['2012-02-03', '2026-03-01', '2011'],
    ['2012', '2026-11-20', '2012'],
  ])('of %s on %s is %s', (birth, arrived, year) => expect(yearForCounts(birth, arrived)).toBe(year))

  test('gives the same age as the exact date, whoever it is and whenever they arrive', () => {
    const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
    const arrival = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    const known = fc.constantFrom(4, 7, 10)
    fc.assert(
      fc.property(day, arrival, known, (born, came, length) => {
        const [birth, arrived] = [born.toISOString().slice(0, length), came.toISOString().slice(0, 10)]
        expect(ageOf(yearForCounts(birth, arrived), arrived)).toBe(ageOf(birth, arrived))
      }),
    )
  })
})

test('every answer that is no code, number or yes and no is sealed; the language is a code of the directory', () => {
  const schema = z.toJSONSchema(Form, { unrepresentable: 'any', io: 'input' }) as {
    properties: Record<string, { type?: string; enum?: unknown; pattern?: string }>
  }
  const free = Object.entries(schema.properties).flatMap(([field, { type, enum: codes, pattern }]) =>
    type === 'string' && !codes && !pattern ? [field] : [],
  )
  expect(free.filter((field) => field !== 'language').toSorted()).toEqual([...identifying].toSorted())
})

test('a closed person is found by words and their beginnings, none of which is readable', () => {
  const keys = closedKeys({ givenNames: 'Íxq', surnames: 'Xó', cui: '1' }, (kind, text) => `${kind}(${text})`)
  expect(keys).toEqual(['word(ixq)', 'word(xo)', 'beginning(ix)', 'beginning(ixq)', 'beginning(xo)', 'cui(1)'])
})

describe('a line of a manifest names somebody', () => {
  const person = { givenNames: 'Ixq’anil', surnames: 'Tukur', cui: '2987654320101' }
  test('by all words of the name, in any order', () => expect(names(['7', 'TUKUR', 'IXQANIL MARIA'], person)).toBe(true))
  test('by the CUI however it is written', () => expect(names(['2987 65432 0101'], person)).toBe(true))
  test('not by one word of it', () => expect(names(['Tukur', 'Pedro'], person)).toBe(false))
  test('and not somebody of whom only one word is known', () => expect(names(['Tukur'], { surnames: 'Tukur' })).toBe(false))
})
