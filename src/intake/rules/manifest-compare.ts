import { normalizeCui } from '#base/cui.ts'
import { datesAgree } from '#base/partial-date.ts'
import { nameTokens } from '#base/personal-name.ts'
import { nameKey } from './manifest.ts'
import type { ManifestPerson } from './manifest-fields.ts'

/** Someone on the list of the arrival. `received`: the desk has attended them; `listed`: they came from a manifest, not from the desk. */
export type ListedPerson = { subjectId: string; received: boolean; listed: boolean; person: ManifestPerson }

/**
 * A row against the list. `changed` names the fields in which the file says something else; for someone `received` they are told but
 * the desk's answers stay. What the file does not say changes nothing.
 */
export type RowComparison =
  | { line: number; comparison: 'new' }
  | {
      line: number
      comparison: 'same' | 'changed' | 'received'
      subjectId: string
      changed: (keyof ManifestPerson)[]
      by: MatchedBy
    }
export type MatchedBy = 'everything' | 'cui' | 'name-and-birth' | 'name'

type Row = { line: number; person: ManifestPerson }
type Pair = { row: Row; listed: ListedPerson; by: MatchedBy }

/**
 * Compares a file with who is on the list of the same arrival already, so that a corrected file adds nobody twice.
 *
 * A row is the listed person who says all that it says; else the one with its CUI; else with its name and birth date or age; else with
 * its name, when it is the only one of that name on both sides. Never two rows for one person, never one row for two. `gone`: people
 * of an earlier file who are not in this one (received or not: the caller decides).
 */
export function compareWithListed(rows: Row[], listed: ListedPerson[]): { rows: RowComparison[]; gone: ListedPerson[] } {
  const open = { rows: new Set(rows), listed: new Set(listed) }
  const pairs = new Map<Row, Pair>()
  const pair = (row: Row, other: ListedPerson, by: MatchedBy): void => {
    pairs.set(row, { row, listed: other, by })
    open.rows.delete(row)
    open.listed.delete(other)
  }
  pairBy(open, pair, 'everything', wholeKey, () => true)
  pairBy(open, pair, 'cui', ({ cui }) => cui && normalizeCui(cui), mayBeOne)
  pairBy(open, pair, 'name-and-birth', (person) => nameKey(person) || undefined, sameBirth)
  pairAlone(open, pair)
  return {
    rows: rows.map((row) => comparisonOf(row, pairs.get(row))),
    gone: listed.filter((one) => one.listed && open.listed.has(one)),
  }
}

type Open = { rows: Set<Row>; listed: Set<ListedPerson> }

function grouped<T extends { person: ManifestPerson }>(
  all: Iterable<T>,
  keyOf: (person: ManifestPerson) => string | undefined,
): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one.person)
    if (!key) continue
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}

/** Pairs those with the same key who also agree, in the order in which they stand. */
function pairBy(
  open: Open,
  pair: (row: Row, listed: ListedPerson, by: MatchedBy) => void,
  by: MatchedBy,
  keyOf: (person: ManifestPerson) => string | undefined,
  agree: (one: ManifestPerson, other: ManifestPerson) => boolean,
): void {
  const listed = grouped(open.listed, keyOf)
  for (const row of [...open.rows]) {
    const group = listed.get(keyOf(row.person) ?? '')
    const other = group?.find((one) => open.listed.has(one) && agree(row.person, one.person))
    if (other) pair(row, other, by)
  }
}

/** A name that one open row and one open person have: they are the same unless CUI and birth date both say no. */
function pairAlone(open: Open, pair: (row: Row, listed: ListedPerson, by: MatchedBy) => void): void {
  const listed = grouped(open.listed, nameKey)
  for (const [key, [row, ...rest]] of grouped(open.rows, nameKey)) {
    const [other, ...others] = listed.get(key) ?? []
    if (!row || !other || rest.length > 0 || others.length > 0) continue
    const otherCui = row.person.cui && other.person.cui && row.person.cui !== other.person.cui
    if (!(otherCui && births(row.person, other.person) === 'different')) pair(row, other, 'name')
  }
}

/** Everything a row says of the person, in one text: not its number, which moves when a row is put in above it. */
const wholeKey = (person: ManifestPerson): string =>
  JSON.stringify(
    Object.entries(person)
      .filter(([field, value]) => value !== undefined && field !== 'listNumber')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

/** With one CUI: one person, unless no word of the name and not the birth date agree: then someone mistyped the number. */
function mayBeOne(one: ManifestPerson, other: ManifestPerson): boolean {
  const words = new Set(nameTokens(one.givenNames, one.surnames))
  const others = nameTokens(other.givenNames, other.surnames)
  const shares = words.size === 0 || others.length === 0 || others.some((word) => words.has(word))
  return shares || births(one, other) === 'agree'
}

function births(one: ManifestPerson, other: ManifestPerson): 'agree' | 'different' | 'unknown' {
  if (one.statedAge !== undefined && one.statedAge === other.statedAge && (guessed(one) || guessed(other))) return 'agree'
  if (!one.birthDate || !other.birthDate) return 'unknown'
  return datesAgree(one.birthDate, other.birthDate) === 'different' ? 'different' : 'agree'
}

const sameBirth = (one: ManifestPerson, other: ManifestPerson): boolean => births(one, other) === 'agree'
/** A birth date that was only guessed from the age: tomorrow the guess may be another year. */
const guessed = ({ birthDate, statedAge }: ManifestPerson): boolean =>
  statedAge !== undefined && (!birthDate || birthDate.endsWith('~'))

function comparisonOf(row: Row, found: Pair | undefined): RowComparison {
  if (!found) return { line: row.line, comparison: 'new' }
  const changed = changedFields(row.person, found.listed.person)
  const comparison = found.listed.received ? 'received' : changed.length === 0 ? 'same' : 'changed'
  return { line: row.line, comparison, subjectId: found.listed.subjectId, changed, by: found.by }
}

/** Fields in which the file says something and it is something else. */
export function changedFields(now: ManifestPerson, before: ManifestPerson): (keyof ManifestPerson)[] {
  const stillGuessed = guessed(now) && guessed(before) && now.statedAge === before.statedAge
  return (Object.keys(now) as (keyof ManifestPerson)[]).filter((field) => {
    if (field === 'listNumber' || now[field] === undefined || now[field] === before[field]) return false
    return !(field === 'birthDate' && stillGuessed)
  })
}
