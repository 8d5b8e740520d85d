import { foldName } from '#base/personal-name.ts'
import { contentsOf, givenness } from './manifest-contents.ts'
import { type ManifestField, type ManifestMapping, nameFields } from './manifest-fields.ts'
import { meaningOf, type TitleMeaning, titleKey } from './manifest-titles.ts'

/** A row of the file: the number a spreadsheet shows beside it, and its cells as text. */
export type ManifestLine = { line: number; cells: string[] }

/**
 * Which column holds what. `headerLine` is missing when no row has titles; `titles` has one text per column either way.
 * `sure` says how sure each field is and `confidence` how sure we are of the whole: both from 0 to 1. `unknown`: columns left over.
 */
export type ColumnGuess = {
  headerLine: number | undefined
  firstDataIndex: number
  titles: string[]
  mapping: ManifestMapping
  sure: { [F in ManifestField]?: number }
  confidence: number
  unknown: number[]
}

const rowsSearched = 40
const rowsSampled = 300

/** How much a row looks like titles: the sum of what its cells mean. Single letters do not count: data are full of them. */
function titleScore(cells: string[]): { score: number; named: boolean } {
  const fields = new Map<string, number>()
  for (const cell of cells) {
    const meaning = titleKey(cell).length > 1 ? meaningOf(cell) : undefined
    if (meaning && meaning.field !== 'maleMark' && meaning.field !== 'femaleMark') fields.set(meaning.field, meaning.sure)
  }
  const named = ['name', 'fullName', 'givenNames', 'firstName', 'surnames', 'firstSurname'].some(
    (field) => fields.get(field) === 1,
  )
  return { score: [...fields.values()].reduce((sum, sure) => sum + sure, 0), named }
}

/** The row with the titles, or −1: it says two things that titles say, or at least plainly where the names stand. */
export function headerIndex(lines: ManifestLine[]): number {
  let best = { index: -1, score: 0 }
  for (const [index, { cells }] of lines.slice(0, rowsSearched).entries()) {
    const { score, named } = titleScore(cells)
    const enough = score >= 1.7 || (named && !cells.some((cell) => /\d{2}/.test(cell)))
    if (enough && score > best.score) best = { index, score }
  }
  return best.index
}

/** Titles in two rows: `Fecha de nacimiento` above `Día`, `Mes`, `Año`. The upper one stands over the blank cells to its right. */
function joinedTitles(upper: string[], lower: string[] | undefined): string[] | undefined {
  if (!lower || lower.some((cell) => /\d{2}/.test(cell))) return undefined
  const open = upper.filter((cell, column) => cell.trim() === '' && lower[column]?.trim()).length
  if (open === 0) return undefined
  let over = ''
  const joined = upper.map((cell, column) => {
    over = cell.trim() || over
    return lower[column]?.trim() ? `${over} ${lower[column].trim()}` : cell
  })
  const gained = titleScore(joined).score > titleScore(upper).score + 0.5
  return gained ? joined : undefined
}

const columnOf = (lines: ManifestLine[], column: number): string[] => lines.map(({ cells }) => cells[column] ?? '')

/**
 * Guesses which column holds what from titles in Spanish or English, wherever the title row stands, and from the contents where
 * there are none. Every guess can be corrected by a person.
 */
export function guessColumns(lines: ManifestLine[]): ColumnGuess {
  const width = lines.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const header = headerIndex(lines)
  const upper = Array.from({ length: width }, (_, column) => (header < 0 ? '' : (lines[header]?.cells[column] ?? '')))
  const joined = header < 0 ? undefined : joinedTitles(upper, lines[header + 1]?.cells)
  const firstDataIndex = joined ? header + 2 : header + 1
  const titles = joined ?? upper
  const samples = lines.slice(firstDataIndex, firstDataIndex + rowsSampled)
  const guess: ColumnGuess = {
    headerLine: lines[header]?.line,
    firstDataIndex,
    titles,
    mapping: {},
    sure: {},
    confidence: 0,
    unknown: [],
  }

  const meanings = titles.map((title) => meaningOf(title))
  takeTitles(guess, meanings)
  takeMarks(guess, meanings)
  takeNeighbours(guess, samples)
  if (header < 0) takeContents(guess, samples)
  takeLooseCui(guess, samples)
  return judged(guess, samples)
}

function take(guess: ColumnGuess, field: ManifestField, column: number, sure: number): void {
  guess.mapping[field] = column
  guess.sure[field] = sure
}

const isTaken = (guess: ColumnGuess, column: number): boolean => Object.values(guess.mapping).includes(column)

/** Each field goes to the column that says it most plainly, the first of two that say it alike. */
function takeTitles(guess: ColumnGuess, meanings: (TitleMeaning | undefined)[]): void {
  const hasSurnames = meanings.some((one) => one && ['surnames', 'firstSurname', 'secondSurname'].includes(one.field))
  for (const [column, meaning] of meanings.entries()) {
    if (!meaning || meaning.field === 'maleMark' || meaning.field === 'femaleMark') continue
    const field = meaning.field === 'name' ? (hasSurnames ? 'givenNames' : 'fullName') : meaning.field
    if ((guess.sure[field] ?? 0) < meaning.sure) take(guess, field, column, meaning.sure)
  }
}

/** Two columns with a cross in one of them: `H` and `M`, `F` and `M`, `Hombre` and `Mujer`. A lone `M` beside an `H` is Mujer. */
function takeMarks(guess: ColumnGuess, meanings: (TitleMeaning | undefined)[]): void {
  const column = (field: ManifestField) => meanings.findIndex((one) => one?.field === field)
  const letterM = guess.titles.findIndex((title) => titleKey(title) === 'm')
  const male = column('maleMark') >= 0 ? column('maleMark') : letterM
  const female = column('femaleMark') >= 0 ? column('femaleMark') : letterM
  if (male < 0 || female < 0 || male === female || guess.mapping.sex !== undefined) return
  take(guess, 'maleMark', male, 0.8)
  take(guess, 'femaleMark', female, 0.8)
}

/** A title over two columns: the untitled (or equally titled) column after `Nombres` or `Apellidos` holds the second of them. */
function takeNeighbours(guess: ColumnGuess, samples: ManifestLine[]): void {
  const pairs: [ManifestField, ManifestField][] = [
    ['givenNames', 'secondName'],
    ['firstName', 'secondName'],
    ['surnames', 'secondSurname'],
    ['firstSurname', 'secondSurname'],
  ]
  for (const [first, second] of pairs) {
    const column = guess.mapping[first]
    if (column === undefined || guess.mapping[second] !== undefined || isTaken(guess, column + 1)) continue
    const [title, next] = [titleKey(guess.titles[column] ?? ''), guess.titles[column + 1]]
    const open = next !== undefined && (titleKey(next) === '' || titleKey(next) === title)
    if (open && ['names', 'wholeNames'].includes(contentsOf(columnOf(samples, column + 1)))) take(guess, second, column + 1, 0.6)
  }
}

/** No titles at all: what the cells look like. Names go by how frequent their words are as given names and as surnames. */
function takeContents(guess: ColumnGuess, samples: ManifestLine[]): void {
  const kinds = guess.titles.map((_, column) => contentsOf(columnOf(samples, column)))
  const simple: Partial<Record<(typeof kinds)[number], ManifestField>> = {
    cui: 'cui',
    date: 'birthDate',
    sequence: 'lineNumber',
    age: 'age',
    sex: 'sex',
    country: 'nationality',
  }
  for (const [column, kind] of kinds.entries()) {
    const field = simple[kind]
    if (field && guess.mapping[field] === undefined) take(guess, field, column, 0.5)
  }
  const named = kinds
    .flatMap((kind, column) => (kind === 'names' || kind === 'wholeNames' ? [column] : []))
    .map((column) => ({ column, given: givenness(columnOf(samples, column)) }))
    .filter((one) => one.given !== 0 || kinds[one.column] === 'wholeNames')
  const [givens, surs] = [named.filter((one) => one.given >= 0.5), named.filter((one) => one.given <= -0.5)]
  const whole = named.find((one) => kinds[one.column] === 'wholeNames' && Math.abs(one.given) < 0.5)
  if (whole && (givens.length === 0 || surs.length === 0)) take(guess, 'fullName', whole.column, 0.5)
  else {
    const fields: [ManifestField, number | undefined][] = [
      ['givenNames', givens[0]?.column],
      ['secondName', givens[1]?.column],
      ['surnames', surs[0]?.column],
      ['secondSurname', surs[1]?.column],
    ]
    for (const [field, column] of fields) if (column !== undefined) take(guess, field, column, 0.4)
  }
}

/** Thirteen digits in every row are a CUI whatever the title says, if no other column claims to be it. */
function takeLooseCui(guess: ColumnGuess, samples: ManifestLine[]): void {
  if (guess.mapping.cui !== undefined) return
  const column = guess.titles.findIndex((_, at) => !isTaken(guess, at) && contentsOf(columnOf(samples, at)) === 'cui')
  if (column >= 0) take(guess, 'cui', column, 0.6)
}

function judged(guess: ColumnGuess, samples: ManifestLine[]): ColumnGuess {
  guess.unknown = guess.titles.flatMap((title, column) => {
    const blank = title.trim() === '' && columnOf(samples, column).every((cell) => cell.trim() === '')
    return blank || isTaken(guess, column) ? [] : [column]
  })
  const names = nameFields.flatMap((field) => guess.sure[field] ?? [])
  const all = Object.values(guess.sure)
  const mean = all.length === 0 ? 0 : all.reduce((sum, sure) => sum + sure, 0) / all.length
  // Without a name nothing can be done; a part of a name is less than both.
  const both = guess.mapping.fullName !== undefined || (hasAny(guess, 'given') && hasAny(guess, 'sur'))
  guess.confidence = names.length === 0 ? 0 : Math.round(mean * (both ? 100 : 60)) / 100
  return guess
}

const hasAny = (guess: ColumnGuess, part: 'given' | 'sur'): boolean =>
  (part === 'given' ? (['givenNames', 'firstName'] as const) : (['surnames', 'firstSurname'] as const)).some(
    (field) => guess.mapping[field] !== undefined,
  )

/** Do two rows say the same words? For titles that come again on every page of a printed list. */
export const sameTitles = (cells: string[], titles: string[]): boolean => {
  const pairs = cells.map((cell, column) => [foldName(cell), foldName(titles[column] ?? '')]).filter(([cell]) => cell !== '')
  const alike = pairs.filter(([cell, title]) => cell === title).length
  return alike >= 2 && alike >= pairs.length / 2
}
