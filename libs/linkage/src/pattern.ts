import { fieldLevels, givenOrderLevels, surnameOrderLevels } from './compare-names.ts'
import { cuiLevels } from './cui.ts'
import { ageLevels, birthLevels } from './dates.ts'
import { placeLevels } from './places.ts'
import { textLevels } from './text-level.ts'
import { wordLevels } from './word-level.ts'

/** The levels of every comparison, worst to best; level 0 says nothing for or against. */
export const levelsOf = {
  surname_2: wordLevels,
  surname_1: wordLevels,
  given_2: wordLevels,
  given_1: wordLevels,
  given_order: givenOrderLevels,
  surname_order: surnameOrderLevels,
  name_fields: fieldLevels,
  married_name: ['not known', 'differs', 'is alike', 'agrees', 'stands among the surnames'],
  sex: ['not known', 'differs', 'agrees'],
  birth: birthLevels,
  cui: cuiLevels,
  phone: ['not known', 'differs', 'one key apart', 'agrees'],
  place: placeLevels,
  age: ageLevels,
  document: textLevels,
  birth_place: textLevels,
  street_number: textLevels,
  address: textLevels,
  locality: textLevels,
  suburb: textLevels,
  postcode: textLevels,
  state: textLevels,
  occupation: textLevels,
} as const satisfies Record<string, readonly string[]>

export type Comparison = keyof typeof levelsOf

/** All comparisons in the order in which `compare.ts` packs them: the first twelve into one number, the rest into another. */
export const comparisons = Object.keys(levelsOf) as Comparison[]
const inFirst = 12
const sizes = comparisons.map((comparison) => levelsOf[comparison].length)

/** Comparisons taken together: names, where they stand, facts, place and age, and texts by threes. */
export const textsOfGroup = 3
export const groups: readonly (readonly Comparison[])[] = [
  comparisons.slice(0, 4),
  comparisons.slice(4, 8),
  comparisons.slice(8, 12),
  comparisons.slice(12, 14),
  comparisons.slice(14, 17),
  comparisons.slice(17, 20),
  comparisons.slice(20),
]
/** How many patterns of levels each group has. */
export const groupSizes = groups.map((group) => group.reduce((size, comparison) => size * levelsOf[comparison].length, 1))

/** Unpacks what `compare` found: one level per comparison, in their order, written into `levels`. */
export function unpack(first: number, second: number, levels: Uint8Array | number[]): void {
  for (let at = inFirst - 1, rest = first; at >= 0; at--) {
    levels[at] = rest % sizes[at]!
    rest = Math.floor(rest / sizes[at]!)
  }
  for (let at = comparisons.length - 1, rest = second; at >= inFirst; at--) {
    levels[at] = rest % sizes[at]!
    rest = Math.floor(rest / sizes[at]!)
  }
}
