import { afterEach, describe, expect, test } from 'vitest'
import { aFlight, aPerson, atTheDesk, onTheList, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { intake } from '../contract/calls.ts'

const world = await aWorld()
const desk = await world.someone()
const start = world.now

const later = (minutes: number) => {
  world.now = new Date(start.getTime() + minutes * 60_000)
}
afterEach(() => later(0))

describe('the shift board', () => {
  test('tells who waits, who is a child, which beds are taken and how long each step took', async () => {
    await world.owner.query("update directory.facility set beds = 40 where facility_id = 'crr-fag'")
    const arrivalId = await aFlight(desk)
    const [girl = '', man = '', woman = ''] = await onTheList(world, arrivalId, [
      aPerson({ birthYear: 2017, condition: 'unaccompanied_child' }),
      aPerson({ birthYear: 1987 }),
      aPerson({ birthYear: 1990 }),
    ])
    await desk.call(intake.openArrival, { arrivalId })
    later(5)
    await desk.call(intake.beginReception, { subjectId: man })
    await desk.call(intake.beginReception, { subjectId: girl })
    later(7)
    await desk.call(intake.completeStep, { subjectId: man, step: 'identity' })
    later(9)
    await desk.call(intake.completeStep, { subjectId: girl, step: 'identity' })
    await desk.call(intake.setService, { subjectId: girl, service: 'lodging', state: 'given' })
    await desk.call(intake.setService, { subjectId: man, service: 'lodging', state: 'wanted' })
    await desk.call(intake.receive, { subjectId: man })

    const board = await desk.call(intake.readBoard, { facilityId: 'crr-fag' })
    expect(board).toMatchObject({
      waiting: 1,
      beingAttended: 1,
      received: 1,
      children: { total: 1, unaccompanied: 1, conditionUnknown: 0 },
      beds: { capacity: 40, taken: 1, wanted: 1 },
      services: [{ service: 'lodging', wanted: 1, given: 1 }],
      times: [
        { step: 'identity', people: 2, medianSeconds: 180, p90Seconds: 228 },
        { step: 'done', people: 1, medianSeconds: 120, p90Seconds: 120 },
      ],
    })
    expect(board.longestWaiting.map((line) => line.subjectId)).toEqual([woman, girl])
    expect(board.unaccompaniedChildren.map((line) => line.subjectId)).toEqual([girl])
    expect(board.arrivals.map((arrival) => arrival.arrivalId)).toEqual([arrivalId])
  })

  test('a child on the list of a flight that has not landed is not at the centre', async () => {
    const office = await world.someone({ institution: 'conamigua', roles: ['registrar'] })
    const arrivalId = await aFlight(office)
    const [girl = ''] = await onTheList(world, arrivalId, [aPerson({ birthYear: 2017, condition: 'unaccompanied_child' })])
    const children = async () => (await office.call(intake.readBoard, { facilityId: 'crr-fag' })).unaccompaniedChildren
    expect(await children()).toEqual([])
    await office.call(intake.openArrival, { arrivalId })
    expect((await children()).map((line) => line.subjectId)).toEqual([girl])
  })

  test('keeps an arrival that still receives however old, and lets closed ones go after half a day', async () => {
    const office = await world.someone({ institution: 'minex', roles: ['registrar', 'shift-chief'] })
    const [open, closed] = [await aFlight(office), await aFlight(office)]
    const tomorrow = await aFlight(office, { expectedAt: '2026-11-22T14:00:00Z' })
    await received(office, open)
    const counts = { listed: 0, expected: 0, receiving: 0, received: 0, notArrived: 0, unlisted: 0 }
    await office.call(intake.closeArrival, { arrivalId: closed, counts })
    const shown = async () => {
      const nextShift = await world.someone({ institution: 'minex' })
      const { arrivals } = await nextShift.call(intake.readBoard, { facilityId: 'crr-fag' })
      return arrivals.map((arrival) => arrival.arrivalId).toSorted()
    }
    expect(await shown()).toEqual([open, closed].toSorted())
    later(13 * 60)
    expect(await shown()).toEqual([open])
    later(40 * 60)
    expect(await shown()).toEqual([open, tomorrow].toSorted())
  })

  test('is for a centre of the directory', async () => {
    await expect(desk.call(intake.readBoard, { facilityId: 'nowhere' })).rejects.toMatchObject({
      status: 404,
      code: 'facility-unknown',
    })
  })
})

describe('the profile report', async () => {
  const office = await world.someone({ institution: 'conamigua', roles: ['registrar', 'analyst'] })
  const flight = await aFlight(office, { expectedAt: '2026-10-01T14:00:00Z' })
  const bus = await aFlight(office, {
    expectedAt: '2026-10-05T14:00:00Z',
    mode: 'land',
    originCountry: 'MX',
    facilityId: 'crr-tecun-uman',
  })
  await received(office, flight, {
    ...aPerson({ birthYear: 2017 }),
    sex: 'female',
    reasons: ['economic', 'violence'],
    destinationMunicipality: '0207',
  })
  await received(office, flight, { ...aPerson(), birthDate: '1966-10-02', sex: 'male', reasons: ['economic'] })
  await received(office, bus, { ...aPerson(), birthDate: '1966~', destinationMunicipality: '0206' })
  await atTheDesk(office, bus, { sex: 'male' })
  const report = (filters: Record<string, string> = {}) =>
    office.call(intake.profileReport, { from: '2026-10-01', to: '2026-10-31', ...filters })
  const cellsOf = async (dimension: string, filters?: Record<string, string>) =>
    (await report(filters)).breakdowns.find((one) => one.dimension === dimension)?.cells

  test('counts those received, not those still at a desk', async () => {
    expect(await report()).toMatchObject({ total: 3, arrivals: 2, families: 0 })
    expect(await cellsOf('sex')).toEqual([
      { code: 'female', count: 1 },
      { code: 'male', count: 1 },
      { code: 'unknown', count: 1 },
    ])
  })

  test('counts ages on the day of arrival: 59 the day before the birthday, and about 60 from the middle of the year', async () => {
    expect(await cellsOf('age')).toEqual([
      { code: '6-11', count: 1 },
      { code: '45-59', count: 1 },
      { code: '60+', count: 1 },
    ])
  })

  test('counts every reason a person gave', async () => {
    expect(await cellsOf('reasons')).toEqual([
      { code: 'economic', count: 2 },
      { code: 'violence', count: 1 },
      { code: 'unknown', count: 1 },
    ])
  })

  test('keeps Sansare and Sanarate apart', async () => {
    expect(await cellsOf('destinationMunicipality')).toEqual([
      { code: '0206', count: 1 },
      { code: '0207', count: 1 },
      { code: 'unknown', count: 1 },
    ])
  })

  test('is filtered by centre, department and days', async () => {
    expect((await report({ facilityId: 'crr-tecun-uman' })).total).toBe(1)
    expect((await report({ department: '02' })).total).toBe(2)
    expect((await report({ to: '2026-10-04' })).total).toBe(2)
    expect(await cellsOf('mode', { from: '2026-10-05' })).toEqual([{ code: 'land', count: 1 }])
  })

  test('nobody in an empty period', async () => {
    expect(await report({ from: '2020-01-01', to: '2020-01-02' })).toMatchObject({ total: 0, arrivals: 0, families: 0 })
  })
})

test('who looked is written down, with the persons shown', async () => {
  const subjectId = await atTheDesk(desk, await aFlight(desk))
  await desk.call(intake.readReturn, { subjectId })
  const { rows } = await world.owner.query(
    "select subjects from journal.entry where kind = 'reading' and call = 'GET /returns/:subjectId' and account_id = $1",
    [desk.accountId],
  )
  expect(rows).toEqual([{ subjects: [subjectId] }])
})
