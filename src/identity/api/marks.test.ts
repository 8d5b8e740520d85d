import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { pathFor } from '#browser/call.ts'
import { readTable } from '#server/spreadsheet/read.ts'
import { aFlight, aPerson, atTheDesk, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { marks } from '../contract/marks.ts'
import { identity } from '../contract.ts'

const world = await aWorld()
const desk = await world.someone()

const flightOn = (day: string, originCountry = 'US') => aFlight(desk, { expectedAt: `${day}T14:00:00Z`, originCountry })
const same = (subjectId: string, otherId: string) =>
  desk.call(identity.decide, { subjectId, otherId, decisionId: uuidv7(), verdict: 'same' })
const recognised = async (arrivalId: string, by = desk) => (await by.call(marks.listRecognised, { arrivalId })).returns

test('a work list knows who was recognised as having returned before, and only them', async () => {
  const first = await received(desk, await flightOn('2023-03-02'), aPerson())
  const second = await received(desk, await flightOn('2024-03-02'), aPerson())
  const flight = await flightOn('2026-11-20')
  const now = await atTheDesk(desk, flight, aPerson())
  const other = await atTheDesk(desk, flight, aPerson())
  const twin = await atTheDesk(desk, flight, aPerson())
  expect(await recognised(flight)).toEqual([])
  const { decisions } = await same(now, first)
  expect(await recognised(flight)).toEqual([{ subjectId: now, before: 1 }])
  await same(now, second)
  expect(await recognised(flight)).toEqual([{ subjectId: now, before: 2 }])
  // Written down twice on one flight is no return before it.
  await same(other, twin)
  expect(await recognised(flight)).toEqual([{ subjectId: now, before: 2 }])
  expect(await recognised(flight, await world.someone({ institution: 'minex' }))).toEqual([])
  await desk.call(identity.undoDecision, { decisionId: decisions[0]!.decisionId, reason: 'Era su primo.' })
  expect(await recognised(flight)).toEqual([{ subjectId: now, before: 1 }])
})

test('a return before that the reader may not see marks nobody', async () => {
  const first = await received(desk, await flightOn('2022-03-02'), aPerson())
  const flight = await flightOn('2026-11-19')
  const now = await atTheDesk(desk, flight, aPerson())
  await same(now, first)
  await world.owner.query(`update intake.subject set compartment = 'trafficking' where subject_id = $1`, [first])
  expect(await recognised(flight)).toEqual([])
  const member = await world.someone({ compartments: ['trafficking'] })
  expect(await recognised(flight, member)).toEqual([{ subjectId: now, before: 1 }])
})

test('from where people came one time and the next is counted, and given as a spreadsheet', async () => {
  const days = [
    ['2010-01-01', 'MX'],
    ['2010-02-01', 'US'],
    ['2010-03-01', 'US'],
    ['2010-04-01', 'US'],
  ] as const
  const ids: string[] = []
  for (const [day, country] of days) ids.push(await received(desk, await flightOn(day, country), aPerson()))
  for (const id of ids.slice(1)) await same(id, ids[0]!)
  const routes = async (from: string, to: string) => (await desk.call(identity.readRecurrence, { from, to })).routes
  expect(await routes('2010-01-01', '2010-12-31')).toEqual([
    { from: 'US', to: 'US', returns: 2 },
    { from: 'MX', to: 'US', returns: 1 },
  ])
  // What counts is the day of the second of the two.
  expect(await routes('2010-02-01', '2010-02-28')).toEqual([{ from: 'MX', to: 'US', returns: 1 }])
  expect(await routes('2010-01-01', '2010-01-31')).toEqual([])

  const path = pathFor(identity.recurrenceXlsx, { from: '2010-01-01', to: '2010-12-31' })
  const file = await desk.fetch(path, {})
  const name = decodeURIComponent(file.headers.get('Content-Disposition')!.split("''")[1]!)
  expect(name).toBe('retornos-2010-01-01-2010-12-31.xlsx')
  const { rows } = await readTable({ name, bytes: new Uint8Array(await file.arrayBuffer()) })
  const cells = rows.map((row) => row.cells.slice(1, 4))
  expect(cells).toContainEqual(['4', '4', '1'])
  expect(cells).toContainEqual(['Estados Unidos → Estados Unidos', 'US-US', '2'])
})
