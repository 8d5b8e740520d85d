import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import type { Place } from './record.ts'
import { out } from './report.ts'

/** Another program that creates the same records: where it answers, its next request, and how it was set up. */
export type Rival = { name: string; how: string; base: string; next(): Buffer; stop(): Promise<void> }

const run = promisify(execFile)

/**
 * A folder of `bench/out/rivals` with these packages in it, outside the project's own dependencies. Installed once, by npm, with the
 * Node that the rival wants as one of the packages; `compiled` are those that must be made anew for that Node.
 */
export async function installed(name: string, manifest: Record<string, unknown>, compiled: string[] = []): Promise<string> {
  const folder = join(out, 'rivals', name)
  const done = join(folder, 'installed')
  await mkdir(folder, { recursive: true })
  if (existsSync(done)) return folder
  console.log(`rivals: installing ${name} in ${folder} (about 800 MB, some minutes) …`)
  await written(folder, { 'package.json': `${JSON.stringify({ name: `rival-${name}`, private: true, ...manifest }, null, 2)}\n` })
  const npm = (words: string[], settings: Record<string, string> = {}) =>
    run('npm', [...words, '--loglevel=error'], { cwd: folder, env: { ...outside(), ...settings }, timeout: 15 * 60_000 })
  await npm(['install', '--no-audit', '--no-fund'])
  if (compiled.length > 0) {
    const PATH = `${join(folder, 'node_modules/.bin')}:${process.env.PATH}`
    const headers = join(folder, 'node_modules/node/node_modules', `node-${process.platform}-${process.arch}`)
    await npm(['rebuild', ...compiled], { PATH, npm_config_nodedir: headers })
  }
  await written(folder, { installed: '' })
  return folder
}

/** Files of a rival's own project. */
export async function written(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}

/** An empty database for a rival on the PostgreSQL that Ceiba is measured on. */
export async function emptyDatabase(place: Place, name: string): Promise<void> {
  const client = new pg.Client({ ...place, database: 'postgres' })
  await client.connect()
  await client.query(`drop database if exists ${name} with (force)`)
  await client.query(`create database ${name}`)
  await client.end()
}

/** Runs one of the rival's own commands to its end. */
export async function once(folder: string, words: string[], settings: Record<string, string>): Promise<void> {
  await run(join(folder, 'node_modules/node/bin/node'), words, {
    cwd: folder,
    env: { ...outside(), ...settings },
    timeout: 240_000,
  })
}

/** Starts a rival's server and waits until `address` answers; `said` is everything it printed. */
export async function serving(
  folder: string,
  words: string[],
  settings: Record<string, string>,
  address: string,
): Promise<{ said(): string; stop(): Promise<void> }> {
  const child = spawn(join(folder, 'node_modules/node/bin/node'), words, { cwd: folder, env: { ...outside(), ...settings } })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said += piece))
  for (let waited = 0; ; waited++) {
    if (
      await fetch(address).then(
        (response) => response.ok,
        () => false,
      )
    )
      break
    if (child.exitCode !== null || waited > 240) throw new Error(`${words.join(' ')} did not start: ${said.slice(-3000)}`)
    await sleep(500)
  }
  return { said: () => said, stop: () => ended(child) }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function ended(child: ChildProcess): Promise<void> {
  const end = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), 10_000).unref()
  await end
}

/** A rival learns nothing of this project's environment but where programs are. */
function outside(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  return { PATH, HOME }
}
