import sharp from 'sharp'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { pathFor } from '#browser/call.ts'
import { identity } from '#identity/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import { consents } from '#intake/contract/consents.ts'
import { sealNew } from '#server/journal.ts'
import { virusScan } from '#server/upload/virus-scan.ts'
import { aFlight, aPerson, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { bases } from '../contract/bases.ts'
import type { Export } from '../contract/export.ts'
import { requests } from '../contract/requests.ts'
import { transfers } from '../contract/transfers.ts'

const world = await aWorld({ scan: virusScan('/bin/true') })
const desk = await world.someone({ roles: ['registrar'] })
const officer = await world.someone({ roles: ['data-protection-officer'] })
const chief = await world.someone({ roles: ['shift-chief'] })
const arrivalId = await aFlight(desk)

const asking = { kind: 'access', asks: 'Quiere saber qué datos hay', asker: { kind: 'person' } } as const
async function opened(subjectId: string, more: Partial<z.input<typeof requests.openRequest.input>> = {}) {
  const requestId = uuidv7()
  return officer.call(requests.openRequest, { subjectId, requestId, ...asking, ...more })
}
const idsOf = ({ subjectId, requestId, version }: { subjectId: string; requestId: string; version: number }) => ({
  subjectId,
  requestId,
  version,
})
const photograph = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
  .withExif({ IFD0: { Make: 'Camara Inventada' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '14/1 38/1 0/1' } })
  .jpeg()
  .toBuffer()

describe('a request', () => {
  test('has a number of its institution and year, and is due in ten working days', async () => {
    const subjectId = await received(desk, arrivalId)
    const [one, other] = [await opened(subjectId), await opened(subjectId, { askedOn: '2026-11-16' })]
    expect(one.number).toMatch(/^DP-2026-\d{4}$/)
    expect(Number(other.number.slice(-4))).toBe(Number(one.number.slice(-4)) + 1)
    expect([one.dueOn, other.dueOn]).toEqual(['2026-12-04', '2026-11-30'])
    expect(one.events.map(({ kind }) => kind)).toEqual(['opened'])
    await expect(opened(subjectId, { askedOn: '2026-11-21' })).rejects.toMatchObject({ code: 'asked-in-the-future' })
  })

  test('is extended once, with a reason, and not once it is late', async () => {
    const subjectId = await received(desk, arrivalId)
    const request = await opened(subjectId)
    const extended = await officer.call(requests.extendRequest, { ...idsOf(request), reason: 'Hay que buscar en papel' })
    expect(extended).toMatchObject({ dueOn: '2026-12-18', extension: { from: '2026-12-04', reason: 'Hay que buscar en papel' } })
    const again = { ...idsOf(extended), reason: 'Otra vez' }
    await expect(officer.call(requests.extendRequest, again)).rejects.toMatchObject({ code: 'extended-already' })
    const late = await opened(subjectId, { askedOn: '2026-10-01' })
    expect(late.late).toBe(true)
    await expect(officer.call(requests.extendRequest, { ...idsOf(late), reason: 'Tarde' })).rejects.toMatchObject({
      code: 'extended-too-late',
    })
    const { requests: found } = await chief.call(requests.listRequests, { late: 'true' })
    expect(found.map(({ requestId }) => requestId)).toEqual([late.requestId])
  })

  test('is not answered before it is checked who asks, and whether they may', async () => {
    const subjectId = await received(desk, arrivalId)
    const asker = { kind: 'representative', name: 'Inventada Tz’unux', relation: 'madre' } as const
    await expect(opened(subjectId, { asker: { kind: 'representative' } })).rejects.toMatchObject({
      code: 'representative-without-name',
    })
    const request = await opened(subjectId, { asker })
    const answer = { outcome: 'answered', text: 'Se entregó la copia' } as const
    const answering = (version: number) => officer.call(requests.answerRequest, { ...idsOf(request), version, ...answer })
    await expect(answering(1)).rejects.toMatchObject({ code: 'identity-not-checked' })
    await officer.call(requests.checkIdentity, { ...idsOf(request), document: 'dpi' })
    await expect(answering(1)).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await expect(answering(2)).rejects.toMatchObject({ code: 'power-not-shown' })
    const content = photograph.toString('base64')
    const paper = { subjectId, requestId: request.requestId, attachmentId: uuidv7(), proves: 'power', content } as const
    await officer.call(requests.attach, paper)
    const done = await answering(2)
    expect(done).toMatchObject({ state: 'answered', answer: { text: 'Se entregó la copia' } })
    expect(done.events.map(({ kind }) => kind)).toEqual(['opened', 'identity_checked', 'attached', 'answered'])
    await expect(answering(3)).rejects.toMatchObject({ code: 'request-closed' })
  })

  test('is nobody’s work at the desk, and is not of another institution', async () => {
    const subjectId = await received(desk, arrivalId)
    const request = await opened(subjectId)
    const elsewhere = await world.someone({ roles: ['data-protection-officer'], institution: 'pgn' })
    await expect(desk.call(requests.readRequest, idsOf(request))).rejects.toMatchObject({ code: 'not-your-work' })
    await expect(elsewhere.call(requests.readRequest, idsOf(request))).rejects.toMatchObject({ code: 'return-not-found' })
    expect((await elsewhere.call(requests.listRequests, {})).requests).toEqual([])
  })

  test('stands in a list that is read page by page, the one due first first', async () => {
    const days: string[] = []
    let after: string | undefined
    do {
      const page = await officer.call(requests.listRequests, { limit: 2, after })
      days.push(...page.requests.map(({ dueOn }) => dueOn))
      after = page.next
    } while (after)
    expect(days.length).toBeGreaterThan(4)
    expect(days).toEqual(days.toSorted())
    await expect(officer.call(requests.listRequests, { after: 'nada' })).rejects.toMatchObject({ code: 'page-unknown' })
  })
})

describe('a document', () => {
  test('is kept without what it told beside the picture, and comes back as a file that nothing opens by itself', async () => {
    const subjectId = await received(desk, arrivalId)
    const { requestId } = await opened(subjectId)
    const attachmentId = uuidv7()
    expect(photograph.includes('Camara Inventada')).toBe(true)
    const content = photograph.toString('base64')
    const after = await officer.call(requests.attach, { subjectId, requestId, attachmentId, proves: 'identity', content })
    expect(after.attachments).toMatchObject([{ attachmentId, media: 'image/jpeg', scan: 'clean' }])
    const response = await officer.fetch(pathFor(requests.readAttachment, { subjectId, attachmentId }), {})
    const kept = Buffer.from(await response.arrayBuffer())
    expect((await sharp(kept).metadata()).exif).toBeUndefined()
    expect(kept.includes('Camara Inventada')).toBe(false)
    expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; .*\.jpg$/)
    expect(response.headers.get('Content-Type')).toBe('application/octet-stream')
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    const { rows } = await world.owner.query("select input::text from journal.entry where call like '%attachments'")
    expect(rows.every(({ input }) => !input.includes('content'))).toBe(true)
  })
  test('of another kind, or with programs inside, is refused and leaves nothing behind', async () => {
    const subjectId = await received(desk, arrivalId)
    const { requestId } = await opened(subjectId)
    const attach = (text: string) => {
      const content = Buffer.from(text).toString('base64')
      return officer.call(requests.attach, { subjectId, requestId, attachmentId: uuidv7(), proves: 'other', content })
    }
    await expect(attach('<html>')).rejects.toMatchObject({ code: 'upload-other-kind' })
    await expect(attach('%PDF-1.7 << /S /JavaScript /JS (1) >>')).rejects.toMatchObject({ code: 'upload-active-pdf' })
    const { attachments, events } = await officer.call(requests.readRequest, { subjectId, requestId })
    expect([attachments, events.length]).toEqual([[], 1])
  })
})

describe('the answer to “what do you hold about me”', () => {
  const person = aPerson({ surnames: 'Xiloj Raxcacó', cui: '1987 12345 0101', note: 'Contó algo inventado', birthYear: 1990 })
  const made = async () => {
    const earlier = await received(desk, arrivalId, person)
    const subjectId = await received(desk, arrivalId, person)
    await desk.call(identity.decide, { subjectId, otherId: earlier, decisionId: uuidv7(), verdict: 'same' })
    await desk.call(consents.noteConsent, {
      ...{ subjectId, purpose: 'referral', answer: 'given', how: 'phone', textVersion: '2026-11' },
    })
    await sealNew(world.doors)
    const request = await opened(subjectId)
    return { earlier, subjectId, request }
  }
  const json = async (ids: { subjectId: string; requestId: string }) => {
    const response = await officer.fetch(pathFor(requests.exportJson, ids), {})
    return { status: response.status, body: (await response.json()) as Export & { code?: string } }
  }

  test('waits until it is known who asks', async () => {
    const { request } = await made()
    expect(await json(request)).toMatchObject({ status: 409, body: { code: 'identity-not-checked' } })
    const look = await opened(request.subjectId, { kind: 'who_looked' })
    expect(await json(look)).toMatchObject({ status: 409, body: { code: 'not-an-access-request' } })
  })

  test('holds every return of the person, what they answered, who looked and what they asked, and names no official', async () => {
    const { earlier, subjectId, request } = await made()
    await officer.call(requests.checkIdentity, { ...idsOf(request), document: 'dpi' })
    const { body } = await json(request)
    expect(body.returns.map((one) => one.subjectId)).toEqual([earlier, subjectId].toSorted())
    expect(body.returns.find((one) => one.subjectId === subjectId)).toMatchObject({
      form: { note: 'Contó algo inventado', cui: '1987123450101' },
      consents: [{ purpose: 'referral', answer: 'given', how: 'phone' }],
      comparisons: [{ verdict: 'same', takenBack: false }],
      steps: [{ step: 'done' }],
      searchWords: expect.arrayContaining(['xiloj']),
    })
    expect(body.requests).toMatchObject([{ number: request.number, kind: 'access' }])
    expect(body.trail).toContainEqual(expect.objectContaining({ institutionId: 'igm', look: 'changed' }))
    expect(JSON.stringify(body)).not.toContain('Persona Inventada')
    const response = await officer.fetch(pathFor(requests.exportPdf, { ...idsOf(request), language: 'es' }), {})
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
  })

  test('leaves out no table that tells of the person, but those named here with a reason', async () => {
    const { rows } = await world.owner.query(`
      select relation.oid::regclass::text as name
      from pg_class relation
      join pg_attribute on attrelid = relation.oid and attname = 'subject_id'
      where relkind = 'r' and relnamespace in ('intake'::regnamespace, 'identity'::regnamespace, 'rights'::regnamespace)`)
    const inExport = [
      ...['intake.subject', 'intake.step', 'intake.service', 'intake.consent', 'intake.manifest_row', 'intake.name_key'],
      ...['rights.request', 'rights.transfer', 'rights.handed', 'identity.person'],
    ]
    const derived = [
      'intake.slip', // the code stands with the return
      'identity.match_key', // hashes of words of the name
      'identity.indexed', // how far those hashes are up to date
      'identity.looked', // whether the program has looked for others
      'rights.event', // the steps of requests; their answer is given
      'rights.attachment', // what the person brought themselves
    ]
    expect(rows.map(({ name }) => name).filter((name) => ![...inExport, ...derived].includes(name))).toEqual([])
  })
})

test('a correction is told to those who had received the data, before it is answered', async () => {
  const subjectId = await received(desk, arrivalId)
  const settings = await officer.call(bases.readSettings, {})
  await officer.call(bases.changeSettings, { ...settings, secondPerson: false })
  const said = { subjectId, purpose: 'referral', how: 'in_person', textVersion: '2026-11', answer: 'given' } as const
  await officer.call(consents.noteConsent, said)
  const transferId = uuidv7()
  const transfer = {
    purpose: 'referral',
    why: 'Beca inventada',
    fields: ['givenNames' as const],
    expiresOn: '2026-12-01',
  } as const
  await officer.call(transfers.proposeTransfer, {
    subjectId,
    transferId,
    recipientId: 'mides',
    ...transfer,
    fields: ['givenNames'],
  })
  await officer.fetch(pathFor(transfers.downloadTransfer, { subjectId, transferId, format: 'json' }), {})
  const request = await opened(subjectId, { kind: 'correction', asks: 'Mi apellido es otro' })
  expect(request.toTell).toMatchObject([{ transferId }])
  await desk.call(intake.saveForm, {
    subjectId,
    changes: { givenNames: 'Corregida' },
    before: { givenNames: 'Inventada Ixchel' },
  })
  const { version } = await officer.call(requests.checkIdentity, { ...idsOf(request), document: 'dpi' })
  const answer = { ...idsOf(request), version, outcome: 'answered', text: 'Se corrigió el nombre' } as const
  await expect(officer.call(requests.answerRequest, answer)).rejects.toMatchObject({ code: 'recipients-not-told' })
  await officer.call(requests.tellRecipient, { ...idsOf(request), transferId, note: 'Se envió un oficio' })
  expect(await officer.call(requests.answerRequest, answer)).toMatchObject({ state: 'answered', toTell: [] })
})
