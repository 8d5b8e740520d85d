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

type Place = Field | 'municipality'

/** Which field each comparison looks at. A place is of birth where both tell it, else of residence. */
const lookedAt: Record<string, Place> = {
  given_1: 'givenNames',
  given_2: 'givenNames',
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
  const ways = weights.flatMap((weight) => wayOf(weight) ?? [])
  return ways.length > 0 && ways.some((way) => way !== 'differs') ? 'alike' : 'differs'
}

const same = (one: string, other: string): boolean =>
  /\d/.test(one) ? one.replaceAll(/[\s-]/g, '') === other.replaceAll(/[\s-]/g, '') : foldName(one) === foldName(other)

/** In what way a field agrees, where there is more to say than that, or not. */
export type Way = 'agrees' | 'alike' | 'differs' | 'spelt' | 'form' | 'exchanged' | 'year' | 'age' | 'oneKey' | 'department'

/** Levels of which there is more to say, or less: `undefined` is nothing. All others are alike. */
const ways: Record<string, Way | undefined> = {
  agree: 'agrees',
  agrees: 'agrees',
  'agree on a first of January': 'agrees',
  'the same municipality': 'agrees',
  'stands among the surnames': 'agrees',
  fits: 'age',
  'the age fits': 'age',
  'only the year agrees': 'year',
  'are one name spelt otherwise': 'spelt',
  'sound alike': 'spelt',
  'are forms of one name': 'form',
  'are exchanged': 'exchanged',
  'day and month are exchanged': 'exchanged',
  'one key apart': 'oneKey',
  'one key apart, or one is the beginning of the other': 'oneKey',
  'the same department': 'department',
  differ: 'differs',
  differs: 'differs',
  'does not fit': 'differs',
  'more than 15 years apart': 'differs',
  '3 to 15 years apart': 'differs',
  '1 or 2 years apart': 'differs',
  'two different valid numbers': 'differs',
  'different, one of them cannot be': 'differs',
  'different departments': 'differs',
  'neighbouring departments': 'differs',
  'not known': undefined,
  'stand in the same order': undefined,
  'stand in their own fields': undefined,
}

const wayOf = ({ level }: Weight): Way | undefined => (level in ways ? ways[level] : 'alike')

export type Reason = { field: Place; way: Way; bits: number }

/**
 * The reasons that weigh most, strongest first; what speaks against is among them when it weighs anything. How rare the names are
 * counts for the surnames, or for the given names where nothing is told of those.
 */
export function reasonsOf(weights: readonly Weight[], most = 3): Reason[] {
  const rarity = sum(weights.filter(({ comparison }) => comparison === 'rarity'))
  const byField = Map.groupBy(
    weights.filter((weight) => lookedAt[weight.comparison] && wayOf(weight)),
    ({ comparison }) => lookedAt[comparison]!,
  )
  const named: Place = byField.has('surnames') ? 'surnames' : 'givenNames'
  const all = [...byField]
    .map(([field, told]) => ({ field, way: wayOfAll(told), bits: sum(told) + (field === named ? rarity : 0) }))
    .toSorted((a, b) => Math.abs(b.bits) - Math.abs(a.bits))
  const strongest = all.slice(0, most)
  const against = all.find(({ way, bits }) => way === 'differs' && bits < -1)
  return against && !strongest.includes(against) ? [...strongest.slice(0, most - 1), against] : strongest
}

/** Of several names the way of those that are not simply the same, or that some are and others are not. */
function wayOfAll(told: readonly Weight[]): Way {
  const found = new Set(told.map(wayOf).filter((way) => way !== undefined))
  if (found.size === 1) return [...found][0]!
  if (found.has('differs')) return 'alike'
  return [...found].find((way) => way !== 'agrees')!
}

const sum = (weights: readonly Weight[]): number => weights.reduce((total, { bits }) => total + bits, 0)
