import { editDistance } from './edit-distance.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { type Texts, textLength, wordsKept } from './texts.ts'
import { bitsIn } from './word-level.ts'

/** How two texts agree, from worst to best; 0 is not known. */
export const textLevels = ['not known', 'differ', 'share a word', 'are alike', 'are nearly the same', 'agree'] as const

/** The level of `textLevels` for two values by id. */
export function textLevel(texts: Texts, a: number, b: number): number {
  if (a === 0 || b === 0) return 0
  if (a === b) return 5
  const { letters, lengths, words } = texts
  const lengthA = lengths[a]!
  const lengthB = lengths[b]!
  const fromA = a * textLength
  const fromB = b * textLength
  // Two numbers of one or two digits are always nearly the same. Texts with three letters that the other has nowhere never are.
  const { lettersIn } = texts
  const near = bitsIn(lettersIn[a]! & ~lettersIn[b]!) <= 2 && bitsIn(lettersIn[b]! & ~lettersIn[a]!) <= 2
  if (near && lengthA > 2 && lengthB > 2) {
    const similar = jaroWinkler(letters, fromA, lengthA, fromB, lengthB)
    if (similar >= 0.95) return 4
    if (similar >= 0.6 && editDistance(letters, fromA, lengthA, fromB, lengthB) <= (lengthA + lengthB >= 24 ? 2 : 1)) return 4
    if (similar >= 0.88) return 3
  }
  for (let i = a * wordsKept; i < (a + 1) * wordsKept && words[i] !== 0; i++)
    for (let j = b * wordsKept; j < (b + 1) * wordsKept && words[j] !== 0; j++) if (words[i] === words[j]) return 2
  return 1
}

/** The level of `textLevels` for numbers of persons and houses: only slips of a key count, not likeness. */
export function codeLevel(texts: Texts, a: number, b: number): number {
  if (a === 0 || b === 0) return 0
  if (a === b) return 5
  const { lengths, lettersIn } = texts
  const lengthA = lengths[a]!
  const lengthB = lengths[b]!
  if (bitsIn(lettersIn[a]! & ~lettersIn[b]!) > 2) return 1
  if (lengthA - lengthB > 2 || lengthB - lengthA > 2) return 1
  const distance = editDistance(texts.letters, a * textLength, lengthA, b * textLength, lengthB)
  const longer = Math.max(lengthA, lengthB)
  if (distance === 1 && longer > 2) return 4
  return distance === 2 && longer > 5 ? 3 : 1
}
