import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { access } from '#access/contract/calls.ts'
import { call, type Fetch } from '#browser/call.ts'
import { intake } from '#intake/contract/calls.ts'

const ceiba = path.join(import.meta.dirname, '../../src/ceiba.ts')
const run = promisify(execFile)

/** An empty folder that goes away with `remove`. */
export async function aFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ceiba-fault-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) }
}

/** Runs a `ceiba` command to its end: exit code and what it said. */
export async function command(
  words: string[],
  settings: Record<string, string>,
): Promise<{ code: number; out: string; said: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, [ceiba, ...words], {
      env: { ...clean(), ...passwordsAlone, ...settings },
    })
    return { code: 0, out: stdout, said: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout, said: stderr }
  }
}

export type Running = { process: ChildProcess; base: string; said(): string; ended: Promise<number | string> }

/** Starts `ceiba start` or `ceiba demo` as a process of its own and waits until it answers; an early end is an error with its words. */
export async function start(word: 'start' | 'demo', settings: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, [ceiba, word], {
    env: { ...clean(), ...passwordsAlone, PORT: '0', CALLS_PER_MINUTE: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const ended = new Promise<number | string>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown')),
  )
  const base = await new Promise<string>((resolve, reject) => {
    const listen = (piece: Buffer) => {
      said += piece
      const found = /(?:Portal|Workspace)\s+(http:\S+?)\/(?:app\/)?\s/.exec(said)
      if (found) resolve(found[1]!)
    }
    child.stdout!.on('data', listen)
    child.stderr!.on('data', listen)
    ended.then((how) => reject(new Error(`ceiba ${word} ended with ${how}: ${said}`)))
  })
  return { process: child, base, said: () => said, ended }
}

/** The tests sign in with passwords alone. */
const passwordsAlone = { SECOND_FACTOR_FOR: 'nobody' }

/** The settings of this test run must not reach the process under test. */
function clean(): Record<string, string> {
  const { PATH, HOME, TMPDIR, LANG } = process.env
  return { PATH: PATH ?? '', HOME: HOME ?? '', ...(TMPDIR && { TMPDIR }), ...(LANG && { LANG }) }
}

/** A `fetch` that signs in at the server and carries its cookie. A first password is changed, as the server asks. */
export async function signedIn(base: string, login: string, password: string, wanted?: string): Promise<Fetch> {
  let cookie = ''
  const fetching: Fetch = async (at, init) => {
    const response = await fetch(`${base}${at}`, { ...init, headers: { ...init.headers, ...(cookie && { Cookie: cookie }) } })
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return response
  }
  const me = await call(access.signIn, { login, password }, { fetch: fetching })
  if (me.mustChange && wanted) await call(access.changePassword, { current: password, wanted }, { fetch: fetching })
  return fetching
}

/** The ids of everybody on an arrival, as the server lists them page by page. */
export async function everyone(fetch: Fetch, arrivalId: string): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await call(intake.listReturns, { arrivalId, limit: 200, ...(after && { after }) }, { fetch })
    ids.push(...page.returns.map(({ subjectId }) => subjectId))
    after = page.next
  } while (after)
  return ids
}
