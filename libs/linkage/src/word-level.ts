import { editDistance } from './edit-distance.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { frequent, type Lexicon, wordLength } from './lexicon.ts'

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

/** Cells that all pairs share which are not in `Lexicon.levels`. */
const cells = 1 << 16

/** Gives the level of two words by id. What has been worked out is remembered, here and in the lexicon. */
export function wordComparer(lexicon: Lexicon): (a: number, b: number) => number {
  // In a shared cell a newcomer takes the cell. Small lexicons (a single pair) remember nothing.
  const known = lexicon.levels
  const remembers = known.length > 0
  const pairs = new Float64Array(remembers ? cells : 0)
  const levels = new Uint8Array(remembers ? cells : 0)
  const words = lexicon.words
  return (a, b) => {
    if (a === b) return level.same
    const low = Math.min(a, b)
    const high = Math.max(a, b)
    if (!remembers) return unlikeLevel(lexicon, low, high)
    if (high < frequent) {
      const cell = low * frequent + high
      if (known[cell] === 0) known[cell] = unlikeLevel(lexicon, low, high)
      return known[cell]!
    }
    const pair = low * words + high
    const cell = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 16
    if (pairs[cell] === pair) return levels[cell]!
    const found = unlikeLevel(lexicon, low, high)
    pairs[cell] = pair
    levels[cell] = found
    return found
  }
}

/** The level of two different words. */
function unlikeLevel(lexicon: Lexicon, a: number, b: number): number {
  const { letters, lengths, narrow, wide } = lexicon
  if (narrow[a] === narrow[b]) return level.spelling
  if (wide[a] === wide[b]) return level.sound
  const lengthA = lengths[a]!
  const lengthB = lengths[b]!
  const fromA = a * wordLength
  const fromB = b * wordLength
  if (lengthA === 1 || lengthB === 1) return letters[fromA] === letters[fromB] ? level.initial : level.differ
  if (sharesGroup(lexicon.groups, a * 3, b * 3)) return level.alias
  const shorter = Math.min(lengthA, lengthB)
  if (mostSimilar(lexicon, a, b) < 0.86) return level.differ
  const similar = jaroWinkler(letters, fromA, lengthA, fromB, lengthB)
  if (similar >= 0.92) return level.near
  if (shorter >= 4 && similar >= 0.7 && editDistance(letters, fromA, lengthA, fromB, lengthB) <= 1) return level.near
  return similar >= 0.86 ? level.alike : level.differ
}

/** What Jaro–Winkler cannot exceed: letters of one word that the other has nowhere find no partner. */
function mostSimilar({ letters, lengths, lettersIn }: Lexicon, a: number, b: number): number {
  const lengthA = lengths[a]!
  const lengthB = lengths[b]!
  const matches = Math.min(lengthA - bitsIn(lettersIn[a]! & ~lettersIn[b]!), lengthB - bitsIn(lettersIn[b]! & ~lettersIn[a]!))
  const jaro = (matches / lengthA + matches / lengthB + 1) / 3
  let prefix = 0
  while (prefix < 4 && prefix < lengthA && letters[a * wordLength + prefix] === letters[b * wordLength + prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

function sharesGroup(groups: Uint16Array, a: number, b: number): boolean {
  for (let i = a; i < a + 3 && groups[i] !== 0; i++) for (let j = b; j < b + 3; j++) if (groups[i] === groups[j]) return true
  return false
}

export function bitsIn(number: number): number {
  number -= (number >>> 1) & 0x55555555
  number = (number & 0x33333333) + ((number >>> 2) & 0x33333333)
  return Math.imul((number + (number >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
