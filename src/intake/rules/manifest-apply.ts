import { nameTokens } from '#base/personal-name.ts'
import type { PartialForm } from '../contract/form.ts'
import { compareWithListed, type ListedPerson, type RowComparison } from './manifest-compare.ts'
import { formOf, type ManifestPerson } from './manifest-fields.ts'

/** Someone on the list: the answers as they stand now, and what the last manifest said. */
export type OnList = {
  subjectId: string
  state: 'expected' | 'receiving' | 'received' | 'not_arrived' | 'withdrawn'
  listed: boolean
  form: PartialForm
  listedAs: ManifestPerson | undefined
  familyUnitId: string | undefined
}

export type UsableRow = { line: number; person: ManifestPerson; subjectId: string }
export type ToList = {
  subjectId: string
  line: number
  form: PartialForm
  listedAs: ManifestPerson
  keys: string[]
  familyUnitId: string | undefined
}

/** Is the desk's the last word? Who stands at the desk or was received answers for themselves; the file only says. */
function attended({ state }: OnList): boolean {
  return state === 'receiving' || state === 'received'
}

/** The list as the comparison wants it: what the last file said of somebody, else what the desk wrote. */
export function comparable(onList: OnList[]): ListedPerson[] {
  return onList.map((one) => ({
    subjectId: one.subjectId,
    received: attended(one),
    listed: one.listed && one.state !== 'withdrawn',
    person: one.listedAs ?? (one.form as ManifestPerson),
  }))
}

/** People of an earlier file who are not in this one and whom nobody has attended yet. */
export function goneFrom(gone: ListedPerson[]): string[] {
  return gone.filter(({ received }) => !received).map(({ subjectId }) => subjectId)
}

/**
 * What applying a file means: whom to add, whom to change and how. An answer the desk has changed since the last file stays; who
 * is being attended or was received stays as the desk wrote. `renumbered`: unchanged, but the list gives them another number. People of one family group become a family unit when there are two or
 * more; `unitFor` gives a group without a unit its id.
 */
export function planOf(
  rows: UsableRow[],
  onList: OnList[],
  unitFor: (group: string) => string,
): { add: ToList[]; change: ToList[]; renumbered: ToList[]; unchanged: number; gone: string[]; comparisons: RowComparison[] } {
  const { rows: comparisons, gone } = compareWithListed(rows, comparable(onList))
  const byId = new Map(onList.map((one) => [one.subjectId, one]))
  const units = familyUnits(rows, onList, unitFor)
  const add: ToList[] = []
  const change: ToList[] = []
  const renumbered: ToList[] = []
  let unchanged = 0
  for (const [index, comparison] of comparisons.entries()) {
    const { line, person, subjectId } = rows[index]!
    const familyUnitId = person.familyGroup ? units.get(person.familyGroup) : undefined
    if (comparison.comparison === 'new') {
      const form = formOf(person)
      add.push({ subjectId, line, form, listedAs: person, keys: keysOf(form), familyUnitId })
      continue
    }
    const before = byId.get(comparison.subjectId)!
    const changes = comparison.comparison === 'received' ? {} : changesFor(person, before, comparison.changed)
    const back = before.state === 'withdrawn'
    const { listNumber, ...saidBefore } = before.listedAs ?? {}
    const toList: ToList = {
      subjectId: before.subjectId,
      line,
      form: changes,
      listedAs: { ...saidBefore, ...person },
      keys: keysOf({ ...before.form, ...changes }),
      familyUnitId,
    }
    if (Object.keys(changes).length > 0 || back) change.push(toList)
    else {
      unchanged += 1
      if (listNumber !== person.listNumber) renumbered.push(toList)
    }
  }
  return { add, change, renumbered, unchanged, gone: goneFrom(gone), comparisons }
}

/** The answers a file changes: those it says otherwise than before, unless the desk changed them meanwhile. */
function changesFor(person: ManifestPerson, before: OnList, changed: (keyof ManifestPerson)[]): PartialForm {
  const said = formOf(person)
  const deskChanged = (field: keyof PartialForm) =>
    before.listedAs !== undefined && before.form[field] !== formOf(before.listedAs)[field]
  const fields = (Object.keys(said) as (keyof PartialForm)[]).filter(
    (field) => changed.includes(field as keyof ManifestPerson) && !deskChanged(field),
  )
  return Object.fromEntries(fields.map((field) => [field, said[field]]))
}

function keysOf({ givenNames, surnames }: PartialForm): string[] {
  return nameTokens(givenNames, surnames)
}

function familyUnits(rows: UsableRow[], onList: OnList[], unitFor: (group: string) => string): Map<string, string> {
  const sizes = new Map<string, number>()
  for (const { person } of rows) if (person.familyGroup) sizes.set(person.familyGroup, (sizes.get(person.familyGroup) ?? 0) + 1)
  const units = new Map<string, string>()
  for (const { listedAs, familyUnitId } of onList)
    if (listedAs?.familyGroup && familyUnitId) units.set(listedAs.familyGroup, familyUnitId)
  for (const [group, size] of sizes) if (size > 1 && !units.has(group)) units.set(group, unitFor(group))
  return units
}
