import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { aFlight, aPerson, atTheDesk, onTheList, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { intake } from '../contract/calls.ts'

const world = await aWorld()
const desk = await world.someone()
const otherDesk = await world.someone()

const rowsOf = async (table: string, subjectId: string) =>
  (await world.owner.query(`select * from intake.${table} where subject_id = $1`, [subjectId])).rows

describe('one person from the list to the slip', () => {
  test('is called, answers, is received and leaves with a code', async () => {
    const arrivalId = await aFlight(desk)
    const [subjectId = ''] = await onTheList(world, arrivalId, [aPerson({ birthYear: 2017 })])
    const begun = await desk.call(intake.beginReception, { subjectId })
    expect(begun).toMatchObject({ state: 'receiving', isMinor: 'yes', steps: { presented: world.now.toISOString() } })
    for (const step of ['identity', 'interview', 'screening', 'services'] as const)
      await desk.call(intake.completeStep, { subjectId, step })
    const left = await desk.call(intake.receive, { subjectId })
    expect(left).toMatchObject({ state: 'received', receivedAt: world.now.toISOString() })
    expect(left.slipCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
    expect(Object.keys(left.steps)).toHaveLength(6)
    expect(await rowsOf('slip', subjectId)).toMatchObject([{ code: left.slipCode, institution_id: 'igm' }])
  })

  test('a step done twice keeps its first time', async () => {
    const subjectId = await atTheDesk(desk, await aFlight(desk))
    const first = await desk.call(intake.completeStep, { subjectId, step: 'identity' })
    world.now = new Date(world.now.getTime() + 60_000)
    const second = await desk.call(intake.completeStep, { subjectId, step: 'identity' })
    expect(second.steps).toEqual(first.steps)
  })

  test('one who came on paper is received straight from the list', async () => {
    const arrivalId = await aFlight(desk)
    const [subjectId = ''] = await onTheList(world, arrivalId, [aPerson()])
    expect(await desk.call(intake.receive, { subjectId })).toMatchObject({ state: 'received', arrival: { state: 'receiving' } })
  })

  test('a person without any answer is received: nobody is turned away by a form', async () => {
    const subjectId = await atTheDesk(desk, await aFlight(desk), {})
    expect(await desk.call(intake.receive, { subjectId })).toMatchObject({ state: 'received', form: {} })
  })
})

describe('the same command twice', () => {
  test('receives once and gives the same code, whether it is a retry or a second click', async () => {
    const subjectId = await atTheDesk(desk, await aFlight(desk))
    const entryId = uuidv7()
    const first = await desk.call(intake.receive, { subjectId }, entryId)
    const retried = await desk.call(intake.receive, { subjectId }, entryId)
    const clicked = await otherDesk.call(intake.receive, { subjectId })
    expect([retried.slipCode, clicked.slipCode]).toEqual([first.slipCode, first.slipCode])
    expect(await rowsOf('slip', subjectId)).toHaveLength(1)
  })

  test('records a whole return once', async () => {
    const arrivalId = await aFlight(desk)
    const [subjectId, entryId] = [uuidv7(), uuidv7()]
    const whole = { arrivalId, subjectId, form: aPerson(), services: ['food', 'call'], consents: { attention: 'given' } } as const
    const record = (entry?: string) => desk.call(intake.recordReturn, { ...whole, services: [...whole.services] }, entry)
    expect(await record(entryId)).toEqual(await record(entryId))
    await expect(record()).rejects.toMatchObject({ status: 409, code: 'recorded-already' })
    const person = await desk.call(intake.readReturn, { subjectId })
    expect(person).toMatchObject({
      state: 'received',
      listed: false,
      consents: [{ purpose: 'attention', answer: 'given', textVersion: '2026-11' }],
    })
    expect(person.services.map((given) => given.service)).toEqual(['call', 'food'])
    expect(await rowsOf('name_key', subjectId)).toHaveLength(4)
  })

  test('fifty receives of one person at once give one slip', async () => {
    const subjectId = await atTheDesk(desk, await aFlight(desk))
    const answers = await Promise.all(Array.from({ length: 50 }, () => desk.call(intake.receive, { subjectId })))
    expect(new Set(answers.map((answer) => answer.slipCode)).size).toBe(1)
    expect(await rowsOf('slip', subjectId)).toHaveLength(1)
  })

  test('fifty people received at once are fifty', async () => {
    const arrivalId = await aFlight(desk)
    const people = await onTheList(
      world,
      arrivalId,
      Array.from({ length: 50 }, (_, number) => aPerson({ surnames: `Inventado ${number}` })),
    )
    await Promise.all(people.map((subjectId, index) => (index % 2 ? desk : otherDesk).call(intake.receive, { subjectId })))
    const { counts, state } = await desk.call(intake.readArrival, { arrivalId })
    expect({ counts, state }).toMatchObject({ state: 'receiving', counts: { listed: 50, received: 50, expected: 0 } })
    const { rows } = await world.owner.query(
      'select count(distinct slip_code)::int as slips from intake.subject where arrival_id = $1',
      [arrivalId],
    )
    expect(rows).toEqual([{ slips: 50 }])
  })
})

describe('who did not come', () => {
  test('is marked, and can be put back on the list', async () => {
    const arrivalId = await aFlight(desk)
    const [subjectId = ''] = await onTheList(world, arrivalId, [aPerson()])
    expect((await desk.call(intake.markNotArrived, { subjectId })).state).toBe('not_arrived')
    await expect(desk.call(intake.receive, { subjectId })).rejects.toMatchObject({
      status: 409,
      code: 'state-differs',
      details: { state: 'not_arrived' },
    })
    await expect(desk.call(intake.setService, { subjectId, service: 'food', state: 'given' })).rejects.toMatchObject({
      code: 'state-differs',
    })
    expect((await desk.call(intake.backToList, { subjectId })).state).toBe('expected')
    await desk.call(intake.receive, { subjectId })
    await expect(desk.call(intake.markNotArrived, { subjectId })).rejects.toMatchObject({ code: 'state-differs' })
  })

  test('a reception begun by mistake goes back to the list, and its times with it', async () => {
    const arrivalId = await aFlight(desk)
    const [subjectId = ''] = await onTheList(world, arrivalId, [aPerson()])
    await desk.call(intake.beginReception, { subjectId })
    expect(await desk.call(intake.backToList, { subjectId })).toMatchObject({ state: 'expected', steps: {} })
  })

  test('one added at the desk by mistake leaves the list and all counts', async () => {
    const arrivalId = await aFlight(desk)
    const subjectId = await atTheDesk(desk, arrivalId)
    expect((await desk.call(intake.readArrival, { arrivalId })).counts).toMatchObject({ unlisted: 1, receiving: 1 })
    expect((await desk.call(intake.markNotArrived, { subjectId })).state).toBe('withdrawn')
    expect((await desk.call(intake.readArrival, { arrivalId })).counts).toMatchObject({
      unlisted: 0,
      receiving: 0,
      notArrived: 0,
    })
  })
})

describe('the work list', () => {
  const names = ['Ana Coy', 'Juan Pérez', 'Isabel Tz’unux', 'Marta Coy', 'Pedro Caal']
  const people = names.map((name) => ({ givenNames: name.split(' ')[0], surnames: name.split(' ')[1], cui: '9000000150101' }))

  test('keeps the order of the manifest, then those added, page by page', async () => {
    const arrivalId = await aFlight(desk)
    const listed = await onTheList(world, arrivalId, people)
    const added = [await atTheDesk(desk, arrivalId), await atTheDesk(desk, arrivalId)]
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await desk.call(intake.listReturns, { arrivalId, limit: 2, after })
      seen.push(...page.returns.map((line) => line.subjectId))
      after = page.next
    } while (after)
    expect(seen).toEqual([...listed, ...added])
  })

  test('is found by names in any order and spelling, by line, by CUI and by state', async () => {
    const arrivalId = await aFlight(desk)
    const [first = ''] = await onTheList(world, arrivalId, people)
    await desk.call(intake.beginReception, { subjectId: first })
    const found = async (filter: Record<string, string>) =>
      (await desk.call(intake.listReturns, { arrivalId, ...filter })).returns.map((line) => `${line.givenNames} ${line.surnames}`)
    expect(await found({ text: 'coy' })).toEqual(['Ana Coy', 'Marta Coy'])
    expect(await found({ text: 'coy mar' })).toEqual(['Marta Coy'])
    for (const text of ["tz'un", 'TZUN', 'Tzꞌunux isa']) expect(await found({ text })).toEqual(['Isabel Tz’unux'])
    expect(await found({ text: '2' })).toEqual(['Juan Pérez'])
    expect(await found({ text: '9000 0001' })).toEqual(names)
    expect(await found({ state: 'receiving' })).toEqual(['Ana Coy'])
    expect(await found({ text: 'nadie' })).toEqual([])
  })
})

test('an arrival that does not exist takes nobody', async () => {
  const none = { status: 404, code: 'arrival-not-found' }
  await expect(received(desk, uuidv7())).rejects.toMatchObject(none)
  await expect(atTheDesk(desk, uuidv7())).rejects.toMatchObject(none)
  await expect(desk.call(intake.listReturns, { arrivalId: uuidv7() })).rejects.toMatchObject(none)
})
