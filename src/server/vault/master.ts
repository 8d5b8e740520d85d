import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { Problem } from '#base/problem.ts'
import { decrypt, encrypt, keyBytes, newKey } from './sealing.ts'

/** A key as it is stored: wrapped by a version of the master key, bound to what it is the key of. */
export type Wrapped = { context: string; version: number; wrapped: Buffer }
export type Unwrapped = { context: string; key: Buffer }

/**
 * The master key wraps all others and never meets a record. It lies in a file, or where a command reaches it: both do no more than this.
 * Many keys at a time, because a command is a process.
 */
export type Master = {
  /** Where it is, for people. */
  place: string
  /** Wraps with the newest version. */
  wrap(keys: readonly Unwrapped[]): Promise<Wrapped[]>
  /** In the order given. Throws `master-key-wrong` `{ place, version }` when the key is another. */
  unwrap(keys: readonly Wrapped[]): Promise<Buffer[]>
  /** The version that wraps now. */
  newest(): Promise<number>
  /** Makes a version more, where that is ours to do. */
  renew?(): Promise<number>
}

const contextOf = ({ context, version }: { context: string; version: number }) => `${context}|${version}`

/** Master keys in memory, by version. */
export function masterOf(keys: () => ReadonlyMap<number, Buffer>, place: string): Master {
  const newest = () => Math.max(...keys().keys())
  return {
    place,
    newest: async () => newest(),
    wrap: async (wanted) => {
      const version = newest()
      return wanted.map(({ context, key }) => ({
        context,
        version,
        wrapped: encrypt(keys().get(version)!, contextOf({ context, version }), key),
      }))
    },
    unwrap: async (wanted) =>
      wanted.map((one) => {
        const key = keys().get(one.version)
        if (!key) throw new Problem(500, 'master-key-wrong', { place, version: one.version })
        try {
          return decrypt(key, contextOf(one), one.wrapped)
        } catch {
          throw new Problem(500, 'master-key-wrong', { place, version: one.version })
        }
      }),
  }
}

const head =
  '# Ceiba: master keys, one a line, the last is the newest. With this file and the database closed records can be read.\n'

/**
 * The master key in a file of lines `version key`, the key in base64. It is read again when it has changed, so that a version made by
 * `ceiba keys rotate` is known to a server that runs. Throws `master-key-file-wrong` `{ file }`.
 */
export function masterInFile(file: string): Master {
  let read: { keys: ReadonlyMap<number, Buffer>; changed: number } | undefined
  const keys = (): ReadonlyMap<number, Buffer> => {
    const { mtimeMs } = statSync(file)
    if (read?.changed !== mtimeMs) read = { keys: keysIn(file), changed: mtimeMs }
    return read.keys
  }
  return {
    ...masterOf(keys, file),
    renew: async () => {
      const version = Math.max(...keys().keys()) + 1
      write(file, new Map([...keys(), [version, newKey()]]))
      return version
    },
  }
}

/** Makes the file with a first key, readable for its owner alone. One that is there stays. */
export function makeMasterFile(file: string): void {
  if (!existsSync(file)) write(file, new Map([[1, newKey()]]))
}

/** Whole or not at all: a key that is half written is lost, and with it what it wraps. */
function write(file: string, keys: ReadonlyMap<number, Buffer>): void {
  const lines = [...keys].map(([version, key]) => `${version} ${key.toString('base64')}\n`)
  const prepared = `${file}.${randomUUID()}`
  try {
    writeFileSync(prepared, head + lines.join(''), { mode: 0o400, flush: true, flag: 'wx' })
    chmodSync(prepared, 0o400)
    renameSync(prepared, file)
  } catch (error) {
    throw new Problem(500, 'master-key-not-writable', { file, reason: (error as { code?: string }).code ?? 'unknown' })
  }
}

function keysIn(file: string): ReadonlyMap<number, Buffer> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('#'))
  const keys = new Map(
    lines.map((line) => {
      const [version = '', key = ''] = line.trim().split(/\s+/)
      return [Number(version), Buffer.from(key, 'base64')] as const
    }),
  )
  const isWhole = keys.size > 0 && [...keys].every(([version, key]) => Number.isInteger(version) && key.length === keyBytes)
  if (!isWhole || keys.size !== lines.length) throw new Problem(500, 'master-key-file-wrong', { file })
  return keys
}

const Line = z.object({ version: z.int(), data: z.base64() })
const remembered = 2_000

/**
 * The master key behind a command, as a key management service: it is called as `command wrap`, `command unwrap` with a JSON document
 * per line, `{"context":"…","data":"base64"}` (to unwrap also `"version"`), and answers one per line, `{"version":1,"data":"base64"}`.
 * What was unwrapped is remembered in memory, so that a list is no process per line. Throws `master-key-command-failed` `{ reason }`.
 */
export function masterByCommand(command: string): Master {
  const known = new Map<string, Buffer>()
  const nameOf = ({ context, version, wrapped }: Wrapped) => `${contextOf({ context, version })}|${wrapped.toString('base64')}`
  const ask = async (what: 'wrap' | 'unwrap', lines: readonly object[]) => {
    const answered = (await run(command, what, lines.map((line) => `${JSON.stringify(line)}\n`).join('')))
      .split('\n')
      .filter(Boolean)
    const parsed = z.array(Line).safeParse(answered.map((line) => parseJson(line)))
    if (!parsed.success || parsed.data.length !== lines.length)
      throw new Problem(500, 'master-key-command-failed', { reason: `${what}: an answer of another form` })
    return parsed.data.map(({ version, data }) => ({ version, data: Buffer.from(data, 'base64') }))
  }
  const wrap: Master['wrap'] = async (keys) => {
    if (keys.length === 0) return []
    const answers = await ask(
      'wrap',
      keys.map(({ context, key }) => ({ context, data: key.toString('base64') })),
    )
    return answers.map(({ version, data }, index) => ({ context: keys[index]!.context, version, wrapped: data }))
  }
  return {
    place: command,
    wrap,
    newest: async () => (await wrap([{ context: 'ceiba', key: newKey() }]))[0]!.version,
    async unwrap(keys) {
      const unknown = keys.filter((one) => !known.has(nameOf(one)))
      const asked = unknown.map(({ context, version, wrapped }) => ({ context, version, data: wrapped.toString('base64') }))
      const answers = unknown.length > 0 ? await ask('unwrap', asked) : []
      const unwrapped = new Map(unknown.map((one, index) => [nameOf(one), answers[index]!.data]))
      const result = keys.map((one) => unwrapped.get(nameOf(one)) ?? known.get(nameOf(one))!)
      if (known.size + unwrapped.size > remembered) known.clear()
      for (const [name, key] of unwrapped) known.set(name, key)
      return result
    },
  }
}

function run(command: string, what: string, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(command, [what], { timeout: 20_000, maxBuffer: 64_000_000 }, (error, output) => {
      if (!error) return resolve(output)
      reject(new Problem(500, 'master-key-command-failed', { reason: `${what}: ${error.code ?? error.signal ?? 'failed'}` }))
    })
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
