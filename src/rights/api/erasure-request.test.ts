import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { retention } from '#retention/contract.ts'
import { tablesWith } from '../../../tests/every-text.ts'
import { aFlight, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { requests } from '../contract/requests.ts'

/** From what a person asks to being erased, and the case closed: the officer grants, the chief confirms. */

const world = await aWorld()
const desk = await world.someone({ roles: ['registrar'] })
const officer = await world.someone({ roles: ['data-protection-officer'] })
const chief = await world.someone({ roles: ['shift-chief'] })
const arrivalId = await aFlight(desk)

async function opened(kind: 'erasure' | 'opposition' = 'erasure', givenNames = 'Yaxkin') {
  const asker = { kind: 'person', contact: `Casa amarilla de ${givenNames}` } as const
  const subjectId = await received(desk, arrivalId, { givenNames, surnames: 'Pukub’' })
  const ids = { subjectId, requestId: uuidv7() }
  await officer.call(requests.openRequest, { ...ids, kind, asks: `${givenNames} pide que borren todo`, asker })
  return ids
}
type Ids = Awaited<ReturnType<typeof opened>>
const check = (ids: Ids) =>
  officer.call(requests.checkIdentity, { ...ids, version: 1, document: 'dpi', note: 'Se comparó con la foto' })
const grant = (ids: Ids, erasureId = uuidv7()) => officer.call(retention.askErasure, { ...ids, erasureId, basis: 'asked' })
const read = (ids: Ids) => officer.call(requests.readRequest, ids)
const refuse = (ids: Ids) =>
  officer.call(requests.answerRequest, { ...ids, version: 2, outcome: 'refused', text: 'Un juzgado necesita el registro' })
const answered = (ids: Ids) =>
  officer.call(requests.answerRequest, { ...ids, version: 2, outcome: 'answered', text: 'Se borró como lo pidió' })

describe('a request for erasure', () => {
  test('is granted by asking for the erasure, once it is known who asks; the case says how that stands', async () => {
    const ids = await opened()
    await expect(grant(ids)).rejects.toMatchObject({ code: 'identity-not-checked' })
    await check(ids)
    await expect(grant({ ...ids, requestId: uuidv7() })).rejects.toMatchObject({ code: 'request-not-found' })
    const erasureId = uuidv7()
    expect(await grant(ids, erasureId)).toMatchObject({ erasures: [{ erasureId, requestId: ids.requestId, state: 'asked' }] })
    const request = await read(ids)
    expect(request).toMatchObject({ state: 'open', erased: false, erasure: { erasureId, state: 'asked' } })
    expect(request.events.map(({ kind }) => kind)).toEqual(['opened', 'identity_checked', 'erasure_asked'])
    await expect(grant(ids)).rejects.toMatchObject({ code: 'erasure-asked-already' })
  })

  test('is not answered as granted before the person was erased; then it is, and nothing of what they said is left', async () => {
    const ids = await opened('erasure', 'Ixmucane')
    await check(ids)
    await expect(answered(ids)).rejects.toMatchObject({ status: 409, code: 'erasure-not-done' })
    const erasureId = uuidv7()
    await grant(ids, erasureId)
    await expect(answered(ids)).rejects.toMatchObject({ code: 'erasure-not-done' })
    expect((await tablesWith(world.owner, ['Ixmucane'])).some((found) => found.startsWith('rights.request'))).toBe(true)
    await chief.call(retention.confirmErasure, { subjectId: ids.subjectId, erasureId })
    expect((await read(ids)).number).toMatch(/^DP-/)
    expect(await read(ids)).toMatchObject({
      state: 'open',
      erased: true,
      erasure: { state: 'done' },
      asks: '',
      asker: { kind: 'person' },
    })
    expect((await answered(ids)).state).toBe('answered')
    expect(await tablesWith(world.owner, ['Ixmucane'])).toEqual([])
    expect((await read(ids)).events.map(({ kind }) => kind)).toEqual(['opened', 'erasure_asked', 'answered'])
  })

  test('whose erasure was dropped is granted anew, or refused', async () => {
    const ids = await opened()
    await check(ids)
    const erasureId = uuidv7()
    await grant(ids, erasureId)
    await chief.call(retention.dropErasure, { subjectId: ids.subjectId, erasureId })
    expect(await read(ids)).toMatchObject({ erasure: { state: 'dropped' } })
    await expect(answered(ids)).rejects.toMatchObject({ code: 'erasure-not-done' })
    await grant(ids)
    expect(await read(ids)).toMatchObject({ erasure: { state: 'asked' } })
    await expect(refuse(ids)).rejects.toMatchObject({ code: 'erasure-asked-already' })
    const { erasure } = await read(ids)
    await officer.call(retention.dropErasure, { subjectId: ids.subjectId, erasureId: erasure!.erasureId })
    expect((await refuse(ids)).state).toBe('refused')
  })

  test('is one: what asks something else is no ground for erasing anybody', async () => {
    const ids = await opened('opposition')
    await check(ids)
    await expect(grant(ids)).rejects.toMatchObject({ status: 409, code: 'not-an-erasure' })
  })
})
