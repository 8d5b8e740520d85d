import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { Problem } from '#base/problem.ts'

export type Migration = { number: number; name: string; sha256: string; text: string }

const folder = path.join(import.meta.dirname, '../../migrations')

/** The migrations that come with this program, in order. `0004-intake.sql` has number 4 and name `intake`. */
export function migrations(from = folder): Migration[] {
  return readdirSync(from)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const [, number, name] = /^(\d{4})-([a-z-]+)\.sql$/.exec(file) ?? []
      if (!number || !name) throw new Error(`a migration's name must look like 0001-name.sql: ${file}`)
      const text = readFileSync(path.join(from, file), 'utf8')
      return { number: Number(number), name, text, sha256: createHash('sha256').update(text).digest('hex') }
    })
}

/**
 * Brings the database to the newest (or the given) migration: each in one transaction, once, in order, under a lock, so
 * that two programs starting together do not both migrate. The pool must log in as the owner.
 *
 * Throws `migration-changed` (one that ran has another text now), `database-newer-than-program`, or
 * `database-roles-missing` (the login may not create roles and they are not there).
 * Gives the numbers of the migrations that ran now.
 */
export async function migrate(pool: pg.Pool, options: { upTo?: number; all?: Migration[] } = {}): Promise<number[]> {
  const all = options.all ?? migrations()
  const wanted = all.filter((migration) => migration.number <= (options.upTo ?? Number.POSITIVE_INFINITY))
  const client = await pool.connect()
  const ran: number[] = []
  try {
    await client.query("select pg_advisory_lock(hashtext('ceiba.migrate'))")
    await client.query(foundation)
    const done = new Map<number, string>(
      (await client.query('select number, sha256 from journal.migration')).rows.map((row) => [row.number, row.sha256]),
    )
    const newest = Math.max(0, ...done.keys())
    if (newest > (all.at(-1)?.number ?? 0)) throw new Problem(500, 'database-newer-than-program', { database: newest })
    for (const migration of wanted) {
      const before = done.get(migration.number)
      if (before === migration.sha256) continue
      if (before) throw new Problem(500, 'migration-changed', { number: migration.number, name: migration.name })
      await client.query('begin')
      await client.query(migration.text)
      await client.query('insert into journal.migration (number, name, sha256, applied_at) values ($1, $2, $3, now())', [
        migration.number,
        migration.name,
        migration.sha256,
      ])
      await client.query('commit')
      ran.push(migration.number)
    }
    return ran
  } catch (error) {
    await client.query('rollback').catch(() => {})
    if ((error as { code?: string }).code === '42501')
      throw new Problem(500, 'database-roles-missing', { message: String(error) })
    throw error
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('ceiba.migrate'))").catch(() => {})
    client.release()
  }
}

/** What must stand before the first migration: the roles that own nothing, and the list of migrations. */
const foundation = `
  do $$
  declare
    wanted text;
  begin
    foreach wanted in array array['ceiba_app', 'ceiba_portal', 'ceiba_glass'] loop
      if not exists (select from pg_roles where rolname = wanted) then
        begin
          execute format('create role %I nologin', wanted);
        exception when duplicate_object or unique_violation then null;
        end;
      end if;
      if not pg_has_role(current_user, wanted, 'member') then
        execute format('grant %I to current_user', wanted);
      end if;
    end loop;
  end $$;
  create schema if not exists journal;
  create table if not exists journal.migration (
    number int primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null
  )`
