import { access, constants, mkdir, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '#base/problem.ts'
import { lockFiles } from './folder-lock.ts'

/** What a look at the data folder found: nothing yet (or only the traces of a first start that did not end), or a database. */
export type Found = { state: 'empty' } | { state: 'database'; major: number; owner: { uid: number; gid: number } }

/** The master key, where nobody says of another place for it. */
export const masterKeyFile = 'master.key'

/** Names under which a first start prepares a database; it gets its real name `pg` in one step when it is complete. */
export const unfinished = /^pg\.new-/

const ours = ['pg', 'log', 'socket', masterKeyFile, ...lockFiles]
const harmless = ['lost+found', '.gitkeep', '.gitignore', '.DS_Store']

/** What a database must have for PostgreSQL to open it; without one of these it would guess or start anew. */
const essential = ['PG_VERSION', 'global/pg_control', 'base', 'pg_wal']

/**
 * Makes the folder if it is not there and gives its real path.
 *
 * @throws Problem `data-folder-not-writable` `{ folder, reason }`; `data-folder-foreign` `{ folder, example }` when it is a file
 */
export async function openFolder(folder: string): Promise<string> {
  try {
    // Root's folder must let the database user pass, though not look around.
    await mkdir(folder, { recursive: true, mode: process.geteuid?.() === 0 ? 0o711 : 0o700 })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return await realpath(folder)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (reason === 'EEXIST' || reason === 'ENOTDIR') throw new Problem(500, 'data-folder-foreign', { folder, example: folder })
    throw new Problem(500, 'data-folder-not-writable', { folder, reason })
  }
}

/**
 * Looks, and changes nothing.
 *
 * @throws Problem `data-folder-foreign` `{ folder, example }` when it holds another's files and no database;
 *   `data-folder-damaged` `{ folder, missing }` when a part of the database is not there;
 *   `data-folder-not-writable` `{ folder, reason }` when the database belongs to another user
 */
export async function inspect(folder: string): Promise<Found> {
  const names = await readdir(folder)
  if (!names.includes('pg')) {
    const example = names.find((name) => !ours.includes(name) && !harmless.includes(name) && !unfinished.test(name))
    if (example) throw new Problem(500, 'data-folder-foreign', { folder, example })
    return { state: 'empty' }
  }
  const data = join(folder, 'pg')
  const { uid, gid } = await stat(data)
  const we = process.geteuid?.() ?? uid
  if (we !== 0 && we !== uid) throw new Problem(500, 'data-folder-not-writable', { folder, reason: `owner ${uid}` })
  for (const part of essential) {
    await stat(join(data, part)).catch(() => {
      throw new Problem(500, 'data-folder-damaged', { folder, missing: `pg/${part}` })
    })
  }
  const version = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
  if (!/^\d+$/.test(version)) throw new Problem(500, 'data-folder-damaged', { folder, missing: 'pg/PG_VERSION' })
  return { state: 'database', major: Number(version), owner: { uid, gid } }
}
