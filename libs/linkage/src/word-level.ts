import { editDistance } from './edit-distance.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { type Lexicon, wordLength } from './lexicon.ts'

/** How two words of names agree, from worst to best; 0 is not known. */
export const wordLevels = [
  'not known',
  'differ',
  'may be an initial of the other',
  'are somewhat alike',
  'are forms of one name',
  'are nearly the same',
  'sound alike',
  'are one name spelt otherwise',
  'agree',
] as const

export const level = { differ: 1, initial: 2, alike: 3, alias: 4, near: 5, sound: 6, spelling: 7, same: 8 } as const

const cells = 1 << 17

/**
 * Gives the level of two words by id. What has been worked out is remembered: in a million records the same few thousand pairs of
 * names meet again and again.
 */
export function wordComparer(lexicon: Lexicon): (a: number, b: number) => number {
  const { narrow, wide } = lexicon
  // Two words are one cell; a newcomer takes the cell. Small lexicons (a single pair) remember nothing.
  const remembers = lexicon.words > 1000
  const pairs = new Float64Array(remembers ? cells : 0)
  const levels = new Uint8Array(remembers ? cells : 0)
  const words = lexicon.words
  return (a, b) => {
    if (a === b) return level.same
    if (narrow[a] === narrow[b]) return level.spelling
    if (wide[a] === wide[b]) return level.sound
    if (a > b) {
      const other = a
      a = b
      b = other
    }
    if (!remembers) return unlikeLevel(lexicon, a, b)
    const pair = a * words + b
    const cell = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 15
    if (pairs[cell] === pair) return levels[cell]!
    pairs[cell] = pair
    const found = unlikeLevel(lexicon, a, b)
    levels[cell] = found
    return found
  }
}

/** The level of two words that differ in all their codes. */
function unlikeLevel(lexicon: Lexicon, a: number, b: number): number {
  const { letters, lengths, lettersIn } = lexicon
  const lengthA = lengths[a]!
  const lengthB = lengths[b]!
  const fromA = a * wordLength
  const fromB = b * wordLength
  if (lengthA === 1 || lengthB === 1) return letters[fromA] === letters[fromB] ? level.initial : level.differ
  if (sharesGroup(lexicon.groups, a * 3, b * 3)) return level.alias
  const shorter = Math.min(lengthA, lengthB)
  // JW ≥ 0.86 asks for more than half of the shorter word's letters.
  if (bitsIn(lettersIn[a]! & lettersIn[b]!) * 2 < Math.min(shorter, bitsIn(lettersIn[a]!), bitsIn(lettersIn[b]!)))
    return level.differ
  const similar = jaroWinkler(letters, fromA, lengthA, fromB, lengthB)
  if (similar >= 0.92) return level.near
  if (shorter >= 4 && similar >= 0.7 && editDistance(letters, fromA, lengthA, fromB, lengthB) <= 1) return level.near
  return similar >= 0.86 ? level.alike : level.differ
}

function sharesGroup(groups: Uint16Array, a: number, b: number): boolean {
  for (let i = a; i < a + 3 && groups[i] !== 0; i++) for (let j = b; j < b + 3; j++) if (groups[i] === groups[j]) return true
  return false
}

function bitsIn(number: number): number {
  number -= (number >>> 1) & 0x55555555
  number = (number & 0x33333333) + ((number >>> 2) & 0x33333333)
  return Math.imul((number + (number >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
