import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { municipalityFinder } from '#directory/rules/municipality-finder.ts'
import { departmentsOf, municipalitiesOf } from '#directory/rules/reference-rows.ts'
import { PartialForm } from '../contract/form.ts'
import type { Conventions } from './manifest-conventions.ts'
import { formOf, type ManifestField, manifestFields } from './manifest-fields.ts'
import { minorOf } from './manifest-person.ts'
import { readRow } from './manifest-rows.ts'

const read = (name: string) => readFileSync(new URL(`../../directory/data/${name}.csv`, import.meta.url), 'utf8')
const municipalities = municipalityFinder(municipalitiesOf(read('municipalities')), departmentsOf(read('departments')))
const today = '2026-11-20'
const conventions: Conventions = { dateOrder: 'dmy', serialDates: false, letterM: 'male', nameOrder: 'given-first' }

type Row = { [F in ManifestField]?: string }
/** A row that says only what matters; a name is given unless the row is about names. */
function row(said: Row, how: Partial<Conventions> = {}) {
  const fields = Object.keys(said) as ManifestField[]
  const mapping = Object.fromEntries(fields.map((field, column) => [field, column]))
  return readRow(Object.values(said), mapping, { today, municipalities, conventions: { ...conventions, ...how } })
}
const aPerson = (said: Row, how?: Partial<Conventions>) => row({ givenNames: 'Ana', surnames: 'Coc', ...said }, how)
const codes = (said: Row, how?: Partial<Conventions>) => aPerson(said, how).findings.map((one) => `${one.severity} ${one.code}`)

describe('the number on the list', () => {
  test('is kept as the list writes it; what is no number is none', () => {
    const numberOf = (lineNumber: string) => aPerson({ lineNumber }).person.listNumber
    expect(['7', '7.', '007', 'A-12', '12 B'].map(numberOf)).toEqual(['7', '7', '007', 'A-12', '12 B'])
    expect(['', '—', 'pendiente', 'vuelo 12 de noviembre'].map(numberOf)).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe('names', () => {
  test('in capitals are shown with capitals where they belong', () => {
    expect(row({ givenNames: 'MARÍA DE LOS ÁNGELES', surnames: "XILOJ  TZ'UNUX" })).toEqual({
      use: 'person',
      person: { givenNames: 'María de los Ángeles', surnames: "Xiloj Tz'unux" },
      findings: [],
    })
  })

  test('in up to six columns become two, the married surname with its de', () => {
    const said = {
      firstName: 'ANA',
      secondName: 'LUCÍA',
      firstSurname: 'PÉREZ',
      secondSurname: 'DE LEÓN',
      marriedSurname: 'GARCÍA',
    }
    expect(row(said).person).toEqual({ givenNames: 'Ana Lucía', surnames: 'Pérez de León de García' })
    expect(row({ ...said, marriedSurname: 'DE GARCÍA' }).person.surnames).toBe('Pérez de León de García')
    expect(row({ ...said, marriedSurname: 'Vda. de García' }).person.surnames).toBe('Pérez de León viuda de García')
    expect(row({ ...said, secondName: 'L', secondSurname: '---', marriedSurname: 'N/A' })).toMatchObject({
      person: { givenNames: 'Ana L', surnames: 'Pérez' },
      findings: [],
    })
  })

  test('in one column are split, and the guess is told', () => {
    expect(row({ fullName: 'PÉREZ LÓPEZ, ANA' })).toMatchObject({
      person: { givenNames: 'Ana', surnames: 'Pérez López' },
      findings: [],
    })
    expect(row({ fullName: 'ANA PÉREZ LÓPEZ' })).toMatchObject({
      person: { givenNames: 'Ana', surnames: 'Pérez López' },
      findings: [{ severity: 'note', code: 'name-split-guess', field: 'fullName', column: 0, fix: 'Pérez López, Ana' }],
    })
    expect(row({ fullName: 'PÉREZ LÓPEZ ANA' }, { nameOrder: 'surnames-first' }).person.givenNames).toBe('Ana')
  })

  test('NN is a person whose name nobody knows', () => {
    expect(row({ givenNames: 'NN', surnames: 'XX', sex: 'F' })).toMatchObject({
      use: 'person',
      person: { sex: 'female' },
      findings: [{ code: 'name-means-unknown' }, { code: 'name-means-unknown' }],
    })
  })

  test('no name at all is the only error', () => {
    expect(row({ givenNames: '', surnames: '', sex: 'F', age: '20' })).toMatchObject({
      use: 'unusable',
      findings: [{ severity: 'error', code: 'row-without-name', field: 'givenNames', column: 0 }, { code: 'date-from-age' }],
    })
  })

  test('longer than the form holds are cut, with a warning', () => {
    const { person, findings } = row({ givenNames: 'Ana '.repeat(60) })
    expect(person.givenNames?.length).toBeLessThanOrEqual(120)
    expect(findings).toMatchObject([{ code: 'cell-too-long', fix: '120' }])
  })
})

describe('sex', () => {
  test.each([
    ['M', 'male'],
    ['F', 'female'],
    ['H', 'male'],
    ['Mujer', 'female'],
    ['HOMBRE', 'male'],
    ['Masculino', 'male'],
    ['femenino', 'female'],
    ['Female', 'female'],
    ['Otro', 'other'],
    ['', undefined],
  ])('%j is %s', (text, sex) => {
    const { person, findings } = aPerson({ sex: text })
    expect([person.sex, findings]).toEqual([sex, []])
  })

  test('M follows the file, and is left open when the file does not tell', () => {
    expect(aPerson({ sex: 'm' }, { letterM: 'female' }).person.sex).toBe('female')
    expect(aPerson({ sex: 'M' }, { letterM: 'unclear' }).person.sex).toBeUndefined()
    expect(codes({ sex: 'M' }, { letterM: 'unclear' })).toEqual(['warning sex-letter-unclear'])
    expect(codes({ sex: '1' })).toEqual(['warning sex-unreadable'])
  })

  test('a cross stands under one of two', () => {
    expect(aPerson({ maleMark: '', femaleMark: 'X' }).person.sex).toBe('female')
    expect(aPerson({ maleMark: '1', femaleMark: '0' }).person.sex).toBe('male')
    expect(aPerson({ maleMark: 'X', femaleMark: 'X' }).person.sex).toBeUndefined()
  })
})

test('an X for the sex is noted as other, and to be confirmed', () => {
  expect(codes({ sex: 'X' })).toEqual(['warning sex-letter-x'])
  expect(codes({ sex: 'Otro' })).toEqual([])
})

describe('birth', () => {
  test('a bare number where a date belongs is an age or a year: none is taken, the age is offered', () => {
    const { person, findings } = aPerson({ birthDate: '45' })
    expect(person.birthDate).toBeUndefined()
    expect(findings).toMatchObject([{ severity: 'warning', code: 'date-may-be-age', found: '45', fix: '1981~' }])
    expect(aPerson({ birthDate: '45', age: '45' }).person.birthDate).toBe('1981~')
    expect(aPerson({ birthDate: '45 años' }).person.birthDate).toBe('1981~')
    expect(codes({ birthDate: '350' })).toEqual(['warning date-unreadable'])
  })

  test('a date is read as the file writes dates', () => {
    expect(aPerson({ birthDate: '03/04/1987' }).person.birthDate).toBe('1987-04-03')
    expect(aPerson({ birthDate: '03/04/1987' }, { dateOrder: 'mdy' }).person.birthDate).toBe('1987-03-04')
    expect(codes({ birthDate: '03/04/1987' }, { dateOrder: undefined })).toEqual(['warning date-ambiguous'])
    expect(aPerson({ birthDate: '31909' }, { serialDates: true }).person.birthDate).toBe('1987-05-12')
    expect(codes({ birthDate: '31/02/1987' })).toEqual(['warning date-impossible'])
  })

  test('day, month and year may stand in three columns', () => {
    expect(aPerson({ birthDay: '3', birthMonth: '4', birthYear: '1987' }, { dateOrder: 'mdy' }).person.birthDate).toBe(
      '1987-04-03',
    )
    expect(aPerson({ birthDay: '3', birthMonth: 'abril', birthYear: '1987' }).person.birthDate).toBe('1987-04-03')
    expect(aPerson({ birthDay: '', birthMonth: '', birthYear: '1987' }).person.birthDate).toBe('1987')
  })

  test('an age alone gives about a year, and stays as it was said', () => {
    expect(aPerson({ age: '38' })).toMatchObject({
      person: { birthDate: '1988~', statedAge: 38 },
      findings: [{ severity: 'note', code: 'date-from-age' }],
    })
    expect(codes({ age: 'adulto' })).toEqual(['warning age-unreadable'])
    expect(codes({ age: '138' })).toEqual(['warning age-too-old'])
  })

  test('an age that does not fit the date is told; one year more or less is the day the list was made', () => {
    expect(codes({ birthDate: '25/05/1987', age: '40' })).toEqual([])
    expect(codes({ birthDate: '25/05/1987', age: '38' })).toEqual([])
    expect(aPerson({ birthDate: '25/05/1987', age: '45' }).findings).toMatchObject([
      { code: 'age-differs', found: '45', fix: '39' },
    ])
  })

  test('17 years are a child’s, though the year guessed from them leaves it open', () => {
    expect(minorOf({ statedAge: 17, birthDate: '2009~' }, today)).toBe('yes')
    expect(minorOf({ statedAge: 18, birthDate: '2008~' }, today)).toBe('no')
    expect(minorOf({ birthDate: '2009-01-01', statedAge: 18 }, today)).toBe('yes')
    expect(minorOf({}, today)).toBe('unknown')
  })
})

describe('documents', () => {
  test('a CUI is kept as its digits, with what is wrong with it', () => {
    expect(aPerson({ cui: '9000 00015 0101' }).person).toMatchObject({ cui: '9000000150101', documentType: 'dpi' })
    expect(aPerson({ cui: '9000000160101' })).toMatchObject({
      person: { cui: '9000000160101' },
      findings: [{ code: 'cui-check-digit' }],
    })
    expect(codes({ cui: '9000123409901' })).toEqual(['warning cui-unverified', 'warning cui-department'])
  })

  test('what is no CUI is kept as the number the person came with', () => {
    expect(aPerson({ cui: 'A1234567' })).toMatchObject({
      person: { documentNumber: 'A1234567' },
      findings: [{ code: 'cui-format', field: 'cui' }],
    })
    expect(aPerson({ cui: '9E+12' }).findings).toMatchObject([{ code: 'cui-rounded' }])
    expect(aPerson({ cui: 'no porta' }).person).not.toHaveProperty('cui')
  })

  test('thirteen right digits under "Documento" are a CUI', () => {
    expect(aPerson({ documentNumber: '9000000150101' })).toMatchObject({
      person: { cui: '9000000150101', documentType: 'dpi' },
      findings: [{ severity: 'note', code: 'document-is-cui' }],
    })
    expect(aPerson({ documentNumber: '1234567890123' }).person).toMatchObject({ documentNumber: '1234567890123' })
  })

  test('a passport says what it is', () => {
    expect(aPerson({ passport: 'a1234567' }).person).toMatchObject({ documentType: 'passport', documentNumber: 'A1234567' })
    expect(aPerson({ documentType: 'Pasaporte', documentNumber: 'B7654321' }).person).toMatchObject({ documentType: 'passport' })
    expect(aPerson({ alienNumber: 'A123456789' }).person).toMatchObject({ alienNumber: 'A123456789' })
  })

  test('nationality is a country; another than Guatemala is noted', () => {
    expect(aPerson({ nationality: 'GUATEMALTECA' })).toMatchObject({ person: { nationality: 'GT' }, findings: [] })
    expect(codes({ nationality: 'HONDURAS' })).toEqual(['note nationality-foreign'])
    expect(codes({ nationality: 'Marte' })).toEqual(['warning nationality-unknown'])
  })
})

describe('places', () => {
  test('municipality and department in two columns', () => {
    expect(aPerson({ residenceMunicipality: 'SAN JOSE', residenceDepartment: 'PETEN' })).toMatchObject({
      person: { residenceMunicipality: '1702' },
      findings: [],
    })
    expect(codes({ residenceMunicipality: 'Jocotán', residenceDepartment: 'Zacapa' })).toEqual(['warning department-differs'])
    expect(codes({ residenceMunicipality: '', residenceDepartment: 'Chiapas' })).toEqual(['warning department-unknown'])
  })

  test('what may be several is not chosen for anyone', () => {
    const { person, findings } = aPerson({ residenceMunicipality: 'San José' })
    expect(person.residenceMunicipality).toBeUndefined()
    expect(findings).toMatchObject([{ code: 'place-several', found: 'San José', fix: 'San José (0509), San José (1702)' }])
  })

  test('a near spelling is taken with a warning', () => {
    expect(aPerson({ destinationPlace: 'Concepsion Tutuapa' })).toMatchObject({
      person: { destinationMunicipality: '1206' },
      findings: [{ code: 'place-spelling', fix: 'Concepción Tutuapa' }],
    })
  })

  test('Guatemala is the country and Huehuetenango the department, unless the column says Municipio', () => {
    expect(aPerson({ residencePlace: 'Guatemala' })).toMatchObject({
      findings: [{ severity: 'warning', code: 'place-or-department' }],
    })
    expect(aPerson({ residencePlace: 'Huehuetenango' }).person.residenceMunicipality).toBeUndefined()
    expect(aPerson({ residenceMunicipality: 'Huehuetenango' })).toMatchObject({
      person: { residenceMunicipality: '1301' },
      findings: [],
    })
    expect(codes({ residencePlace: 'Petén' })).toEqual(['note place-department-only'])
    expect(codes({ residencePlace: 'Tapachula' })).toEqual(['warning place-unknown'])
  })

  test('the CUI is a witness for the place of birth, and for no other', () => {
    expect(aPerson({ cui: '9000000150101', birthPlace: 'Mixco, Guatemala' }).findings).toMatchObject([
      { code: 'cui-other-place', found: 'Mixco', fix: 'Guatemala' },
    ])
    expect(codes({ cui: '9000000150101', birthMunicipality: '0101' })).toEqual([])
    expect(codes({ cui: '9000000150101', residencePlace: 'Mixco, Guatemala' })).toEqual([])
  })

  test('0206 is Sansare and 0207 Sanarate, in the CUI as in the column', () => {
    expect(codes({ cui: '9999999900207', birthMunicipality: 'Sanarate' })).toEqual([])
    expect(codes({ cui: '9999999900207', birthMunicipality: 'Sansare' })).toEqual(['warning cui-other-place'])
    expect(aPerson({ birthMunicipality: '0207' }).person.birthMunicipality).toBe('0207')
  })
})

describe('children', () => {
  test('of whom nothing says with whom they travel are never silent', () => {
    expect(codes({ birthDate: '25/05/2015' })).toEqual(['warning child-without-family'])
    expect(codes({ age: '9' })).toEqual(['note date-from-age', 'warning child-without-family'])
    expect(codes({ birthDate: '25/05/2015', familyGroup: '3' })).toEqual([])
    expect(codes({ birthDate: '25/05/1987' })).toEqual([])
    expect(codes({ condition: 'NNA' })).toEqual(['warning child-without-family'])
  })

  test.each([
    ['NNA no acompañado', 'unaccompanied_child'],
    ['NNA NO ACOMPAÑADA', 'unaccompanied_child'],
    ['UAC', 'unaccompanied_child'],
    ['NNA separado', 'separated_child'],
    ['Acompañado', 'accompanied_child'],
    ['Unidad familiar', 'accompanied_child'],
    ['NNA', undefined],
  ])('%j, nine years old: %s', (text, condition) => {
    expect(aPerson({ condition: text, birthDate: '25/05/2017' }).person.condition).toBe(condition)
  })

  test('an adult in a family unit, and words that the age contradicts', () => {
    expect(aPerson({ condition: 'UF', age: '30' }).person.condition).toBe('adult_in_family_unit')
    expect(aPerson({ condition: 'Adulto' }).person.condition).toBe('adult')
    expect(codes({ condition: 'Adulto', birthDate: '25/05/2017' })).toEqual(['warning condition-against-age'])
    expect(codes({ condition: 'NNA', birthDate: '25/05/1987' })).toEqual(['warning condition-against-age'])
    expect(codes({ condition: 'No', birthDate: '25/05/1987' })).toEqual([])
    expect(codes({ condition: 'verde', birthDate: '25/05/1987' })).toEqual(['warning condition-unreadable'])
  })
})

describe('rows that are no person', () => {
  const mapping = { lineNumber: 0, givenNames: 1, surnames: 2, sex: 3 }
  const titles = ['No.', 'Nombres', 'Apellidos', 'Sexo']
  const use = (...cells: string[]) => {
    const { use: how, findings } = readRow(cells, mapping, { today, municipalities, conventions }, titles)
    return [how, ...findings.map((one) => one.code)]
  }

  test.each([
    [['TOTAL', '123', '', ''], 'row-is-total'],
    [['', 'Total de personas: 123', '', ''], 'row-is-total'],
    [['Gran total 123', '', '', ''], 'row-is-total'],
    [['', '', 'SUBTOTAL', '45'], 'row-is-total'],
    [['No.', 'NOMBRES', 'APELLIDOS', 'SEXO'], 'row-is-titles'],
    [['Elaborado por: Ana Coc', '', '', ''], 'row-is-text'],
    [['', 'Firma y sello', '', ''], 'row-is-text'],
    [['', 'VUELO 124', '', ''], 'row-is-text'],
  ])('%j is skipped with a note', (cells, code) => {
    expect(use(...cells)).toEqual(['skipped', code])
  })

  test('a blank row, numbered beforehand or not, is skipped without a word', () => {
    expect(use('', '', '', '')).toEqual(['skipped'])
    expect(use('124', '', '', '')).toEqual(['skipped'])
  })

  test('someone of whom only the name is known is a person', () => {
    expect(use('7', 'Totó', '', '')).toEqual(['person'])
    expect(use('', 'Ana', '', '')).toEqual(['person'])
  })
})

describe('whatever stands in a row', () => {
  const fields = Object.keys(manifestFields) as ManifestField[]
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.stringMatching(/^[0-9/. -]{0,14}$/),
    fc.constantFrom('M', 'F', 'NNA', 'TOTAL', 'San José', 'Petén', '9000000150101', 'XXX', '8 meses', 'Ana', "TZ'UNUX"),
  )

  test('nothing throws, warnings never make a row unusable, and the person fits the form', () => {
    fc.assert(
      fc.property(
        fc.array(cell, { maxLength: 20 }),
        fc.shuffledSubarray(fields),
        fc.constantFrom('dmy' as const, undefined),
        (cells, some, dateOrder) => {
          const mapping = Object.fromEntries(some.map((field, column) => [field, column]))
          const { use, person, findings } = readRow(cells, mapping, {
            today,
            municipalities,
            conventions: { ...conventions, dateOrder },
          })
          expect(use === 'unusable').toBe(findings.some((one) => one.severity === 'error'))
          expect(PartialForm.safeParse(formOf(person)).error).toBeUndefined()
        },
      ),
    )
  })
})
