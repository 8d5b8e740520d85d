import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { pathFor } from '#browser/call.ts'
import { intake } from '#intake/contract/calls.ts'
import { consents } from '#intake/contract/consents.ts'
import { aFlight, aPerson, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { transfers } from '../contract/transfers.ts'

const world = await aWorld()
const desk = await world.someone({ roles: ['registrar'] })
const officer = await world.someone({ roles: ['data-protection-officer'] })
const chief = await world.someone({ roles: ['shift-chief'] })
const arrivalId = await aFlight(desk)
const note = '=HYPERLINK("http://ejemplo.invalid";"ver")'

async function agreed(): Promise<string> {
  const subjectId = await received(desk, arrivalId, aPerson({ note, cui: '1987 12345 0101' }))
  await officer.call(consents.noteConsent, { ...referral(subjectId), answer: 'given', textVersion: '2026-11' })
  return subjectId
}
const referral = (subjectId: string) => ({ subjectId, purpose: 'referral', how: 'in_person' }) as const

async function proposed(subjectId: string, more: Partial<z.input<typeof transfers.proposeTransfer.input>> = {}) {
  const transferId = uuidv7()
  const wanted = { recipientId: 'mides', purpose: 'referral', why: 'Bolsa inventada', expiresOn: '2026-11-30' } as const
  await officer.call(transfers.proposeTransfer, {
    ...{ subjectId, transferId, ...wanted },
    fields: ['surnames', 'note'],
    ...more,
  })
  return { subjectId, transferId }
}
async function file(
  who: typeof officer,
  ids: { subjectId: string; transferId: string },
  format: 'json' | 'csv' | 'pdf' = 'json',
) {
  const response = await who.fetch(pathFor(transfers.downloadTransfer, { ...ids, format }), {})
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const code = async (found: ReturnType<typeof file>) => (JSON.parse((await found).text) as { code: string }).code
const later = () => {
  world.now = new Date(world.now.getTime() + 1_000)
}

describe('a transfer', () => {
  test('needs somebody else’s approval before anything leaves, and holds exactly the chosen fields', async () => {
    const ids = await proposed(await agreed())
    expect(await code(file(officer, ids))).toBe('transfer-not-open')
    await expect(officer.call(transfers.approveTransfer, ids)).rejects.toMatchObject({ code: 'second-person-needed' })
    await chief.call(transfers.approveTransfer, ids)
    const { status, text, headers } = await file(officer, ids)
    expect(status).toBe(200)
    expect(JSON.parse(text).data).toEqual({ surnames: 'Xiloj Tz’unux', note })
    expect(headers.get('Content-Disposition')).toMatch(/^attachment; .*\.json$/)
  })

  test('as CSV runs nothing in a spreadsheet', async () => {
    const ids = await proposed(await agreed())
    await chief.call(transfers.approveTransfer, ids)
    const { text } = await file(officer, ids, 'csv')
    expect(text).toContain(`"'=HYPERLINK(""http`)
    expect(text).not.toContain('1987')
    expect((await file(officer, ids, 'pdf')).text.slice(0, 5)).toBe('%PDF-')
  })

  test('writes down each download: what, when, by whom, and in the journal', async () => {
    const ids = await proposed(await agreed())
    await chief.call(transfers.approveTransfer, ids)
    await file(officer, ids)
    later()
    await file(chief, ids, 'csv')
    const { transfers: all } = await chief.call(transfers.readRights, { subjectId: ids.subjectId })
    expect(all[0]!.handed.map(({ format, by }) => [format, by])).toEqual([
      ['json', 'Persona Inventada'],
      ['csv', 'Persona Inventada'],
    ])
    const journal = await world.owner.query(
      "select 1 from journal.entry where call like '%transfers/:transferId/file' and $1 = any(subjects) and kind = 'reading'",
      [ids.subjectId],
    )
    expect(journal.rowCount).toBe(2)
  })

  test('is not proposed where the person was not asked, refused, or agreed to something else', async () => {
    const subjectId = await received(desk, arrivalId)
    await expect(proposed(subjectId)).rejects.toMatchObject({
      code: 'sharing-not-allowed',
      details: { because: 'not_asked' },
    })
    await expect(proposed(await agreed(), { purpose: 'call_back' })).rejects.toMatchObject({ code: 'sharing-not-allowed' })
  })

  test('stops the moment the person withdraws, also when it was approved', async () => {
    const ids = await proposed(await agreed())
    await chief.call(transfers.approveTransfer, ids)
    expect((await file(officer, ids)).status).toBe(200)
    later()
    await desk.call(consents.withdrawConsent, referral(ids.subjectId))
    expect(await code(file(officer, ids))).toBe('sharing-not-allowed')
    const waiting = await proposed(await agreed())
    later()
    await desk.call(consents.withdrawConsent, referral(waiting.subjectId))
    await expect(chief.call(transfers.approveTransfer, waiting)).rejects.toMatchObject({ code: 'sharing-not-allowed' })
  })

  test('ends when it is revoked, once, and after its last day', async () => {
    const ids = await proposed(await agreed())
    await chief.call(transfers.approveTransfer, ids)
    const { transfers: all } = await chief.call(transfers.revokeTransfer, { ...ids, reason: 'Ya no hace falta' })
    expect(all).toMatchObject([{ state: 'revoked', revoked: { reason: 'Ya no hace falta' } }])
    expect(await code(file(officer, ids))).toBe('transfer-not-open')
    await expect(chief.call(transfers.revokeTransfer, { ...ids, reason: 'Otra vez' })).rejects.toMatchObject({
      code: 'transfer-not-open',
    })
    const short = await proposed(await agreed(), { expiresOn: '2026-11-20' })
    await chief.call(transfers.approveTransfer, short)
    expect((await file(officer, short)).status).toBe(200)
    const before = world.now
    world.now = new Date('2026-11-21T06:00:01Z')
    const fresh = await world.someone({ roles: ['data-protection-officer'] })
    expect(await code(file(fresh, short))).toBe('transfer-not-open')
    world.now = before
    await expect(proposed(await agreed(), { expiresOn: '2026-11-19' })).rejects.toMatchObject({ code: 'transfer-expired' })
  })

  test('goes to an institution of the directory that is not the own', async () => {
    const subjectId = await agreed()
    await expect(proposed(subjectId, { recipientId: 'igm' })).rejects.toMatchObject({ code: 'recipient-is-own' })
    await expect(proposed(subjectId, { recipientId: 'nadie' })).rejects.toMatchObject({ code: 'recipient-unknown' })
  })

  test('is nobody’s work at the desk, and asks whoever downloads who they are when that was a while ago', async () => {
    const ids = await proposed(await agreed())
    await chief.call(transfers.approveTransfer, ids)
    expect(await code(file(desk, ids))).toBe('not-your-work')
    world.now = new Date(world.now.getTime() + 6 * 60_000)
    expect(await code(file(officer, ids))).toBe('step-up-needed')
  })

  test('follows a record that is closed: whoever is no member of the compartment has no such transfer', async () => {
    const ids = await proposed(await agreed())
    await desk.call(intake.setCompartment, { subjectId: ids.subjectId, compartment: 'trafficking', reason: 'Identificada' })
    const fresh = await world.someone({ roles: ['data-protection-officer'] })
    expect(await code(file(fresh, ids))).toBe('return-not-found')
  })
})
