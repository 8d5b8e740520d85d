import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { Captured, Message } from './capture.ts'

type Place = { host: string; port: number; user: string; database: string }

const run = promisify(execFile)
const folders = '/usr/lib/postgresql'

/** The program `pgbench`: the newest of Debian's, else the PATH's; undefined where there is none. */
export function findPgbench(): string | undefined {
  const versions = existsSync(folders) ? readdirSync(folders).sort((a, b) => Number(b) - Number(a)) : []
  const places = [...versions.map((version) => join(folders, version, 'bin')), ...(process.env.PATH ?? '').split(delimiter)]
  return places.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path))
}

/** Transactions per second of a script with so many connections, in the role of the application, with prepared statements. */
export async function pgbench(
  program: string,
  place: Place,
  script: string,
  connections: number,
  seconds: number,
): Promise<number> {
  const { host, port, user, database } = place
  const load = [
    '-n',
    '-M',
    'prepared',
    '-c',
    connections,
    '-j',
    2,
    '-T',
    seconds,
    '-D',
    'made=0',
    '-D',
    `began=${Date.now()}`,
    '-f',
    script,
  ]
  const env = { PATH: '/usr/bin:/bin', PGOPTIONS: '-c role=ceiba_app' }
  const { stdout } = await run(program, ['-h', host, '-p', port, '-U', user, ...load, database].map(String), { env })
  const found = /tps = ([\d.]+) \(without/.exec(stdout)?.[1]
  if (!found || !/failed transactions: 0 /.test(stdout)) throw new Error(stdout)
  return Number(found)
}

/**
 * Writes what one `recordReturn` said as a script for pgbench. Every value stays as it was, but the ids that must be new with each
 * return. `grouped` keeps together what Ceiba sent without waiting in between; else each statement waits for the one before.
 */
export async function writeScript(path: string, place: Place, captured: Captured, grouped: boolean): Promise<void> {
  const statements = captured.messages.map((message) => ({ message, lines: parts(message) }))
  const types = await typesOf(place, captured.messages)
  const out = ['\\set made :made + 1', '\\set number :made * 1000 + :client_id']
  const groups: string[][] = []
  for (const { message, lines } of statements) {
    const written = lines.map((line) => `${spoken(filled(line, message.values, types.get(message.text) ?? [], captured))};`)
    if (!grouped) groups.push(...written.map((one) => [one]))
    else if (message.waited) groups.push(written)
    else groups.at(-1)?.push(...written)
  }
  for (const group of groups) out.push(...(group.length > 1 ? ['\\startpipeline', ...group, '\\endpipeline'] : group))
  await writeFile(path, `${out.join('\n')}\n`)
}

/** A message without values may hold several statements. */
function parts({ text, values }: Message): string[] {
  return values.length > 0
    ? [text]
    : text
        .split(';')
        .map((part) => part.trim())
        .filter(Boolean)
}

/** PostgreSQL says itself of which type each `$1` is. */
async function typesOf(place: Place, messages: Message[]): Promise<Map<string, string[]>> {
  const client = new pg.Client({ ...place, options: '-c role=ceiba_app' })
  await client.connect()
  const types = new Map<string, string[]>()
  for (const { text, values } of messages) {
    if (values.length === 0) continue
    await client.query(`prepare asked as ${text}`)
    const { rows } = await client.query(
      "select parameter_types::text[] as types from pg_prepared_statements where name = 'asked'",
    )
    types.set(text, rows[0].types)
    await client.query('deallocate asked')
  }
  await client.end()
  return types
}

/** New ids are made of the moment the run began, the transaction's number and the connection's: they grow with time, as ours do. */
const freshId = (kind: string) =>
  `(lpad(to_hex(:began::bigint), 15, '0') || '${kind}' || lpad(to_hex(:number::bigint), 16, '0'))::uuid::text`

function filled(text: string, values: (string | null)[], types: string[], { subjectId, entryId, slipCode }: Captured): string {
  const fresh = new Map([
    [subjectId, freshId('a')],
    [entryId, freshId('b')],
    [slipCode, 'substr(md5(:number::text || :began::text), 1, 16)'],
  ])
  const known = new RegExp(`(${[...fresh.keys()].join('|')})`)
  const written = (value: string | null, type: string | undefined) => {
    if (value === null) return `null::${type}`
    const pieces = String(value)
      .split(known)
      .filter((piece) => piece !== '')
    const sum = pieces.map((piece) => fresh.get(piece) ?? literal(piece)).join(' || ') || "''"
    return `(${sum})::${type}`
  }
  return text.replace(/\$(\d+)/g, (_, number) => written(values[Number(number) - 1] ?? null, types[Number(number) - 1]))
}

function literal(text: string): string {
  return pg.escapeLiteral(text)
}

/** One line; and no colon before a letter, which pgbench would take for one of its variables (in our JSON a blank changes nothing). */
function spoken(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/":(?=[a-z])/g, '": ')
}
