import { expect, test } from 'vitest'
import { intake } from '#intake/contract/calls.ts'
import { sql } from '#server/db.ts'
import { aFlight, atTheDesk, onTheList, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { identity } from '../contract.ts'
import { wayOfKeys } from '../rules/compare.ts'
import { latest, staleOf } from '../store/keys.ts'
import { renewKeys } from './indexing.ts'

const world = await aWorld()
// Here the database's own clock counts too.
world.now = new Date()
const desk = await world.someone({ roles: ['registrar', 'shift-chief'] })
const flight = await aFlight(desk)

const man = { givenNames: 'Baltazar Tomás', surnames: 'Tz’unux Ixcoy', birthDate: '1991-04-23', sex: 'male' } as const
const changedAt = (subjectId: string, when: string) =>
  world.owner.query(`update intake.subject set changed_at = ${when} where subject_id = $1`, [subjectId])
const withoutKeys = async () => {
  const { rows } = await world.owner.query(
    'select subject_id from intake.subject where not exists (select from identity.indexed where indexed.subject_id = subject.subject_id)',
  )
  return rows.length
}

test('who looks at all returns waits until another process has done its part, and leaves out none', async () => {
  await received(desk, flight, man)
  await renewKeys(world.doors)
  const [late] = await onTheList(world, flight, [man])
  await changedAt(late!, "'2020-01-01'")
  let finish = () => {}
  let begun = () => {}
  const beginning = new Promise<void>((done) => {
    begun = done
  })
  const other = world.doors.transaction({ institution: 'igm' }, async (db) => {
    await db.run(sql`select pg_advisory_xact_lock(hashtext('ceiba.identity.keys'), hashtext('igm'))`)
    begun()
    await new Promise<void>((done) => {
      finish = done
    })
  })
  await beginning
  expect(await renewKeys(world.doors)).toBe(0)
  const whole = renewKeys(world.doors, { whole: true })
  finish()
  await other
  expect(await whole).toBe(1)
  expect(await withoutKeys()).toBe(0)
})

test('a list of thousands that was put there at one instant gets its keys, each once', async () => {
  const people = Array.from({ length: 1234 }, (_, number) => ({ givenNames: `Juan ${number}`, surnames: 'Pérez López' }))
  world.now = new Date(world.now.getTime() + 1000)
  await onTheList(world, flight, people)
  expect(await renewKeys(world.doors)).toBe(1234)
  expect(await renewKeys(world.doors)).toBe(0)
  expect(await withoutKeys()).toBe(0)
})

test('a transaction that ended after a later one had been looked at is still found', async () => {
  const [late] = await onTheList(world, flight, [man])
  await renewKeys(world.doors)
  const slow = await world.owner.connect()
  await slow.query('begin')
  await slow.query(
    'update intake.subject set form = form || \'{"cui": "1234567890101"}\', changed_at = now() where subject_id = $1',
    [late],
  )
  const [quick] = await onTheList(world, flight, [man])
  await changedAt(quick!, "now() + interval '1 second'")
  expect(await renewKeys(world.doors)).toBe(1)
  expect(await renewKeys(world.doors)).toBe(0)
  await slow.query('commit')
  slow.release()
  expect(await renewKeys(world.doors)).toBe(1)
})

test('what was looked at is not looked at again, unless it is written again', async () => {
  const [id] = await onTheList(world, flight, [man])
  await renewKeys(world.doors)
  const next = () =>
    world.doors.transaction({ institution: 'igm' }, async (db) => staleOf(db, await latest(db, 2), 5000, wayOfKeys + 1))
  expect((await next()).stale).toEqual([])
  await changedAt(id!, "changed_at + interval '1 second'")
  expect((await next()).stale.map(({ subjectId }) => subjectId)).toEqual([id])
})

test('in a database that was restored elsewhere, where transactions count from anew, changes are found', async () => {
  await renewKeys(world.doors)
  await world.owner.query("update identity.progress set seen_before = '99999999999'")
  await onTheList(world, flight, [man])
  expect(await renewKeys(world.doors)).toBe(1)
  expect(await withoutKeys()).toBe(0)
})

test('a time to the microsecond is not passed again and again', async () => {
  const [id] = await onTheList(world, flight, [man])
  await changedAt(id!, "changed_at + interval '3 microseconds'")
  expect(await renewKeys(world.doors)).toBe(1)
  expect(await renewKeys(world.doors, { whole: true })).toBe(0)
})

test('a clock that ran years ahead for a moment hides nothing of what comes after', async () => {
  const [id] = await onTheList(world, flight, [man])
  await changedAt(id!, "'2060-01-01'")
  await renewKeys(world.doors)
  await received(desk, flight, man)
  await renewKeys(world.doors)
  expect(await withoutKeys()).toBe(0)
})

test('of two corrections in the same millisecond the second counts', async () => {
  const misheard = { givenNames: 'Danilo', surnames: 'Zepeda Arriola' }
  const changes = { givenNames: 'Genaro', surnames: 'Caal Pop' }
  const before = await received(desk, flight, { ...man, ...misheard })
  await renewKeys(world.doors)
  await desk.call(intake.saveForm, { subjectId: before, changes, before: misheard })
  await renewKeys(world.doors)
  const now = await atTheDesk(desk, flight, { ...man, ...changes })
  const { candidates } = await desk.call(identity.findCandidates, { subjectId: now })
  expect(candidates.map(({ who }) => who.subjectId)).toEqual([before])
})

test('a step of the reception makes no keys anew', async () => {
  const id = await atTheDesk(desk, flight, man)
  await renewKeys(world.doors)
  world.now = new Date(world.now.getTime() + 1000)
  await desk.call(intake.receive, { subjectId: id })
  expect(await renewKeys(world.doors)).toBe(0)
})

test('keys that were made in another way are made anew, and broken off they go on the next time', async () => {
  await renewKeys(world.doors, { whole: true })
  const keys = async () =>
    (await world.owner.query('select key, subject_id from identity.match_key order by key, subject_id')).rows
  const before = await keys()
  const { rowCount } = await world.owner.query("update identity.indexed set facts = md5('otherwise')::uuid, keys = '{2}'")
  await world.owner.query('delete from identity.match_key')
  expect(await renewKeys(world.doors, { whole: true, ending: AbortSignal.abort() })).toBe(0)
  expect(await renewKeys(world.doors, { whole: true })).toBe(rowCount)
  expect(await keys()).toEqual(before)
})
