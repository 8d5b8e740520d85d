import { appendFile } from 'node:fs/promises'
import pg from 'pg'
import { startEmbedded } from '#server/embedded.ts'
import type { Binaries } from '#server/embedded-binaries.ts'
import { aFolder } from '../tests/faults/process.ts'

/** A PostgreSQL that Ceiba did not start, reached over TCP. */
export type External = { url: string; version: string; stop(): Promise<void> }

/**
 * Starts a PostgreSQL of its own for DATABASE_URL, with the settings of the embedded one. `address` is a loopback address that nobody
 * else listens on, as 127.0.0.18; without binaries it is the version that npm installed.
 */
export async function anExternal(address: string, binaries?: Binaries): Promise<External> {
  const { folder, remove } = await aFolder()
  const server = await startEmbedded({
    folder: `${folder}/data`,
    settings: { listen_addresses: address },
    ...(binaries && { binaries }),
  })
  const client = new pg.Client(server.connection)
  await client.connect()
  const { rows } = await client.query('show hba_file')
  await appendFile(rows[0].hba_file, `host all all ${address}/32 trust\n`)
  await client.query('select pg_reload_conf()')
  await client.end()
  return {
    url: `postgres://${server.connection.user}@${address}:${server.connection.port}/${server.connection.database}`,
    version: server.version,
    async stop() {
      await server.stop()
      await remove()
    },
  }
}
