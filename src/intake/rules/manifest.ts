import { nameTokens } from '#base/personal-name.ts'
import type { MunicipalityFinder } from '#directory/rules/municipality-finder.ts'
import { type ColumnGuess, guessColumns, type ManifestLine } from './manifest-columns.ts'
import { type Conventions, conventionsOf } from './manifest-conventions.ts'
import type { ManifestMapping, ManifestPerson } from './manifest-fields.ts'
import type { CellFinding } from './manifest-reading.ts'
import { type RowRead, readRow } from './manifest-rows.ts'

export type ManifestLineRead = RowRead & { line: number; cells: string[] }
export type ManifestRead = { guess: ColumnGuess; mapping: ManifestMapping; conventions: Conventions; rows: ManifestLineRead[] }
export type ManifestOptions = {
  today: string
  municipalities: MunicipalityFinder
  /** The columns as a person corrected them; without it the guess is used. */
  mapping?: ManifestMapping
  /** Told from time to time: the share of rows read, from 0 to 1. */
  onProgress?: (share: number) => void
}

const progressEvery = 250

/**
 * A whole manifest: columns guessed (or as given), conventions read off whole columns, every row read, people found twice.
 * Pure and quick: 5,000 rows of 25 columns take well under a second or two.
 */
export function readManifest(
  lines: ManifestLine[],
  { today, municipalities, mapping, onProgress }: ManifestOptions,
): ManifestRead {
  const guess = guessColumns(lines)
  const columns = mapping ?? guess.mapping
  const data = lines.slice(guess.firstDataIndex)
  const conventions = conventionsOf(columns, guess.titles, data)
  const context = { today, municipalities, conventions }
  const rows = data.map(({ line, cells }, index): ManifestLineRead => {
    if (index % progressEvery === 0) onProgress?.(index / data.length)
    return { line, cells, ...readRow(cells, columns, context, guess.titles) }
  })
  noteTwice(rows, columns)
  onProgress?.(1)
  return { guess, mapping: columns, conventions, rows }
}

/** The words of a name in any order: a file that exchanges the columns of names names the same person. */
export const nameKey = (person: ManifestPerson): string => nameTokens(person.givenNames, person.surnames).toSorted().join(' ')

/** Warns on the later of two rows with one CUI, or with one name and birth date; `found` is the line of the earlier. */
function noteTwice(rows: ManifestLineRead[], mapping: ManifestMapping): void {
  const lineOf = new Map<string, number>()
  const seenBefore = (key: string, line: number): number | undefined => {
    const before = lineOf.get(key)
    if (before === undefined) lineOf.set(key, line)
    return before
  }
  for (const { use, line, person, findings } of rows) {
    if (use !== 'person') continue
    const note = (field: CellFinding['field'], code: string, before: number): void => {
      findings.push({ severity: 'warning', code, field, column: mapping[field], found: String(before) })
    }
    const byCui = person.cui ? seenBefore(`cui ${person.cui}`, line) : undefined
    if (byCui !== undefined) note('cui', 'twice-by-cui', byCui)
    const name = nameKey(person)
    const date = person.birthDate && !person.birthDate.endsWith('~') ? person.birthDate : undefined
    const byName = name && date ? seenBefore(`name ${name} ${date}`, line) : undefined
    if (byName !== undefined && byName !== byCui)
      note(mapping.fullName === undefined ? 'surnames' : 'fullName', 'twice-by-name', byName)
  }
}
