import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldName } from '#base/personal-name.ts'
import { municipalityFinder } from './municipality-finder.ts'
import { departmentsOf, municipalitiesOf } from './reference-rows.ts'

const read = (name: string) => readFileSync(new URL(`../data/${name}.csv`, import.meta.url), 'utf8')
const municipalities = municipalitiesOf(read('municipalities'))
const departments = departmentsOf(read('departments'))
const finder = municipalityFinder(municipalities, departments)
const departmentName = new Map(departments.map((one) => [one.code, one.name]))

/** `0207 name`, `0509|1702`, `department 14` or `unknown`. */
function said(text: string, department?: string): string {
  const place = finder.find(text, department)
  if (place.kind === 'found') return `${place.municipality.code} ${place.how}`
  if (place.kind === 'several') return place.candidates.map((one) => one.code).join('|')
  return place.kind === 'department' ? `department ${place.departmentCode}` : 'unknown'
}

describe('a place as desks write it', () => {
  test.each([
    ['0207', '0207 code'],
    ['207', '0207 code'],
    ['0207 - Sanarate', '0207 code'],
    ['Sanarate', '0207 name'],
    ['  SANARATE ', '0207 name'],
    ['Sta. Cruz del Quiche', '1401 name'],
    ['Sn Juan Ostuncalco', '0909 name'],
    ['SANSARE, EL PROGRESO', '0206 name'],
    ['San José, Petén', '1702 name'],
    ['Petén, San José', '1702 name'],
    ['Quetzaltenango/Coatepeque', '0920 name'],
    ['Coatepeque (Quetzaltenango)', '0920 name'],
    ['SAN JOSE PETEN', '1702 name'],
    ['Santa Bárbara Huehuetenango', '1310 name'],
    ['Depto. San Marcos, Mun. Tajumulco', '1209 name'],
    ['Municipio de Joyabaj, Departamento de Quiché', '1412 name'],
    ['Aldea Chacaj, Nentón, Huehuetenango, Guatemala', '1305 name'],
    ['Aldea Chacaj, Nentón', '1305 name'],
    ['Nentón, Guatemala', '1305 name'],
    ['Mixco, Guatemala', '0108 name'],
    ['Tecún Umán', '1217 name'],
    ['Xela', '0901 name'],
    ['Momostenango, Toto', '0805 name'],
    ['Cobán, A.V.', '1601 name'],
    ['Guatemala City, Guatemala', '0101 name'],
    ['Carchá', '1609 part'],
    ['San Juan Sac.', '0110 part'],
    ['Concepsion Tutuapa', '1206 spelling'],
    ['Retaluleu', '1101 spelling'],
    ['Tegucigalpa', 'unknown'],
    ['9999', 'unknown'],
    ['desconocido', 'unknown'],
    ['', 'unknown'],
  ])('%j is %s', (text, expected) => {
    expect(said(text)).toBe(expected)
  })

  test.each([
    ['San José', '0509|1702'],
    ['Santa Barbara', '1015|1310'],
    ['La Libertad', '1311|1705'],
    ['San Lorenzo', '1007|1229'],
    ['San Pedro Sac', '0109|1202'],
    ['San Lucas', '0308|0713'],
    ['El Progreso', '2202|0201'],
  ])('%j may be more than one, and a person decides', (text, candidates) => {
    expect(said(text)).toBe(candidates)
  })

  test('San Pedro is the beginning of ten names', () => {
    expect(said('San Pedro').split('|')).toHaveLength(10)
  })

  test('the department in the next column decides', () => {
    expect(said('San José', 'Escuintla')).toBe('0509 name')
    expect(said('San José', '17')).toBe('1702 name')
    expect(said('El Progreso', 'Jutiapa')).toBe('2202 name')
    expect(said('San Pedro', 'Sololá')).toBe('0718 part')
  })

  test('a department that contradicts the municipality does not hide it', () => {
    expect(said('Jocotán', 'Zacapa')).toBe('2004 name')
  })

  test.each([
    ['Quiché', '14'],
    ['El Quiche', '14'],
    ['Petén', '17'],
    ['Sacatepéquez', '03'],
    ['Santa Rosa', '06'],
  ])('%j is a department and names no municipality', (text, code) => {
    expect(said(text)).toBe(`department ${code}`)
  })

  test('a municipality unknown in a known department leaves the department', () => {
    expect(said('', 'Petén')).toBe('department 17')
    expect(said('El Progreso', 'El Progreso')).toBe('department 02')
    expect(said('Quiché', 'Quiché')).toBe('department 14')
  })

  test('Huehuetenango alone may mean only the department; with its department it is the town', () => {
    expect(finder.find('Huehuetenango')).toMatchObject({ kind: 'found', municipality: { code: '1301' }, orDepartment: true })
    expect(finder.find('Huehuetenango, Huehuetenango')).toMatchObject({ orDepartment: false })
    expect(finder.find('Huehuetenango', 'Huehuetenango')).toMatchObject({ orDepartment: false })
    expect(finder.find('Xela')).toMatchObject({ orDepartment: false })
  })
})

describe('Sansare and Sanarate', () => {
  test('a bare code is INE’s, a code with GT is a P-code of OCHA, which exchanges them', () => {
    expect(said('0206')).toBe('0206 code')
    expect(finder.byCode('0206')?.name).toBe('Sansare')
    expect(said('GT0206')).toBe('0207 code')
    expect(said('GT0207')).toBe('0206 code')
    expect(said('gt 0205')).toBe('0205 code')
  })

  test('their names are not taken for each other', () => {
    expect(said('Sansare')).toBe('0206 name')
    expect(said('Sanarate')).toBe('0207 name')
    expect(said('Sanarte')).toBe('0207 spelling')
    expect(said('Sansarre')).toBe('0206 spelling')
  })
})

describe('departments', () => {
  test.each([
    ['El Quiché', '14'],
    ['QUICHE', '14'],
    ['GT-14', '14'],
    ['GT-QC', '14'],
    ['14', '14'],
    ['Departamento de San Marcos', '12'],
    ['Huehue', '13'],
    ['A. Verapaz', '16'],
    ['B.V.', '15'],
    ['Quezaltenango', '09'],
    ['2', '02'],
    ['Chiapas', undefined],
    ['', undefined],
  ])('%j is %s', (text, code) => {
    expect(finder.findDepartment(text)).toBe(code)
  })
})

describe('every municipality', () => {
  test('is found by its code, by its name with its department, and by every other name it has', () => {
    for (const one of municipalities) {
      const department = departmentName.get(one.departmentCode) ?? ''
      expect(said(one.code)).toBe(`${one.code} code`)
      for (const name of [one.name, ...one.otherNames]) {
        for (const text of [`${name}, ${department}`, `${department} / ${name}`, `${name} (${department})`.toUpperCase()]) {
          expect([text, said(text)]).toEqual([text, `${one.code} name`])
        }
        expect([name, said(name, department)]).toEqual([name, `${one.code} name`])
      }
    }
  })

  test('alone, its name gives it or has it among the candidates', () => {
    for (const one of municipalities) {
      const place = finder.find(one.name)
      const codes =
        place.kind === 'found'
          ? [place.municipality.code]
          : place.kind === 'several'
            ? place.candidates.map((each) => each.code)
            : []
      expect([one.name, codes.includes(one.code)]).toEqual([one.name, true])
    }
  })

  test('a misspelt name is never taken for another as if it were sure', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...municipalities),
        fc.nat(),
        fc.constantFrom(...'abcdefghijklmnñopqrstuvxyz'),
        (one, at, letter) => {
          const index = at % one.name.length
          const text = one.name.slice(0, index) + letter + one.name.slice(index + 1)
          const place = finder.find(text, departmentName.get(one.departmentCode))
          if (place.kind !== 'found' || place.municipality === one || place.how !== 'name') return
          expect([place.municipality.name, ...place.municipality.otherNames].map(foldName)).toContain(foldName(text))
        },
      ),
    )
  })

  test('no text throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, department) => {
        expect(finder.find(text, department).kind).toMatch(/^(found|several|department|unknown)$/)
      }),
    )
  })
})
