/** Distinct values of a column while a file is read: bytes in a row, found again by their hash. No string is made per row. */
import { isUtf8 } from 'node:buffer'
import type { Cells } from './scan-csv.ts'
import type { TextColumn } from './table.ts'

export type Interner = {
  /** Code per row; 0 is not known. Rows beyond the last may hold anything. */
  codes: Uint32Array
  /** Distinct values so far, with the blank one. */
  count: number
  /** Value `code` is `bytes` from `starts[code]` to `starts[code + 1]`. */
  bytes: Uint8Array
  starts: Uint32Array
  /** Open addressing, four numbers each so that one look finds all: hash, code (0: nobody), where the value starts, its length. */
  slots: Int32Array
  /** What the looks ahead saw: kept so that they are made. */
  looked: number
  /** Codes of values that are not plain ASCII. */
  beyondAscii: number[]
}

export function newInterner(rows: number): Interner {
  return {
    codes: new Uint32Array(rows),
    count: 1,
    bytes: new Uint8Array(1 << 16),
    starts: new Uint32Array(1 << 12),
    slots: new Int32Array(1 << 16),
    looked: 0,
    beyondAscii: [],
  }
}

/** Ids of rows as they stand in the file: bytes in a row, not a string each. Id r is `bytes` from `starts[r]` to `starts[r + 1]`. */
export type Ids = { bytes: Uint8Array; starts: Float64Array }

/**
 * Takes the cells of one column; the first of them belongs to row `firstRow`. First all hashes, then a look at every slot, then the
 * codes: the slots of large columns are not in the processor's cache, and looks that do not wait for each other take a third of the time.
 */
export function internColumn(into: Interner, from: Uint8Array, cells: Cells, column: number, firstRow: number): void {
  const { starts, ends, rows } = cells
  if (firstRow + rows > into.codes.length) into.codes = grown(into.codes, (firstRow + rows) * 1.25)
  if (hashes.length < rows) hashes = new Int32Array(rows)
  const { codes } = into
  const base = column * cells.capacity
  for (let row = 0; row < rows; row++) hashes[row] = hashOf(from, starts[base + row]!, ends[base + row]!)
  if (into.slots.length > inCache) into.looked = look(into, hashes, rows)
  for (let row = 0; row < rows; row++) {
    const start = starts[base + row]!
    const end = ends[base + row]!
    if (end >= 0) codes[firstRow + row] = intern(into, from, start, end, hashes[row]!)
    else {
      const length = halved(from, start, ~end)
      codes[firstRow + row] = intern(into, scratch, 0, length, hashOf(scratch, 0, length))
    }
  }
}

let hashes = new Int32Array(0)
/** Slots (numbers) that a processor's cache holds anyway. */
const inCache = 1 << 16

/** FNV-1a, 32 bits. */
export function hashOf(from: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ from[at]!, 0x01000193)
  return hash
}

function look({ slots, bytes }: Interner, hashes: Int32Array, rows: number): number {
  const mask = slots.length - 1
  let seen = 0
  for (let row = 0; row < rows; row++) {
    const slot = spread(hashes[row]!) & mask
    if (slots[slot] === hashes[row]) seen += bytes[slots[slot + 2]!]!
  }
  return seen
}

/** Takes the ids out of their column. */
export function keepIds(ids: Ids, from: Uint8Array, cells: Cells, column: number, firstRow: number): void {
  const { starts, ends, rows } = cells
  if (firstRow + rows + 1 > ids.starts.length) ids.starts = grown(ids.starts, (firstRow + rows + 1) * 1.25)
  const base = column * cells.capacity
  let at = ids.starts[firstRow]!
  for (let row = 0; row < rows; row++) {
    const isDoubled = ends[base + row]! < 0
    const source = isDoubled ? scratch : from
    const start = isDoubled ? 0 : starts[base + row]!
    const end = isDoubled ? halved(from, starts[base + row]!, ~ends[base + row]!) : ends[base + row]!
    if (at + end - start > ids.bytes.length) ids.bytes = grown(ids.bytes, Math.max(at + end - start, ids.bytes.length * 1.5))
    const { bytes } = ids
    for (let byte = start; byte < end; byte++) bytes[at++] = source[byte]!
    ids.starts[firstRow + row + 1] = at
  }
}

let scratch: Uint8Array = new Uint8Array(1 << 12)

/** Writes a cell to `scratch` with one quote for two, and gives back its length. */
function halved(bytes: Uint8Array, start: number, end: number): number {
  if (scratch.length < end - start) scratch = new Uint8Array((end - start) * 2)
  let length = 0
  for (let at = start; at < end; at++) {
    scratch[length++] = bytes[at]!
    if (bytes[at] === 0x22) at++
  }
  return length
}

/** The code of `from[start … end)`, whose hash is `hash`. */
function intern(into: Interner, from: Uint8Array, start: number, end: number, hash: number): number {
  if (end <= start) return 0
  const length = end - start
  const { slots, bytes } = into
  const mask = slots.length - 1
  for (let slot = spread(hash) & mask; ; slot = (slot + 4) & mask) {
    const code = slots[slot + 1]!
    if (code === 0) return add(into, from, start, end, hash, slot)
    if (slots[slot] !== hash || slots[slot + 3] !== length) continue
    const known = slots[slot + 2]!
    let same = 0
    while (same < length && bytes[known + same] === from[start + same]) same++
    if (same === length) return code
  }
}

const spread = (hash: number): number => (hash ^ (hash >>> 15) ^ (hash >>> 7)) << 2

function add(into: Interner, from: Uint8Array, start: number, end: number, hash: number, slot: number): number {
  const code = into.count++
  const at = into.starts[code]!
  const until = at + end - start
  if (until > into.bytes.length) into.bytes = grown(into.bytes, Math.max(until, into.bytes.length * 1.5))
  const { bytes, slots } = into
  let high = 0
  for (let byte = start; byte < end; byte++) {
    bytes[at + byte - start] = from[byte]!
    high |= from[byte]!
  }
  if (code + 2 > into.starts.length) into.starts = grown(into.starts, into.starts.length * 1.5)
  into.starts[code + 1] = until
  slots[slot] = hash
  slots[slot + 1] = code
  slots[slot + 2] = at
  slots[slot + 3] = end - start
  if (high > 127) into.beyondAscii.push(code)
  if (into.count * 8 > slots.length) into.slots = withMoreRoom(slots)
  return code
}

function withMoreRoom(before: Int32Array): Int32Array {
  // Small ones grow faster: less is moved in all.
  const slots = new Int32Array(before.length * (before.length < 1 << 22 ? 4 : 2))
  const mask = slots.length - 1
  for (let from = 0; from < before.length; from += 4) {
    if (before[from + 1] === 0) continue
    let slot = spread(before[from]!) & mask
    while (slots[slot + 1] !== 0) slot = (slot + 4) & mask
    slots[slot] = before[from]!
    slots[slot + 1] = before[from + 1]!
    slots[slot + 2] = before[from + 2]!
    slots[slot + 3] = before[from + 3]!
  }
  return slots
}

/** The same kind of array with more room. */
export function grown<A extends Uint8Array | Uint32Array | Int32Array | Float64Array>(array: A, length: number): A {
  const larger = new (array.constructor as new (length: number) => A)(Math.ceil(length))
  larger.set(array)
  return larger
}

/**
 * What was found about the letters of a column: values in each encoding; values encoded twice (JosÃ©), which are mended; values with
 * letters lost before the file came here.
 */
export type Letters = { utf8: number; windows1252: number; twice: number; lost: number }

/** Cells that say that nothing is known. */
const nothing = /^(?:-+|null|n\/?a|#n\/a|nan|s\/[di]|\.+|\?+)$/i
const saysNothing = (value: string): boolean => value.length < 5 && value.length > 0 && nothing.test(value)
const utf8 = new TextDecoder()
const windows1252 = new TextDecoder('windows-1252')

/**
 * The column of the rows read. Each value that is not UTF-8 is read as Windows-1252, so a file put together from both is read right.
 * `-`, `NULL`, `s/d` and the like become '' = not known. The interner's own memory is given up.
 */
export function textColumnOf(from: Interner, rows: number, letters: Letters): TextColumn {
  const values = asciiValues(from)
  let isOdd = false
  for (const code of from.beyondAscii) {
    const bytes = from.bytes.subarray(from.starts[code]!, from.starts[code + 1]!)
    const isUnicode = isUtf8(bytes)
    letters[isUnicode ? 'utf8' : 'windows1252']++
    const read = isUnicode ? utf8.decode(bytes) : windows1252.decode(bytes)
    const text = mended(read)
    if (text !== read) letters.twice++
    if (text.includes('\ufffd')) letters.lost++
    values[code] = text.trim()
    if (!isUnicode || values[code] !== read) isOdd = true
  }
  const codes = from.codes.length === rows ? from.codes : from.codes.slice(0, rows)
  const column = { codes, values }
  return isOdd || values.some(saysNothing) ? eachOnce(column) : column
}

const byteOf = new Map(Array.from({ length: 128 }, (_, at) => [windows1252.decode(Uint8Array.of(at + 128)), at + 128]))

/** UTF-8 that was taken for Windows-1252 and written as UTF-8 once more: `JosÃ©` is José. Text that is right comes back as it is. */
function mended(text: string): string {
  if (!/[ÃÂ]./.test(text)) return text
  const bytes = Uint8Array.from(text, (letter) => byteOf.get(letter) ?? letter.charCodeAt(0))
  const isOfOneByte = [...text].every((letter) => byteOf.has(letter) || letter < '\x80')
  return isOfOneByte && isUtf8(bytes) ? utf8.decode(bytes) : text
}

/** Values as if all were ASCII: cut out of long strings, which is several times as fast as decoding each. */
function asciiValues({ count, bytes, starts }: Interner): string[] {
  const values = new Array<string>(count)
  values[0] = ''
  const stretch = 1 << 22
  for (let code = 1; code < count; ) {
    const first = starts[code]!
    let last = code
    while (last + 1 < count && starts[last + 2]! - first < stretch) last++
    const text = Buffer.from(bytes.buffer, first, starts[last + 1]! - first).toString('latin1')
    for (; code <= last; code++) values[code] = text.slice(starts[code]! - first, starts[code + 1]! - first)
  }
  return values
}

/** Values that turned out to be the same text get the same code, and those that say nothing the code 0. */
function eachOnce({ codes, values }: TextColumn): TextColumn {
  const codeOf = new Map([['', 0]])
  const kept = ['']
  const renamed = Uint32Array.from(values, (value) => {
    const text = saysNothing(value) ? '' : value
    const known = codeOf.get(text)
    if (known !== undefined) return known
    codeOf.set(text, kept.length)
    return kept.push(text) - 1
  })
  for (let row = 0; row < codes.length; row++) codes[row] = renamed[codes[row]!]!
  return { codes, values: kept }
}

/** Two columns as one, their texts joined by a blank: first and second given name as `given_names`. */
export function joined(first: TextColumn, second: TextColumn): TextColumn {
  const codeOf = new Map<number, number>([[0, 0]])
  const values = ['']
  const codes = new Uint32Array(first.codes.length)
  const width = second.values.length
  for (let row = 0; row < codes.length; row++) {
    const pair = first.codes[row]! * width + second.codes[row]!
    let code = codeOf.get(pair)
    if (code === undefined) {
      code = values.push(`${first.values[first.codes[row]!]!} ${second.values[second.codes[row]!]!}`.trim()) - 1
      codeOf.set(pair, code)
    }
    codes[row] = code
  }
  return { codes, values }
}
