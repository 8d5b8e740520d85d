import { foldName } from '#base/personal-name.ts'
import type { Weight, Who } from '../contract.ts'

/** What of a return tells who somebody is, in the order in which it is read. */
export const fields = [
  'givenNames',
  'surnames',
  'sex',
  'birthDate',
  'cui',
  'documentNumber',
  'contactPhone',
  'birthMunicipality',
  'residenceMunicipality',
] as const
export type Field = (typeof fields)[number]
export type Outcome = Weight['outcome']

/** Which field each comparison looks at. A place is of birth where both tell it, of residence where neither does. */
const lookedAt: Record<string, Field | 'municipality'> = {
  given_1: 'givenNames',
  given_2: 'givenNames',
  given_order: 'givenNames',
  name_fields: 'givenNames',
  surname_1: 'surnames',
  surname_2: 'surnames',
  surname_order: 'surnames',
  married_name: 'surnames',
  sex: 'sex',
  birth: 'birthDate',
  age: 'birthDate',
  cui: 'cui',
  document: 'documentNumber',
  phone: 'contactPhone',
  place: 'municipality',
}

export type Row = { field: Field; one: string | undefined; other: string | undefined; outcome: Outcome }

/** Both returns field by field; what neither tells is left out. */
export function rowsOf(one: Who, other: Who, weights: readonly Weight[]): Row[] {
  return fields
    .map((field) => ({ field, one: one[field], other: other[field] }))
    .filter((row) => row.one !== undefined || row.other !== undefined)
    .map((row) => ({ ...row, outcome: outcomeOf(row, weightsOf(row.field, one, other, weights)) }))
}

function weightsOf(field: Field, one: Who, other: Who, weights: readonly Weight[]): Weight[] {
  const ofBirth = one.birthMunicipality !== undefined && other.birthMunicipality !== undefined
  const place: Field = ofBirth ? 'birthMunicipality' : 'residenceMunicipality'
  return weights.filter(({ comparison }) => {
    const at = lookedAt[comparison]
    return field === (at === 'municipality' ? place : at)
  })
}

function outcomeOf({ one, other }: Omit<Row, 'outcome'>, weights: Weight[]): Outcome {
  if (one === undefined || other === undefined) return 'unknown'
  if (same(one, other)) return 'agrees'
  const told = weights.filter(({ outcome }) => outcome !== 'unknown')
  return told.length > 0 && sum(told) > 0 ? 'alike' : 'differs'
}

const same = (one: string, other: string): boolean =>
  /\d/.test(one) ? one.replaceAll(/[\s-]/g, '') === other.replaceAll(/[\s-]/g, '') : foldName(one) === foldName(other)

const sum = (weights: readonly Weight[]): number => weights.reduce((total, { bits }) => total + bits, 0)

/** In what way a field agrees or not, where there is more to say than that. */
export type How = 'agrees' | 'alike' | 'differs' | 'spelt' | 'form' | 'exchanged' | 'year' | 'age' | 'oneKey' | 'department'
const ways: Record<string, How> = {
  'are one name spelt otherwise': 'spelt',
  'sound alike': 'spelt',
  'are forms of one name': 'form',
  'are exchanged': 'exchanged',
  'day and month are exchanged': 'exchanged',
  'only the year agrees': 'year',
  'the age fits': 'age',
  'one key apart': 'oneKey',
  'one key apart, or one is the beginning of the other': 'oneKey',
  'the same municipality': 'agrees',
  'the same department': 'department',
}

export type Reason = { field: Field | 'municipality'; how: How; bits: number }

/** The reasons that weigh most, strongest first; what speaks against is among them when it weighs anything. */
export function reasonsOf(weights: readonly Weight[], most = 3): Reason[] {
  const byField = Map.groupBy(
    weights.filter(({ comparison, outcome }) => lookedAt[comparison] && outcome !== 'unknown'),
    ({ comparison }) => lookedAt[comparison]!,
  )
  const all = [...byField]
    .map(([field, told]) => ({ field, how: howOf(told), bits: sum(told) }))
    .toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
  const [against] = all.filter(({ bits }) => bits < -1)
  const strongest = all.slice(0, most)
  return against && !strongest.includes(against) ? [...strongest.slice(0, most - 1), against] : strongest
}

/** In what way the comparisons of one field agree: as the least of those that speak for it, or that it differs. */
function howOf(told: readonly Weight[]): How {
  if (sum(told) < 0) return 'differs'
  const special = told.flatMap(({ level }) => ways[level] ?? [])
  if (special[0]) return special[0]
  return told.every(({ outcome }) => outcome === 'agrees') ? 'agrees' : 'alike'
}
