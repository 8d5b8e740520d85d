import { createHash } from 'node:crypto'
import { access, constants, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Pack, pack as tarPack } from 'tar-stream'
import { Problem } from '#base/problem.ts'
import { type ArchivedTable, type Manifest, readme } from './manifest.ts'
import { readArchive } from './read-archive.ts'

/**
 * Writes `<file>.part`, flushes it to the disk, reads it again from beginning to end, and only then gives it its name:
 * under `file` there is a whole archive or nothing, whenever the power goes. A `.part` of an earlier try is replaced.
 *
 * Throws `archive-exists`, `archive-not-writable` `{ file, reason }`, `archive-disk-full` `{ file }`, and what
 * `rowsOf` throws. Gives the size in bytes.
 */
export async function writeArchive(
  file: string,
  manifest: Manifest,
  rowsOf: (table: ArchivedTable) => Readable,
): Promise<number> {
  const part = `${file}.part`
  try {
    await rm(part, { force: true })
    const written = await pour(part, manifest, rowsOf)
    await readArchive(part)
    // Somebody else may be writing a backup under the same name.
    if ((await stat(part)).ino !== written) throw new Problem(409, 'archive-exists', { file: part })
    await rename(part, file)
    await flushFolder(file)
    return (await stat(file)).size
  } catch (error) {
    const isAnothers = error instanceof Problem && error.code === 'archive-exists'
    if (!isAnothers) await rm(part, { force: true }).catch(() => {})
    throw asProblem(error, file)
  }
}

/**
 * Looked at before the long work. An archive is never replaced: the one that is there may be the only one of data that
 * are gone. Throws `archive-exists` and `archive-not-writable`.
 */
export async function refusePlace(file: string): Promise<void> {
  await access(dirname(resolve(file)), constants.W_OK).catch((error) => {
    throw asProblem(error, file)
  })
  const there = await access(file).then(
    () => true,
    () => false,
  )
  if (there) throw new Problem(409, 'archive-exists', { file })
}

/** Gives the file's number in its file system, by which it is known whatever its name. */
async function pour(part: string, manifest: Manifest, rowsOf: (table: ArchivedTable) => Readable): Promise<number> {
  const pack = tarPack()
  // Only its owner may read what holds everything.
  const handle = await open(part, 'wx', 0o600)
  const { ino } = await handle.stat()
  const target = handle.createWriteStream({ flush: true })
  const poured = pipeline(pack, createGzip(), target)
  poured.catch(() => {})
  try {
    const description = `${JSON.stringify(manifest, null, 2)}\n`
    const words = readme(manifest)
    await addText(pack, manifest, 'manifest.json', description)
    await addText(pack, manifest, 'README.txt', words)
    await addText(pack, manifest, 'SHA256SUMS', checksums(manifest, { 'manifest.json': description, 'README.txt': words }))
    for (const table of manifest.tables) {
      await pipeline(rowsOf(table), pack.entry({ name: table.file, size: table.bytes, mtime: new Date(manifest.madeAt) }))
    }
    pack.finalize()
    await poured
    return ino
  } catch (error) {
    pack.destroy()
    // When the disk refuses, what fails here is only the last link of the chain.
    throw await poured.then(
      () => error,
      (cause) => (isOfTheDisk(cause) ? cause : error),
    )
  }
}

function addText(pack: Pack, manifest: Manifest, name: string, text: string): Promise<void> {
  return new Promise((done, failed) => {
    pack.entry({ name, mtime: new Date(manifest.madeAt) }, text, (error) => (error ? failed(error) : done()))
  })
}

/** The form that `sha256sum -c` reads. */
function checksums(manifest: Manifest, texts: Record<string, string>): string {
  const ofTexts = Object.entries(texts).map(([name, text]) => `${createHash('sha256').update(text).digest('hex')}  ${name}`)
  return `${[...ofTexts, ...manifest.tables.map((table) => `${table.sha256}  ${table.file}`)].join('\n')}\n`
}

/** A new name is safe only once its folder is on the disk as well. */
async function flushFolder(file: string): Promise<void> {
  const folder = await open(dirname(resolve(file)))
  await folder.sync().finally(() => folder.close())
}

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG']
const CLOSED = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EIO']

function isOfTheDisk(error: unknown): boolean {
  return [...FULL, ...CLOSED].includes((error as { code?: string }).code ?? '')
}

function asProblem(error: unknown, file: string): unknown {
  const code = (error as { code?: string }).code ?? ''
  if (error instanceof Problem) return error
  if (FULL.includes(code)) return new Problem(507, 'archive-disk-full', { file })
  return CLOSED.includes(code) ? new Problem(500, 'archive-not-writable', { file, reason: code }) : error
}
