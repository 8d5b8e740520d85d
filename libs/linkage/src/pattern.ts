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
