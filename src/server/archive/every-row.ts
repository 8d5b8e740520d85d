import type pg from 'pg'
import { z } from 'zod'
import { Problem } from '#base/problem.ts'
import { over, sql } from '#server/db.ts'
import { quoted, type Table } from './tables.ts'

/**
 * What every transaction of an archive begins with: the same data give the same text on every server, and a row that
 * row-level security would hide is an error instead of a silence.
 */
export const archiveSettings = `
  set local row_security = off;
  set local timezone = 'UTC';
  set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres';
  set local bytea_output = 'hex';
  set local extra_float_digits = 1;
  set local statement_timeout = 0;
  set local idle_in_transaction_session_timeout = 0`

/**
 * Makes sure that the transaction of `client` sees and may write every row, and gives the way back.
 *
 * Our tables force row-level security on their owner as well, so an ordinary owner would be refused. A superuser (the
 * embedded database) or a login with BYPASSRLS passes as it is and nothing is locked. Any other owner lifts the force
 * inside this transaction: it is back when the transaction ends however it ends, nobody else ever sees it lifted, but
 * the tables are locked and the application waits meanwhile. `alter role … bypassrls`, given once by the database's
 * administrator, spares that wait.
 *
 * Throws `archive-role-too-narrow` when the login neither owns the tables nor passes.
 */
export async function seeEveryRow(client: pg.ClientBase, tables: Table[]): Promise<() => Promise<void>> {
  const db = over(client)
  const { passes } = await db.one(
    z.object({ passes: z.boolean() }),
    sql`select rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user`,
  )
  const forced = passes ? [] : tables.filter((table) => table.forced)
  try {
    for (const table of forced) await client.query(`alter table ${quoted(table)} no force row level security`)
  } catch (error) {
    throw isTooNarrow(error) ? new Problem(500, 'archive-role-too-narrow') : error
  }
  return async () => {
    for (const table of forced) await client.query(`alter table ${quoted(table)} force row level security`)
  }
}

/** PostgreSQL's "insufficient privilege": not the owner, or a policy would hide rows. */
export function isTooNarrow(error: unknown): boolean {
  return (error as { code?: string }).code === '42501'
}
