import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { intake } from '#intake/contract/calls.ts'
import { consents } from '#intake/contract/consents.ts'
import { bases } from '#rights/contract/bases.ts'
import { sql } from '#server/db.ts'
import { outgoing } from '#server/outgoing.ts'
import { aFlight, aPerson, atTheDesk } from '../../../tests/people.ts'
import { aRegistry, type Behaviour, inJson, toThisMachine } from '../../../tests/renap.ts'
import { aWorld } from '../../../tests/world.ts'
import { verification } from '../contract/verification.ts'
import { askRegistry } from './answering.ts'
import { renap } from './renap.ts'

const world = await aWorld()
const desk = await world.someone()
const member = await world.someone({ compartments: ['child_protection'] })
const elsewhere = await world.someone({ institution: 'pgn' })
const cui = '9000000150101'
const registry = await aRegistry({
  [cui]: { nombres: 'INVENTADA IXCHEL NIKTE', apellidos: "XILOJ TZ'UNUX", fechaNacimiento: '1990-05-12', sexo: 'F' },
})
const within = 400
const verifier = renap(toThisMachine, { url: registry.url, key: 'clave-de-prueba', within })
const arrivalId = await aFlight(desk)
const her = aPerson({ cui: '9000 00015 0101', birthYear: 1990, sex: 'female' })
const silent = (form = her) => atTheDesk(desk, arrivalId, form)
async function someone(form = her) {
  const subjectId = await silent(form)
  await desk.call(intake.setConsent, { subjectId, purpose: 'attention', answer: 'given' })
  return subjectId
}
const ask = (subjectId: string, by = desk) => by.call(verification.verify, { subjectId, verificationId: uuidv7() })
const answered = (options: Partial<Parameters<typeof askRegistry>[1]> = {}) =>
  askRegistry(world.doors, { verifier, clock: () => world.now, chance: () => 0.5, ...options })
const read = (subjectId: string, by = desk) => by.call(verification.readVerification, { subjectId })
const later = (seconds: number) => {
  world.now = new Date(world.now.getTime() + seconds * 1000)
}

beforeEach(async () => {
  registry.behave()
  registry.asked.length = 0
  await world.owner.query("delete from exchange.verification where state = 'waiting'")
  await world.owner.query('delete from exchange.connection')
  await answered()
})

describe('the CUI of somebody', () => {
  test('is asked for in the background, and the answer says that it agrees', async () => {
    const subjectId = await someone()
    const waiting = await ask(subjectId)
    expect(waiting).toMatchObject({ subjectId, connected: true, last: { state: 'waiting', basis: 'consent' } })
    later(1)
    expect(await answered()).toBe(1)
    const { last } = await read(subjectId)
    const all = ['givenNames', 'surnames', 'birthDate', 'sex']
    expect(last).toMatchObject({ state: 'confirmed', compared: all, differs: [], changedSince: false })
    expect(last?.answeredAt).toBe(world.now.toISOString())
    expect(registry.asked).toEqual([{ cui, url: '/consulta', authorization: 'Bearer clave-de-prueba' }])
  })

  test('is told with what differs, and the registry’s record is kept nowhere', async () => {
    const subjectId = await someone({ ...her, surnames: 'Xiloj Coy', birthDate: '1991' })
    await ask(subjectId)
    await answered()
    expect((await read(subjectId)).last).toMatchObject({ state: 'differs', differs: ['surnames', 'birthDate'] })
    const { rows } = await world.owner.query("select to_jsonb(verification)::text || '' as row from exchange.verification")
    const { rows: lines } = await world.owner.query(
      "select to_jsonb(entry)::text as row from journal.entry where call ~ 'verification'",
    )
    expect([...rows, ...lines].filter(({ row }) => /NIKTE|1990-05-12|TZ'UNUX/.test(row))).toEqual([])
    expect(lines.length).toBeGreaterThan(1)
  })

  test('may be known to nobody', async () => {
    const subjectId = await someone({ ...her, cui: '9000000310101' })
    await ask(subjectId)
    await answered()
    expect((await read(subjectId)).last).toMatchObject({ state: 'unknown', compared: [], differs: [] })
  })

  test('that was corrected since is said to have been', async () => {
    const subjectId = await someone()
    await ask(subjectId)
    await answered()
    const { form } = await desk.call(intake.readReturn, { subjectId })
    await desk.call(intake.saveForm, { subjectId, changes: { sex: 'male' }, before: { sex: form.sex! } })
    expect((await read(subjectId)).last).toMatchObject({ state: 'confirmed', changedSince: true })
    await ask(subjectId)
    await answered()
    expect((await read(subjectId)).last).toMatchObject({ state: 'differs', differs: ['sex'], changedSince: false })
  })

  test('must be there, and whoever has no such record is told of none', async () => {
    const subjectId = await someone(aPerson())
    await expect(ask(subjectId)).rejects.toMatchObject({ status: 422, code: 'cui-needed' })
    await expect(ask(subjectId, elsewhere)).rejects.toMatchObject({ status: 404, code: 'return-not-found' })
    await expect(read(uuidv7())).rejects.toMatchObject({ status: 404, code: 'return-not-found' })
  })

  test('is asked for once while an answer is waited for, and the same command sent twice is one', async () => {
    const subjectId = await someone()
    const input = { subjectId, verificationId: uuidv7() }
    const entryId = uuidv7()
    const one = await desk.call(verification.verify, input, entryId)
    expect(await desk.call(verification.verify, input, entryId)).toEqual(one)
    await ask(subjectId)
    expect(await answered()).toBe(1)
    expect(registry.asked).toHaveLength(1)
  })

  test('of a closed record is asked for by members, and known to nobody else', async () => {
    const subjectId = await someone()
    await desk.call(intake.setCompartment, { subjectId, compartment: 'child_protection', reason: 'Vino sola' })
    await expect(ask(subjectId)).rejects.toMatchObject({ code: 'return-not-found' })
    await ask(subjectId, member)
    expect(await answered()).toBe(1)
    expect((await read(subjectId, member)).last).toMatchObject({ state: 'confirmed' })
    const seenBy = (compartments: string[]) =>
      world.doors.transaction({ institution: 'igm', compartments }, (db) =>
        db.many(z.object({}), sql`select from exchange.verification where subject_id = ${subjectId}`),
      )
    expect([(await seenBy([])).length, (await seenBy(['health'])).length, (await seenBy(['child_protection'])).length]).toEqual([
      0, 0, 1,
    ])
  })
})

test('without a connection nothing is asked, and this is said', async () => {
  await answered({ verifier: undefined })
  const subjectId = await someone()
  expect(await read(subjectId)).toEqual({ subjectId, connected: false, sharing: { may: true, because: 'consent' } })
  await expect(ask(subjectId)).rejects.toMatchObject({ status: 409, code: 'not-connected' })
})

describe('a registry that does not answer', () => {
  const right = { encontrado: true, cui, nombres: 'INVENTADA IXCHEL', apellidos: "XILOJ TZ'UNUX" }
  const failures: [string, string, Behaviour][] = [
    ['fails', 'failing', (_, response) => response.writeHead(500).end('no')],
    ['is slow', 'slow', (_, response) => setTimeout(() => inJson(response, 200, right), within * 2).unref()],
    [
      'never ends its answer',
      'slow',
      (_, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).write('{'),
    ],
    [
      'is cut in the middle',
      'no-connection',
      ({ socket }, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '900' }).write('{"encontrado":true,')
        setTimeout(() => socket.destroy(), 20)
      },
    ],
    ['hangs up', 'no-connection', ({ socket }) => socket.destroy()],
    [
      'answers garbage',
      'unreadable',
      (_, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('\x00{]'),
    ],
    [
      'answers a page',
      'unreadable',
      (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>hola</h1>'),
    ],
    ['answers too much', 'unreadable', (_, response) => inJson(response, 200, { ...right, nombres: 'X'.repeat(100_000) })],
    ['sends elsewhere', 'unreadable', (_, response) => response.writeHead(302, { Location: registry.url }).end()],
    ['does not know the address', 'unreadable', (_, response) => inJson(response, 404, { error: 'no route' })],
    ['does not know us', 'refused', (_, response) => inJson(response, 401, {})],
    ['speaks of somebody else', 'unreadable', (_, response) => inJson(response, 200, { ...right, cui: '9000000310101' })],
    ['asks to wait', 'busy', (_, response) => inJson(response, 429, {}, { 'Retry-After': '120' })],
  ]

  test.each(failures)('because it %s is asked again later, and the answer comes', async (_, why, behaviour) => {
    const subjectId = await someone()
    registry.behave(behaviour)
    await ask(subjectId)
    expect(await answered()).toBe(1)
    const { last } = await read(subjectId)
    expect(last).toMatchObject({ state: 'waiting', why })
    expect(await answered()).toBe(0)
    registry.behave()
    world.now = new Date(last!.nextTryAt!)
    expect(await answered()).toBe(1)
    expect((await read(subjectId)).last).toMatchObject({ state: 'confirmed' })
    expect((await read(subjectId)).last?.why).toBeUndefined()
  })

  test('is asked nothing before the time it asked for', async () => {
    registry.behave((_, response) => inJson(response, 429, {}, { 'Retry-After': '120' }))
    await ask(await someone())
    await answered()
    await ask(await someone())
    later(110)
    expect(await answered()).toBe(0)
    later(11)
    registry.behave()
    expect(await answered()).toBe(2)
  })

  test('five times in a row is left in peace for a minute, says so, and is then tried with one question', async () => {
    registry.behave((_, response) => response.writeHead(503).end())
    const people = [await someone(), await someone(), await someone(), await someone(), await someone(), await someone()]
    for (const subjectId of people) await ask(subjectId)
    await answered()
    const asked = registry.asked.length
    expect(asked).toBeGreaterThanOrEqual(5)
    later(59)
    expect(await answered()).toBe(0)
    expect(registry.asked).toHaveLength(asked)
    expect((await read(people[0]!)).restingUntil).toBeDefined()
    later(2)
    expect(await answered()).toBe(1)
    registry.behave()
    later(61)
    await answered()
    for (const subjectId of people) expect((await read(subjectId)).last).toMatchObject({ state: 'confirmed' })
    expect((await read(people[0]!)).restingUntil).toBeUndefined()
  })

  test('is asked about no more than four at once', async () => {
    let [now, most] = [0, 0]
    registry.behave((_, response, number) => {
      most = Math.max(most, ++now)
      setTimeout(() => {
        now--
        inJson(response, 200, { encontrado: false, cui: number })
      }, 30)
    })
    for (let count = 0; count < 9; count++) await ask(await someone())
    expect(await answered()).toBe(9)
    expect(most).toBe(4)
  })

  test('for a whole day leaves the question without an answer', async () => {
    const subjectId = await someone()
    registry.behave((_, response) => response.writeHead(500).end())
    await ask(subjectId)
    await answered({ clock: () => new Date(world.now.getTime() + 25 * 3_600_000) })
    expect((await read(subjectId)).last).toMatchObject({ state: 'unavailable', why: 'failing' })
    registry.behave()
    expect((await ask(subjectId)).last).toMatchObject({ state: 'waiting' })
  })

  test('because we may not call it says so', async () => {
    const shut = renap(outgoing({ hosts: [] }), { url: registry.url, key: undefined })
    const subjectId = await someone()
    await ask(subjectId)
    await answered({ verifier: shut })
    expect((await read(subjectId)).last).toMatchObject({ state: 'waiting', why: 'not-allowed' })
  })
})

describe('nothing of a person leaves for the registry', () => {
  /** Whoever says it has just shown who they are. */
  const word = async (said: 'confirmed' | 'rejected') =>
    (await world.someone({ roles: ['data-protection-officer'] })).call(bases.sayOfBasis, {
      basisId: 'renap-identity',
      word: said,
      note: 'Dictamen inventado 12',
    })
  const withdraw = (subjectId: string) =>
    desk.call(consents.withdrawConsent, { subjectId, purpose: 'attention', how: 'in_person' })

  test('whom nobody asked, or who said no: the record says why', async () => {
    const subjectId = await silent()
    expect((await read(subjectId)).sharing).toEqual({ may: false, because: 'basis_to_confirm' })
    await expect(ask(subjectId)).rejects.toMatchObject({ status: 403, code: 'registry-not-allowed' })
    await desk.call(intake.setConsent, { subjectId, purpose: 'attention', answer: 'refused' })
    expect((await read(subjectId)).sharing).toEqual({ may: false, because: 'refused' })
    await expect(ask(subjectId)).rejects.toMatchObject({ details: { because: 'refused' } })
  })

  test('who withdrew, also where the desk had asked before', async () => {
    const subjectId = await someone()
    await ask(subjectId)
    later(1)
    await withdraw(subjectId)
    expect(await answered()).toBe(0)
    expect(registry.asked).toEqual([])
    expect(await read(subjectId)).toEqual({ subjectId, connected: true, sharing: { may: false, because: 'withdrawn' } })
    await expect(ask(subjectId)).rejects.toMatchObject({ code: 'registry-not-allowed' })
  })

  test('unless the institution confirmed the law by which the registry says who somebody is; the question says so', async () => {
    const subjectId = await silent()
    await word('confirmed')
    expect((await ask(subjectId)).last).toMatchObject({ state: 'waiting', basis: 'duty' })
    expect(await answered()).toBe(1)
    await word('rejected')
    expect((await read(subjectId)).sharing).toEqual({ may: false, because: 'not_asked' })
  })
})

test('two processes put a question once', async () => {
  const subjectId = await someone()
  await ask(subjectId)
  const put = await Promise.all([answered(), answered(), answered()])
  expect(put.reduce((sum, one) => sum + one)).toBe(1)
  expect(registry.asked).toHaveLength(1)
})
