/**
 * How many letters two words differ by: insert, delete, replace, or exchange of neighbours (optimal string alignment; Damerau 1964).
 * Stops counting above `limit` and answers `limit + 1`. `sanarte` → `sanarate` is 1.
 *
 * Three rows are kept instead of the whole table, and are used again by the next call: whole files are compared name by name.
 */
export function editDistance(one: string, other: string, limit: number): number {
  const width = other.length + 1
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  if (rows[0].length < width) rows = [new Uint16Array(width * 2), new Uint16Array(width * 2), new Uint16Array(width * 2)]
  let [beforeLast, last, row] = rows
  for (let j = 0; j < width; j++) last[j] = j
  for (let i = 1; i <= one.length; i++) {
    row[0] = i
    let least = i
    for (let j = 1; j < width; j++) {
      const replaced = at(last, j - 1) + (one.charCodeAt(i - 1) === other.charCodeAt(j - 1) ? 0 : 1)
      let best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, replaced)
      if (swapped(one, other, i, j)) best = Math.min(best, at(beforeLast, j - 2) + 1)
      row[j] = best
      if (best < least) least = best
    }
    if (least > limit) return limit + 1
    ;[beforeLast, last, row] = [last, row, beforeLast]
  }
  return Math.min(at(last, other.length), limit + 1)
}

let rows = [new Uint16Array(64), new Uint16Array(64), new Uint16Array(64)] as [Uint16Array, Uint16Array, Uint16Array]
const at = (row: Uint16Array, index: number): number => row[index] as number

/** Are the letters before `i` and before `j` the same two, exchanged? */
const swapped = (one: string, other: string, i: number, j: number): boolean =>
  i > 1 && j > 1 && one.charCodeAt(i - 1) === other.charCodeAt(j - 2) && one.charCodeAt(i - 2) === other.charCodeAt(j - 1)
