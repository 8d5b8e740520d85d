import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { Problem } from '#base/problem.ts'
import { drained, metered } from './copying.ts'
import { AnyManifest, type ArchivedTable, Manifest } from './manifest.ts'

/** One file of the archive; its stream gives bytes, which the library's types do not say. */
type Entry = AsyncIterable<Uint8Array> & { header: Header }

/** No manifest is longer; what claims to be is not read. */
const LONGEST_TEXT = 16 * 1024 * 1024

/**
 * Reads an archive from beginning to end and compares every file with its checksum, its size and its place. `onTable`
 * may take a table's rows on the way; it must not trust them before `readArchive` has ended well.
 *
 * Throws `archive-not-found` `{ file, reason }`, `archive-not-ours`, `archive-damaged` `{ part }`,
 * `archive-newer-than-program` `{ program }`, and what `onTable` throws.
 */
export async function readArchive(
  file: string,
  onTable: (table: ArchivedTable, rows: AsyncIterable<Uint8Array>) => Promise<unknown> = (_, rows) => drained(rows),
): Promise<Manifest> {
  const files = extract()
  const unpacked = pipeline(createReadStream(file), createGunzip(), files)
  // What breaks in the chain reaches the loop below as well, and is told there.
  unpacked.catch(() => {})
  const entries = files[Symbol.asyncIterator]()
  let part = 'manifest.json'
  let manifest: Manifest | undefined

  async function next(name: string): Promise<Entry> {
    part = name
    const { value, done } = await entries.next()
    if (done || value.header.name !== name || value.header.type !== 'file') throw damaged(part)
    return value as unknown as Entry
  }

  try {
    const description = await textOf(await next('manifest.json'))
    manifest = parsed(description)
    const words = await textOf(await next('README.txt'))
    const sums = await textOf(await next('SHA256SUMS'))
    if (!agrees(sums, { 'manifest.json': description, 'README.txt': words })) throw damaged(part)
    for (const table of manifest.tables) {
      const meter = metered(await next(table.file))
      await onTable(table, meter.chunks)
      const { bytes, sha256 } = meter.measure()
      if (bytes !== table.bytes || sha256 !== table.sha256) throw damaged(part)
    }
    part = 'end'
    if (!(await entries.next()).done) throw damaged(part)
    await unpacked
    return manifest
  } catch (error) {
    files.destroy()
    throw asProblem(error, { file, part, known: manifest !== undefined })
  }
}

async function textOf(entry: Entry): Promise<string> {
  if (entry.header.size > LONGEST_TEXT) throw new Problem(422, 'archive-not-ours')
  const chunks: Uint8Array[] = []
  for await (const chunk of entry) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string): Manifest {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Problem(422, 'archive-not-ours')
  }
  const known = Manifest.safeParse(value)
  if (known.success) return known.data
  const other = AnyManifest.safeParse(value)
  if (other.success && other.data.version > 1)
    throw new Problem(422, 'archive-newer-than-program', { program: other.data.program })
  throw new Problem(422, 'archive-not-ours')
}

function agrees(sums: string, texts: Record<string, string>): boolean {
  return Object.entries(texts).every(([name, text]) =>
    sums.includes(`${createHash('sha256').update(text).digest('hex')}  ${name}\n`),
  )
}

function asProblem(error: unknown, at: { file: string; part: string; known: boolean }): unknown {
  const { code = '', message } = error as { code?: string; message?: string }
  if (['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR'].includes(code)) {
    return new Problem(404, 'archive-not-found', { file: at.file, reason: code })
  }
  const unreadable =
    code.startsWith('Z_') || /invalid tar header|unexpected end of data|header exceeds|invalid header/i.test(message ?? '')
  const isDamage = error instanceof Problem && error.code === 'archive-damaged'
  if (!unreadable && !isDamage) return error
  // A file that stops too early was perhaps ours; one that never began like an archive was not.
  return at.known || code === 'Z_BUF_ERROR' ? damaged(at.part) : new Problem(422, 'archive-not-ours')
}

function damaged(part: string): Problem {
  return new Problem(422, 'archive-damaged', { part })
}
