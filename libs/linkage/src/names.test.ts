import { describe, expect, test } from 'vitest'
import { comparer } from './compare.ts'
import { comparisons, levelsOf, unpack } from './pattern.ts'
import { prepare } from './prepare.ts'
import { type PersonRecord, tableOf } from './table.ts'

/** What the comparison finds, in words, of what both tell. */
function found(a: PersonRecord, b: PersonRecord): Record<string, string> {
  const { prepared } = prepare(tableOf([a, b]))
  const { found, compare } = comparer(prepared)
  compare(0, 1)
  const levels = new Array<number>(comparisons.length).fill(0)
  unpack(found.first, found.second, levels)
  return Object.fromEntries(comparisons.flatMap((name, at) => (levels[at] ? [[name, levelsOf[name][levels[at]!]!]] : [])))
}
const names = (given_names: string, surnames: string, more: PersonRecord = {}): PersonRecord => ({
  given_names,
  surnames,
  ...more,
})

describe('names', () => {
  test('one name in colonial and in modern spelling is one name', () => {
    expect(found(names('Petrona', 'Caal Choc'), names('Petrona', 'Kaal Chok'))).toMatchObject({
      surname_1: 'are one name spelt otherwise',
      surname_2: 'are one name spelt otherwise',
    })
  })
  test('a Mayan form is known however it is spelt', () => {
    for (const form of ['Xep', 'Xhep', 'Shep'])
      expect(found(names('José', 'Gaspar'), names(form, 'Gaspar'))).toMatchObject({ given_1: 'are forms of one name' })
  })
  test('a missing second name says nothing', () => {
    const both = found(names('Juan Carlos', 'Xiloj Tzunux'), names('Juan', 'Xiloj'))
    expect(both).toMatchObject({ given_1: 'agree', surname_1: 'agree' })
    expect(both).not.toHaveProperty('given_2')
    expect(both).not.toHaveProperty('surname_2')
  })
  test('surnames in the other order agree, and the order is told', () => {
    expect(found(names('Ana', 'Pop Caal'), names('Ana', 'Caal Pop'))).toMatchObject({
      surname_1: 'agree',
      surname_2: 'agree',
      surname_order: 'are exchanged',
    })
  })
  test('given names in the field of surnames are found there', () => {
    expect(found(names('Diego', 'Mateo Pascual'), names('Mateo Pascual', 'Diego'))).toMatchObject({
      name_fields: 'are exchanged',
      given_1: 'agree',
      surname_1: 'agree',
    })
  })
  test('a short form is a form of the name', () => {
    expect(found(names('Francisco', 'Us'), names('Chico', 'Us')).given_1).toBe('are forms of one name')
    expect(found(names('Pedro', 'Us'), names('Lwin', 'Us')).given_1).toBe('are forms of one name')
  })
  test('an initial may be the name', () => {
    expect(found(names('Juan C.', 'Us'), names('Juan Carlos', 'Us')).given_2).toBe('may be an initial of the other')
  })
  test('names written together are the same names', () => {
    expect(found(names('Mariajosé', 'Us'), names('María José', 'Us')).given_1).toBe('are one name spelt otherwise')
  })
  test('De León, de la Cruz and their short forms are one surname', () => {
    expect(found(names('Ana', 'De León de la Cruz'), names('Ana', 'Leon Cruz'))).toMatchObject({
      surname_1: 'agree',
      surname_2: 'agree',
    })
  })
  test('a husband’s surname is not held against her second surname', () => {
    expect(found(names('Rosa', 'Pérez de López'), names('Rosa', 'Pérez Xol'))).not.toHaveProperty('surname_2')
    expect(found(names('Rosa', 'Pérez López'), names('Rosa', 'Pérez Xol', { married_name: 'de López' })).married_name).toBe(
      'stands among the surnames',
    )
  })
  test('words for nobody are no names', () => {
    expect(found(names('NN', 'Desconocido'), names('XX', 'XX'))).toEqual({})
  })
})

describe('other facts', () => {
  test('a municipality by its name and by its code is the same place, a neighbouring department is told', () => {
    expect(found({ municipality: 'Nebaj' }, { municipality: '1413' }).place).toBe('the same municipality')
    expect(found({ municipality: '1401' }, { municipality: '1301' }).place).toBe('neighbouring departments')
    expect(found({ municipality: 'Poptun' }, { municipality: 'Flores' }).place).toBe('the same department')
    expect(found({ municipality: '2201' }, { municipality: '1301' }).place).toBe('different departments')
  })
  test('a telephone is the same with and without the country in front', () => {
    expect(found({ phone: '+502 5555 1234' }, { phone: '55551234' }).phone).toBe('agrees')
  })
  test('an age tells the year of birth on the day of arrival', () => {
    expect(found({ age: '38', arrival_date: '2025-06-01' }, { birth_date: '1987-02-03' }).birth).toBe('the age fits')
  })
  test('an age that fits speaks for a slip in the year', () => {
    const old = { birth_date: '1916-05-27', age: '59', arrival_date: '2020-12-26' }
    expect(found(old, { birth_date: '1961-05-26', age: '59', arrival_date: '2020-09-04' }).age).toBe('fits')
  })
  test('nothing known is nothing found', () => {
    expect(found({ given_names: '' }, { surnames: 'Pop' })).toEqual({})
  })
})

test('where no municipality is told, a valid CUI tells the one of registration', () => {
  const told = names('Ana', 'Coc', { municipality: '0101' })
  expect(found(told, names('Ana', 'Coc', { cui: '9000000150101' }))).toMatchObject({ place: 'the same municipality' })
  expect(found(told, names('Ana', 'Coc', { cui: '9000000160101' }))).not.toHaveProperty('place')
})
