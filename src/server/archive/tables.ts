import pg from 'pg'
import { z } from 'zod'
import { Problem } from '#base/problem.ts'
import { type Database, raw, sql } from '#server/db.ts'
import { Migrated, Sequence } from './manifest.ts'

/**
 * A table as the catalog knows it. `columns` are those that hold something of their own: what PostgreSQL computes from
 * others is left out. `order` sorts the rows the same way on every server, whatever its language.
 */
const Table = z.object({
  schema: z.string(),
  name: z.string(),
  columns: z.array(z.string()),
  order: z.string(),
  forced: z.boolean(),
})
export type Table = z.infer<typeof Table>

const Reference = z.object({ from: z.string(), to: z.string() })

/** The name in SQL: `"intake"."subject"`. */
export function quoted(table: { schema: string; name: string }): string {
  return `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`
}

/** The name in a sentence: `intake.subject`. */
export function spoken(table: { schema: string; name: string }): string {
  return `${table.schema}.${table.name}`
}

/**
 * All tables of ours, each after those it refers to by a foreign key (its own rows may refer to each other: they are
 * loaded by one statement). The list of migrations is no data: every database writes its own.
 * Throws `archive-tables-in-a-circle`.
 */
export async function tablesOf(db: Database): Promise<Table[]> {
  const tables = await db.many(
    Table,
    sql`
      select
        n.nspname as schema,
        c.relname as name,
        c.relforcerowsecurity as forced,
        array(
          select a.attname::text
          from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          order by a.attnum) as columns,
        coalesce(
          (select string_agg(
             quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end,
             ', ' order by k.place)
           from pg_index i
           cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
           join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
           where i.indrelid = c.oid and i.indisprimary),
          format('%I::text collate "C"', c.relname)) as order
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p')
        and not c.relispartition
        and n.nspname !~ '^pg_'
        and n.nspname <> 'information_schema'
        and (n.nspname, c.relname) <> ('journal', 'migration')
        and not exists (
          select from pg_depend d
          where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      order by n.nspname collate "C", c.relname collate "C"`,
  )
  const references = await db.many(
    Reference,
    sql`
      select distinct fn.nspname || '.' || f.relname as from, tn.nspname || '.' || t.relname as to
      from pg_constraint r
      join pg_class f on f.oid = r.conrelid
      join pg_namespace fn on fn.oid = f.relnamespace
      join pg_class t on t.oid = r.confrelid
      join pg_namespace tn on tn.oid = t.relnamespace
      where r.contype = 'f' and f.oid <> t.oid`,
  )
  return inOrder(tables, references)
}

/** Each table after those it refers to; among those that may stand next, by name. */
export function inOrder<T extends { schema: string; name: string }>(
  tables: T[],
  references: { from: string; to: string }[],
): T[] {
  const placed: T[] = []
  let left = tables
  while (left.length > 0) {
    const missing = new Set(left.map(spoken))
    const next = left.find((table) => !references.some(({ from, to }) => from === spoken(table) && missing.has(to)))
    if (next === undefined) throw new Problem(500, 'archive-tables-in-a-circle', { tables: left.map(spoken).join(', ') })
    placed.push(next)
    left = left.filter((table) => table !== next)
  }
  return placed
}

/** How far each sequence of ours has counted. A number too large for JSON stays text. */
export async function sequencesOf(db: Database): Promise<Sequence[]> {
  const named = await db.many(
    Sequence.pick({ schema: true, name: true }),
    sql`
      select schemaname as schema, sequencename as name
      from pg_sequences
      where schemaname !~ '^pg_'
      order by schemaname collate "C", sequencename collate "C"`,
  )
  const sequences: Sequence[] = []
  for (const sequence of named) {
    const statement = `select last_value::text as value, is_called as called from ${quoted(sequence)}`
    const state = await db.one(Sequence.pick({ value: true, called: true }), raw(statement))
    sequences.push({ ...sequence, ...state })
  }
  return sequences
}

/** The migrations this database has taken; none where Ceiba has never been. */
export async function migrationsOf(db: Database): Promise<z.infer<typeof Migrated>[]> {
  const there = await db.one(z.object({ there: z.boolean() }), sql`select to_regclass('journal.migration') is not null as there`)
  if (!there.there) return []
  return db.many(Migrated, sql`select number, name, sha256 from journal.migration order by number`)
}
