import { createHash } from 'node:crypto'
import { realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { Problem } from '#base/problem.ts'
import { inspect, openFolder } from './data-folder.ts'
import { type Binaries, installedBinaries, majorOf } from './embedded-binaries.ts'
import { createCluster, end, launch, removeUnfinished } from './embedded-cluster.ts'
import { databaseUser, folderOf, reaching } from './embedded-user.ts'
import { lockFolder } from './folder-lock.ts'
import { endOrphan } from './postmaster.ts'

/** `connection` is what `pg` takes; its host is the folder of the unix socket. `version` is for example `18.4`. */
export type Embedded = {
  connection: { host: string; port: number; user: string; database: string }
  version: string
  /** Resolves when PostgreSQL has ended, whoever ended it. */
  ended: Promise<void>
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  folder: string
  /** Told what is being done, in lines of plain English. */
  say?: (line: string) => void
  /** Other programs than the installed ones: the tests also run on an older PostgreSQL. */
  binaries?: Binaries
  /** More PostgreSQL settings: a throwaway test database need not wait for the disk. */
  settings?: Record<string, string>
}

const superuser = 'ceiba_owner'
const database = 'ceiba'
const port = 5432

/** Safe, and small enough for two cores, whatever the settings file says. What PostgreSQL logs of a failed statement holds no values. */
const alwaysSettings = {
  listen_addresses: '',
  port: String(port),
  unix_socket_permissions: '0700',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_compression: 'on',
  max_connections: '120',
  shared_buffers: '256MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  logging_collector: 'on',
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
}

/**
 * Starts the PostgreSQL that npm installed, in `folder`, for this process alone, over a unix socket that only its user reaches.
 * The caller stops it on SIGINT and SIGTERM. If we are killed, the next start ends what is left and nothing acknowledged is lost.
 *
 * In the folder: `pg` the database, `log` a week of PostgreSQL's words, `socket`, `ceiba.lock` and `ceiba.pid`.
 *
 * @throws Problem
 *   `data-folder-in-use` `{ folder, pid }`: another Ceiba owns it (`pid` may be unknown);
 *   `data-folder-foreign` `{ folder, example }`: it holds other things and no database, for example that one;
 *   `data-folder-damaged` `{ folder, missing }`: a part of the database is not there;
 *   `data-folder-other-version` `{ folder, found, expected }`: made by another major version of PostgreSQL;
 *   `data-folder-not-writable` `{ folder, reason }`;
 *   `database-would-not-start` `{ folder, log }`: with PostgreSQL's last lines;
 *   `embedded-binaries-missing` `{ platform, reason }`;
 *   `cannot-run-as-root` `{ user, reason }`.
 *   None of these removes or changes anything of a database.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const say = options.say ?? (() => {})
  const folder = await openFolder(options.folder)
  await inspect(folder) // Another's folder is refused before even a lock is put into it.
  const unlock = await lockFolder(folder)
  try {
    const found = await inspect(folder)
    const binaries = options.binaries ?? (await installedBinaries())
    const candidate = await databaseUser(found.state === 'database' ? found.owner : undefined)
    const user = await reaching(candidate, [binaries.initdb, binaries.postgres, folder, dirname(socketPlace(folder))])
    const major = await majorOf(binaries, user)
    if (found.state === 'database' && found.major !== major) {
      throw new Problem(500, 'data-folder-other-version', { folder, found: found.major, expected: major })
    }
    await removeUnfinished(folder)
    if (found.state === 'empty') {
      say(`Preparing a new database in ${folder} …`)
      await createCluster(folder, superuser, binaries, user)
    } else {
      await endOrphan(join(folder, 'pg'), say)
    }
    const socket = socketPlace(folder)
    await rm(socket, { recursive: true, force: true }) // What an earlier run left in it would keep PostgreSQL from starting.
    await folderOf(user, socket)
    const server = await launch(folder, socket, binaries, user, { ...alwaysSettings, ...options.settings }, say)
    const connection = { host: socket, port, user: superuser, database }
    const version = await openDatabase(connection)
    say(`The database is ready (PostgreSQL ${version}).`)
    const stop = async () => {
      await end(server)
      await rm(socket, { recursive: true, force: true })
      await unlock()
    }
    let stopping: Promise<void> | undefined
    return {
      connection,
      version,
      ended: server.ended,
      stop() {
        stopping ??= stop()
        return stopping
      },
    }
  } catch (error) {
    await unlock()
    if (error instanceof Problem) throw error
    throw new Problem(500, 'database-would-not-start', { folder, log: error instanceof Error ? error.message : String(error) })
  }
}

/**
 * The connection of the database that runs in this folder now, if one does: for a second program that only wants to talk to it
 * (a backup, a new account) while the server goes on.
 */
export async function runningEmbedded(folder: string): Promise<Embedded['connection'] | undefined> {
  const real = await realpath(folder).catch(() => undefined)
  if (real === undefined) return undefined
  const connection = { host: socketPlace(real), port, user: superuser, database }
  const client = new Client({ ...connection, ssl: false })
  const answers = await client.connect().then(
    () => true,
    () => false,
  )
  if (answers) await client.end()
  return answers ? connection : undefined
}

/** Where the socket lies: in the data folder or, as a socket's path may have 107 bytes at most, in a place of its own. */
function socketPlace(folder: string): string {
  const fits = (path: string) => Buffer.byteLength(join(path, `.s.PGSQL.${port}`)) <= 107
  const name = `ceiba-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  return [join(folder, 'socket'), join(tmpdir(), name)].find(fits) ?? join('/tmp', name)
}

/** Makes our database in a new cluster. Gives the server's version. */
async function openDatabase(connection: Embedded['connection']): Promise<string> {
  const client = new Client({ ...connection, database: 'postgres', ssl: false })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select split_part(current_setting('server_version'), ' ', 1) as version,
              exists (select from pg_catalog.pg_database where datname = $1) as made`,
      [database],
    )
    if (!rows[0].made) await client.query(`create database ${database}`)
    return rows[0].version
  } finally {
    await client.end()
  }
}
