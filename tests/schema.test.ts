/** The database keeps the rules that let it grow: written once here, read off the catalog of a migrated database. */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { intake } from '#intake/contract/calls.ts'
import { sql } from '#server/db.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const rows = async (text: string) => (await world.owner.query(text)).rows
const values = async (text: string) => (await rows(text)).map((row) => Object.values(row).join(' '))

/** Tables keyed by something of their own that point at a person: an index by slip code, the rows of a file, hashes of names, what was opened in an emergency. */
const indexTables = ['intake.slip', 'intake.manifest_row', 'identity.match_key', 'access.break_glass']

describe('tables that a person owns', () => {
  test('begin every key with the subject, so that they can be distributed by it', async () => {
    const wrong = await rows(`
      select relation.oid::regclass::text as at, index.indexrelid::regclass::text as key, first.attname as first
      from pg_index index
      join pg_class relation on relation.oid = index.indrelid
      join pg_attribute owned on owned.attrelid = relation.oid and owned.attname = 'subject_id'
      join pg_attribute first on first.attrelid = relation.oid and first.attnum = index.indkey[0]
      where index.indisunique and first.attname <> 'subject_id'`)
    expect(wrong.filter(({ at }) => !indexTables.includes(at))).toEqual([])
  })

  test('point at nobody of the staff', async () => {
    expect(
      await values(`
        select conname
        from pg_constraint
        where contype = 'f' and conrelid::regclass::text ~ '^(intake|identity|rights|exchange)[.]' and confrelid::regclass::text like 'access.%'`),
    ).toEqual([])
  })

  test('have forced row-level security, each of them', async () => {
    expect(
      await values(`
        select relation.oid::regclass
        from pg_class relation
        where relation.relnamespace in ('intake'::regnamespace, 'identity'::regnamespace, 'rights'::regnamespace, 'exchange'::regnamespace) and relation.relkind = 'r'
          and not (relation.relrowsecurity and relation.relforcerowsecurity)`),
    ).toEqual([])
  })

  test('show nothing to the application without a context, or in another institution’s', async () => {
    const [arrivalId, subjectId] = [uuidv7(), uuidv7()]
    const registrar = await world.someone({ roles: ['registrar'] })
    await registrar.call(intake.createArrival, {
      arrivalId,
      facilityId: 'crr-fag',
      mode: 'air',
      carrier: 'GXA 3100',
      originCountry: 'US',
      expectedAt: world.now.toISOString(),
    })
    const form = { givenNames: 'Ana', surnames: 'Xiloj' }
    await registrar.call(intake.recordReturn, {
      arrivalId,
      subjectId,
      form,
      services: ['food'],
      consents: { attention: 'given' },
    })
    const count = sql`
      select (select count(*) from intake.arrival) + (select count(*) from intake.subject) + (select count(*) from intake.name_key)
        + (select count(*) from intake.slip) + (select count(*) from intake.service) + (select count(*) from intake.consent) as seen`
    const seenBy = (institution?: string) =>
      world.doors.transaction({ institution }, (db) => db.one(z.object({ seen: z.number() }), count))
    expect((await seenBy('igm')).seen).toBeGreaterThanOrEqual(7)
    expect((await seenBy('pgn')).seen).toBe(0)
    expect((await seenBy()).seen).toBe(0)
  })
})

describe('the whole database', () => {
  test('has no triggers and no enum types', async () => {
    expect(await values('select tgname from pg_trigger where not tgisinternal')).toEqual([])
    expect(await values("select typname from pg_type where typtype = 'e'")).toEqual([])
  })

  test('belongs to its owner: the application and the portal own nothing', async () => {
    expect(
      await values(
        "select relname from pg_class join pg_roles on pg_roles.oid = relowner where rolname in ('ceiba_app', 'ceiba_portal')",
      ),
    ).toEqual([])
  })

  test('lets nobody change or remove a line of the journal, a decision about who somebody is, nor what was set', async () => {
    expect(
      await values(`
        select table_name, privilege_type
        from information_schema.role_table_grants
        where (table_schema = 'journal' or table_schema = 'identity' and table_name in ('decision', 'undone', 'threshold', 'automatic_rule'))
          and grantee in ('ceiba_app', 'ceiba_portal') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`),
    ).toEqual([])
  })

  test('shows the portal the releases and nothing else', async () => {
    expect(
      await values(`
        select distinct table_schema, privilege_type
        from information_schema.role_table_grants
        where grantee = 'ceiba_portal'`),
    ).toEqual(['release SELECT'])
  })
})
