import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, lchown, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '#base/problem.ts'
import { unfinished } from './data-folder.ts'
import type { Binaries } from './embedded-binaries.ts'
import { as, type DatabaseUser, environment, folderOf, runAs } from './embedded-user.ts'
import { postmasterOf } from './postmaster.ts'

export type Server = { child: ChildProcess; ended: Promise<void>; forget(): void }

/**
 * Prepares a database under a passing name and gives it its own in one step: a start that was interrupted is done anew.
 *
 * @throws Problem `database-would-not-start` `{ folder, log }`
 */
export async function createCluster(folder: string, superuser: string, binaries: Binaries, user: DatabaseUser): Promise<void> {
  // A new name each time: an `initdb` that outlived its killed parent must not write into ours.
  const fresh = join(folder, `pg.new-${process.pid}-${Date.now()}`)
  const shape = ['-U', superuser, '--encoding=UTF8', '--locale=C', '--auth=trust', '--data-checksums', '--no-instructions']
  try {
    await folderOf(user, fresh)
    await runAs(user, binaries.initdb, ['-D', fresh, ...shape, '--no-sync'])
    await runAs(user, binaries.initdb, ['-D', fresh, '--sync-only'])
    await rename(fresh, join(folder, 'pg'))
    const parent = await open(folder)
    await parent.sync().finally(() => parent.close())
  } catch (error) {
    await removeUnfinished(folder)
    throw new Problem(500, 'database-would-not-start', { folder, log: error instanceof Error ? error.message : String(error) })
  }
}

/** Removes what interrupted first starts left. What cannot go yet, because its `initdb` still writes, goes at a later start. */
export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (unfinished.test(name)) await rm(join(folder, name), { recursive: true, force: true }).catch(() => {})
  }
}

/**
 * Runs PostgreSQL on `folder` until it takes connections: as our own child, so that we learn of its end even where
 * nobody else waits for lost processes, but in a session of its own, so that Ctrl-C in the terminal ends us first.
 *
 * @throws Problem `database-would-not-start` `{ folder, log }`
 */
export async function launch(
  folder: string,
  socket: string,
  binaries: Binaries,
  user: DatabaseUser,
  settings: Record<string, string>,
  say: (line: string) => void,
): Promise<Server> {
  const data = join(folder, 'pg')
  const log = join(folder, 'log')
  await belongTo(user, data)
  await folderOf(user, log)
  const all = Object.entries({ ...settings, unix_socket_directories: socket, log_directory: log })
  const { file, args, identity } = as(user, binaries.postgres, [
    '-D',
    data,
    ...all.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])

  for (let tries = 1; ; tries++) {
    const logged = await sizesIn(log)
    const child = spawn(file, args, {
      ...identity,
      cwd: '/',
      env: environment,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const early: string[] = []
    child.stderr?.on('data', (text) => early.length < 100 && early.push(String(text)))
    const server = track(child)
    if (await takesConnections(server, data, socket, say)) return server
    server.forget()
    const words = lastLines(`${early.join('')}\n${await addedTo(log, logged)}`)
    // The helpers of a server that was killed are still there: they notice and end by themselves within moments.
    const helpersLeft = words.includes('pre-existing shared memory block')
    if (!helpersLeft || tries === 50) throw new Problem(500, 'database-would-not-start', { folder, log: words })
    await sleep(200)
  }
}

/** A fast shutdown: open transactions are undone, everything acknowledged is on the disk. */
export async function end({ child, ended, forget }: Server): Promise<void> {
  child.kill('SIGINT')
  // When even that does not end it, stop at once; the next start replays the journal and loses nothing.
  const impatience = setTimeout(() => child.kill('SIGQUIT'), 60_000)
  await ended
  clearTimeout(impatience)
  forget()
}

function track(child: ChildProcess): Server {
  const stop = () => child.kill('SIGINT')
  process.on('exit', stop)
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve())
    child.on('error', () => child.pid === undefined && resolve())
  })
  return { child, ended, forget: () => process.off('exit', stop) }
}

/** Waits until PostgreSQL takes connections. False when it ended instead. */
async function takesConnections(server: Server, data: string, socket: string, say: (line: string) => void): Promise<boolean> {
  let ended = false
  server.ended.then(() => {
    ended = true
  })
  for (let waited = 0; !ended; waited += 10) {
    // In this order: the socket is new, so whoever made it has written its own `postmaster.pid` before.
    const listens = (await readdir(socket)).some((name) => name.startsWith('.s.PGSQL') && !name.endsWith('.lock'))
    const postmaster = await postmasterOf(data)
    if (listens && postmaster?.ready && postmaster.pid === server.child.pid) return true
    if (waited % 5000 === 3000) say('The database is repairing itself after an interrupted run; nothing recorded is lost …')
    await sleep(10)
  }
  return false
}

/** A database copied by root belongs to root: PostgreSQL demands that it belongs to its own user, and to nobody else. */
async function belongTo(user: DatabaseUser, data: string): Promise<void> {
  if (!user.change || (await stat(data)).uid === user.uid) return
  for (const name of await readdir(data, { recursive: true })) await lchown(join(data, name), user.uid, user.gid)
  await chmod(data, 0o700)
  await lchown(data, user.uid, user.gid) // Last: its owner says that all the rest was done.
}

async function sizesIn(folder: string): Promise<Map<string, number>> {
  const sizes = (await readdir(folder)).map(async (name) => [name, (await stat(join(folder, name))).size] as const)
  return new Map(await Promise.all(sizes))
}

/** What has been written to the files of a folder since they had those sizes. */
async function addedTo(folder: string, sizes: Map<string, number>): Promise<string> {
  const added = (await readdir(folder)).map(async (name) => (await readFile(join(folder, name))).subarray(sizes.get(name) ?? 0))
  return Buffer.concat(await Promise.all(added)).toString('utf8')
}

function lastLines(text: string): string {
  const told = text.split('\n').filter((line) => line.trim() && !/redirecting log output|Future log output/.test(line))
  return told.slice(-15).join('\n')
}
