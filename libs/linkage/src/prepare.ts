import { cuiInfoOf, cuiOf } from './cui.ts'
import { birthFromAge, dateOf, yearOf, yearsOf } from './dates.ts'
import { foldText } from './fold.ts'
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

/** Writes what `of(value)` gives, from `slot` on, for each row of a column; it is worked out once however many rows have the value. */
function fill(
  people: Int32Array,
  base: number,
  slot: number,
  column: TextColumn | undefined,
  of: (value: string) => number | readonly number[],
  width = 1,
): void {
  if (!column) return
  const { codes, values } = column
  const known = new Int32Array(values.length * width)
  for (let code = 0; code < values.length; code++) {
    if (values[code] === '') continue
    const found = of(values[code]!)
    if (typeof found === 'number') known[code] = found
    else for (let at = 0; at < found.length; at++) known[code * width + at] = found[at]!
  }
  for (let row = 0, to = base * perRow + slot; row < codes.length; row++, to += perRow)
    for (let at = 0, from = codes[row]! * width; at < width; at++) people[to + at] = known[from + at]!
}

function fillNames(people: Int32Array, base: number, { columns }: Table, { idOf }: LexiconBuilder): void {
  const married = (column: TextColumn | undefined) =>
    fill(people, base, at.married, column, (value) => idOf(marriedNameOf(value)))
  married(columns.married_name)
  fill(people, base, at.given, columns.given_names, (value) => givenNamesOf(value).map(idOf), namesKept)
  fill(people, base, at.surname, columns.surnames, (value) => surnamesOf(value).names.map(idOf), namesKept)
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
  fill(people, base, at.cuiHead, columns.cui, cuiNumbers, 3)
  fill(people, base, at.phone, columns.phone, phoneOf)
  const { age, arrival_date } = columns
  if (!age || !arrival_date) return
  const years = Int32Array.from(age.values, yearsOf)
  const arrivalYears = Int32Array.from(arrival_date.values, yearOf)
  for (let row = 0; row < rows; row++) {
    const from = (base + row) * perRow
    const told = birthFromAge(years[age.codes[row]!]!, arrivalYears[arrival_date.codes[row]!]!)
    people[from + at.told] = told
    if (people[from + at.birth] === 0) people[from + at.birth] = told
  }
}

const cuiNumbers = (value: string): number[] => {
  const cui = cuiOf(value)
  return [cui.head, cui.tail, cuiInfoOf(cui, value)]
}

const placeOf = (value: string): number => municipalityOf(value) || municipalityNamed(foldText(value))

/** The last eight digits + 1: Guatemala's numbers have eight, whatever the country code before them. */
function phoneOf(value: string): number {
  let number = 0
  let count = 0
  let first = -1
  let isOneDigit = true
  for (let at = 0; at < value.length; at++) {
    const digit = value.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) continue
    if (count++ === 0) first = digit
    else if (digit !== first) isOneDigit = false
    number = (number * 10 + digit) % 100_000_000
  }
  return count < 6 || isOneDigit ? 0 : number + 1
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
    // A valid CUI ends with the municipality where somebody was registered, mostly the one that is asked for.
    if (people[to + at.municipality] === 0 && (people[to + at.cuiInfo]! & 1) === 1)
      people[to + at.municipality] = people[to + at.cuiTail]!
    const municipality = people[to + at.municipality]!
    if (municipality > 0) people[to + at.department] = Math.floor(municipality / 100)
  }
}
