import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { pathFor } from '#browser/call.ts'
import { sql } from '#server/db.ts'
import { aFlight, aPerson, atTheDesk, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { intake } from '../contract/calls.ts'

/** What is not of the own institution does not exist: same answer, same count as for an id that nobody ever used. */

const world = await aWorld()
const roles = ['registrar' as const, 'shift-chief' as const, 'analyst' as const]
const ours = await world.someone({ roles, institution: 'igm' })
const others = await world.someone({ roles, institution: 'minex' })
const arrivalId = await aFlight(ours)
const subjectId = await received(ours, arrivalId, aPerson({ surnames: 'Secreta', cui: '9000000150101' }))
const waiting = await atTheDesk(ours, arrivalId)
const { slipCode = '' } = await ours.call(intake.readReturn, { subjectId })

/** Every call about one person, with what else it asks for. */
const aboutOne = {
  readReturn: {},
  beginReception: {},
  saveForm: { changes: { sex: 'male' }, before: {} },
  completeStep: { step: 'identity' },
  setService: { service: 'food', state: 'given' },
  setConsent: { purpose: 'attention', answer: 'given' },
  leaveFamily: {},
  setCompartment: { compartment: 'health', reason: 'Porque sí' },
  receive: {},
  markNotArrived: {},
  backToList: {},
  slip: {},
  profilePdf: {},
  readTrail: {},
  trailPdf: {},
  joinFamily: { familyUnitId: uuidv7() },
}
/** Every call about one arrival. */
const aboutArrival = {
  readArrival: {},
  changeArrival: { version: 1, carrier: 'V' },
  openArrival: {},
  closeArrival: { counts: { listed: 0, expected: 0, receiving: 0, received: 0, notArrived: 0, unlisted: 0 } },
  reopenArrival: { reason: 'Porque sí' },
  setHeadcounts: { version: 1, headcounts: {} },
  listReturns: {},
  listManifests: {},
  addReturn: { form: {} },
  recordReturn: { form: {} },
}

type Name = keyof typeof intake

/** What a call answers, without what must differ (the id of the answer's record). */
async function answerOf(name: Name, input: Record<string, unknown>): Promise<{ status: number; body: string }> {
  const call = intake[name]
  const path = pathFor(call as never, input as never)
  const body = call.kind === 'command' ? { body: JSON.stringify(input), headers: { 'Content-Type': 'application/json' } } : {}
  const response = await others.fetch(path, { method: call.method, ...body })
  return { status: response.status, body: await response.text() }
}

const withFamily = (id: string, rest: Record<string, unknown>) => ({
  ...rest,
  members: [
    { subjectId: id, relationship: 'head' },
    { subjectId: waiting, relationship: 'child' },
  ],
})

describe('a person of another institution', () => {
  test('every call about one person is tried here', () => {
    const named = Object.entries(intake).filter(([, call]) => 'subjectId' in (call.input as unknown as z.ZodObject).shape)
    const creating = ['addReturn', 'recordReturn']
    expect(
      named
        .map(([name]) => name)
        .filter((name) => !creating.includes(name))
        .toSorted(),
    ).toEqual(Object.keys(aboutOne).toSorted())
  })

  test.each(Object.entries(aboutOne))('%s: is not found, as if nobody had that id', async (name, rest) => {
    const input = (id: string) => ({ ...(name === 'joinFamily' ? withFamily(id, rest) : rest), subjectId: id })
    const foreign = await answerOf(name as Name, input(subjectId))
    const unknown = await answerOf(name as Name, input(uuidv7()))
    expect(foreign).toEqual(unknown)
    expect(foreign).toMatchObject({ status: 404 })
    expect(JSON.parse(foreign.body)).toMatchObject({ code: 'return-not-found' })
  })

  test.each(['secreta', 'secre', '9000 00015 0101', slipCode, 'xiloj tzunux'])('searching %s finds nobody', async (text) => {
    expect((await ours.call(intake.searchReturns, { text })).returns).not.toEqual([])
    expect(await others.call(intake.searchReturns, { text })).toEqual({ returns: [] })
  })
})

describe('an arrival of another institution', () => {
  test.each(Object.entries(aboutArrival))('%s: is not found', async (name, rest) => {
    const made = name.endsWith('Return') ? { subjectId: uuidv7() } : {}
    const foreign = await answerOf(name as Name, { ...rest, ...made, arrivalId })
    const unknown = await answerOf(name as Name, { ...rest, ...made, arrivalId: uuidv7() })
    expect(foreign).toEqual(unknown)
    expect(JSON.parse(foreign.body)).toMatchObject({ status: 404, code: 'arrival-not-found' })
  })

  test('is in no list, no board and no count', async () => {
    expect(await others.call(intake.listArrivals, {})).toEqual({ arrivals: [], total: 0 })
    const board = await others.call(intake.readBoard, { facilityId: 'crr-fag' })
    expect(board).toMatchObject({ arrivals: [], waiting: 0, beingAttended: 0, received: 0, families: 0, services: [] })
    const period = { from: '2020-01-01', to: '2030-01-01' }
    expect(await others.call(intake.profileReport, period)).toMatchObject({ total: 0, arrivals: 0 })
    expect((await ours.call(intake.profileReport, period)).total).toBe(1)
  })
})

describe('underneath, in the database', () => {
  const tables = [
    'arrival',
    'subject',
    'name_key',
    'slip',
    'step',
    'service',
    'consent',
    'consent_text',
    'manifest',
    'manifest_row',
  ]
  const Count = z.object({ count: z.int() })
  const counted = (table: string, institution?: string) =>
    world.doors.transaction({ institution }, (db) => db.one(Count, sql([`select count(*)::int as count from intake.${table}`])))

  test('another context, or none, sees no row of any table', async () => {
    for (const table of tables) {
      expect([table, await counted(table, 'minex')]).toEqual([table, { count: 0 }])
      expect([table, await counted(table)]).toEqual([table, { count: 0 }])
    }
    expect((await counted('subject', 'igm')).count).toBe(2)
  })

  test('every table of the schema is behind the wall', async () => {
    const { rows } = await world.owner.query(
      `select relname, relrowsecurity and relforcerowsecurity as walled
       from pg_class where relnamespace = 'intake'::regnamespace and relkind = 'r' order by 1`,
    )
    expect(rows).toEqual(tables.toSorted().map((relname) => ({ relname, walled: true })))
  })

  test('nothing can be written for another institution', async () => {
    const forged = sql`
      insert into intake.slip (code, subject_id, institution_id)
      values ('0000000000', ${subjectId}, 'igm')`
    await expect(world.doors.transaction({ institution: 'minex' }, (db) => db.run(forged))).rejects.toMatchObject({
      code: '42501',
    })
    const moved = sql`update intake.subject set institution_id = 'minex' where subject_id = ${subjectId}`
    expect(await world.doors.transaction({ institution: 'minex' }, (db) => db.run(moved))).toBe(0)
  })

  test('one pooled connection never carries a context from one person to the next', async () => {
    const seen = await Promise.all(
      Array.from({ length: 60 }, (_, turn) => {
        const institution = ['igm', 'minex', undefined][turn % 3]
        return counted('subject', institution).then(({ count }) => [institution, count])
      }),
    )
    for (const [institution, count] of seen) expect([institution, count]).toEqual([institution, institution === 'igm' ? 2 : 0])
  })
})
