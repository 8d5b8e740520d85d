/**
 * Jaro–Winkler similarity (Winkler 1990), bit-parallel: which letters of one word are still free is one 32-bit number per letter,
 * so finding the next partner is a few operations on numbers. Words longer than 32 letters are compared by their first 32.
 *
 * Worked: MARTHA and MARHTA match in 6 letters with 1 transposition: jaro = (1 + 1 + 5/6) / 3 = 0.9444; three letters in front are the
 * same: 0.9444 + 3 × 0.1 × 0.0556 = 0.9611.
 */

/** Letters a–z are 1–26, digits 27–36, everything else 0–255 by its code: `symbolsOf`. */
const places = new Uint32Array(256)

/** Similarity of two words in `bytes`: 0 nothing in common, 1 the same. */
export function jaroWinkler(bytes: Uint8Array, a: number, lengthA: number, b: number, lengthB: number): number {
  if (lengthA === 0 || lengthB === 0) return lengthA === lengthB ? 1 : 0
  if (lengthA > 32) lengthA = 32
  if (lengthB > 32) lengthB = 32
  const longest = Math.max(lengthA, lengthB)
  const window = longest > 3 ? (longest >> 1) - 1 : 0
  for (let i = 0; i < lengthA; i++) places[bytes[a + i]!]! |= 1 << i
  let takenA = 0
  let takenB = 0
  for (let j = 0; j < lengthB; j++) {
    const from = j > window ? j - window : 0
    const to = j + window
    const upTo = to >= 31 ? -1 : (1 << (to + 1)) - 1
    const free = places[bytes[b + j]!]! & ~takenA & upTo & ~((1 << from) - 1)
    if (from < 32 && free !== 0) {
      takenA |= free & -free
      takenB |= 1 << j
    }
  }
  for (let i = 0; i < lengthA; i++) places[bytes[a + i]!] = 0
  if (takenA === 0) return 0
  let matches = 0
  let crossed = 0
  while (takenA !== 0) {
    const i = 31 - Math.clz32(takenA & -takenA)
    const j = 31 - Math.clz32(takenB & -takenB)
    matches++
    if (bytes[a + i] !== bytes[b + j]) crossed++
    takenA &= takenA - 1
    takenB &= takenB - 1
  }
  const jaro = (matches / lengthA + matches / lengthB + (matches - (crossed >> 1)) / matches) / 3
  let prefix = 0
  while (prefix < 4 && prefix < lengthA && prefix < lengthB && bytes[a + prefix] === bytes[b + prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** The same for two texts. */
export function jaroWinklerOf(a: string, b: string): number {
  const bytes = new Uint8Array(a.length + b.length)
  for (let at = 0; at < a.length; at++) bytes[at] = symbolOf(a.charCodeAt(at))
  for (let at = 0; at < b.length; at++) bytes[a.length + at] = symbolOf(b.charCodeAt(at))
  return jaroWinkler(bytes, 0, a.length, a.length, b.length)
}

/** One byte for a UTF-16 unit. Letters beyond Latin fall together now and then, which only makes two strange words a little alike. */
export const symbolOf = (unit: number): number => (unit < 128 ? unit : 128 | (unit & 127))
