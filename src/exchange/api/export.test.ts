import { uuidv7 } from 'uuidv7'
import { beforeEach, describe, expect, test } from 'vitest'
import { access } from '#access/contract/calls.ts'
import type { Scope } from '#base/contract.ts'
import { call } from '#browser/call.ts'
import { intake } from '#intake/contract/calls.ts'
import { sealNew } from '#server/journal.ts'
import { aFlight, aPerson, atTheDesk, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { type ExportedReturn, exporting } from '../contract/export.ts'

const world = await aWorld({ personsPerHour: 50, callsPerMinute: 10_000 })
const desk = await world.someone({ roles: ['registrar', 'shift-chief'] })
const elsewhere = await world.someone({ roles: ['registrar'], institution: 'pgn' })
const administrator = await world.someone({ roles: ['administrator'] })
const adult = aPerson({ birthYear: 1980, cui: '9000000150101', contactPhone: '5555 0000', flags: ['pregnancy'], note: 'Relato' })

async function aMachine(...scopes: Scope[]) {
  const made = { keyId: uuidv7(), name: 'Sistema de prueba', scopes, days: 30 }
  const { secret } = await administrator.call(access.addKey, made)
  const fetch = (path: string, init: RequestInit = {}) =>
    Promise.resolve(world.app.request(path, { ...init, headers: { ...init.headers, Authorization: `Bearer ${secret}` } }))
  return { ...made, fetch }
}
let machine: Awaited<ReturnType<typeof aMachine>>
let place: string | undefined
beforeEach(async () => {
  machine = await aMachine('returns:read')
  await sealNew(world.doors)
  place = (await world.owner.query('select coalesce(max(number), 0)::text as place from journal.seal')).rows[0].place
})

/** Reads from a place to the end; forgets where others stood. */
async function everything(after?: string, limit = 50, by = machine) {
  await sealNew(world.doors)
  const returns: ExportedReturn[] = []
  for (let next = after; ; ) {
    const page = await call(exporting.exportReturns, { limit, ...(next && { after: next }) }, { fetch: by.fetch })
    returns.push(...page.returns)
    next = page.next
    if (!page.more) return { returns, place: next }
  }
}
const since = async (after = place) => (await everything(after)).returns.map(({ subjectId }) => subjectId)

describe('a machine that reads returns', () => {
  test('is given who was received since its place, with the members of its scope and no others', async () => {
    const subjectId = await received(desk, await aFlight(desk), adult)
    const { returns } = await everything(place)
    expect(returns).toMatchObject([{ subjectId, givenNames: 'Inventada Ixchel', cui: '9000000150101', birthDate: '1980-05-12' }])
    expect(JSON.stringify(returns)).not.toMatch(/5555|pregnancy|Relato|note|flags|condition/)
  })

  test('is given a return again when it was changed, once, as it stands now', async () => {
    const arrivalId = await aFlight(desk)
    const [one, other] = [await received(desk, arrivalId, adult), await received(desk, arrivalId, adult)]
    const { place: then } = await everything(place)
    for (const sex of ['male', 'other'] as const) {
      const { form } = await desk.call(intake.readReturn, { subjectId: one })
      await desk.call(intake.saveForm, { subjectId: one, changes: { sex }, before: form.sex ? { sex: form.sex } : {} })
    }
    const { returns, place: now } = await everything(then)
    expect(returns).toMatchObject([{ subjectId: one, sex: 'other' }])
    expect(await since(now)).toEqual([])
    expect(await since()).toEqual([other, one])
  })

  test('reads page by page and misses nobody', async () => {
    const arrivalId = await aFlight(desk)
    const people: string[] = []
    for (let count = 0; count < 7; count++) people.push(await received(desk, arrivalId, adult))
    const { returns } = await everything(place, 2)
    expect(returns.map(({ subjectId }) => subjectId)).toEqual(people)
  })

  test('is given children once their arrival is signed, those alone never, and nobody of closed records or elsewhere', async () => {
    const arrivalId = await aFlight(desk)
    const child = await received(desk, arrivalId, aPerson({ birthYear: 2015, condition: 'accompanied_child' }))
    const alone = await received(desk, arrivalId, aPerson({ birthYear: 2012, condition: 'unaccompanied_child' }))
    const closed = await received(desk, arrivalId, adult)
    await desk.call(intake.setCompartment, { subjectId: closed, compartment: 'trafficking', reason: 'La traían engañada' })
    await received(elsewhere, await aFlight(elsewhere), adult)
    await atTheDesk(desk, await aFlight(desk), adult)
    expect(await since()).toEqual([])
    const { counts } = await desk.call(intake.readArrival, { arrivalId })
    await desk.call(intake.closeArrival, { arrivalId, counts })
    expect(await since()).toEqual([child])
    expect(await since('0')).not.toContain(alone)
  })

  test('stands in the journal with whom it was shown, by its key', async () => {
    const subjectId = await received(desk, await aFlight(desk), adult)
    await everything(place)
    const { rows } = await world.owner.query(
      "select subjects from journal.entry where kind = 'reading' and call = 'GET /exchange/returns' and account_id = $1 and cardinality(subjects) > 0",
      [machine.keyId],
    )
    expect(rows).toEqual([{ subjects: [subjectId] }])
  })

  test('is shown no more persons in an hour than anybody', async () => {
    const arrivalId = await aFlight(desk)
    for (let count = 0; count < 51; count++) await received(desk, arrivalId, adult)
    await expect(everything(place)).rejects.toMatchObject({ status: 429, code: 'too-many-persons' })
  })

  test('needs a key of that scope; people have other ways', async () => {
    const other = await aMachine('directory', 'arrivals:write')
    await expect(everything(undefined, 50, other)).rejects.toMatchObject({ status: 403, code: 'not-for-this-key' })
    await expect(desk.call(exporting.exportReturns, {})).rejects.toMatchObject({ status: 403, code: 'not-your-work' })
    await expect(world.visitor.call(exporting.exportReturns, {})).rejects.toMatchObject({ status: 401 })
  })
})

describe('a machine that announces arrivals', () => {
  const content = (rows: string[]) =>
    Buffer.from(['Nombres,Apellidos,Fecha de nacimiento', ...rows].join('\n')).toString('base64')

  test('loads a manifest and puts it on the list; the same command sent twice is recorded once', async () => {
    const { fetch } = await aMachine('arrivals:write')
    const [arrivalId, manifestId, entryId] = [uuidv7(), uuidv7(), uuidv7()]
    const expectedAt = '2026-11-20T14:00:00Z'
    const flight = { arrivalId, facilityId: 'crr-fag', mode: 'air', carrier: 'IGM-1', originCountry: 'US', expectedAt } as const
    const made = await call(intake.createArrival, flight, { fetch, entryId })
    expect(await call(intake.createArrival, flight, { fetch, entryId })).toEqual(made)
    await expect(call(intake.createArrival, { ...flight, carrier: 'IGM-2' }, { fetch, entryId })).rejects.toMatchObject({
      code: 'entry-id-taken',
    })
    const file = { arrivalId, manifestId, fileName: 'vuelo.csv', content: content(['ANA,XILOJ,1980', 'EVA,COY,1990']) }
    expect((await call(intake.uploadManifest, file, { fetch })).counts).toMatchObject({ new: 2 })
    const applied = uuidv7()
    const first = await call(intake.applyManifest, { manifestId }, { fetch, entryId: applied })
    expect(first).toMatchObject({ added: 2 })
    expect(await call(intake.applyManifest, { manifestId }, { fetch, entryId: applied })).toEqual(first)
    expect((await desk.call(intake.listReturns, { arrivalId })).returns).toHaveLength(2)
  })

  test('is not told who else is on the list', async () => {
    const { fetch } = await aMachine('arrivals:write')
    const arrivalId = await aFlight(desk)
    for (const [by, rows] of [
      [desk.fetch, ['SECRETA,PERSONA,1980']],
      [fetch, ['ANA,XILOJ,1980']],
    ] as const) {
      const manifestId = uuidv7()
      const read = await call(
        intake.uploadManifest,
        { arrivalId, manifestId, fileName: 'v.csv', content: content([...rows]) },
        { fetch: by },
      )
      if (by === fetch) expect([read.counts.gone, read.gone]).toEqual([1, []])
      await call(intake.applyManifest, { manifestId }, { fetch: by })
    }
    await expect(call(intake.listReturns, { arrivalId }, { fetch })).rejects.toMatchObject({ code: 'not-for-this-key' })
  })
})
