import { setTimeout } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { aFlight, aPerson, atTheDesk, onTheList, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { intake } from '../contract/calls.ts'

const world = await aWorld()
const desk = await world.someone()
const chief = await world.someone({ roles: ['shift-chief'] })
const analyst = await world.someone({ roles: ['analyst'] })

/** Until somebody of this world's database waits for a lock. */
async function isWaiting({ owner }: typeof world): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const { rowCount } = await owner.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (rowCount) return
    await setTimeout(10)
  }
  throw new Error('nobody waits')
}

const counted = { listed: 0, expected: 0, receiving: 0, received: 0, notArrived: 0, unlisted: 0 }

describe('an arrival', () => {
  test('is announced for a centre that the directory knows', async () => {
    const arrivalId = await aFlight(desk)
    const arrival = await analyst.call(intake.readArrival, { arrivalId })
    expect(arrival).toMatchObject({ state: 'expected', counts: counted, findings: [], version: 1, institutionId: 'igm' })
    await expect(aFlight(desk, { facilityId: 'crr-atlantida' })).rejects.toMatchObject({ status: 422, code: 'facility-unknown' })
  })

  test('by air at a bus station is noticed, not refused', async () => {
    const arrivalId = await aFlight(desk, { facilityId: 'crr-tecun-uman' })
    const { findings } = await desk.call(intake.readArrival, { arrivalId })
    expect(findings).toMatchObject([{ severity: 'warning', code: 'mode-unlike-centre' }])
  })

  test('changed by two people at once is a question, not a loss', async () => {
    const arrivalId = await aFlight(desk)
    await desk.call(intake.changeArrival, { arrivalId, version: 1, carrier: 'V-0002' })
    await expect(chief.call(intake.changeArrival, { arrivalId, version: 1, note: 'Viene tarde' })).rejects.toMatchObject({
      status: 409,
      code: 'stale',
      details: { current: { carrier: 'V-0002', version: 2 } },
    })
  })

  test('in a year that nobody means is refused before it is in every list', async () => {
    for (const expectedAt of ['0026-11-20T14:00:00Z', '9999-12-31T23:59:59-05:00'])
      await expect(aFlight(desk, { expectedAt })).rejects.toMatchObject({ status: 422, code: 'input-wrong' })
    const arrivalId = await aFlight(desk, { expectedAt: '2026-11-21T13:00:00+23:00' })
    expect(await desk.call(intake.readArrival, { arrivalId })).toMatchObject({ expectedAt: '2026-11-20T14:00:00.000Z' })
    await expect(desk.call(intake.listArrivals, { from: '0000-01-01' })).rejects.toMatchObject({ code: 'input-wrong' })
    const change = { arrivalId, version: 3_000_000_000, note: 'Tarde' }
    await expect(desk.call(intake.changeArrival, change)).rejects.toMatchObject({ code: 'input-wrong' })
    await expect(desk.call(intake.listReturns, { arrivalId, after: `99999999999~${uuidv7()}` })).rejects.toMatchObject({
      code: 'page-unknown',
    })
  })

  test('may be changed while a desk waits for one of its people: nobody waits in a ring', async () => {
    const arrivalId = await aFlight(desk)
    const [subjectId] = await onTheList(world, arrivalId, [aPerson()])
    const other = await world.owner.connect()
    await other.query('begin')
    await other.query('select from intake.arrival where arrival_id = $1 for update', [arrivalId])
    const begun = desk.call(intake.beginReception, { subjectId: subjectId! })
    await isWaiting(world)
    await other.query(`update intake.subject set facility_id = 'crr-tecun-uman' where subject_id = $1`, [subjectId])
    await other.query('commit')
    other.release()
    expect(await begun).toMatchObject({ state: 'receiving' })
  })

  test('that moves takes along also whoever is being recorded at this moment', async () => {
    const arrivalId = await aFlight(desk)
    const subjectId = uuidv7()
    const other = await world.owner.connect()
    await other.query('begin')
    await other.query('select from intake.arrival where arrival_id = $1 for key share', [arrivalId])
    await other.query(
      `insert into intake.subject (subject_id, institution_id, arrival_id, facility_id, arrived_on, state, listed, created_at, changed_at)
       values ($1, 'igm', $2, 'crr-fag', '2026-11-20', 'received', false, $3, $3)`,
      [subjectId, arrivalId, world.now],
    )
    const moved = desk.call(intake.changeArrival, { arrivalId, version: 1, facilityId: 'crr-tecun-uman' })
    await isWaiting(world)
    await other.query('commit')
    other.release()
    await moved
    const { rows } = await world.owner.query('select facility_id from intake.subject where subject_id = $1', [subjectId])
    expect(rows).toEqual([{ facility_id: 'crr-tecun-uman' }])
  })

  test('can be corrected while the first person is being called', async () => {
    const arrivalId = await aFlight(desk)
    const { version } = await desk.call(intake.readArrival, { arrivalId })
    await atTheDesk(desk, arrivalId)
    expect((await chief.call(intake.changeArrival, { arrivalId, version, carrier: 'V-0003' })).state).toBe('receiving')
  })

  test('moved to another day and centre takes its people along', async () => {
    const arrivalId = await aFlight(desk)
    const [subjectId] = await onTheList(world, arrivalId, [aPerson({ surnames: 'Mudada' })])
    const change = { facilityId: 'crr-tecun-uman', expectedAt: '2026-11-22T14:00:00Z' }
    await desk.call(intake.changeArrival, { arrivalId, version: 1, ...change })
    const { returns } = await desk.call(intake.searchReturns, { text: 'mudada' })
    expect(returns).toMatchObject([{ subjectId, facilityId: 'crr-tecun-uman', arrivedAt: '2026-11-22T14:00:00.000Z' }])
    const { rows } = await world.owner.query('select distinct arrived_on from intake.name_key where subject_id = $1', [subjectId])
    expect(rows).toEqual([{ arrived_on: '2026-11-22' }])
  })

  test('opens once, and the person first called opens it too', async () => {
    const arrivalId = await aFlight(desk)
    const [subjectId] = await onTheList(world, arrivalId, [aPerson()])
    await desk.call(intake.beginReception, { subjectId: subjectId! })
    const opened = await desk.call(intake.readArrival, { arrivalId })
    expect(opened).toMatchObject({ state: 'receiving', openedAt: world.now.toISOString() })
    expect(await desk.call(intake.openArrival, { arrivalId })).toEqual(opened)
  })
})

describe('closing', () => {
  test('only a shift chief signs', async () => {
    const arrivalId = await aFlight(desk)
    await expect(desk.call(intake.closeArrival, { arrivalId, counts: counted })).rejects.toMatchObject({ code: 'not-your-work' })
  })

  test('waits for everybody, then takes the counts of this moment only', async () => {
    const arrivalId = await aFlight(desk)
    const [here, absent] = await onTheList(world, arrivalId, [aPerson(), aPerson()])
    const counts = { listed: 2, expected: 0, receiving: 0, received: 2, notArrived: 1, unlisted: 1 }
    await expect(chief.call(intake.closeArrival, { arrivalId, counts })).rejects.toMatchObject({
      code: 'people-still-waiting',
      details: { waiting: 2 },
    })
    await desk.call(intake.receive, { subjectId: here! })
    await desk.call(intake.markNotArrived, { subjectId: absent! })
    await expect(chief.call(intake.closeArrival, { arrivalId, counts })).rejects.toMatchObject({
      code: 'counts-differ',
      details: { counts: { received: 1 } },
    })
    await received(desk, arrivalId)
    const closed = await chief.call(intake.closeArrival, { arrivalId, counts, remarks: 'Sin novedad' })
    expect(closed).toMatchObject({
      state: 'closed',
      counts,
      signature: { accountId: chief.accountId, name: 'Persona Inventada', counts, remarks: 'Sin novedad' },
    })
  })

  test('settles who came: afterwards only answers are corrected', async () => {
    const arrivalId = await aFlight(desk)
    const subjectId = await received(desk, arrivalId)
    const counts = { ...counted, received: 1, unlisted: 1 }
    await chief.call(intake.closeArrival, { arrivalId, counts })
    const refused = { status: 409, code: 'arrival-closed' }
    await expect(received(desk, arrivalId)).rejects.toMatchObject(refused)
    await expect(atTheDesk(desk, arrivalId)).rejects.toMatchObject(refused)
    await expect(desk.call(intake.markNotArrived, { subjectId })).rejects.toMatchObject(refused)
    await expect(desk.call(intake.changeArrival, { arrivalId, version: 3, carrier: 'V' })).rejects.toMatchObject(refused)
    const corrected = await desk.call(intake.saveForm, { subjectId, changes: { sex: 'female' }, before: {} })
    expect(corrected.form.sex).toBe('female')
    expect((await desk.call(intake.setService, { subjectId, service: 'call', state: 'given' })).services).toHaveLength(1)

    const reopened = await chief.call(intake.reopenArrival, { arrivalId, reason: 'Faltó una persona' })
    expect(reopened.state).toBe('receiving')
    expect(reopened.signature ?? reopened.closedAt).toBeUndefined()
    await received(desk, arrivalId)
  })

  test('while people are being recorded signs no count that is wrong a moment later', async () => {
    const arrivalId = await aFlight(desk)
    await received(desk, arrivalId)
    const counts = { ...counted, received: 1, unlisted: 1 }
    const rush = Array.from({ length: 12 }, () => received(desk, arrivalId))
    await Promise.allSettled([chief.call(intake.closeArrival, { arrivalId, counts }), ...rush])
    const arrival = await desk.call(intake.readArrival, { arrivalId })
    if (arrival.state === 'closed') expect(arrival.counts).toEqual(arrival.signature?.counts)
    else expect(arrival.counts.received).toBeGreaterThan(1)
  })

  test('a mass event closes with headcounts', async () => {
    const arrivalId = await aFlight(desk, { kind: 'mass_event', mode: 'land', facilityId: 'crr-tecun-uman' })
    await expect(chief.call(intake.closeArrival, { arrivalId, counts: counted })).rejects.toMatchObject({
      code: 'headcounts-missing',
    })
    await desk.call(intake.setHeadcounts, { arrivalId, version: 1, headcounts: { women: 40, boys: 3 } })
    const closed = await chief.call(intake.closeArrival, { arrivalId, counts: counted })
    expect(closed).toMatchObject({ state: 'closed', headcounts: { women: 40, boys: 3 } })
    const flight = await aFlight(desk)
    await expect(desk.call(intake.setHeadcounts, { arrivalId: flight, version: 1, headcounts: {} })).rejects.toMatchObject({
      code: 'not-a-mass-event',
    })
  })
})

describe('the list of arrivals', () => {
  test('is read page by page without gap or repetition, newest first', async () => {
    const office = await world.someone({ institution: 'minex' })
    const days = ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-03', '2026-11-04']
    for (const [index, day] of days.entries()) await aFlight(office, { expectedAt: `${day}T14:00:00Z`, carrier: `P-${index}` })
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await office.call(intake.listArrivals, { limit: 2, after })
      expect(page.total).toBe(5)
      seen.push(...page.arrivals.map((arrival) => arrival.expectedAt.slice(0, 10)))
      after = page.next
    } while (after)
    expect(seen).toEqual(days.toReversed())
  })

  test('is filtered by text, centre, state and days in Guatemala', async () => {
    const office = await world.someone({ institution: 'conamigua' })
    await aFlight(office, { carrier: 'ABC-123', originPlace: 'Málaga Inventada', expectedAt: '2026-11-05T03:00:00Z' })
    await aFlight(office, { carrier: 'XYZ', facilityId: 'crr-tecun-uman', mode: 'land', expectedAt: '2026-11-06T14:00:00Z' })
    const carriers = async (filters: Record<string, string>) =>
      (await office.call(intake.listArrivals, filters)).arrivals.map((arrival) => arrival.carrier)
    for (const text of ['malaga', 'MÁLAGA']) expect(await carriers({ text })).toEqual(['ABC-123'])
    expect(await carriers({ text: 'abc' })).toEqual(['ABC-123'])
    expect(await carriers({ facilityId: 'crr-tecun-uman' })).toEqual(['XYZ'])
    // Three in the morning of Greenwich is still the 4th in Guatemala.
    expect(await carriers({ from: '2026-11-04', to: '2026-11-04' })).toEqual(['ABC-123'])
    expect(await carriers({ state: 'closed' })).toEqual([])
  })

  test('a cursor of somebody else is refused in words', async () => {
    await expect(desk.call(intake.listArrivals, { after: `x~${uuidv7()}` })).rejects.toMatchObject({
      status: 422,
      code: 'page-unknown',
    })
  })
})
