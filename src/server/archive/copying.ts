import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { quoted, type Table } from './tables.ts'

/** What a stream of bytes was, for comparing it with what it should be. */
export type Measure = { bytes: number; sha256: string }

/** All rows of a table as CSV with a header, in the same order and the same text on every server. */
export function rowsOut(client: pg.ClientBase, table: Table): Readable & { rowCount: number } {
  const query = `select ${columnList(table.columns)} from ${quoted(table)} order by ${table.order}`
  return client.query(copyTo(`copy (${query}) to stdout (format csv, header)`))
}

/** Takes the same CSV in. Columns are named, and the header must name the same. */
export function rowsIn(client: pg.ClientBase, table: { schema: string; name: string; columns: string[] }) {
  return client.query(copyFrom(`copy ${quoted(table)} (${columnList(table.columns)}) from stdin (format csv, header match)`))
}

/** Measures a table without keeping anything of it. */
export async function measured(client: pg.ClientBase, table: Table): Promise<Measure & { rows: number }> {
  const rows = rowsOut(client, table)
  const measure = await drained(rows)
  return { ...measure, rows: rows.rowCount }
}

/** Reads a stream to its end, for its measure only. */
export async function drained(stream: AsyncIterable<Uint8Array>): Promise<Measure> {
  const meter = metered(stream)
  for await (const _ of meter.chunks) {
    // Only counted.
  }
  return meter.measure()
}

/** A stream that is measured while somebody else reads it. */
export function metered(stream: AsyncIterable<Uint8Array>): { chunks: AsyncGenerator<Uint8Array>; measure(): Measure } {
  const hash = createHash('sha256')
  let bytes = 0
  async function* chunks() {
    for await (const chunk of stream) {
      bytes += chunk.length
      hash.update(chunk)
      yield chunk
    }
  }
  return { chunks: chunks(), measure: () => ({ bytes, sha256: hash.copy().digest('hex') }) }
}

function columnList(columns: string[]): string {
  return columns.map((column) => pg.escapeIdentifier(column)).join(', ')
}
