import { constants, inflateSync } from 'node:zlib'

/**
 * What a PDF does by itself, or carries inside: programs, starting others, sending forms, files. Names as PDF 2.0 (ISO 32000-2) has them.
 * The short ones count only where a value follows, for pictures hold any three letters by chance.
 */
const active =
  /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|XFA|Movie|Rendition)\b|\/(JS|EF)\s*(\(|<|\d+\s+\d+\s+R)/

/** A packed list of objects begins with pairs of numbers: which object, and where in the list. */
const objectList = /^\s*(\d+\s+\d+\s+)+/
/** Bytes that all such lists of a file may have together when they are unpacked. */
const mostUnpacked = 20_000_000
/** Packed streams that are looked into, and bytes that their beginnings may have together. */
const mostStreams = 10_000
const mostBegun = 50_000_000
/** Packed bytes of a beginning: so many hold at most half a million. */
const beginningBytes = 512

/**
 * Looks through the whole file, also at what a reader would not reach: every revision, whatever its tables say, and lists of objects that
 * are packed. `unreadable`: encrypted, or packed in a way that cannot be looked into. Nothing when it holds none.
 */
export function activeContentOf(bytes: Uint8Array): 'active' | 'unreadable' | undefined {
  const file = Buffer.from(bytes)
  const text = plainNames(file.toString('latin1'))
  if (/\/Encrypt\b/.test(text)) return 'unreadable'
  if (active.test(text)) return 'active'
  let unpacked = 0
  let begun = 0
  let looked = 0
  let lists = 0
  for (const at of streams(file)) {
    if (!isPacked(file, at)) continue
    looked += 1
    if (looked > mostStreams || begun > mostBegun) return 'unreadable'
    const beginning = inflated(file.subarray(at, at + beginningBytes), 1_000_000)
    begun += beginning?.length ?? 0
    if (!beginning || !objectList.test(beginning.slice(0, 4096))) continue
    const list = inflated(file.subarray(at), mostUnpacked - unpacked)
    if (list === undefined) return 'unreadable'
    unpacked += list.length
    lists += 1
    if (active.test(plainNames(list))) return 'active'
  }
  const said = text.match(/\/ObjStm\b/g)?.length ?? 0
  return lists < said ? 'unreadable' : undefined
}

/** Where the bytes of each stream begin. */
function* streams(file: Buffer): Generator<number> {
  for (let at = file.indexOf('stream'); at >= 0; at = file.indexOf('stream', at + 6)) {
    let begin = at + 6
    if (file[begin] === 0x0d) begin += 1
    if (file[begin] === 0x0a) begin += 1
    yield begin
  }
}

/** Do the bytes begin as zlib's do (RFC 1950, 2.2)? To ask is much cheaper than to try. */
const isPacked = (file: Buffer, at: number): boolean =>
  at + 1 < file.length && (file[at]! & 0x0f) === 8 && file.readUInt16BE(at) % 31 === 0

/** Unpacks as much as is there and at most so many bytes; nothing when it is not packed so, or would be more. */
function inflated(packed: Buffer, most: number): string | undefined {
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: Math.max(1, most) }
    return inflateSync(packed, options).toString('latin1')
  } catch {
    return undefined
  }
}

/** `/Java#53cript` is another way to write `/JavaScript`. */
function plainNames(text: string): string {
  return text.replaceAll(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
