import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { Problem } from '#base/problem.ts'
import { damaged } from './refusals.ts'
import { type Limits, megabytes } from './table.ts'

/** A workbook is a ZIP of parts. `read` gives a part piece by piece, counting and checking while it inflates. */
export type Package = {
  names: string[]
  has(name: string): boolean
  read(name: string, onChunk: (chunk: Uint8Array) => void): Promise<void>
}

/** XML of a sheet shrinks 5 to 20 times; a file made to burst shrinks 1,000 times. Small parts may shrink as they like. */
const HIGHEST_RATIO = 200
const SMALL_PART = 1024 * 1024

/**
 * Opens a ZIP after looking at its directory only: nothing is inflated until every claim in it is one we would accept.
 *
 * Throws `file-zip-bomb` (too many parts, too large a claim, too high a ratio, parts lying over each other, more bytes
 * than claimed), `file-encrypted`, `file-has-embedded-files` and `file-damaged` (no directory, unsafe or repeated
 * names, unknown compression, wrong checksum).
 */
export async function openPackage(bytes: Uint8Array, limits: Limits): Promise<Package> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    autoClose: false,
    strictFileNames: true,
  }).catch(() => damaged())
  if (zip.entryCount > limits.parts) throw new Problem(422, 'file-zip-bomb', { parts: zip.entryCount, limit: limits.parts })

  const entries = new Map<string, Entry>()
  const total = { packed: 0, unpacked: 0 }
  for (const entry of await directoryOf(zip)) {
    refuseUnsafe(entry)
    if (entry.fileName.endsWith('/')) continue
    total.packed += entry.compressedSize
    total.unpacked += entry.uncompressedSize
    if (total.unpacked > limits.unpackedBytes) throw tooLarge(total.unpacked, limits)
    // Parts that together are longer than the file share their bytes: one small core made to inflate many times.
    if (total.packed > bytes.length) throw new Problem(422, 'file-zip-bomb', { reason: 'overlap' })
    if (entries.has(entry.fileName.toLowerCase())) damaged()
    entries.set(entry.fileName.toLowerCase(), entry)
  }

  let inflated = 0
  return {
    names: [...entries.values()].map((entry) => entry.fileName),
    has: (name) => entries.has(name.toLowerCase()),
    async read(name, onChunk) {
      const entry = entries.get(name.toLowerCase())
      if (entry === undefined) damaged()
      for await (const chunk of checkedChunks(zip, entry)) {
        inflated += chunk.length
        if (inflated > limits.unpackedBytes) throw tooLarge(inflated, limits)
        onChunk(chunk)
      }
    },
  }
}

async function directoryOf(zip: ZipFile): Promise<Entry[]> {
  try {
    const entries: Entry[] = []
    for await (const entry of zip.eachEntry()) entries.push(entry)
    return entries
  } catch {
    // Unsafe names (`../`, absolute, backslashes), sizes that contradict each other, strong encryption, broken records.
    return damaged()
  }
}

function refuseUnsafe(entry: Entry): void {
  if (entry.isEncrypted()) throw new Problem(422, 'file-encrypted')
  if (!entry.canDecodeFileData()) damaged()
  if (
    /\.(zip|xls[xmb]?|xlt[xm]|xlam?|doc[xm]?|ppt[xm]?|ods|jar|7z|rar|gz|exe|dll)$/i.test(entry.fileName) ||
    /\/embeddings\//i.test(entry.fileName)
  ) {
    throw new Problem(422, 'file-has-embedded-files')
  }
  const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1)
  if (entry.uncompressedSize > SMALL_PART && ratio > HIGHEST_RATIO) {
    throw new Problem(422, 'file-zip-bomb', { found: megabytes(entry.uncompressedSize), ratio: Math.round(ratio) })
  }
}

/** The bytes of a part; more of them than the directory claims, or others than its checksum says, is an error. */
async function* checkedChunks(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  let count = 0
  let checksum = 0
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      count += chunk.length
      if (count > entry.uncompressedSize) throw new Problem(422, 'file-zip-bomb', { reason: 'claim' })
      checksum = crc32(chunk, checksum)
      yield chunk
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    // yauzl counts as well, and its words are the only way to tell its reasons apart.
    if (error instanceof Error && error.message.startsWith('too many bytes'))
      throw new Problem(422, 'file-zip-bomb', { reason: 'claim' })
    damaged()
  }
  if (checksum !== entry.crc32) damaged()
}

function tooLarge(unpacked: number, limits: Limits): Problem {
  return new Problem(422, 'file-zip-bomb', { found: megabytes(unpacked), limit: megabytes(limits.unpackedBytes) })
}
