/** Keys with the rows that have them. */
export type Entries = { keys: Uint32Array; rows: Uint32Array }

/** Sorts entries in place by key; rows of one key keep their order (least significant digit first, 11 bits at a time). */
export function sorted(entries: Entries): Entries {
  const size = entries.keys.length
  let { keys, rows } = entries
  if (spare.keys.length < size) spare = { keys: new Uint32Array(size * 1.25), rows: new Uint32Array(size * 1.25) }
  let otherKeys = spare.keys.subarray(0, size)
  let otherRows = spare.rows.subarray(0, size)
  for (let shift = 0; shift < 33; shift += 11) {
    const next = new Uint32Array(2049)
    for (let at = 0; at < size; at++) next[((keys[at]! >>> shift) & 2047) + 1]!++
    for (let digit = 0; digit < 2048; digit++) next[digit + 1]! += next[digit]!
    for (let at = 0; at < size; at++) {
      const to = next[(keys[at]! >>> shift) & 2047]!++
      otherKeys[to] = keys[at]!
      otherRows[to] = rows[at]!
    }
    const [sortedKeys, sortedRows] = [otherKeys, otherRows]
    otherKeys = keys
    otherRows = rows
    keys = sortedKeys
    rows = sortedRows
  }
  // Three passes end in the other arrays.
  entries.keys.set(keys)
  entries.rows.set(rows)
  return entries
}

/** Room for sorting, kept from section to section. */
let spare: Entries = { keys: new Uint32Array(0), rows: new Uint32Array(0) }
