import { expect, test } from 'vitest'
import { intake } from '#intake/contract/calls.ts'
import { aFlight, atTheDesk, onTheList, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { identity } from '../contract.ts'
import { compareWith } from '../rules/compare.ts'
import { returnsIndexed } from '../store/keys.ts'
import { renewKeys } from './indexing.ts'
import { modelFor } from './model.ts'

const world = await aWorld()
const desk = await world.someone({ roles: ['registrar', 'shift-chief'] })
const before = await aFlight(desk, { expectedAt: '2024-02-01T14:00:00Z' })
const today = await aFlight(desk)

const petra = {
  givenNames: 'Petra Eulalia',
  surnames: 'Mérida Aguilón',
  birthDate: '1996-05-08',
  sex: 'female',
  birthMunicipality: '1224',
} as const
const find = async (subjectId: string, weak: 'true' | 'false' = 'false') =>
  (await desk.call(identity.findCandidates, { subjectId, weak })).candidates

test('what stands there now is compared, though the keys are still those of before', async () => {
  const earlier = await received(desk, before, petra)
  await renewKeys(world.doors)
  const now = await atTheDesk(desk, today, petra)
  const [asRecorded] = await find(now)
  expect(asRecorded?.who.subjectId).toBe(earlier)
  const changes = { birthDate: '1966-05-08', cui: '1987654321224' }
  await desk.call(intake.saveForm, { subjectId: earlier, changes, before: { birthDate: petra.birthDate } })
  const [corrected] = await find(now)
  expect(corrected?.who).toMatchObject(changes)
  expect(corrected!.comparison.score).toBeLessThan(asRecorded!.comparison.score)
  const returns = await world.doors.transaction({ institution: 'igm' }, returnsIndexed)
  expect(corrected!.comparison).toEqual(compareWith(modelFor(returns), petra, [corrected!.who])[0])
})

test('who has little in common is shown to whoever looks further, behind those who have more', async () => {
  const man = { givenNames: 'Macario', surnames: 'Sanik Us', sex: 'male', birthDate: '1978-05-30' } as const
  const alike = await received(desk, before, man)
  const little = await received(desk, before, { ...man, givenNames: 'Macario Juan', birthDate: '1951-01-17' })
  await renewKeys(world.doors)
  const now = await atTheDesk(desk, today, man)
  expect((await find(now)).map(({ who }) => who.subjectId)).toEqual([alike])
  const further = await find(now, 'true')
  expect(further.map(({ who, band }) => [who.subjectId, band])).toEqual([
    [alike, further[0]!.band],
    [little, 'weak'],
  ])
})

test('in a crowd of one name, who shares what few have is found', async () => {
  const name = { givenNames: 'José Luis', surnames: 'López Pérez', sex: 'male' } as const
  const him = await received(desk, before, { ...name, surnames: 'Lopes', cui: '2345678901224' })
  await onTheList(
    world,
    before,
    Array.from({ length: 300 }, () => name),
  )
  await renewKeys(world.doors)
  const now = await atTheDesk(desk, today, { ...name, cui: '2345678901224' })
  expect((await find(now))[0]?.who.subjectId).toBe(him)
})

test('nobody of another institution takes part', async () => {
  const stranger = await world.someone({ institution: 'conamigua', roles: ['registrar', 'shift-chief'] })
  const man = { givenNames: 'Otto René', surnames: 'Velásquez Godínez', sex: 'male', birthDate: '1988-08-11' } as const
  await received(stranger, await aFlight(stranger), man)
  await renewKeys(world.doors)
  const now = await atTheDesk(desk, today, man)
  expect(await find(now, 'true')).toEqual([])
})
