/**
 * Whoever is erased is gone: in every row of every table, bytes and documents too, nothing is left that they said of themselves, though
 * all keys are at hand. What is counted stays, and the journal still holds.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { emergency } from '#access/contract/emergency.ts'
import { renewKeys } from '#identity/api/indexing.ts'
import { findQuestions } from '#identity/api/looking.ts'
import { identity } from '#identity/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import { forgetDue } from '#retention/api/due.ts'
import { retention } from '#retention/contract.ts'
import { sql } from '#server/db.ts'
import { sealNew, verifyChain } from '#server/journal.ts'
import { features } from '../src/features.ts'
import { tablesWith } from './every-text.ts'
import { aFlight, received } from './people.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const desk = await world.someone({ roles: ['registrar', 'shift-chief', 'analyst'], compartments: ['trafficking'] })
const officer = await world.someone({ roles: ['data-protection-officer'] })
const other = await world.someone({ roles: ['data-protection-officer'] })
const arrivalId = await aFlight(desk)
const tonight = await aFlight(desk, { carrier: 'V-0002' })

const told = {
  givenNames: 'Xquenda Yolotzin',
  surnames: 'Qamaxtuj Tz’oyb',
  birthDate: '1991-03-09',
  cui: '2987 65432 0101',
  documentType: 'passport' as const,
  documentNumber: 'ZX-77310',
  contactPhone: '5599 8877',
  destinationCommunity: 'Aldea Wuqub Kaqix',
  placeAbroad: 'Nashvilleton',
  note: 'La espera un hombre al que teme.',
  sex: 'female' as const,
  destinationMunicipality: '1601',
}
/** As written, folded, as they sound (`libs/linkage`, phonetic), in digits. */
const traces = [
  ...['Xquenda', 'Yolotzin', 'Qamaxtuj', 'Tz’oyb', 'tzoyb', 'SKENDA', 'JOLOTSIN', 'KAMASTUJ'],
  ...['1991-03-09', '09/03/1991', '2987654320101', '2987 65432', '65432 0101', 'ZX-77310', 'ZX77310', '5599 8877', '55998877'],
  ...['Wuqub', 'Nashvilleton', 'al que teme'],
]

const manifestId = uuidv7()
const file = ['Nombres,Apellidos,Sexo,Fecha de nacimiento,CUI', `${told.givenNames},${told.surnames},F,09/03/1991,2987654320101`]
const content = Buffer.from(file.join('\n')).toString('base64')
await desk.call(intake.uploadManifest, { arrivalId, manifestId: uuidv7(), fileName: 'antes.csv', content })
await desk.call(intake.uploadManifest, { arrivalId, manifestId, fileName: 'vuelo.csv', content })
await desk.call(intake.applyManifest, { manifestId })
const [{ subjectId } = { subjectId: '' }] = (await desk.call(intake.listReturns, { arrivalId, text: 'xquenda' })).returns
await desk.call(intake.beginReception, { subjectId })
const { form: before } = await desk.call(intake.readReturn, { subjectId })
await desk.call(intake.saveForm, { subjectId, changes: told, before })
await desk.call(intake.receive, { subjectId })
await desk.call(intake.setService, { subjectId, service: 'food', state: 'given' })
await desk.call(intake.setConsent, { subjectId, purpose: 'attention', answer: 'given' })
/** The same person came twice; the second time the record was closed. */
const again = await received(desk, tonight, told)
const stays = await received(desk, tonight, { givenNames: 'Otra', surnames: 'Persona Abierta', birthDate: '1990-01-01' })
await desk.call(identity.decide, { subjectId, otherId: again, decisionId: uuidv7(), verdict: 'same' })
await desk.call(intake.setCompartment, { subjectId: again, compartment: 'trafficking', reason: 'Teme a quien espera a Xquenda' })
await desk.call(intake.searchReturns, { text: 'Qamaxtuj' })
/** Another institution had it opened in an emergency and wrote of them; and asks once more. */
const doctor = await world.someone({ roles: ['desk'], institution: 'mspas' })
const doctorsChief = await world.someone({ roles: ['shift-chief'], institution: 'mspas' })
const keeper = await world.someone({ roles: ['data-protection-officer'], institution: 'mspas' })
const asked = [uuidv7(), uuidv7()]
for (const grantId of asked)
  await doctor.call(emergency.askEmergency, {
    grantId,
    sought: told.cui,
    reason: 'Xquenda llegó inconsciente al hospital',
    hours: 1,
  })
await doctorsChief.call(emergency.decideEmergency, { grantId: asked[0]!, opens: true })
await keeper.call(emergency.reviewEmergency, { grantId: asked[0]!, verdict: 'justified', remarks: 'Qamaxtuj estaba grave' })
/** An entry as it was written before words were left out of the journal. */
const legacy = uuidv7()
await world.owner.query(
  `insert into journal.entry (entry_id, at, kind, call, institution_id, subjects, input)
   values ($1, now(), 'reading', 'GET /returns', 'igm', '{}', '{"text": "xquenda"}')`,
  [legacy],
)
await renewKeys(world.doors)
await findQuestions(world.doors, { now: world.now, whole: true })
while ((await sealNew(world.doors)) > 0);

const period = { from: '2026-01-01', to: '2026-12-31' }
const report = await desk.call(intake.profileReport, period)
const recurrence = await desk.call(identity.readRecurrence, period)
const erasureId = uuidv7()

describe('the journal', () => {
  test('keeps ids and codes of what was said, and no words: only the reason for closing is there', async () => {
    const found = await world.owner.query(
      `select call, input from journal.entry where input_digest is not null and (input::text || coalesce(output::text, '')) ~* $1`,
      [traces.join('|')],
    )
    expect(found.rows).toEqual([
      { call: 'PUT /returns/:subjectId/compartment', input: expect.objectContaining({ subjectId: again }) },
    ])
    const saved = await world.owner.query(`select input from journal.entry where call = 'PATCH /returns/:subjectId/form'`)
    expect(saved.rows[0].input).toMatchObject({ subjectId, changes: { sex: 'female', documentType: 'passport' } })
  })

  test('knows a command again that it does not keep, and another that only looks like it', async () => {
    const entryId = uuidv7()
    const input = { arrivalId: tonight, subjectId: uuidv7(), form: { givenNames: 'Inventada', surnames: 'Repetida' } }
    const first = await desk.call(intake.recordReturn, input, entryId)
    expect(await desk.call(intake.recordReturn, input, entryId)).toEqual(first)
    const wrong = { ...input, form: { givenNames: 'Otra', surnames: 'Repetida' } }
    await expect(desk.call(intake.recordReturn, wrong, entryId)).rejects.toMatchObject({ code: 'entry-id-taken' })
  })
})

describe('erasing a person', () => {
  test('is asked by one and confirmed by another', async () => {
    await officer.call(retention.askErasure, { subjectId, erasureId, basis: 'asked' })
    expect((await other.call(retention.listErasures, {})).erasures).toMatchObject([{ subjectId, erasureId, basis: 'asked' }])
    await expect(officer.call(retention.confirmErasure, { subjectId, erasureId })).rejects.toMatchObject({
      code: 'erasure-by-another',
    })
  })

  test('waits while any of their returns is held', async () => {
    const holdId = uuidv7()
    const holder = await world.someone({ roles: ['data-protection-officer'], compartments: ['trafficking'] })
    await holder.call(retention.placeHold, { subjectId: again, holdId, reason: 'La pide un juez' })
    await expect(other.call(retention.confirmErasure, { subjectId, erasureId })).rejects.toMatchObject({ code: 'record-held' })
    await holder.call(retention.liftHold, { subjectId: again, holdId, reason: 'Ya no la pide' })
  })

  test('waits for whoever is placing a hold at that moment', async () => {
    const holding = await world.owner.connect()
    await holding.query(`begin; set local ceiba.institution = 'igm'; set local ceiba.compartments = 'all'`)
    await holding.query('select from intake.subject where subject_id = $1 for update', [again])
    const confirmed = other.call(retention.confirmErasure, { subjectId, erasureId }).catch(({ code }) => code)
    await new Promise((passed) => setTimeout(passed, 300))
    const holdId = uuidv7()
    await holding.query(
      `insert into retention.hold (subject_id, hold_id, institution_id, reason, placed_by, placed_at)
       values ($1, $2, 'igm', 'La pide un juez', $3, now())`,
      [again, holdId, officer.accountId],
    )
    await holding.query('commit')
    holding.release()
    expect(await confirmed).toBe('record-held')
    const holder = await world.someone({ roles: ['data-protection-officer'], compartments: ['trafficking'] })
    await holder.call(retention.liftHold, { subjectId: again, holdId, reason: 'Ya no la pide' })
  })

  describe('once confirmed', () => {
    beforeAll(async () => {
      while ((await sealNew(world.doors)) > 0);
      expect((await tablesWith(world.owner, traces)).length).toBeGreaterThan(3)
      expect((await world.owner.query('select from vault.subject_key where subject_id = $1', [again])).rowCount).toBe(1)
      await other.call(retention.confirmErasure, { subjectId, erasureId })
      await renewKeys(world.doors, { whole: true })
      await findQuestions(world.doors, { now: world.now, whole: true })
    })

    test('leaves nothing that they said of themselves, in no table', async () => {
      expect(await tablesWith(world.owner, traces)).toEqual([])
    })

    test('nor in what pg_dump writes', async ({ skip }) => {
      const { host, port, user, database } = world.database
      const dump = await promisify(execFile)('pg_dump', ['-h', host, '-p', String(port), '-U', user, database], {
        maxBuffer: 1_000_000_000,
        encoding: 'latin1',
      }).catch(() => undefined)
      if (!dump) return skip('no pg_dump here, or of an older version')
      const text = dump.stdout.toLowerCase()
      expect(traces.filter((trace) => text.includes(Buffer.from(trace.toLowerCase()).toString('latin1')))).toEqual([])
    })

    test('nor is their key there, for none of their returns', async () => {
      const { rows } = await world.owner.query('select from vault.subject_key where subject_id = any($1)', [[subjectId, again]])
      expect(rows).toEqual([])
    })

    test('counts as before, in reports and in how often people return', async () => {
      expect(await desk.call(intake.profileReport, period)).toEqual({
        ...report,
        total: report.total + 1,
        breakdowns: expect.anything(),
      })
      const cells = async (dimension: string) =>
        (await desk.call(intake.profileReport, period)).breakdowns.find((one) => one.dimension === dimension)!.cells
      expect(await cells('age')).toEqual(
        expect.arrayContaining(
          report.breakdowns.find((one) => one.dimension === 'age')!.cells.filter(({ code }) => code !== 'unknown'),
        ),
      )
      expect(await desk.call(identity.readRecurrence, period)).toMatchObject({ returnedBefore: recurrence.returnedBefore })
    })

    test('is a return without a name for whoever looks, found by nothing', async () => {
      const { form, services } = await desk.call(intake.readReturn, { subjectId })
      expect(form).toEqual({
        sex: 'female',
        documentType: 'passport',
        destinationMunicipality: '1601',
        birthDate: expect.stringMatching(/^\d{4}$/),
      })
      expect(services).toMatchObject([{ service: 'food', state: 'given' }])
      for (const text of ['xquenda', '2987654320101'])
        expect((await desk.call(intake.searchReturns, { text })).returns).toEqual([])
      expect((await desk.call(identity.findCandidates, { subjectId })).candidates).toEqual([])
      expect(await desk.call(intake.readReturn, { subjectId: stays })).toMatchObject({ form: { givenNames: 'Otra' } })
    })

    test('stands in the journal, whose chain still holds', async () => {
      while ((await sealNew(world.doors)) > 0);
      expect(await verifyChain(world.doors)).not.toHaveProperty('brokenAt')
      const { rows } = await world.owner.query(`select subjects::text[], input from journal.entry where call = 'erasure'`)
      expect(rows).toEqual([{ subjects: expect.arrayContaining([subjectId, again]), input: { basis: 'asked' } }])
      expect((await world.owner.query('select input from journal.entry where entry_id = $1', [legacy])).rows[0].input).toBeNull()
    })

    test('cannot be feigned: an entry that lost its words otherwise breaks the chain', async () => {
      const [entry] = (await world.owner.query(`select entry_id, input from journal.entry where call = 'POST /arrivals' limit 1`))
        .rows
      const put = (input: unknown) =>
        world.owner.query('update journal.entry set input = $2 where entry_id = $1', [entry.entry_id, input])
      await put(null)
      expect(await verifyChain(world.doors)).toHaveProperty('brokenAt')
      await put(entry.input)
      expect(await verifyChain(world.doors)).not.toHaveProperty('brokenAt')
      const redacted = await world.doors.transaction({ institution: 'igm' }, (db) =>
        db.one(z.object({ done: z.number() }), sql`select journal.redact(${[entry.entry_id]}::uuid[], ${legacy}::uuid) as done`),
      )
      expect(redacted.done).toBe(0)
    })

    test('cannot be asked again, nor held', async () => {
      await expect(
        officer.call(retention.placeHold, { subjectId, holdId: uuidv7(), reason: 'La pide un juez' }),
      ).rejects.toMatchObject({ code: 'erased-already' })
      await expect(officer.call(retention.askErasure, { subjectId, erasureId: uuidv7(), basis: 'asked' })).rejects.toMatchObject({
        code: 'erased-already',
      })
    })
  })
})

describe('the clocks', () => {
  test('say what is due without touching it, and forget nothing that the institution has not confirmed', async () => {
    world.now = new Date('2038-01-01T15:00:00Z')
    const someone = await world.someone({ roles: ['data-protection-officer'] })
    const { due } = await someone.call(retention.readDue, {})
    expect(due.find(({ category }) => category === 'adults')).toMatchObject({ confirmed: false, days: 3650, due: 2 })
    expect(due.find(({ category }) => category === 'manifest_lines')!.due).toBeGreaterThan(0)
    expect(await forgetDue(world.doors, features, { now: world.now })).toEqual({})
    expect((await tablesWith(world.owner, ['Persona Abierta'])).length).toBeGreaterThan(0)
  })

  test('confirmed, forget what is due but what is held; a second time they find nothing', async () => {
    const someone = await world.someone({ roles: ['data-protection-officer'] })
    const later = await world.someone({ roles: ['registrar'] })
    const held = await received(later, await aFlight(later, { expectedAt: '2026-11-20T14:00:00Z' }), {
      givenNames: 'Retenida',
      surnames: 'Por Orden',
      birthDate: '1980-01-01',
    })
    await someone.call(retention.placeHold, { subjectId: held, holdId: uuidv7(), reason: 'La pide un juez' })
    for (const category of ['adults', 'manifest_lines'] as const)
      await someone.call(retention.setPeriod, { category, days: 900, version: 0 })
    await expect(someone.call(retention.setPeriod, { category: 'adults', days: 1, version: 0 })).rejects.toMatchObject({
      code: 'stale',
    })
    expect(await forgetDue(world.doors, features, { now: world.now })).toMatchObject({ adults: 2 })
    expect(await tablesWith(world.owner, ['Persona Abierta'])).toEqual([])
    expect((await tablesWith(world.owner, ['Retenida'])).length).toBeGreaterThan(0)
    expect((await forgetDue(world.doors, features, { now: world.now })).adults).toBe(0)
  })
})
