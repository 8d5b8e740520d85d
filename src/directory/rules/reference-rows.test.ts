import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { departmentsOf, facilitiesOf, institutionsOf, languagesOf, municipalitiesOf } from './reference-rows.ts'

const read = (name: string) => readFileSync(new URL(`../data/${name}.csv`, import.meta.url), 'utf8')
const departments = departmentsOf(read('departments'))
const municipalities = municipalitiesOf(read('municipalities'))
const institutions = institutionsOf(read('institutions'))
const facilities = facilitiesOf(read('facilities'))
const languages = languagesOf(read('languages'))
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

describe('the territory', () => {
  test('there are 22 departments and 340 municipalities, as many in each department as it says', () => {
    expect(departments).toHaveLength(22)
    expect(municipalities).toHaveLength(340)
    for (const department of departments) {
      const within = municipalities.filter((one) => one.departmentCode === department.code)
      expect(within).toHaveLength(department.municipalityCount)
      expect(within.map((one) => one.code)).toEqual(
        within.map((_, index) => department.code + String(index + 1).padStart(2, '0')),
      )
      expect(sum(within.map((one) => one.population2018))).toBe(department.population2018)
      expect(within.map((one) => one.code)).toContain(department.capitalMunicipalityCode)
    }
  })

  test('the census of 2018 counted 14,901,286 people', () => {
    expect(sum(departments.map((one) => one.population2018))).toBe(14_901_286)
  })

  test('every municipality lies in or near the country', () => {
    for (const { lat, lon } of municipalities) {
      expect(lat).toBeGreaterThan(13.7)
      expect(lat).toBeLessThan(17.9)
      expect(lon).toBeGreaterThan(-92.3)
      expect(lon).toBeLessThan(-88.2)
    }
  })

  test('0206 is Sansare and 0207 Sanarate, whatever the P-codes of OCHA say', () => {
    const byCode = new Map(municipalities.map((one) => [one.code, one]))
    expect(byCode.get('0206')).toMatchObject({ name: 'Sansare', ochaPcode: 'GT0207' })
    expect(byCode.get('0207')).toMatchObject({ name: 'Sanarate', ochaPcode: 'GT0206' })
    const differing = municipalities.filter((one) => one.ochaPcode !== `GT${one.code}`).map((one) => one.code)
    expect(differing).toEqual(['0206', '0207'])
  })

  test('tiles do not cover one another', () => {
    expect(new Set(departments.map((one) => `${one.tileRow},${one.tileCol}`)).size).toBe(22)
  })
})

describe('institutions and facilities', () => {
  test('ids are unique, and parents and operators exist', () => {
    const ids = new Set(institutions.map((one) => one.id))
    expect(ids.size).toBe(100)
    expect(new Set(facilities.map((one) => one.id)).size).toBe(79)
    expect(institutions.filter((one) => one.parentId && !ids.has(one.parentId))).toEqual([])
    expect(facilities.filter((one) => one.operatorId && !ids.has(one.operatorId))).toEqual([])
  })

  test('a facility in the country names a municipality of its department', () => {
    const codes = new Set(municipalities.map((one) => one.code))
    for (const { municipalityCode, departmentCode } of facilities) {
      if (municipalityCode) expect(codes.has(municipalityCode) && municipalityCode.startsWith(departmentCode ?? '??')).toBe(true)
    }
  })

  test('the specialised shelter has no place', () => {
    const shelters = facilities.filter((one) => one.kind === 'shelter_trafficking')
    expect(shelters).toHaveLength(1)
    expect(shelters[0]?.municipalityCode).toBeUndefined()
    expect(shelters[0]?.departmentCode).toBeUndefined()
  })

  test.each(['institutions', 'facilities'])('%s hold no personal contact', (name) => {
    expect(read(name)).not.toMatch(/@|\+502|\b\d{4} ?\d{4}\b/)
  })
})

describe('languages', () => {
  test('22 Mayan languages, Garífuna, Xinka and Spanish; only Chalchiteko lacks an ISO code', () => {
    expect(languages.filter((one) => one.family === 'maya')).toHaveLength(22)
    expect(languages.map((one) => one.code)).toEqual(expect.arrayContaining(['garifuna', 'xinka', 'spanish']))
    expect(languages.filter((one) => !one.iso6393).map((one) => one.code)).toEqual(['chalchiteko'])
  })
})
