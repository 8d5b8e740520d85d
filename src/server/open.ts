import type pg from 'pg'
import { Problem } from '#base/problem.ts'
import { type Config, variables } from '#server/config.ts'
import { type Connection, type Doors, doorsOver, openPool } from '#server/db.ts'
import { runningEmbedded, startEmbedded } from '#server/embedded.ts'
import { migrate } from '#server/migrate.ts'
import { vaultOf } from '#server/vault/open.ts'
import type { Vault } from '#server/vault/vault.ts'

/** An open database: the owner's pool for migrations and backups, and the doors of the application and of the portal. */
export type OpenDatabase = {
  owner: pg.Pool
  doors: Doors
  portalDoors: Doors
  vault: Vault
  /** `18.4`, and where it runs: `embedded in /srv/ceiba/data` or `external`. */
  version: string
  place: string
  embedded: boolean
  connection: Connection
  /** Rejects with `database-ended` `{ folder }` when the embedded PostgreSQL has ended. Any other may come back: it never settles. */
  gone: Promise<never>
  stop(): Promise<void>
}

const oldest = 15
const newest = 18

/**
 * Opens DATABASE_URL, or the embedded database. `alone` is for a program that must be the only one (the server); the
 * others join a server that is running. Migrates unless told not to.
 *
 * Throws what `startEmbedded` and `migrate` throw, `database-in-clear`, `database-unreachable` and `database-version` (15 to 18 are needed).
 */
export async function openDatabase(
  config: Config,
  options: { alone: boolean; migrate?: boolean; say?: (line: string) => void },
): Promise<OpenDatabase> {
  const say = options.say ?? (() => {})
  refuseInClear(config)
  const running = options.alone || config.databaseUrl ? undefined : await runningEmbedded(config.dataFolder)
  const started = config.databaseUrl || running ? undefined : await startEmbedded({ folder: config.dataFolder, say })
  const connection: Connection = started?.connection ?? running ?? { connectionString: config.databaseUrl! }
  const portalConnection: Connection = config.portalDatabaseUrl ? { connectionString: config.portalDatabaseUrl } : connection
  const owner = openPool(connection, { most: 3 })
  const pool = openPool(connection, { role: 'ceiba_app', most: config.pool })
  const portalDoors = doorsOver(openPool(portalConnection, { role: 'ceiba_portal', most: Math.max(2, config.pool / 2) }))
  const gone = new Promise<never>((_, reject) => {
    started?.ended.then(() => reject(new Problem(500, 'database-ended', { folder: config.dataFolder })))
  })
  gone.catch(() => {}) // Not everybody waits for it.
  const stop = async () => {
    await Promise.allSettled([pool.end(), portalDoors.close(), owner.end()])
    await started?.stop()
  }
  try {
    const version = await versionOf(owner)
    if (options.migrate !== false) {
      const ran = await migrate(owner)
      if (ran.length > 0) say(`The database's tables are up to date (${ran.length} ${ran.length === 1 ? 'step' : 'steps'}).`)
    }
    const vault = await vaultThere(config, owner)
    const doors = doorsOver(pool, vault)
    const place = config.databaseUrl ? 'external' : `embedded in ${config.dataFolder}`
    return { owner, doors, portalDoors, vault, version, place, embedded: !config.databaseUrl, connection, gone, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * The portal's way to the releases, for a machine that serves nothing else: no owner, no keys, nothing of anybody. The database is prepared
 * by the register. Throws `configuration-wrong`, `database-in-clear`, `database-unreachable` and `database-version`.
 */
export async function openReleases(config: Config): Promise<Doors> {
  const means = variables.SERVE.means
  if (!config.portalDatabaseUrl) throw new Problem(500, 'configuration-wrong', { variable: 'PORTAL_DATABASE_URL', means })
  refuseInClear(config)
  const pool = openPool({ connectionString: config.portalDatabaseUrl }, { role: 'ceiba_portal', most: config.pool })
  await versionOf(pool).catch(async (error) => {
    await pool.end()
    throw error
  })
  return doorsOver(pool)
}

function refuseInClear(config: Config): void {
  if (config.databaseInClear) return
  for (const address of [config.databaseUrl, config.portalDatabaseUrl])
    if (address && isInClear(address)) throw new Problem(500, 'database-in-clear')
}

/** The vault; before its tables are there, none that opens. */
async function vaultThere(config: Config, owner: pg.Pool): Promise<Vault> {
  const { rows } = await owner.query("select to_regclass('vault.service_key') is not null as there")
  return rows[0].there ? vaultOf(config, owner) : { problem: new Problem(500, 'tables-missing') }
}

/**
 * Would people's records cross a network that anybody may listen to? A socket or this machine itself is none; `verify-full` proves who
 * the other machine is (`pg` takes `require`, `prefer` and `verify-ca` for it).
 */
export function isInClear(address: string): boolean {
  const { hostname, searchParams } = new URL(address)
  const host = searchParams.get('host') ?? decodeURIComponent(hostname)
  const here = host === '' || host.startsWith('/') || /^(localhost|\[?::1\]?|127(\.\d+){3})$/.test(host)
  return !here && !['verify-full', 'verify-ca', 'require', 'prefer'].includes(searchParams.get('sslmode') ?? '')
}

async function versionOf(owner: pg.Pool): Promise<string> {
  const found = await owner.query("select split_part(current_setting('server_version'), ' ', 1) as version").catch((error) => {
    throw new Problem(500, 'database-unreachable', { reason: reasonOf(error) })
  })
  const version: string = found.rows[0].version
  const major = Number.parseInt(version, 10)
  if (major < oldest || major > newest) throw new Problem(500, 'database-version', { found: version, oldest, newest })
  return version
}

/** Why a connection failed, without what stands in the address. */
function reasonOf(error: { code?: string; message?: string }): string {
  return error.code ?? error.message?.replaceAll(/postgres(ql)?:\/\/\S+/g, '…') ?? 'unknown'
}
