import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { aWorld } from '../../tests/world.ts'
import { sql } from './db.ts'

const { doors } = await aWorld()
const entry = (id: string) => sql`
  insert into journal.entry (entry_id, at, kind, call)
  values (${id}, '2026-11-20', 'command', 'POST /test')`
const written = (id: string) =>
  doors.transaction(
    {},
    async (db) =>
      (await db.many(z.object({ id: z.uuid() }), sql`select entry_id as id from journal.entry where entry_id = ${id}`)).length,
  )

test('outside a transaction nothing can be written, so a lost begin loses what was sent with it', async () => {
  const id = uuidv7()
  await expect(doors.alone.run(entry(id))).rejects.toMatchObject({ code: '25006' })
  expect(await written(id)).toBe(0)
})

test('work that fails leaves nothing, and its connection is as good as new', async () => {
  for (let time = 0; time < 20; time++) {
    const id = uuidv7()
    const failing = doors.transaction({ institution: 'igm' }, async (db) => {
      await db.run(entry(id))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await written(id)).toBe(0)
  }
})

test('a closing statement that fails takes the work with it', async () => {
  const [first, second] = [uuidv7(), uuidv7()]
  await doors.transaction({}, (db) => db.run(entry(first)))
  const failing = doors.transaction(
    {},
    (db) => db.run(entry(second)),
    () => entry(first),
  )
  await expect(failing).rejects.toMatchObject({ code: '23505' })
  expect(await written(second)).toBe(0)
})

test('the context of one transaction is gone in the next on the same connection', async () => {
  const seen = (institution?: string) =>
    doors.transaction({ institution }, (db) =>
      db.one(z.object({ institution: z.string() }), sql`select current_setting('ceiba.institution') as institution`),
    )
  for (let time = 0; time < 20; time++) {
    expect(await seen('igm')).toEqual({ institution: 'igm' })
    expect(await seen()).toEqual({ institution: '' })
  }
})

test('a statement sent without waiting takes the work with it when it fails, and says why', async () => {
  const [first, second] = [uuidv7(), uuidv7()]
  await doors.transaction({}, (db) => db.run(entry(first)))
  const failing = doors.transaction(
    {},
    async (db) => {
      db.send(entry(second))
      db.send(entry(first))
    },
    () => entry(uuidv7()),
  )
  await expect(failing).rejects.toMatchObject({ code: '23505' })
  expect(await written(second)).toBe(0)
})

test('a sent statement that failed says why, even when another one is asked after it', async () => {
  const id = uuidv7()
  await doors.transaction({}, (db) => db.run(entry(id)))
  const failing = doors.transaction({}, async (db) => {
    db.send(entry(id))
    await db.run(sql`select 1`)
  })
  await expect(failing).rejects.toMatchObject({ code: '23505' })
})
