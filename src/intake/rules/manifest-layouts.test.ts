import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { monthNames } from '#base/partial-date.ts'
import { municipalityFinder } from '#directory/rules/municipality-finder.ts'
import { departmentsOf, municipalitiesOf } from '#directory/rules/reference-rows.ts'
import { readManifest } from './manifest.ts'

const read = (name: string) => readFileSync(new URL(`../../directory/data/${name}.csv`, import.meta.url), 'utf8')
const places = municipalitiesOf(read('municipalities'))
const departments = departmentsOf(read('departments'))
const municipalities = municipalityFinder(places, departments)
const departmentOf = new Map(departments.map((one) => [one.code, one.name]))

type Someone = {
  given: [string, string]
  sur: [string, string]
  day: number
  month: number
  year: number
  female: boolean
  place: number
}
const someone: fc.Arbitrary<Someone> = fc.record({
  given: fc.tuple(
    fc.constantFrom('Juan', 'María', 'Luis', 'Ana', 'Wilmer', 'Eulalia'),
    fc.constantFrom('Carlos', 'Elena', 'Alberto', 'Lucía'),
  ),
  sur: fc.tuple(
    fc.constantFrom('Pérez', 'Xiloj', 'Coc', "Tz'unux", 'García'),
    fc.constantFrom('López', 'Caal', 'de León', 'Hernández'),
  ),
  day: fc.integer({ min: 1, max: 28 }),
  month: fc.integer({ min: 1, max: 12 }),
  year: fc.integer({ min: 1940, max: 2005 }),
  female: fc.boolean(),
  place: fc.nat(places.length - 1),
})

const two = (number: number): string => String(number).padStart(2, '0')
type Column = { titles: string[]; cells: ((one: Someone) => string)[] }
const place = (one: Someone) => places[one.place]!
const departmentName = (one: Someone) => departmentOf.get(place(one).departmentCode)!

/** Ways to write each thing: one is chosen for the whole file, as people do. */
const nameWays: Column[] = [
  { titles: ['Nombres', 'Apellidos'], cells: [(one) => one.given.join(' '), (one) => one.sur.join(' ')] },
  { titles: ['APELLIDOS', 'NOMBRE'], cells: [(one) => one.sur.join(' '), (one) => one.given.join(' ')] },
  {
    titles: ['Last Name', 'First Name', 'Middle Name'],
    cells: [(one) => one.sur.join(' '), (one) => one.given[0], (one) => one.given[1]],
  },
  { titles: ['Surname', 'Given names'], cells: [(one) => one.sur.join(' '), (one) => one.given.join(' ')] },
  {
    titles: ['Primer nombre', 'Segundo nombre', 'Primer apellido', 'Segundo apellido'],
    cells: [(one) => one.given[0], (one) => one.given[1], (one) => one.sur[0], (one) => one.sur[1]],
  },
  { titles: ['Nombre completo'], cells: [(one) => `${one.sur.join(' ')}, ${one.given.join(' ')}`] },
  { titles: ['Nombres y apellidos'], cells: [(one) => `${one.given.join(' ')} ${one.sur.join(' ')}`] },
  { titles: ['Apellidos y Nombres'], cells: [(one) => `${one.sur.join(' ')} ${one.given.join(' ')}`] },
]
const dateWays: Column[] = [
  { titles: ['Fecha de nacimiento'], cells: [(one) => `${two(one.day)}/${two(one.month)}/${one.year}`] },
  { titles: ['F. Nac.'], cells: [(one) => `${one.day}-${one.month}-${one.year}`] },
  { titles: ['DOB'], cells: [(one) => `${two(one.month)}/${two(one.day)}/${one.year}`] },
  { titles: ['Date of birth'], cells: [(one) => `${one.year}-${two(one.month)}-${two(one.day)}`] },
  { titles: ['FECHA NAC'], cells: [(one) => `${one.day} de ${monthNames.es[one.month - 1]} de ${one.year}`] },
  { titles: ['Día', 'Mes', 'Año'], cells: [(one) => String(one.day), (one) => String(one.month), (one) => String(one.year)] },
]
const sexWays: Column[] = [
  { titles: ['Sexo'], cells: [(one) => (one.female ? 'F' : 'M')] },
  { titles: ['SEXO'], cells: [(one) => (one.female ? 'M' : 'H')] },
  { titles: ['Género'], cells: [(one) => (one.female ? 'Mujer' : 'Hombre')] },
  { titles: ['Gender'], cells: [(one) => (one.female ? 'Female' : 'Male')] },
  { titles: ['H', 'M'], cells: [(one) => (one.female ? '' : 'X'), (one) => (one.female ? 'X' : '')] },
]
const placeWays: Column[] = [
  { titles: ['Municipio', 'Departamento'], cells: [(one) => place(one).name, departmentName] },
  { titles: ['Depto.', 'Mpio.'], cells: [departmentName, (one) => place(one).name] },
  { titles: ['Lugar de origen'], cells: [(one) => `${place(one).name}, ${departmentName(one)}`] },
  { titles: ['Procedencia'], cells: [(one) => `${departmentName(one)} / ${place(one).name}`] },
  { titles: ['Municipio'], cells: [(one) => place(one).code] },
]
const others: Column[] = [
  { titles: ['No.'], cells: [] },
  { titles: ['Observaciones'], cells: [() => ''] },
  { titles: ['Brazalete'], cells: [() => 'azul'] },
]

describe('whatever the layout', () => {
  const layout = fc
    .tuple(
      fc.constantFrom(...nameWays),
      fc.constantFrom(...dateWays),
      fc.constantFrom(...sexWays),
      fc.constantFrom(...placeWays),
      fc.subarray(others),
    )
    .chain(([names, dates, sexes, where, more]) =>
      fc.shuffledSubarray([names, dates, sexes, where, ...more], { minLength: 4 + more.length }),
    )
  const options = fc.record({ titlesAbove: fc.nat(3), capitals: fc.boolean(), total: fc.boolean(), blank: fc.boolean() })

  test('the same people come out', () => {
    // One with a day above 12 and one of each sex show the conventions, as they do in any real list.
    const shown: Someone[] = [
      { given: ['Juan', 'Carlos'], sur: ['García', 'López'], day: 25, month: 5, year: 1987, female: false, place: 0 },
      { given: ['Ana', 'Lucía'], sur: ['Pérez', 'Hernández'], day: 28, month: 2, year: 1990, female: true, place: 100 },
    ]
    fc.assert(
      fc.property(
        fc.array(someone, { maxLength: 6 }),
        layout,
        options,
        (more, columns, { titlesAbove, capitals, total, blank }) => {
          const people = [...shown, ...more]
          const cased = (text: string) => (capitals ? text.toUpperCase() : text)
          const cellsOf = (one: Someone, index: number) =>
            columns.flatMap((column) =>
              column.cells.length === 0 ? [String(index + 1)] : column.cells.map((cell) => cased(cell(one))),
            )
          const width = columns.flatMap((column) => column.titles).length
          const rows = [
            ...Array.from(
              { length: titlesAbove },
              (_, index) => ['LISTADO', 'Vuelo 123 del 20/11/2026', 'Ministerio'][index]!,
            ).map((text) => [text]),
            columns.flatMap((column) => column.titles),
            ...people.map(cellsOf),
            ...(blank ? [Array<string>(width).fill('')] : []),
            ...(total ? [['TOTAL', String(people.length)]] : []),
          ]
          const lines = rows.map((cells, index) => ({
            line: index + 1,
            cells: [...cells, ...Array<string>(width).fill('')].slice(0, Math.max(width, cells.length)),
          }))
          const { rows: found } = readManifest(lines, { today: '2026-11-20', municipalities })
          const persons = found.filter((row) => row.use === 'person').map((row) => row.person)
          const expected = people.map((one) => ({
            givenNames: one.given.join(' '),
            surnames: one.sur.join(' '),
            birthDate: `${one.year}-${two(one.month)}-${two(one.day)}`,
            sex: one.female ? 'female' : 'male',
            residenceMunicipality: place(one).code,
          }))
          expect(
            persons.map(({ givenNames, surnames, birthDate, sex, residenceMunicipality }) => ({
              givenNames,
              surnames,
              birthDate,
              sex,
              residenceMunicipality,
            })),
          ).toEqual(expected)
          expect(found.filter((row) => row.use === 'unusable')).toEqual([])
        },
      ),
    )
  })
})
