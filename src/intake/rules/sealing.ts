import { normalizeCui } from '#base/cui.ts'
import { foldName, nameTokens } from '#base/personal-name.ts'
import type { FormField, PartialForm } from '../contract/form.ts'

/**
 * Answers that tell who somebody is, or were told in somebody's own words. Of a closed record they are sealed with the person's key, of
 * an erased one they are gone. All other answers are codes, numbers and yes or no: they stay readable for counting.
 */
export const identifying = [
  'givenNames',
  'surnames',
  'birthDate',
  'cui',
  'documentNumber',
  'destinationCommunity',
  'contactPhone',
  'placeAbroad',
  'note',
] as const satisfies FormField[]

/** What a manifest says of somebody beside the answers, and tells who it is. */
export const identifyingInManifest = [...identifying, 'alienNumber', 'familyGroup'] as const

export type SealText = (place: string, text: string, readable?: string) => string

/**
 * The year of birth from which counts come to the same age as from the exact date: of a date they know the year alone, and read it from
 * its middle (`reportCells`). Worked: born 2012-09-30, here on 2026-03-01 at 13; from 1 July 2012 one would be 13 as well: 2012. Born
 * 2012-02-03, here on 2026-03-01 at 14; 1 July 2012 would give 13: 2011.
 */
export function yearForCounts(birthDate: string, arrivedOn: string): string {
  const [, year = '', month = '07', day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(birthDate) ?? []
  if (year === '') return ''
  const onDay = (monthAndDay: string) => Number(arrivedOn.slice(0, 4)) - Number(arrivedOn.slice(5) < monthAndDay)
  const monthAndDay = `${month}-${day ?? (/^\d{4}-/.test(birthDate) ? '15' : '01')}`
  const age = Math.max(0, onDay(monthAndDay) - Number(year))
  return String(onDay('07-01') - age).padStart(4, '0')
}

/** The answers with what identifies sealed. */
export function sealedForm(form: Readonly<Record<string, unknown>>, arrivedOn: string, seal: SealText): Record<string, unknown> {
  return sealedMembers(form, identifying, (field, text) =>
    seal(`intake.subject|form.${field}`, text, field === 'birthDate' ? yearForCounts(text, arrivedOn) : ''),
  )
}

/** What a manifest said of somebody, with what identifies sealed. `column` is where it stands. */
export function sealedListing(
  person: Readonly<Record<string, unknown>>,
  column: 'intake.subject|listed_as' | 'intake.manifest_row|person',
  seal: SealText,
): Record<string, unknown> {
  return sealedMembers(person, identifyingInManifest, (field, text) => seal(`${column}.${field}`, text))
}

/** What was noticed in a row, with what was found there sealed. */
export function sealedFindings(findings: readonly object[], seal: SealText): object[] {
  return findings.map((finding) =>
    sealedMembers(finding as Record<string, unknown>, ['found', 'fix'], (field, text) =>
      seal(`intake.manifest_row|findings.${field}`, text),
    ),
  )
}

export const sealedCells = (cells: readonly string[], seal: SealText): string[] =>
  cells.map((cell) => (cell === '' ? cell : seal('intake.manifest_row|cells', cell)))

function sealedMembers(
  whole: Readonly<Record<string, unknown>>,
  fields: readonly string[],
  sealed: (field: string, text: string) => string,
): Record<string, unknown> {
  const copy = { ...whole }
  for (const field of fields) {
    const text = copy[field]
    if (typeof text === 'string' && text !== '') copy[field] = sealed(field, text)
  }
  return copy
}

type Blind = (kind: 'word' | 'beginning' | 'cui', text: string) => string

/** By what an open record is found. */
export const openKeys = ({ givenNames, surnames }: Pick<PartialForm, 'givenNames' | 'surnames'>): string[] => [
  ...new Set(nameTokens(givenNames, surnames)),
]

/** A word of one letter says too little to be looked for by its beginning. */
const shortestBeginning = 2

/** By what a closed record is found: its words, each of their beginnings and its CUI, none of which can be read. */
export function closedKeys(form: Pick<PartialForm, 'givenNames' | 'surnames' | 'cui'>, blind: Blind): string[] {
  const words = openKeys(form)
  const beginnings = words.flatMap((word) => {
    const letters = [...word]
    return letters.slice(shortestBeginning - 1).map((_, at) => letters.slice(0, at + shortestBeginning).join(''))
  })
  return [
    ...words.map((word) => blind('word', word)),
    ...[...new Set(beginnings)].map((beginning) => blind('beginning', beginning)),
    ...(form.cui ? [blind('cui', form.cui)] : []),
  ]
}

/** What somebody who looks for these words is given, if its person is closed: whole words, or beginnings. */
export const soughtBlind = (words: readonly string[], match: 'whole' | 'beginning', blind: Blind): string[] =>
  words.map((word) => blind(match === 'whole' || [...word].length < shortestBeginning ? 'word' : 'beginning', word))

/** Does a line of a manifest name this person? All words of the name, or the CUI; of somebody without both nothing is known. */
export function names(cells: readonly string[], { cui, ...form }: Pick<PartialForm, 'givenNames' | 'surnames' | 'cui'>): boolean {
  if (cui && cells.some((cell) => normalizeCui(cell) === normalizeCui(cui))) return true
  const words = openKeys(form)
  const told = new Set(foldName(cells.join(' ')).split(' '))
  return words.length > 1 && words.every((word) => told.has(word))
}
