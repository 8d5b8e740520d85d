import { execFileSync } from 'node:child_process'
import { readFile, readlink, realpath, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What PostgreSQL says of itself in `postmaster.pid`. `ready` once it takes connections. */
export async function postmasterOf(data: string): Promise<{ pid: number; ready: boolean } | undefined> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined
}

/**
 * Ends the PostgreSQL that a killed Ceiba left behind, so that never two work on one folder: a fast shutdown, which
 * loses nothing that was acknowledged. Call it only as the owner of the folder.
 *
 * The number in `postmaster.pid` may belong by now to another program, or to a dead process that nobody has reaped.
 * Neither is touched; but PostgreSQL would take either for itself and refuse to start, so the old file goes.
 */
export async function endOrphan(data: string, say: (line: string) => void): Promise<void> {
  const orphan = await postmasterOf(data)
  if (!orphan || !isAlive(orphan.pid)) return
  if (await isPostgresOn(data, orphan.pid)) {
    say(`Stopping a database process (${orphan.pid}) that an earlier run left behind …`)
    signal(orphan.pid, 'SIGINT')
    while (await isPostgresOn(data, orphan.pid)) await sleep(10)
  }
  const left = await postmasterOf(data)
  if (left?.pid === orphan.pid) await rm(join(data, 'postmaster.pid'), { force: true })
}

/** True when that process is a living PostgreSQL server working in this data folder. */
export async function isPostgresOn(data: string, pid: number): Promise<boolean> {
  const folder = await realpath(data)
  if (process.platform !== 'linux') {
    const command = tryTo(() => execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })) ?? ''
    return command.includes('postgres') && command.includes(folder)
  }
  // A process that was killed but not reaped has none of these. In a container root may not see another user's `exe` and `cwd`.
  const [command = '', ...args] = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
  const place = await readlink(`/proc/${pid}/cwd`).catch(() => '')
  return basename(command) === 'postgres' && (place === folder || args.includes(folder))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  tryTo(() => process.kill(pid, name))
}

function tryTo<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
