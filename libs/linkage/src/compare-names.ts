import { type Lexicon, wordLength } from './lexicon.ts'
import { level } from './word-level.ts'

/** Whether given names that agree stand in the same place; not known where nothing agrees or there is only one. */
export const givenOrderLevels = ['not known', 'stand in the same order', 'stand in another order'] as const
export const surnameOrderLevels = [
  'not known',
  'stand in the same order',
  'are exchanged',
  'one stands in the other’s place',
] as const
export const fieldLevels = ['not known', 'stand in their own fields', 'are exchanged'] as const

/** How the best two names of one kind agree: their levels, which words met (ids of the first row's), and where. */
export type Aligned = {
  first: number
  second: number
  /** Places of the names that met, −1 for none. */
  firstA: number
  firstB: number
  secondA: number
  secondB: number
}

export const noneAligned = (): Aligned => ({ first: 0, second: 0, firstA: -1, firstB: -1, secondA: -1, secondB: -1 })

/** Places in the order in which they are tried: the usual ones first, so that a tie is decided for them. */
const tries = [0, 0, 1, 1, 0, 1, 1, 0, 2, 2, 0, 2, 2, 0, 1, 2, 2, 1]

/**
 * Brings names together: the pair that agrees best first, then the best of the rest; which place they stand in does not matter here.
 * `people[a…]` and `people[b…]` hold up to three words each. Writes into `found`; a second is 0 (not known) where either has only one.
 */
export function align(
  levelOf: (a: number, b: number) => number,
  lexicon: Lexicon,
  people: Int32Array,
  a: number,
  b: number,
  found: Aligned,
): void {
  found.first = 0
  found.second = 0
  found.firstA = found.firstB = found.secondA = found.secondB = -1
  if (people[a] === 0 || people[b] === 0) return
  if (people[a + 2] === 0 && people[b + 2] === 0 && people[a + 1] !== 0 && people[b + 1] !== 0) {
    if (!sameWord(levelOf, people, a, b, found)) twoByTwo(levelOf, people, a, b, found)
    return
  }
  for (let at = 0; at < tries.length; at += 2) {
    const i = tries[at]!
    const j = tries[at + 1]!
    const wordA = people[a + i]!
    const wordB = people[b + j]!
    if (wordA === 0 || wordB === 0) continue
    const here = levelOf(wordA, wordB)
    if (here <= found.first) continue
    found.first = here
    found.firstA = i
    found.firstB = j
    if (here === level.same) break
  }
  const single = people[a + 1] === 0 || people[b + 1] === 0
  if (single) {
    if (found.first < level.spelling && people[a + 1] !== people[b + 1] && writtenTogether(lexicon, people, a, b))
      found.first = level.spelling
    return
  }
  for (let at = 0; at < tries.length; at += 2) {
    const i = tries[at]!
    const j = tries[at + 1]!
    if (i === found.firstA || j === found.firstB) continue
    const wordA = people[a + i]!
    const wordB = people[b + j]!
    if (wordA === 0 || wordB === 0) continue
    const here = levelOf(wordA, wordB)
    if (here <= found.second) continue
    found.second = here
    found.secondA = i
    found.secondB = j
  }
}

/** The usual case made short: two names each, and one of them the same word. Decides ties as `align` does. */
function sameWord(levelOf: (a: number, b: number) => number, people: Int32Array, a: number, b: number, found: Aligned): boolean {
  const a0 = people[a]!
  const a1 = people[a + 1]!
  const b0 = people[b]!
  const b1 = people[b + 1]!
  if (a0 === b0) found.firstA = found.firstB = 0
  else if (a1 === b1) found.firstA = found.firstB = 1
  else if (a0 === b1) {
    found.firstA = 0
    found.firstB = 1
  } else if (a1 === b0) {
    found.firstA = 1
    found.firstB = 0
  } else return false
  found.first = level.same
  found.secondA = 1 - found.firstA
  found.secondB = 1 - found.firstB
  found.second = levelOf(found.secondA === 0 ? a0 : a1, found.secondB === 0 ? b0 : b1)
  return true
}

/** Two names each, no word the same. */
function twoByTwo(levelOf: (a: number, b: number) => number, people: Int32Array, a: number, b: number, found: Aligned): void {
  const straightFirst = levelOf(people[a]!, people[b]!)
  const straightSecond = levelOf(people[a + 1]!, people[b + 1]!)
  const crossedFirst = levelOf(people[a]!, people[b + 1]!)
  const crossedSecond = levelOf(people[a + 1]!, people[b]!)
  const straight = Math.max(straightFirst, straightSecond)
  const crossed = Math.max(crossedFirst, crossedSecond)
  const isCrossed = crossed > straight
  const [one, other] = isCrossed ? [crossedFirst, crossedSecond] : [straightFirst, straightSecond]
  const isSecond = other > one
  found.first = isSecond ? other : one
  found.second = isSecond ? one : other
  found.firstA = isSecond ? 1 : 0
  found.firstB = isCrossed === isSecond ? 0 : 1
  found.secondA = 1 - found.firstA
  found.secondB = 1 - found.firstB
}

/** `Mariajosé` and `María José`, `Depaz` and `De Paz`. */
function writtenTogether({ letters, lengths }: Lexicon, people: Int32Array, a: number, b: number): boolean {
  const [one, two] = people[a + 1] === 0 ? [a, b] : [b, a]
  const joined = people[one]!
  const front = people[two]!
  const back = people[two + 1]!
  const cut = lengths[front]!
  if (lengths[joined] !== cut + lengths[back]!) return false
  for (let at = 0; at < cut; at++) if (letters[joined * wordLength + at] !== letters[front * wordLength + at]) return false
  for (let at = cut; at < lengths[joined]!; at++)
    if (letters[joined * wordLength + at] !== letters[back * wordLength + at - cut]) return false
  return true
}

/** 1 for the same order, 2 for another, 0 where that cannot be told: the order is only asked for among names that agree. */
export function orderOf(people: Int32Array, a: number, b: number, found: Aligned): number {
  if (found.first < level.near || found.firstA < 0 || (people[a + 1] === 0 && people[b + 1] === 0)) return 0
  return found.firstA === found.firstB ? 1 : 2
}
