import { cuiInfoOf, cuiOf } from './cui.ts'
import { birthFromAge, dateOf } from './dates.ts'
import { digitsOf, foldText } from './fold.ts'
import { type Lexicon, type LexiconBuilder, lexiconBuilder, shared } from './lexicon.ts'
import { givenNamesOf, marriedNameOf, namesKept, sexOf, surnamesOf } from './names.ts'
import { departmentOf, municipalityNamed, municipalityOf } from './places.ts'
import { type Table, type TextColumn, type TextField, textFields } from './table.ts'
import { type Texts, textsOf } from './texts.ts'

/** What is known of one row, in one line of memory: 16 numbers. */
export const perRow = 16
export const at = {
  given: 0,
  surname: namesKept,
  married: 6,
  birth: 7,
  /** INE code, or minus the text value of `places` where a name is not known. */
  municipality: 8,
  /** INE code, or 100 + the text value of `regions`. */
  department: 9,
  cuiHead: 10,
  cuiTail: 11,
  cuiInfo: 12,
  /** Eight digits + 1. */
  phone: 13,
  /** 0, 1 or 2, and × 16 the place among the surnames of what may be a husband's, + 1. */
  sex: 14,
  /** The birth that the age tells. */
  told: 15,
} as const

/** Records made ready for comparing: typed arrays only, so that workers can share them. */
export type Prepared = {
  rows: number
  people: Int32Array
  lexicon: Lexicon
  texts: Partial<Record<TextField, Texts>>
  places?: Texts
}

/** What only the learning thread needs: the values behind the numbers. */
export type Spellings = {
  narrowCodes: string[]
  texts: Partial<Record<TextField | 'municipality', string[]>>
}

/** Reads a table, or two as one with the rows of the second after those of the first. */
export function prepare(table: Table, against?: Table): { prepared: Prepared; spellings: Spellings } {
  const tables = against ? [table, against] : [table]
  const rowsOf = tables.map(({ rows }) => rows)
  const rows = rowsOf.reduce((sum, count) => sum + count, 0)
  const people = new Int32Array(shared(rows * perRow * 4))
  const builder = lexiconBuilder()
  let base = 0
  for (const each of tables) {
    fillNames(people, base, each, builder)
    fillFacts(people, base, each)
    base += each.rows
  }
  const spellings: Spellings = { narrowCodes: builder.narrowCodes, texts: {} }
  const prepared: Prepared = { rows, people, lexicon: builder.lexicon(), texts: {} }
  for (const field of textFields)
    if (tables.some(({ columns }) => columns[field])) {
      const { values, ...texts } = textsOf(
        tables.map(({ columns }) => columns[field]),
        rowsOf,
      )
      prepared.texts[field] = texts
      spellings.texts[field] = values
    }
  fillPlaces(prepared, spellings, tables)
  return { prepared, spellings }
}

/** Writes `of(value)` for each row of a column; the value is worked out once however many rows have it. */
function fill(
  people: Int32Array,
  base: number,
  slot: number,
  column: TextColumn | undefined,
  of: (value: string) => number,
): void {
  if (!column) return
  const { codes, values } = column
  const known = Int32Array.from(values, (value) => (value === '' ? 0 : of(value)))
  for (let row = 0, to = base * perRow + slot; row < codes.length; row++, to += perRow) people[to] = known[codes[row]!]!
}

function fillNames(people: Int32Array, base: number, { columns, rows }: Table, { idOf }: LexiconBuilder): void {
  const married = (column: TextColumn | undefined) =>
    fill(people, base, at.married, column, (value) => idOf(marriedNameOf(value)))
  married(columns.married_name)
  for (const [slot, column, namesOf] of [
    [at.given, columns.given_names, givenNamesOf],
    [at.surname, columns.surnames, (value: string) => surnamesOf(value).names],
  ] as const) {
    if (!column) continue
    const ids = new Int32Array(column.values.length * namesKept)
    column.values.forEach((value, code) => {
      namesOf(value).forEach((name, place) => {
        ids[code * namesKept + place] = idOf(name)
      })
    })
    for (let row = 0; row < rows; row++) {
      const from = column.codes[row]! * namesKept
      const to = (base + row) * perRow + slot
      people[to] = ids[from]!
      people[to + 1] = ids[from + 1]!
      people[to + 2] = ids[from + 2]!
    }
  }
}

function fillFacts(people: Int32Array, base: number, { columns, rows }: Table): void {
  const sexes = new Set(columns.sex?.values.map((value) => value.trim().toLowerCase()[0]))
  const mIsMujer = sexes.has('h') && !sexes.has('f')
  fill(people, base, at.sex, columns.surnames, (value) =>
    /\bde|vda|viuda/i.test(value) ? (surnamesOf(value).maybeMarried + 1) * 16 : 0,
  )
  const { sex } = columns
  if (sex) {
    const known = sex.values.map((value) => sexOf(value, mIsMujer))
    for (let row = 0; row < rows; row++) people[(base + row) * perRow + at.sex]! |= known[sex.codes[row]!]!
  }
  fill(people, base, at.birth, columns.birth_date, dateOf)
  fill(people, base, at.cuiHead, columns.cui, (value) => cuiOf(value).head)
  fill(people, base, at.cuiTail, columns.cui, (value) => cuiOf(value).tail)
  fill(people, base, at.cuiInfo, columns.cui, cuiInfoOf)
  fill(people, base, at.phone, columns.phone, phoneOf)
  const { age, arrival_date } = columns
  if (!age || !arrival_date) return
  for (let row = 0; row < rows; row++) {
    const from = (base + row) * perRow
    const told = birthFromAge(age.values[age.codes[row]!]!, arrival_date.values[arrival_date.codes[row]!]!)
    people[from + at.told] = told
    if (people[from + at.birth] === 0) people[from + at.birth] = told
  }
}

const placeOf = (value: string): number => municipalityOf(value) || municipalityNamed(foldText(value))

/** The last eight digits + 1: Guatemala's numbers have eight, whatever the country code before them. */
function phoneOf(value: string): number {
  const digits = digitsOf(value)
  return digits.length < 6 || /^(\d)\1*$/.test(digits) ? 0 : Number(digits.slice(-8)) + 1
}

function fillPlaces(prepared: Prepared, spellings: Spellings, tables: readonly Table[]): void {
  const { people } = prepared
  const rowsOf = tables.map(({ rows }) => rows)
  const named = (field: 'municipality' | 'department', codeOf: (text: string) => number) =>
    tables.some(({ columns }) => columns[field]?.values.some((value) => value !== '' && codeOf(value) === 0))
  let base = 0
  for (const { columns, rows } of tables) {
    fill(people, base, at.municipality, columns.municipality, placeOf)
    fill(people, base, at.department, columns.department, departmentOf)
    base += rows
  }
  if (named('municipality', placeOf)) {
    const { values, ...places } = textsOf(
      tables.map(({ columns }) => columns.municipality),
      rowsOf,
    )
    prepared.places = places
    spellings.texts.municipality = values
    for (let row = 0, to: number = at.municipality; row < prepared.rows; row++, to += perRow)
      if (people[to] === 0) people[to] = -places.of[row]!
  }
  if (named('department', departmentOf)) {
    const regions = textsOf(
      tables.map(({ columns }) => columns.department),
      rowsOf,
    )
    for (let row = 0, to: number = at.department; row < prepared.rows; row++, to += perRow)
      if (people[to] === 0 && regions.of[row] !== 0) people[to] = 100 + regions.of[row]!
  }
  for (let row = 0, to = 0; row < prepared.rows; row++, to += perRow) {
    const municipality = people[to + at.municipality]!
    if (municipality > 0) people[to + at.department] = Math.floor(municipality / 100)
  }
}
