/**
 * What stands under the engine: row-level security, tried as the application's role in every context, for every table that the catalog
 * has; and the pitfalls of it that are known, each as a test. New schemas and tables are covered when they come.
 */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { compartments } from '#base/codes.ts'
import { intake } from '#intake/contract/calls.ts'
import { beyondCompartments, type Context, doorsOver, openPool, sql } from '#server/db.ts'
import { aFlight, aPerson, received } from './people.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const all = Object.keys(compartments) as (keyof typeof compartments)[]
for (const institution of ['igm', 'pgn']) {
  const desk = await world.someone({ roles: ['registrar', 'shift-chief'], institution })
  const arrivalId = await aFlight(desk, { carrier: `V-${institution}` })
  await received(desk, arrivalId, aPerson({ cui: '1987 12345 0101' }))
  for (const compartment of all) {
    const subjectId = await received(desk, arrivalId, aPerson({ cui: '1987 54321 0101', flags: ['pregnancy'] }))
    await desk.call(intake.setService, { subjectId, service: 'food', state: 'given' })
    await desk.call(intake.setCompartment, { subjectId, compartment, reason: 'Para la prueba' })
  }
}
const rows = async (text: string, values: unknown[] = []) => (await world.owner.query(text, values)).rows
const values = async (text: string) => (await rows(text)).map((row) => Object.values(row).join(' '))

/** What is no record of a person: accounts and the journal, the directory, what is public. */
const beside = ['access', 'journal', 'directory', 'release']
const Table = z.object({ at: z.string(), columns: z.array(z.string()), secured: z.boolean() })
const tables = z.array(Table).parse(
  await rows(
    `select relation.oid::regclass::text as at, relrowsecurity and relforcerowsecurity as secured,
       array(select attname::text from pg_attribute where attrelid = relation.oid and attnum > 0 and not attisdropped) as columns
     from pg_class relation
     join pg_namespace on pg_namespace.oid = relnamespace
     where relkind in ('r', 'p') and nspname !~ '^(pg_|information_schema)' and nspname <> 'public' and nspname <> all($1)`,
    [beside],
  ),
)
/** Hashes and what is only numbers: they lead nowhere without the record, which is closed. */
const onlyHashes = ['identity.match_key']
const about = (columns: string[]) => columns.filter((column) => ['subject_id', 'one_id', 'other_id'].includes(column))
const Count = z.object({ count: z.int() })

test('every table of these schemas is behind the wall, and those of persons behind the wall of compartments', async () => {
  expect(tables.length).toBeGreaterThan(15)
  expect(
    tables.filter(({ secured, columns }) => !secured && (columns.includes('institution_id') || about(columns).length > 0)),
  ).toEqual([])
  const closing = await values(
    `select polrelid::regclass::text from pg_policy where not polpermissive and pg_get_expr(polqual, polrelid) ~ 'compartment'`,
  )
  const open = tables.filter(({ at, columns }) => about(columns).length > 0 && !onlyHashes.includes(at) && !closing.includes(at))
  expect(open.map(({ at }) => at)).toEqual([])
})

const contexts: Context[] = [undefined, 'igm', 'pgn', 'minex'].flatMap((institution) =>
  [[], ...all.map((one) => [one]), all, 'all' as const].map((open) => ({ institution, compartments: open })),
)

test('the database shows each role and context its rows and no other, in every table', async () => {
  let cases = 0
  const wrong: string[] = []
  for (const context of contexts) {
    const open = context.compartments === 'all' ? all : (context.compartments as string[])
    for (const { at, columns } of tables) {
      cases += 1
      const seen = await world.doors
        .transaction(context, (db) => db.one(Count, sql([`select count(*)::int as count from ${at}`])))
        .catch((error) => (error.code === '42501' ? { count: 0 } : Promise.reject(error)))
      const ids = onlyHashes.includes(at) ? [] : about(columns)
      const right = columns.includes('institution_id')
        ? `institution_id = $1 ${ids.map((id) => `and (${id} is null or exists (select from intake.subject where subject.subject_id = ${at}.${id} and subject.institution_id = $1 and (subject.compartment is null or subject.compartment = any($2))))`).join(' ')}`
        : undefined
      if (right === undefined) {
        if (context.institution === undefined && seen.count > 0 && ids.length > 0) wrong.push(`${at} without a context`)
        continue
      }
      const [{ count }] = await rows(`select count(*)::int as count from ${at} where ${right} and $2::text[] is not null`, [
        context.institution ?? '',
        open,
      ])
      if (seen.count > count) wrong.push(`${at} ${JSON.stringify(context)}: ${seen.count} for ${count}`)
    }
  }
  console.log(`walls: ${cases} cases, ${wrong.length} wrong`)
  expect(wrong).toEqual([])
  const [{ count }] = await rows(`select count(*)::int as count from intake.subject where institution_id = 'igm'`)
  const seen = await world.doors.transaction({ institution: 'igm', compartments: all }, (db) =>
    db.one(Count, sql`select count(*)::int as count from intake.subject`),
  )
  expect(seen.count).toBe(count)
})

test('a thousand random turns of two people over one connection: neither ever sees a row of the other', async () => {
  const pool = openPool(world.database, { role: 'ceiba_app', most: 1 })
  const doors = doorsOver(pool)
  const seed = Date.now() % 1_000_000
  let state = seed
  const chance = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  const Seen = z.object({ institutionId: z.string(), compartment: z.string().optional() })
  const look = sql`select institution_id as "institutionId", compartment from intake.subject`
  const people = [
    { institution: 'igm', compartments: [] as string[] },
    { institution: 'pgn', compartments: ['health', 'tracing'] },
  ]
  let looks = 0
  const crossed: string[] = []
  const turn = async (who: (typeof people)[number], kind: number) => {
    const check = (seen: z.infer<typeof Seen>[]) => {
      looks += 1
      if (seen.length === 0) crossed.push('nothing seen')
      for (const one of seen)
        if (one.institutionId !== who.institution || (one.compartment && !who.compartments.includes(one.compartment)))
          crossed.push(`${who.institution} saw ${one.institutionId} ${one.compartment}`)
    }
    await doors
      .transaction(who, async (db) => {
        check(await db.many(Seen, look))
        if (kind === 1) throw new Error('given up')
        if (kind === 2) await db.run(sql`select 1 / 0`)
        if (kind === 3) await beyondCompartments(db, async () => {})
        if (kind === 4) await beyondCompartments(db, () => Promise.reject(new Error('given up outside')))
        check(await db.many(Seen, look))
      })
      .catch(() => {})
    if (kind === 5) {
      looks += 1
      const unknown = await doors.alone.many(Seen, look)
      if (unknown.length > 0) crossed.push('somebody without a context saw rows')
    }
  }
  await Promise.all(Array.from({ length: 1000 }, () => turn(people[chance() < 0.5 ? 0 : 1]!, Math.floor(chance() * 6))))
  await pool.end()
  console.log(`turns: seed ${seed}, ${looks} looks, ${crossed.length} crossed`)
  expect(crossed).toEqual([])
  expect(looks).toBeGreaterThan(1000)
})

describe('the known pitfalls of row-level security', () => {
  const who: Context = { institution: 'igm', compartments: [] }

  test('after a transaction the settings are empty, and an empty setting shows nothing', async () => {
    await world.doors.transaction(who, (db) => db.run(sql`select 1`))
    const Setting = z.object({ setting: z.string().optional() })
    expect(
      await world.doors.alone.one(Setting, sql`select nullif(current_setting('ceiba.institution', true), '') as setting`),
    ).toEqual({})
    expect(await world.doors.alone.one(Count, sql`select count(*)::int as count from intake.subject`)).toEqual({ count: 0 })
  })

  test('filters are of types whose comparison is leakproof: no index of such a table holds an enum, a number with decimals or a document', async () => {
    expect(
      await values(`
        select index.indexrelid::regclass::text, pg_type.typname
        from pg_index index
        join pg_class relation on relation.oid = index.indrelid and relation.relrowsecurity
        join pg_attribute attribute on attribute.attrelid = index.indexrelid
        join pg_type on pg_type.oid = attribute.atttypid
        where pg_type.typtype = 'e' or pg_type.typname not in ('uuid', 'text', 'int4', 'int8', 'int2', 'date', 'timestamptz', 'bool', 'bytea', 'float8')`),
    ).toEqual([])
    const leakproof = await values(`
      select operator.oprname || ' ' || operator.oprleft::regtype
      from pg_operator operator
      join pg_proc on pg_proc.oid = operator.oprcode and pg_proc.proleakproof
      where operator.oprname in ('=', '^@') and operator.oprleft = operator.oprright`)
    expect(leakproof).toEqual(expect.arrayContaining(['= text', '= uuid', '= integer', '= date', '= bytea', '^@ text']))
  })

  test('no store searches with what is not leakproof and would lose its index', () => {
    const stores = globSync('src/*/store{.ts,/**/*.ts}', { cwd: path.join(import.meta.dirname, '..') })
    expect(stores.length).toBeGreaterThan(10)
    const wrong = stores.filter((file) =>
      /\b(i?like|similar to)\b '|@@|@>/i.test(
        readFileSync(path.join(import.meta.dirname, '..', file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
      ),
    )
    expect(wrong).toEqual([])
  })

  test('a view asks as whoever looks; nothing is materialised beside the wall', async () => {
    expect(
      await values(`
        select relation.oid::regclass::text
        from pg_class relation
        join pg_namespace on pg_namespace.oid = relnamespace
        where nspname !~ '^(pg_|information_schema|release)'
          and (relkind = 'm' or relkind = 'v' and not coalesce(reloptions::text ~ 'security_invoker=(true|on)', false))`),
    ).toEqual([])
  })

  test('the roles of the application own nothing, are no superusers and bypass nothing', async () => {
    expect(
      await values(
        `select rolname from pg_roles where rolname ~ '^ceiba_(app|portal|glass)$' and (rolsuper or rolbypassrls or rolcreaterole)`,
      ),
    ).toEqual([])
    expect(
      await values(
        `select relname from pg_class join pg_roles on pg_roles.oid = relowner where rolname ~ '^ceiba_(app|portal|glass)$'`,
      ),
    ).toEqual([])
    expect(await values(`select oid::regclass from pg_class where relrowsecurity and not relforcerowsecurity`)).toEqual([])
  })

  test('one function acts as its owner: the one that takes words of the erased out of the journal', async () => {
    expect(
      await values(`select pg_proc.oid::regprocedure from pg_proc join pg_namespace on pg_namespace.oid = pronamespace
        where prosecdef and nspname !~ '^(pg_|information_schema)'`),
    ).toEqual(['journal.redact(uuid[],uuid)'])
  })

  test('an upsert onto a row that is out of sight is refused', async () => {
    const [{ subject_id: subjectId }] = await rows(
      `select subject_id from intake.subject where compartment = 'health' and institution_id = 'igm'`,
    )
    const upsert = sql`
      insert into intake.slip (code, subject_id, institution_id)
      select code, subject_id, 'igm' from (values ('x', ${subjectId}::uuid)) as row (code, subject_id)
      on conflict (code) do nothing`
    await world.doors.transaction(who, (db) => db.run(upsert))
    const [{ code }] = await rows('select code from intake.slip where subject_id = $1 and code <> $2', [subjectId, 'x'])
    const onto = sql`
      insert into intake.slip (code, subject_id, institution_id) values (${code}, ${uuidv7()}, 'igm')
      on conflict (code) do update set subject_id = excluded.subject_id`
    await expect(world.doors.transaction(who, (db) => db.run(onto))).rejects.toMatchObject({ code: '42501' })
  })

  test('keys tell of nobody: what is unique is made of chance, never of a name, a number or a document', async () => {
    expect(
      await values(`
        select index.indexrelid::regclass::text, attribute.attname
        from pg_index index
        join pg_class relation on relation.oid = index.indrelid and relation.relrowsecurity
        join pg_attribute attribute on attribute.attrelid = index.indexrelid
        where index.indisunique and attribute.attname ~ 'cui|name$|names|document|phone|birth'`),
    ).toEqual([])
  })

  test('what the planner knows of the values in a table is not for the application', async () => {
    await world.owner.query('analyze intake.subject')
    const known = sql`select count(*)::int as count from pg_stats where schemaname = 'intake' and tablename = 'subject'`
    expect(await world.doors.transaction(who, (db) => db.one(Count, known))).toEqual({ count: 0 })
  })
})
