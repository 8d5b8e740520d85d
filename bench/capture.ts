import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { type Connection, doorsOver, openPool } from '#server/db.ts'
import { vaultOf } from '#server/vault/open.ts'
import type { Vault } from '#server/vault/vault.ts'
import { server } from '../src/server.ts'
import { aReturn } from './people.ts'

/** One message to the database: its statements, and whether it was sent without waiting for the answer to the one before. */
export type Message = { text: string; values: (string | null)[]; waited: boolean }

/** What one `recordReturn` says to the database, and the ids in it that are new with each return. */
export type Captured = { messages: Message[]; subjectId: string; entryId: string; slipCode: string }

/**
 * Records one return through the real application in this process and listens to what `pg` sends. The session is that of a real
 * server on the same database, so the statements are those of every call.
 */
export async function captureRecordReturn(
  connection: Connection,
  folder: string,
  cookie: string,
  arrivalId: string,
): Promise<Captured> {
  const doors = doorsOver(openPool(connection, { role: 'ceiba_app', most: 1 }), await vaultIn(folder, connection))
  const app = server({ doors, portalDoors: doors, demonstration: false, version: 'bench' })
  const entryId = uuidv7()
  const record = async (input: ReturnType<typeof aReturn>, entry: string) => {
    const headers = { 'Content-Type': 'application/json', Cookie: cookie, 'Ceiba-Entry': entry }
    const response = await app.request('/api/returns', { method: 'POST', headers, body: JSON.stringify(input) })
    if (!response.ok) throw new Error(await response.text())
    return response.json() as Promise<{ slipCode: string }>
  }
  try {
    await record(aReturn(arrivalId, 1), uuidv7())
    const input = aReturn(arrivalId, 2)
    const { messages, value } = await listening(() => record(input, entryId))
    return { messages, subjectId: input.subjectId, entryId, slipCode: value.slipCode }
  } finally {
    await doors.close()
  }
}

/** The vault of a Ceiba that runs in this folder. */
export async function vaultIn(folder: string, connection: Connection): Promise<Vault> {
  const owner = openPool(connection, { most: 1 })
  const settings = { databaseUrl: undefined, masterKeyFile: undefined, masterKeyCommand: undefined }
  return vaultOf({ ...settings, dataFolder: `${folder}/data` }, owner).finally(() => owner.end())
}

export async function listening<T>(work: () => Promise<T>): Promise<{ messages: Message[]; value: T }> {
  const messages: Message[] = []
  const usual = pg.Client.prototype.query as (...given: unknown[]) => unknown
  let underWay = 0
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const asked = given[0] as string | { text: string; values?: unknown[] }
    const { text, values = [] } = typeof asked === 'string' ? { text: asked } : asked
    messages.push({ text, values: values.map(asText), waited: underWay === 0 })
    underWay++
    const answer = usual.apply(this, given)
    const ended = () => {
      underWay--
    }
    Promise.resolve(answer).then(ended, ended)
    return answer
  } as typeof pg.Client.prototype.query
  try {
    return { value: await work(), messages }
  } finally {
    pg.Client.prototype.query = usual as typeof pg.Client.prototype.query
  }
}

/** A value as `pg` would write it. */
function asText(value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return `{${value.map((item) => JSON.stringify(String(item))).join(',')}}`
  return String(value)
}
