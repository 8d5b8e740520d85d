import { execFile } from 'node:child_process'
import { chown, mkdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Problem } from '#base/problem.ts'

/**
 * Who runs PostgreSQL. `change` is absent when it is ourselves. PostgreSQL refuses to run as root, so root hands it to
 * another user: `simply` when that user can reach every path, `keeping-access` when a folder on the way is closed to
 * it (a home, `/root`, a `mktemp -d`).
 */
export type DatabaseUser = { name: string; uid: number; gid: number; change?: 'simply' | 'keeping-access' }

/** What PostgreSQL may know of our environment: nothing that changes its behaviour, none of our secrets. */
export const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * The user for a data folder: ourselves, or as root whoever owns the existing database, else `postgres`, else `nobody`.
 *
 * @param owner who owns the database in the folder, if there is one
 * @throws Problem `cannot-run-as-root` `{ user, reason }` when the system has neither
 */
export async function databaseUser(owner: { uid: number; gid: number } | undefined): Promise<DatabaseUser> {
  const uid = process.geteuid?.() ?? 0
  if (uid !== 0) return { name: String(uid), uid, gid: process.getegid?.() ?? 0 }
  if (owner && owner.uid !== 0) return { name: String(owner.uid), ...owner, change: 'simply' }
  const accounts = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find((fields) => fields[0] === name)
    if (account) return { name, uid: Number(account[2]), gid: Number(account[3]), change: 'simply' }
  }
  throw new Problem(500, 'cannot-run-as-root', { user: 'postgres', reason: 'no user postgres or nobody' })
}

/** The same user, able to reach all these paths. */
export async function reaching(user: DatabaseUser, paths: string[]): Promise<DatabaseUser> {
  if (!user.change) return user
  const reached = await Promise.all(paths.map((path) => reaches(user, path)))
  return { ...user, change: reached.every(Boolean) ? 'simply' : 'keeping-access' }
}

/**
 * How to spawn a program as that user.
 *
 * A closed folder is passed with the one capability that ignores file permissions, kept across the change of user.
 * PostgreSQL only asks whether it is root, which it is not: it can then read and write files but nothing else root can.
 */
export function as(user: DatabaseUser, file: string, args: string[]) {
  if (user.change !== 'keeping-access') {
    return { file, args, identity: user.change ? { uid: user.uid, gid: user.gid } : {} }
  }
  // Without `no_setuid_fixup` the access() call of C would answer as if the capability were not there.
  const keep = [
    '--securebits=+no_setuid_fixup',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--bounding-set=-all,+dac_override',
  ]
  const change = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...keep]
  return { file: 'setpriv', args: [...change, '--', file, ...args], identity: {} }
}

/** Runs a program to its end as that user and gives what it printed. Rejects with what it complained about. */
export function runAs(user: DatabaseUser, program: string, programArgs: string[]): Promise<string> {
  const { file, args, identity } = as(user, program, programArgs)
  return new Promise((resolve, reject) => {
    const child = execFile(file, args, { ...identity, cwd: '/', env: environment }, (error, printed, complaint) => {
      if (!error) resolve(printed)
      else reject(new Error(complaint.trim() || error.message, { cause: error }))
    })
    child.stdin?.end()
  })
}

/** Makes a folder that only that user can open. */
export async function folderOf(user: DatabaseUser, path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (user.change) await chown(path, user.uid, user.gid)
}

async function reaches(user: DatabaseUser, path: string): Promise<boolean> {
  const real = await realpath(path).catch(() => undefined)
  if (!real) return true // Whoever needs it will miss it by name.
  for (let place = real; ; place = dirname(place)) {
    if (!opens(user, await stat(place))) return false
    if (place === dirname(place)) return true
  }
}

function opens(user: DatabaseUser, place: { mode: number; uid: number; gid: number; isDirectory(): boolean }): boolean {
  const shift = place.uid === user.uid ? 6 : place.gid === user.gid ? 3 : 0
  const needed = place.isDirectory() ? 0o1 : 0o5
  return ((place.mode >> shift) & needed) === needed
}
