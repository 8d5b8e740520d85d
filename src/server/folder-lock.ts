import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '#base/problem.ts'

export const lockFiles = ['ceiba.lock', 'ceiba.pid']

/**
 * One owner per folder. Gives the function that lets go of it.
 *
 * The lock must end with the process, however it ends, and must not mistake a new process for a dead one with the same
 * number: only the kernel can promise that. Node offers its file locks through SQLite, so an empty SQLite file is held
 * exclusively; nothing is ever stored in it. `ceiba.pid` only says whom to ask.
 *
 * @throws Problem `data-folder-in-use` `{ folder, pid }`; `data-folder-not-writable` `{ folder, reason }`
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const pidFile = join(folder, 'ceiba.pid')
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(folder, 'ceiba.lock'))
    lock.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    lock?.close()
    if (isBusy(error)) throw new Problem(500, 'data-folder-in-use', { folder, pid: (await ownerIn(pidFile)) ?? '?' })
    throw new Problem(500, 'data-folder-not-writable', { folder, reason: error instanceof Error ? error.message : String(error) })
  }
  // The old one may be another account's, left by a kill -9. On a full disk there is no new one.
  await rm(pidFile, { force: true })
  await writeFile(pidFile, `${process.pid}\n`).catch(() => {})
  const held = lock
  return async () => {
    await rm(pidFile, { force: true })
    held.close()
  }
}

/** Who holds the folder. Between taking the lock and writing its number the owner needs a moment. */
async function ownerIn(pidFile: string): Promise<number | undefined> {
  for (let tries = 0; tries < 20; tries++) {
    const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''))
    if (pid > 0) return pid
    await sleep(10)
  }
  return undefined
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}
