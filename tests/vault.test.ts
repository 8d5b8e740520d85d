/** What tells who a closed person is cannot be read off the database: it is sealed with the person's key, which the master key wraps. */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { renewKeys } from '#identity/api/indexing.ts'
import { sealClosed } from '#intake/api/sealing.ts'
import { intake } from '#intake/contract/calls.ts'
import { masterOf } from '#server/vault/master.ts'
import { newKey, sealMark } from '#server/vault/sealing.ts'
import { openVault } from '#server/vault/vault.ts'
import { keyStatus, rotateKeys } from '../src/command-line/keys.ts'
import { tablesWith } from './every-text.ts'
import { aFlight, received } from './people.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const desk = await world.someone({ roles: ['registrar', 'shift-chief', 'analyst'] })
const member = await world.someone({ roles: ['registrar', 'shift-chief'], compartments: ['trafficking'] })
const arrivalId = await aFlight(desk)

const told = {
  givenNames: 'Xquenda Yolotzin',
  surnames: 'Qamaxtuj Tz’oy',
  birthDate: '2011-03-09',
  cui: '2987 65432 0101',
  documentType: 'passport' as const,
  documentNumber: 'ZX-77310',
  contactPhone: '5599 8877',
  destinationCommunity: 'Aldea Wuqub Kaqix',
  placeAbroad: 'Nashvilleton',
  note: 'La espera un hombre al que teme.',
  sex: 'female' as const,
  language: 'kek',
  destinationMunicipality: '1601',
}
/** What a thief would look for: as written, folded, in digits. */
const traces = [
  'Xquenda',
  'Yolotzin',
  'Qamaxtuj',
  'Tz’oy',
  'tzoy',
  '2011-03-09',
  '09/03/2011',
  '2987654320101',
  '65432 0101',
  'ZX-77310',
  '5599 8877',
  'Wuqub',
  'Nashvilleton',
  'al que teme',
]
const rest = { givenNames: 'Otra', surnames: 'Persona Abierta', birthDate: '1990-01-01' }

/** On a manifest that was put on the list, and on one that was only read. */
const manifestId = uuidv7()
const file = ['Nombres,Apellidos,Sexo,Fecha de nacimiento,CUI', `${told.givenNames},${told.surnames},F,09/03/2011,2987654320101`]
const content = Buffer.from(file.join('\n')).toString('base64')
await desk.call(intake.uploadManifest, { arrivalId, manifestId: uuidv7(), fileName: 'antes.csv', content })
await desk.call(intake.uploadManifest, { arrivalId, manifestId, fileName: 'vuelo.csv', content })
await desk.call(intake.applyManifest, { manifestId })
const [{ subjectId } = { subjectId: '' }] = (await desk.call(intake.listReturns, { arrivalId })).returns
await desk.call(intake.beginReception, { subjectId })
const { form: before } = await desk.call(intake.readReturn, { subjectId })
await desk.call(intake.saveForm, { subjectId, changes: told, before })
await desk.call(intake.receive, { subjectId })
await received(desk, arrivalId, rest)
await renewKeys(world.doors)

const period = { from: '2026-01-01', to: '2026-12-31' }
const whole = await desk.call(intake.readReturn, { subjectId })
const report = await desk.call(intake.profileReport, period)
/** The journal has its own way to forget. */
const outside = async () => (await tablesWith(world.owner, traces)).filter((found) => !found.startsWith('journal.'))

test('an open record can be read in the database', async () => {
  expect((await outside()).map((found) => found.split(':')[0])).toEqual(
    expect.arrayContaining(['intake.subject', 'intake.name_key', 'intake.manifest_row']),
  )
})

describe('a closed record', () => {
  test('leaves nothing that tells who it is, in no table', async () => {
    await desk.call(intake.setCompartment, { subjectId, compartment: 'trafficking', reason: 'La espera alguien' })
    await renewKeys(world.doors)
    expect(await outside()).toEqual([])
  })

  test('is read by a member as it was written, to the letter', async () => {
    const { form, listNumber, line, findings } = await member.call(intake.readReturn, { subjectId })
    expect({ form, listNumber, line, findings }).toEqual({
      form: whole.form,
      listNumber: whole.listNumber,
      line: whole.line,
      findings: whole.findings,
    })
    const { rows } = await member.call(intake.listManifestRows, { manifestId })
    expect(rows[0]).toMatchObject({ cells: expect.arrayContaining([told.givenNames]), person: { surnames: told.surnames } })
  })

  test('is counted as before, ages too', async () => {
    expect(await desk.call(intake.profileReport, period)).toEqual(report)
  })

  test.each(['xquenda', 'TZOY qamaxtuj', 'xque qam', 'xq', '2987 65432 0101'])(
    'is found by a member under “%s”',
    async (text) => {
      const ids = async (who: typeof desk) => (await who.call(intake.searchReturns, { text })).returns.map((one) => one.subjectId)
      expect(await ids(member)).toEqual([subjectId])
      expect(await ids(desk)).toEqual([])
      const listed = async (who: typeof desk) => (await who.call(intake.listReturns, { arrivalId, text })).returns.length
      expect(await listed(member)).toBe(1)
      expect(await listed(desk)).toBe(0)
    },
  )

  test('found together with open ones, has its place among them, page by page', async () => {
    const open = await received(desk, arrivalId, { givenNames: 'Xquenda', surnames: 'Abierta' })
    const first = await member.call(intake.searchReturns, { text: 'xquenda', limit: 1 })
    const then = await member.call(intake.searchReturns, { text: 'xquenda', limit: 1, after: first.next! })
    expect([...first.returns, ...then.returns].map((one) => one.subjectId)).toEqual([open, subjectId].toSorted().reverse())
    expect(then.next).toBeUndefined()
  })

  test('corrected by a member, stays sealed, and is found under its new name', async () => {
    await member.call(intake.saveForm, {
      subjectId,
      changes: { surnames: 'Qamaxtuj Ixbalamque', note: 'Teme a Wuqub, dijo.' },
      before: { surnames: told.surnames, note: told.note },
    })
    expect((await tablesWith(world.owner, ['balamque', 'a Wuqub'])).filter((found) => !found.startsWith('journal.'))).toEqual([])
    expect((await member.call(intake.searchReturns, { text: 'ixbal' })).returns).toHaveLength(1)
    expect((await member.call(intake.searchReturns, { text: 'tzoy' })).returns).toHaveLength(0)
  })

  test('a sealed text that is put elsewhere does not open', async () => {
    const moved = (set: string) =>
      world.owner.query(`update intake.subject set form = form || ${set} where subject_id = $1`, [subjectId])
    const { rows } = await world.owner.query('select form from intake.subject where subject_id = $1', [subjectId])
    await moved(`jsonb_build_object('surnames', form ->> 'note')`)
    await expect(member.call(intake.readReturn, { subjectId })).rejects.toMatchObject({ code: 'our-mistake' })
    await moved(`jsonb_build_object('surnames', replace(form ->> 'surnames', '${sealMark}', 'x${sealMark}'))`)
    await expect(member.call(intake.readReturn, { subjectId })).rejects.toMatchObject({ code: 'our-mistake' })
    await world.owner.query('update intake.subject set form = $2 where subject_id = $1', [subjectId, rows[0].form])
    expect((await member.call(intake.readReturn, { subjectId })).form.note).toBe('Teme a Wuqub, dijo.')
  })

  test('what carries a mark of the vault is no answer', async () => {
    const { rows } = await world.owner.query(`select form ->> 'note' as sealed from intake.subject where subject_id = $1`, [
      subjectId,
    ])
    const form = { givenNames: 'Ana', note: rows[0].sealed as string }
    await expect(desk.call(intake.recordReturn, { arrivalId, subjectId: uuidv7(), form })).rejects.toMatchObject({
      code: 'input-wrong',
    })
  })

  test('from before there were keys is sealed by the job, once', async () => {
    await world.owner.query(`update intake.subject set form = form || '{"givenNames": "Legible"}' where subject_id = $1`, [
      subjectId,
    ])
    await world.owner.query(
      `update intake.name_key set key = 'legible' where ctid = (select min(ctid) from intake.name_key where subject_id = $1)`,
      [subjectId],
    )
    expect(await sealClosed(world.doors)).toBe(1)
    expect(await tablesWith(world.owner, ['legible'])).toEqual([])
    expect(await sealClosed(world.doors)).toBe(0)
    expect((await member.call(intake.readReturn, { subjectId })).form.givenNames).toBe('Legible')
  })

  test('opened again is readable for everybody, and found as others are', async () => {
    await member.call(intake.setCompartment, { subjectId, compartment: 'none', reason: 'Fue un error' })
    expect((await desk.call(intake.searchReturns, { text: 'ixbal' })).returns).toHaveLength(1)
    const marks = await tablesWith(world.owner, [sealMark])
    expect(marks).toEqual([])
  })
})

describe('the keys', () => {
  test('are wrapped anew by a new master key, while everything goes on', async () => {
    await desk.call(intake.setCompartment, { subjectId, compartment: 'trafficking', reason: 'De nuevo' })
    expect(await keyStatus({ doors: world.doors, vault: world.vault })).toMatchObject({
      newest: 1,
      byVersion: [{ keys: 1 }],
      readable: 0,
    })
    world.masterKeys.set(2, newKey())
    expect(await rotateKeys(world)).toEqual({ newest: 2, rewrapped: 1 })
    expect(await rotateKeys(world)).toEqual({ newest: 2, rewrapped: 0 })
    const old = world.masterKeys.get(1)!
    world.masterKeys.delete(1)
    expect((await member.call(intake.readReturn, { subjectId })).form.givenNames).toBe('Legible')
    expect((await keyStatus(world)).byVersion).toEqual([{ masterVersion: 2, keys: 1 }])
    world.masterKeys.set(1, old)
  })

  test('open nothing with another master key', async () => {
    const other = masterOf(() => new Map([[2, newKey()]]), 'memory')
    await expect(openVault(world.owner, other)).rejects.toMatchObject({ code: 'master-key-wrong' })
  })

  test('the master key is not in the database', async () => {
    const forms = [...world.masterKeys.values()].flatMap((key) => [
      key.toString('hex'),
      key.toString('base64'),
      key.toString('latin1'),
    ])
    expect(await tablesWith(world.owner, forms)).toEqual([])
  })
})
