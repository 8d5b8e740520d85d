import { existsSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type Embedded, startEmbedded } from '#server/embedded.ts'
import { binariesIn } from '#server/embedded-binaries.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The database server of this run, for `tests/world.ts`. */
    cluster: Embedded['connection']
  }
}

/**
 * One PostgreSQL for the whole run, in a temporary folder: the embedded 18, or with CEIBA_TEST_POSTGRES=15 the one of
 * PG15_BIN. It does not wait for the disk: nobody misses these data after a power cut.
 */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const place = await mkdtemp(join(tmpdir(), 'ceiba-tests-'))
  const older = process.env.CEIBA_TEST_POSTGRES === '15'
  const cluster = await startEmbedded({
    folder: join(place, 'data'),
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      shared_buffers: '128MB',
      max_connections: '100',
    },
    ...(older && { binaries: await binariesIn(process.env.PG15_BIN ?? '/usr/lib/postgresql/15/bin') }),
  })
  provide('cluster', cluster.connection)
  const leave = () => removeWhileWritten(place)
  // When the run is broken off nobody calls the function below; the launcher has told the server to end.
  process.on('exit', leave)
  return async () => {
    await cluster.stop()
    leave()
    process.off('exit', leave)
  }
}

/** Removes a folder in which a server that is just ending may still write; `rmSync` then leaves a part and does not say so. */
function removeWhileWritten(place: string): void {
  for (let tries = 1; existsSync(place) && tries <= 50; tries++) {
    if (tries > 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
    rmSync(place, { recursive: true, force: true })
  }
}
