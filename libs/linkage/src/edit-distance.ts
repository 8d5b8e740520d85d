import { symbolOf } from './jaro-winkler.ts'

/**
 * Edit distance with transpositions of neighbours (optimal string alignment, the restricted Damerau–Levenshtein), bit-parallel after
 * Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances" (2003): one column of the matrix is two
 * 32-bit numbers. Words longer than 32 letters are compared by their first 32.
 *
 * Worked: `lopez` → `loepz` is 1 (a transposition), `perez` → `peres` 1, `ca` → `abc` 3 (no letter is touched twice).
 */
const places = new Uint32Array(256)

export function editDistance(bytes: Uint8Array, a: number, lengthA: number, b: number, lengthB: number): number {
  if (lengthA > 32) lengthA = 32
  if (lengthB > 32) lengthB = 32
  if (lengthA === 0) return lengthB
  for (let i = 0; i < lengthA; i++) places[bytes[a + i]!]! |= 1 << i
  const last = 1 << (lengthA - 1)
  let up = -1
  let down = 0
  let diagonal = 0
  let before = 0
  let distance = lengthA
  for (let j = 0; j < lengthB; j++) {
    const here = places[bytes[b + j]!]! | 0
    const crossed = ((~diagonal & here) << 1) & before
    diagonal = (((here & up) + up) ^ up) | here | down | crossed
    let right = down | ~(diagonal | up)
    let left = diagonal & up
    if ((right & last) !== 0) distance++
    if ((left & last) !== 0) distance--
    right = (right << 1) | 1
    left = left << 1
    up = left | ~(diagonal | right)
    down = right & diagonal
    before = here
  }
  for (let i = 0; i < lengthA; i++) places[bytes[a + i]!] = 0
  return distance
}

/** The same for two texts. */
export function editDistanceOf(a: string, b: string): number {
  const bytes = new Uint8Array(a.length + b.length)
  for (let at = 0; at < a.length; at++) bytes[at] = symbolOf(a.charCodeAt(at))
  for (let at = 0; at < b.length; at++) bytes[a.length + at] = symbolOf(b.charCodeAt(at))
  return editDistance(bytes, 0, a.length, a.length, b.length)
}
