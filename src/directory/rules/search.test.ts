import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { municipalityFinder } from './municipality-finder.ts'
import { departmentsOf, languagesOf, municipalitiesOf } from './reference-rows.ts'
import { byName, departmentsFound, languagesFound, municipalitiesFound } from './search.ts'

const read = (name: string) => readFileSync(new URL(`../data/${name}.csv`, import.meta.url), 'utf8')
const departments = departmentsOf(read('departments'))
const municipalities = municipalitiesOf(read('municipalities'))
const languages = languagesOf(read('languages'))
const finder = municipalityFinder(municipalities, departments)
const found = (text: string) => municipalitiesFound(municipalities, departments, text, finder).map((one) => one.code)

describe('municipalities', () => {
  test('are found by name, with or without accents and capitals', () => {
    expect(found('quetzaltenango')[0]).toBe('0901')
    expect(found('QUETZALTENANGO')).toEqual(found('quetzaltenango'))
    expect(found('Chichicastenango')).toEqual(['1406'])
    expect(found('SIGUILÁ')).toEqual(['0908'])
  })

  test('are found by the beginnings of their words, as somebody types', () => {
    expect(found('chich')).toContain('1406')
    expect(found('san ped')).toEqual(expect.arrayContaining(['0107', '1202', '1609']))
    expect(found('pedro car')).toEqual(['1609'])
  })

  test('are found by department: QUICHE gives its 21 municipalities, its capital first', () => {
    expect(found('QUICHE')).toHaveLength(21)
    expect(found('QUICHE')[0]).toBe('1401')
    expect(found('san jose escuintla')[0]).toBe('0509')
  })

  test('of the same name are all there: san jose', () => {
    expect(found('san jose').slice(0, 2)).toEqual(['0509', '1702'])
    expect(found('san jose').length).toBeGreaterThan(8)
  })

  test('are found by other names, nicknames and near spellings', () => {
    expect(found('tecun uman')).toEqual(['1217'])
    expect(found('xela')[0]).toBe('0901')
    expect(found('huehue')[0]).toBe('1301')
    expect(found('Quezaltenango')[0]).toBe('0901')
    expect(found('Chichicastenengo')).toEqual(['1406'])
  })

  test('are found by INE code or its beginning; GT makes a P-code of OCHA, which exchanges Sansare and Sanarate', () => {
    expect(found('0206')).toEqual(['0206'])
    expect(found('02')).toHaveLength(8)
    expect(found('GT0206')).toEqual(['0207'])
    expect(found('Sansare')).toEqual(['0206'])
    expect(found('Sanarate')).toEqual(['0207'])
  })

  test('are all there for an empty text, and none for what is no place', () => {
    expect(found('  ')).toHaveLength(340)
    expect(found('zzzzzz')).toEqual([])
  })
})

test('a department is found by name, code or capital', () => {
  expect(departmentsFound(departments, 'totonicapan').map((one) => one.code)).toEqual(['08'])
  expect(departmentsFound(departments, 'cobán').map((one) => one.code)).toEqual(['16'])
  expect(departmentsFound(departments, '14').map((one) => one.name)).toEqual(['Quiché'])
})

test('a language is found in either spelling, whatever its apostrophe', () => {
  for (const text of ['K’iche’', "k'iche'", 'kiche', 'quiché']) expect(languagesFound(languages, text)[0]?.code).toBe('kiche')
})

test('apostrophes do not count in the order of names', () => {
  const names = byName(languages).map((one) => one.name)
  expect(names.indexOf("Ch'orti'")).toBeGreaterThan(names.indexOf('Chalchiteko'))
  expect(names.indexOf("K'iche'")).toBeGreaterThan(names.indexOf('Kaqchikel'))
})

test('names stand as in a Spanish dictionary', () => {
  expect(byName([{ name: 'Óscar' }, { name: 'Ñandú' }, { name: 'nopal' }, { name: 'Zona' }]).map((one) => one.name)).toEqual([
    'nopal',
    'Ñandú',
    'Óscar',
    'Zona',
  ])
})
