import type { Condition } from '#base/codes.ts'
import { ageRange, isMinor, type PartialDate } from '#base/partial-date.ts'
import { dateFromAge, parsePartialDate, type ReadDate, readAge } from '#base/partial-date-reading.ts'
import { displayName, nameFindings, splitFullName, tidyName } from '#base/personal-name.ts'
import { meansUnknown } from '#base/unknown-words.ts'
import { isChildCondition } from './findings.ts'
import { documentsIn, nationalityIn, phoneIn } from './manifest-documents.ts'
import type { ManifestField, ManifestMapping, ManifestPerson } from './manifest-fields.ts'
import { placesIn } from './manifest-places.ts'
import { type CellFinding, type Reading, type RowContext, readingOf, warning, wordIn } from './manifest-reading.ts'
import { conditionOf, sexOf } from './manifest-words.ts'

/**
 * A person out of the cells of a row. Never throws; what cannot be used is left out and told as a finding. Errors do not occur here:
 * whether the row can be used at all is for `readRow` to say.
 */
export function personOf(
  cells: string[],
  mapping: ManifestMapping,
  context: RowContext,
): { person: ManifestPerson; findings: CellFinding[] } {
  const reading = readingOf(cells, mapping, context)
  const person: ManifestPerson = {
    ...namesIn(reading),
    sex: sexIn(reading),
    ...birthIn(reading),
    ...documentsIn(reading),
    nationality: nationalityIn(reading),
    familyGroup: wordIn(reading, 'familyGroup', 60),
    contactPhone: phoneIn(reading),
    note: wordIn(reading, 'remarks', 2000),
    listNumber: listNumberIn(reading),
  }
  Object.assign(person, placesIn(reading, person.cui))
  person.condition = conditionIn(reading, person)
  for (const key of Object.keys(person) as (keyof ManifestPerson)[]) if (person[key] === undefined) delete person[key]
  return { person, findings: reading.findings }
}

/** Under 18? An age that was stated says it better than a year guessed from it. */
export function minorOf({ birthDate, statedAge }: ManifestPerson, today: string): 'yes' | 'no' | 'unknown' {
  if (statedAge !== undefined && (!birthDate || birthDate.endsWith('~'))) return statedAge < 18 ? 'yes' : 'no'
  return birthDate ? isMinor(birthDate, today) : 'unknown'
}

const longestName = 120
const secondary: ManifestField[] = ['secondName', 'otherNames', 'secondSurname', 'marriedSurname']

function namesIn(reading: Reading): Pick<ManifestPerson, 'givenNames' | 'surnames'> {
  const { cell, note, context } = reading
  const nameIn = (field: ManifestField): string => {
    const text = tidyName(cell(field))
    const findings = nameFindings(text)
    const unknown = findings.some((one) => one.code === 'name-means-unknown')
    // A second name may be an initial, or a stroke for none.
    const second = secondary.includes(field)
    note(field, ...findings.filter((one) => !(second && (unknown || one.code === 'name-single-letter'))))
    return unknown ? '' : text
  }
  const joined = (...fields: ManifestField[]): string => fields.map(nameIn).filter(Boolean).join(' ')
  let given = joined('givenNames', 'firstName', 'secondName', 'otherNames')
  let sur = joined('surnames', 'firstSurname', 'secondSurname')
  if (!given && !sur) {
    const split = splitFullName(nameIn('fullName'), context.conventions.nameOrder)
    note(
      'fullName',
      ...split.findings.map((one) => ({
        ...one,
        fix: `${displayName(split.surnames ?? '')}, ${displayName(split.givenNames ?? '')}`,
      })),
    )
    given = split.givenNames ?? ''
    sur = split.surnames ?? ''
  }
  const kept = (text: string, field: ManifestField): string | undefined => {
    if (text.length > longestName) note(field, warning('cell-too-long', `${text.slice(0, 40)}…`, String(longestName)))
    return text.slice(0, longestName).trim() || undefined
  }
  const surnames = [displayName(sur), marriedName(nameIn('marriedSurname'))].filter(Boolean).join(' ')
  return { givenNames: kept(displayName(given), 'givenNames'), surnames: kept(surnames, 'surnames') }
}

/** `GARCÍA`, `DE GARCÍA`, `VDA. DE GARCÍA` → `de García`, `viuda de García`. */
function marriedName(text: string): string {
  const [, widow, name] = /^(vda\.?|viuda)?\s*(?:de\s+)?(.*)$/i.exec(text) ?? []
  return name ? `${widow ? 'viuda de' : 'de'} ${displayName(name)}` : ''
}

/** `7`, `7.`, `A-12`: what the list numbers a person with. Anything longer, or without a digit, is something else. */
function listNumberIn({ cell }: Reading): string | undefined {
  const text = cell('lineNumber').replace(/[.):\s]+$/, '')
  return /^[\p{L}\d][\p{L}\d./ -]{0,11}$/u.test(text) && /\d/.test(text) ? text : undefined
}

function sexIn({ cell, note, context }: Reading): ManifestPerson['sex'] {
  const marked = (field: ManifestField): boolean => !/^(|0|no?|[-–—.]+)$/i.test(cell(field))
  const [male, female] = [marked('maleMark'), marked('femaleMark')]
  if (male !== female) return male ? 'male' : 'female'
  const text = cell('sex')
  if (text === '' || meansUnknown(text)) return undefined
  const sex = sexOf(text, context.conventions.letterM)
  if (/^x$/i.test(text)) note('sex', warning('sex-letter-x', text))
  if (sex === 'unclear') note('sex', warning('sex-letter-unclear', text))
  if (sex === undefined) note('sex', warning('sex-unreadable', text))
  return sex === 'unclear' ? undefined : sex
}

/**
 * `45` where a date belongs: an age, or a year of two digits? `20` may be an adult, or a child born in 2020: nothing is taken, and
 * the finding offers the age.
 */
function bareNumber(text: string, today: string): ReadDate | undefined {
  if (!/^\d{1,3}$/.test(text)) return undefined
  const { date } = dateFromAge(text, today)
  return date ? { findings: [warning('date-may-be-age', text, date)] } : undefined
}

/** The birth date, or one guessed from the age; both are compared. A year of difference is the day the list was made, not a mistake. */
function birthIn({ cell, note, context }: Reading): { birthDate?: PartialDate; statedAge?: number } {
  const { today, conventions } = context
  const numeric = /^\d*$/.test(cell('birthMonth'))
  const parts = [cell('birthDay'), cell('birthMonth'), cell('birthYear')].filter(Boolean)
  const [text, field] =
    cell('birthDate') || parts.length === 0
      ? [cell('birthDate'), 'birthDate' as const]
      : [parts.join(numeric ? '/' : ' '), 'birthYear' as const]
  const order = field === 'birthYear' ? 'dmy' : conventions.dateOrder
  const read = bareNumber(text, today) ?? parsePartialDate(text, { today, order, serials: conventions.serialDates })
  note(field, ...read.findings)

  const ageText = cell('age')
  const age = ageText && !meansUnknown(ageText) ? readAge(ageText) : undefined
  const statedAge = age && ('years' in age ? age.years : Math.floor(age.months / 12))
  const believed = statedAge !== undefined && statedAge <= 115 ? statedAge : undefined
  if (!read.date) {
    if (!ageText || meansUnknown(ageText)) return {}
    const fromAge = dateFromAge(ageText, today)
    note('age', ...fromAge.findings)
    return { birthDate: fromAge.date, statedAge: believed }
  }
  if (believed === undefined) return { birthDate: read.date }
  const { min, max } = ageRange(read.date, today)
  if (believed < min - 1 || believed > max + 1)
    note('age', warning('age-differs', ageText, min === max ? String(min) : `${min}–${max}`))
  return { birthDate: read.date, statedAge: believed }
}

/**
 * The condition only where the file says it: a manifest that is silent decides nothing about a child. A child of whom nothing says
 * with whom they travel is a warning: someone must ask before the family desk closes.
 */
function conditionIn(reading: Reading, person: ManifestPerson): Condition | undefined {
  const text = reading.cell('condition')
  const minor = minorOf(person, reading.context.today)
  const said = text === '' || meansUnknown(text) ? 'none' : conditionOf(text)
  if (said === undefined) reading.note('condition', warning('condition-unreadable', text))
  const condition = said === 'family' ? inFamily(minor) : said === 'child' || said === 'none' ? undefined : said
  const child = minor === 'yes' || (said === 'child' && minor === 'unknown')
  const saysChild = said === 'child' || isChildCondition(condition)
  if ((minor === 'no' && saysChild) || (minor === 'yes' && said === 'adult')) {
    reading.note('condition', warning('condition-against-age', text))
    return undefined
  }
  if (child && !isChildCondition(condition) && !person.familyGroup) {
    const field = text ? 'condition' : reading.cell('birthDate') ? 'birthDate' : 'age'
    reading.note(field, warning('child-without-family', reading.cell(field)))
  }
  return condition
}

const inFamily = (minor: 'yes' | 'no' | 'unknown'): Condition | undefined =>
  minor === 'unknown' ? undefined : minor === 'yes' ? 'accompanied_child' : 'adult_in_family_unit'
