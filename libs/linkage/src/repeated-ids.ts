import { hashOf, type Ids } from './interning.ts'

/** How many rows have the id of an earlier row, and the first of them with that earlier row. A blank id repeats nothing. */
export function repeatedIds({ bytes, starts }: Ids, rows: number): { count: number; first?: { row: number; earlier: number } } {
  let size = 1 << 4
  while (size < rows * 2) size *= 2
  const slots = new Uint32Array(size)
  const mask = size - 1
  let count = 0
  let first: { row: number; earlier: number } | undefined
  const same = (a: number, b: number) => {
    const length = starts[a + 1]! - starts[a]!
    if (starts[b + 1]! - starts[b]! !== length) return false
    for (let at = 0; at < length; at++) if (bytes[starts[a]! + at] !== bytes[starts[b]! + at]) return false
    return true
  }
  for (let row = 0; row < rows; row++) {
    if (starts[row] === starts[row + 1]) continue
    let slot = spread(hashOf(bytes, starts[row]!, starts[row + 1]!)) & mask
    while (slots[slot] !== 0 && !same(slots[slot]! - 1, row)) slot = (slot + 1) & mask
    if (slots[slot] === 0) slots[slot] = row + 1
    else {
      count++
      first ??= { row, earlier: slots[slot]! - 1 }
    }
  }
  return { count, first }
}

const spread = (hash: number): number => hash ^ (hash >>> 15) ^ (hash >>> 7)
