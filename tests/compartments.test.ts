/**
 * A closed record is nowhere: every call that shows persons is made by somebody of the same institution who is no member of its
 * compartment, and by a member. A call without a line here fails the first test, so that no way out is forgotten.
 */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { emergency } from '#access/contract/emergency.ts'
import { type Call, nameOf, roles } from '#base/contract.ts'
import { pathFor } from '#browser/call.ts'
import { exporting } from '#exchange/contract/export.ts'
import { verification } from '#exchange/contract/verification.ts'
import { renewKeys } from '#identity/api/indexing.ts'
import { findQuestions } from '#identity/api/looking.ts'
import { marks } from '#identity/contract/marks.ts'
import { review } from '#identity/contract/review.ts'
import { settings } from '#identity/contract/settings.ts'
import { identity } from '#identity/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import { consents } from '#intake/contract/consents.ts'
import { oversight } from '#intake/contract/oversight.ts'
import { retention } from '#retention/contract.ts'
import { bases } from '#rights/contract/bases.ts'
import { requests } from '#rights/contract/requests.ts'
import { transfers } from '#rights/contract/transfers.ts'
import { sql } from '#server/db.ts'
import { features } from '../src/features.ts'
import { aFlight, atTheDesk, received } from './people.ts'
import { aWorld } from './world.ts'

const world = await aWorld()
const everything = [...roles]
const desk = await world.someone({ roles: everything })
const member = await world.someone({ roles: everything, compartments: ['child_protection'] })
const otherMember = await world.someone({ roles: everything, compartments: ['trafficking', 'health', 'tracing', 'at_risk'] })
const elsewhere = await world.someone({ roles: everything, institution: 'pgn', compartments: ['child_protection'] })

const child = { givenNames: 'Ixkik’ Nikté', surnames: 'Saqb’e Tukur', birthDate: '2012-02-03', cui: '2987 65432 0101' }
const cui = '2987654320101'
const man = { givenNames: 'Baltazar', surnames: 'Tz’unux Ixcoy', birthDate: '1980-01-02' }

/** A flight whose manifest names both; both are received, the child alone, and the chief signs. */
const arrivalId = await aFlight(desk)
const manifestId = uuidv7()
const file = [
  'Nombres,Apellidos,Sexo,Fecha de nacimiento,CUI',
  `${child.givenNames},${child.surnames},F,03/02/2012,${cui}`,
  `${man.givenNames},${man.surnames},M,02/01/1980,`,
]
const content = Buffer.from(file.join('\n')).toString('base64')
await desk.call(intake.uploadManifest, { arrivalId, manifestId, fileName: 'vuelo.csv', content })
await desk.call(intake.applyManifest, { manifestId })
const [childId = '', manId = ''] = (await desk.call(intake.listReturns, { arrivalId })).returns.map((one) => one.subjectId)
await desk.call(intake.beginReception, { subjectId: childId })
const answers = { changes: { condition: 'unaccompanied_child' as const, travelledAlone: true }, before: {} }
await desk.call(intake.saveForm, { subjectId: childId, ...answers })
await desk.call(intake.setService, { subjectId: childId, service: 'food', state: 'given' })
await desk.call(intake.setConsent, { subjectId: childId, purpose: 'attention', answer: 'given' })
for (const subjectId of [childId, manId]) await desk.call(intake.receive, { subjectId })
const { slipCode = '' } = await desk.call(intake.readReturn, { subjectId: childId })
const { counts } = await desk.call(intake.readArrival, { arrivalId })
await desk.call(intake.closeArrival, { arrivalId, counts })
/** Another flight of today, with somebody at the desk. */
const tonight = await aFlight(desk, { carrier: 'V-0002' })
const arrivalId2 = await aFlight(desk, { carrier: 'V-0003' })
/** The child is back tonight, written as heard: this record is open, until a chief signs the flight. */
const again = { givenNames: 'Ishkic Nicté', surnames: 'Sacbé Tucur', birthDate: '2012-02-03', sex: 'female' as const }
const againId = await received(desk, tonight, again)
await renewKeys(world.doors)
await findQuestions(world.doors, { now: world.now, whole: true })
const linked = await received(desk, tonight, again)
const decisionId = uuidv7()
await member.call(identity.decide, { subjectId: linked, otherId: childId, decisionId, verdict: 'same' })
const atDesk = await atTheDesk(desk, tonight, { ...man, givenNames: 'Lorenzo' })

/** The child's representative asks for a copy and brings a paper; data go to the institution that represents the child. */
const requestId = uuidv7()
const [attachmentId, transferId, otherTransferId] = [uuidv7(), uuidv7(), uuidv7()]
const asks = { kind: 'access', asks: 'Quiere saber qué datos hay' } as const
const asker = { kind: 'representative', name: 'Mayra Inventada' } as const
const ofRequest = { subjectId: childId, requestId }
const paper = Buffer.from('%PDF-1.7 1 0 obj << /Type /Catalog >> endobj').toString('base64')
await member.call(requests.openRequest, { ...ofRequest, ...asks, asker })
await member.call(requests.attach, { ...ofRequest, attachmentId, proves: 'power', content: paper })
await member.call(requests.checkIdentity, { ...ofRequest, version: 1, document: 'dpi' })
await member.call(bases.sayOfBasis, { basisId: 'pina-children-alone', word: 'confirmed', note: 'Dictamen inventado' })
const given = { recipientId: 'pgn', purpose: 'referral', why: 'Representa a la niña', expiresOn: '2026-12-31' } as const
for (const id of [transferId, otherTransferId])
  await member.call(transfers.proposeTransfer, { subjectId: childId, transferId: id, ...given, fields: ['givenNames'] })
const secondMember = await world.someone({ roles: everything, compartments: ['child_protection'] })
await secondMember.call(transfers.approveTransfer, { subjectId: childId, transferId })

/** What would give the child away in an answer. */
const traces = [childId, slipCode, cui, 'Ixkik', 'IXKIK', 'Tukur', 'TUKUR', 'Saqb']

type Try = { call: Call; input: Record<string, unknown>; shows?: boolean }
const aboutChild = { subjectId: childId }
const inPerson = { purpose: 'referral', how: 'in_person' } as const
const period = { from: '2026-01-01', to: '2026-12-31' }

/** Each call with what might lead to the child. `shows`: a member is shown the child there, which proves that the try would find it. */
const tries: Record<string, Try[]> = {
  access: [
    { call: emergency.listEmergencies, input: {} },
    { call: emergency.readEmergencyJournal, input: { grantId: uuidv7() } },
  ],
  intake: [
    { call: intake.listReturns, input: { arrivalId }, shows: true },
    { call: intake.listReturns, input: { arrivalId, text: 'tukur' }, shows: true },
    { call: intake.searchReturns, input: { text: 'ixkik tukur' }, shows: true },
    { call: intake.searchReturns, input: { text: 'tuk' }, shows: true },
    { call: intake.searchReturns, input: { text: cui }, shows: true },
    { call: intake.searchReturns, input: { text: slipCode }, shows: true },
    { call: intake.readReturn, input: aboutChild, shows: true },
    { call: intake.slip, input: aboutChild, shows: true },
    { call: intake.profilePdf, input: aboutChild, shows: true },
    { call: intake.readTrail, input: aboutChild, shows: true },
    { call: intake.trailPdf, input: aboutChild, shows: true },
    { call: oversight.explainAccess, input: aboutChild, shows: true },
    { call: oversight.listViewers, input: aboutChild, shows: true },
    { call: intake.readBoard, input: { facilityId: 'crr-fag' }, shows: true },
    { call: intake.readManifest, input: { manifestId }, shows: true },
    { call: intake.listManifestRows, input: { manifestId }, shows: true },
    { call: intake.beginReception, input: aboutChild },
    { call: intake.saveForm, input: { ...aboutChild, changes: { sex: 'female' }, before: { sex: 'male' } }, shows: true },
    { call: intake.completeStep, input: { ...aboutChild, step: 'identity' }, shows: true },
    { call: intake.setService, input: { ...aboutChild, service: 'clothes', state: 'given' }, shows: true },
    { call: intake.setConsent, input: { ...aboutChild, purpose: 'referral', answer: 'given' }, shows: true },
    { call: consents.readConsents, input: aboutChild, shows: true },
    { call: consents.noteConsent, input: { ...aboutChild, ...inPerson, answer: 'given', textVersion: '2026-11' }, shows: true },
    { call: consents.withdrawConsent, input: { ...aboutChild, ...inPerson }, shows: true },
    { call: intake.leaveFamily, input: aboutChild, shows: true },
    {
      call: intake.joinFamily,
      input: {
        subjectId: manId,
        familyUnitId: uuidv7(),
        members: [
          { subjectId: manId, relationship: 'head' },
          { subjectId: childId, relationship: 'child' },
        ],
      },
      shows: true,
    },
    { call: intake.receive, input: aboutChild },
    { call: intake.markNotArrived, input: aboutChild },
    { call: intake.backToList, input: aboutChild },
    { call: intake.setCompartment, input: { ...aboutChild, compartment: 'none', reason: 'Quiero verla' } },
    { call: intake.addReturn, input: { arrivalId: tonight, subjectId: childId, form: child } },
    { call: intake.recordReturn, input: { arrivalId: tonight, subjectId: childId, form: child } },
    { call: intake.uploadManifest, input: { arrivalId, manifestId: uuidv7(), fileName: 'vuelo.csv', content } },
    { call: intake.mapManifest, input: { manifestId, mapping: {} } },
    { call: intake.applyManifest, input: { manifestId } },
  ],
  identity: [
    { call: identity.findCandidates, input: aboutChild, shows: true },
    { call: identity.listReturnedBefore, input: { manifestId } },
    { call: identity.comparePair, input: { subjectId: manId, otherId: childId }, shows: true },
    { call: identity.comparePair, input: { subjectId: childId, otherId: manId }, shows: true },
    {
      call: identity.decide,
      input: { subjectId: manId, otherId: childId, decisionId: uuidv7(), verdict: 'unsure' },
      shows: true,
    },
    { call: identity.undoDecision, input: { decisionId: uuidv7(), reason: 'Era otra' } },
    { call: identity.undoDecision, input: { decisionId, reason: 'Era otra' } },
    { call: identity.readUndone, input: { decisionId } },
    { call: identity.findClosed, input: aboutChild },
    { call: identity.findClosed, input: { subjectId: againId } },
    { call: identity.findCandidates, input: { subjectId: againId }, shows: true },
    { call: identity.readPerson, input: { subjectId: linked }, shows: true },
    { call: marks.listRecognised, input: { arrivalId } },
    { call: review.listQuestions, input: {}, shows: true },
    { call: review.countQuestions, input: {} },
    { call: review.takeQuestion, input: {}, shows: true },
    { call: review.claimQuestion, input: { subjectId: againId, otherId: childId } },
    { call: settings.undoAutomatic, input: { ...period, links: 1, reason: 'Todas de nuevo' } },
    { call: identity.readPerson, input: aboutChild, shows: true },
    { call: identity.readPerson, input: { subjectId: manId } },
  ],
  retention: [
    { call: retention.readKeeping, input: aboutChild, shows: true },
    { call: retention.placeHold, input: { ...aboutChild, holdId: uuidv7(), reason: 'La pide un juez' }, shows: true },
    { call: retention.liftHold, input: { ...aboutChild, holdId: uuidv7(), reason: 'Ya no la pide' } },
    { call: retention.askErasure, input: { ...aboutChild, erasureId: uuidv7(), basis: 'mistake' }, shows: true },
    { call: retention.confirmErasure, input: { ...aboutChild, erasureId: uuidv7() } },
    { call: retention.dropErasure, input: { ...aboutChild, erasureId: uuidv7() } },
    { call: retention.listErasures, input: {}, shows: true },
  ],
  rights: [
    { call: bases.askSharing, input: { ...aboutChild, purpose: 'referral', institution: 'pgn' }, shows: true },
    { call: requests.openRequest, input: { ...aboutChild, requestId: uuidv7(), ...asks, asker }, shows: true },
    { call: requests.listRequests, input: {}, shows: true },
    { call: requests.readRequest, input: ofRequest, shows: true },
    { call: requests.checkIdentity, input: { ...ofRequest, version: 2, document: 'passport' }, shows: true },
    { call: requests.attach, input: { ...ofRequest, attachmentId: uuidv7(), proves: 'other', content: paper }, shows: true },
    { call: requests.readAttachment, input: { ...aboutChild, attachmentId }, shows: true },
    { call: requests.exportPdf, input: ofRequest, shows: true },
    { call: requests.exportJson, input: ofRequest, shows: true },
    { call: requests.tellRecipient, input: { ...ofRequest, transferId, note: 'Se avisó' } },
    { call: requests.extendRequest, input: { ...ofRequest, version: 3, reason: 'Hay que buscar' }, shows: true },
    { call: requests.answerRequest, input: { ...ofRequest, version: 4, outcome: 'answered', text: 'Se entregó' }, shows: true },
    { call: transfers.readRights, input: aboutChild, shows: true },
    {
      call: transfers.proposeTransfer,
      input: { ...aboutChild, transferId: uuidv7(), ...given, fields: ['givenNames'] },
      shows: true,
    },
    { call: transfers.downloadTransfer, input: { ...aboutChild, transferId, format: 'json' }, shows: true },
    { call: transfers.approveTransfer, input: { ...aboutChild, transferId: otherTransferId } },
    { call: transfers.revokeTransfer, input: { ...aboutChild, transferId: otherTransferId, reason: 'Ya no' }, shows: true },
  ],
  exchange: [
    { call: exporting.exportReturns, input: {} },
    { call: verification.readVerification, input: aboutChild, shows: true },
    { call: verification.verify, input: { ...aboutChild, verificationId: uuidv7() } },
  ],
}
const all = Object.values(tries).flat()

type Somebody = Awaited<ReturnType<typeof world.someone>>

/** The answer of a call, as text: what a PDF says is read by its length and its status. */
async function answerTo(who: Somebody, { call, input }: Try): Promise<{ status: number; text: string; bytes: number }> {
  const body = call.kind === 'command' ? { body: JSON.stringify(input), headers: { 'Content-Type': 'application/json' } } : {}
  const response = await who.fetch(pathFor(call as never, input as never), { method: call.method, ...body })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, text: bytes.toString('utf8'), bytes: bytes.length }
}

/** Commands give back what they were given; what the caller wrote themselves tells them nothing. */
const told = (text: string, input: Record<string, unknown>) =>
  traces.filter((trace) => text.includes(trace) && !JSON.stringify(input).includes(trace))

test('every call that shows persons is tried', () => {
  const personal = features.flatMap(({ contract }) => Object.values(contract)).filter((call) => call.personal)
  const tried = new Set(all.map(({ call }) => nameOf(call)))
  expect(personal.map(nameOf).filter((name) => !tried.has(name))).toEqual([])
})

const cases = all.map((one): [string, Try] => [`${nameOf(one.call)} ${JSON.stringify(one.input).slice(0, 80)}`, one])
const outsiders: [string, Somebody][] = [
  ['no member', desk],
  ['a member of the other compartments', otherMember],
  ['a member elsewhere', elsewhere],
]

describe.each(outsiders)('for %s', (_, who) => {
  test.each(cases)('%s tells nothing of the child', async (_, one) => {
    const { status, text } = await answerTo(who, one)
    expect({ status, told: status < 500 ? told(text, one.input) : text }).toEqual({ status, told: [] })
    if (one.call.kind === 'download') expect(status).toBe(404)
  })

  test.each(cases.filter(([, { input }]) => input.subjectId === childId && !('arrivalId' in input)))(
    '%s answers as for somebody who never was',
    async (_, one) => {
      const real = await answerTo(who, one)
      const nobody = await answerTo(who, { ...one, input: { ...one.input, subjectId: uuidv7() } })
      expect(real).toEqual(nobody)
      expect(real.status).toBe(404)
    },
  )
})

describe('for a member', () => {
  test.each(cases.filter(([, { shows }]) => shows))('%s shows the child', async (_, one) => {
    const { status, text } = await answerTo(member, one)
    expect(status).toBeLessThan(300)
    if (one.call.kind !== 'download') expect(traces.some((trace) => text.includes(trace))).toBe(true)
  })
})

describe('in the database', () => {
  const seenBy = (institution: string | undefined, compartments: string[] | 'all') =>
    world.doors.transaction({ institution, compartments }, async (db) => {
      const seen: Record<string, number> = {}
      for (const table of ['subject', 'name_key', 'slip', 'step', 'service', 'consent', 'manifest_row']) {
        const Count = z.object({ count: z.int() })
        const rows = sql([`select count(*)::int as count from intake.${table} where subject_id = '${childId}'`])
        seen[table] = (await db.one(Count, rows)).count
      }
      return seen
    })
  /** Hashes alone (`match_key`) tell nothing without the record that they lead to. */
  const ofIdentity = {
    person: ['subject_id'],
    indexed: ['subject_id'],
    looked: ['subject_id'],
    decision: ['one_id', 'other_id'],
    question: ['one_id', 'other_id'],
  }
  const none = { subject: 0, name_key: 0, slip: 0, step: 0, service: 0, consent: 0, manifest_row: 0 }

  test('a member sees every row of the child', async () => {
    const seen = await seenBy('igm', ['child_protection'])
    expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([])
  })
  test('everybody else sees none, in no table', async () => {
    expect(await seenBy('igm', [])).toEqual(none)
    expect(await seenBy('igm', ['trafficking', 'health', 'tracing', 'at_risk'])).toEqual(none)
    expect(await seenBy('pgn', ['child_protection'])).toEqual(none)
    expect(await seenBy('pgn', 'all')).toEqual(none)
    expect(await seenBy(undefined, ['child_protection'])).toEqual(none)
  })
  test('what was found out about who the child is is closed as well', async () => {
    const about = (institution: string, compartments: string[]) =>
      world.doors.transaction({ institution, compartments }, async (db) => {
        const seen: Record<string, number> = {}
        for (const [table, columns] of Object.entries(ofIdentity)) {
          const where = columns.map((column) => `${column} = '${childId}'`).join(' or ')
          const Count = z.object({ count: z.int() })
          seen[table] = (await db.one(Count, sql([`select count(*)::int as count from identity.${table} where ${where}`]))).count
        }
        return seen
      })
    expect(Object.values(await about('igm', ['child_protection'])).every((count) => count > 0)).toBe(true)
    for (const [institution, open] of [
      ['igm', []],
      ['igm', ['health']],
      ['pgn', ['child_protection']],
    ] as const)
      expect(Object.values(await about(institution, [...open]))).toEqual(Object.keys(ofIdentity).map(() => 0))
  })
  test('every table that tells of a person is behind the wall', async () => {
    const { rows } = await world.owner.query(`
      select relation.oid::regclass::text as at
      from pg_class relation
      join pg_attribute owned on owned.attrelid = relation.oid and owned.attname in ('subject_id', 'one_id')
      where relation.relkind = 'r' and relation.relnamespace in ('intake'::regnamespace, 'identity'::regnamespace, 'rights'::regnamespace, 'exchange'::regnamespace)
        and relation.oid <> 'identity.match_key'::regclass
        and not exists (
          select from pg_policy
          where polrelid = relation.oid and not polpermissive and pg_get_expr(polqual, polrelid) ~ 'compartment')`)
    expect(rows).toEqual([])
  })
})

describe('counts', () => {
  test('of a flight are the same for one who sees the child and for one who does not', async () => {
    const [one, other] = [
      await desk.call(intake.readArrival, { arrivalId }),
      await member.call(intake.readArrival, { arrivalId }),
    ]
    expect(one).toEqual(other)
    expect(one.counts.received).toBe(2)
    const board = await desk.call(intake.readBoard, { facilityId: 'crr-fag' })
    const theirs = await member.call(intake.readBoard, { facilityId: 'crr-fag' })
    expect(board.children).toEqual(theirs.children)
    expect(await desk.call(intake.profileReport, period)).toEqual(await member.call(intake.profileReport, period))
  })
})

describe('closing and opening', () => {
  test('whoever closes a record does not see it any more; a member opens it again', async () => {
    const subjectId = await received(desk, tonight, { givenNames: 'Emilia', surnames: 'Raxcacó Chub', cui: '1987 12345 0101' })
    const close = { subjectId, compartment: 'trafficking' as const, reason: 'Víctima de trata identificada' }
    expect(await desk.call(intake.setCompartment, close)).toEqual({ subjectId, compartment: 'trafficking' })
    await expect(desk.call(intake.readReturn, { subjectId })).rejects.toMatchObject({ code: 'return-not-found' })
    await expect(member.call(intake.readReturn, { subjectId })).rejects.toMatchObject({ code: 'return-not-found' })
    await otherMember.call(intake.completeStep, { subjectId, step: 'interview' })
    await otherMember.call(intake.saveForm, {
      subjectId,
      changes: { surnames: 'Raxcacó Coc' },
      before: { surnames: 'Raxcacó Chub' },
    })
    expect((await desk.call(intake.searchReturns, { text: 'coc' })).returns).toEqual([])
    await otherMember.call(intake.setCompartment, { subjectId, compartment: 'none', reason: 'No era víctima' })
    expect(await desk.call(intake.readReturn, { subjectId })).toMatchObject({ form: { surnames: 'Raxcacó Coc' } })
  })

  test('a corrected manifest adds nobody twice, though its uploader does not see the child', async () => {
    await desk.call(intake.reopenArrival, { arrivalId, reason: 'Faltaba una persona' })
    const corrected = uuidv7()
    await desk.call(intake.uploadManifest, { arrivalId, manifestId: corrected, fileName: 'vuelo-2.csv', content })
    const { mapping, counts } = await desk.call(intake.readManifest, { manifestId: corrected })
    expect(counts).toMatchObject({ new: 1, received: 1 })
    expect((await desk.call(intake.mapManifest, { manifestId: corrected, mapping })).counts).toEqual(counts)
    const membersOwn = uuidv7()
    await member.call(intake.uploadManifest, { arrivalId, manifestId: membersOwn, fileName: 'vuelo-3.csv', content })
    expect((await desk.call(intake.mapManifest, { manifestId: membersOwn, mapping })).counts).toMatchObject({ received: 2 })
    expect((await desk.call(intake.listManifestRows, { manifestId: membersOwn })).rows).toHaveLength(1)
    expect(await desk.call(intake.applyManifest, { manifestId: corrected })).toMatchObject({ added: 0 })
    expect((await member.call(intake.listReturns, { arrivalId })).returns.map((one) => one.subjectId)).toContain(childId)
    const { rows } = await desk.call(intake.listManifestRows, { manifestId: corrected })
    expect(rows.map((row) => row.person.surnames)).toEqual([expect.stringContaining('Tz')])
    expect((await desk.call(intake.readManifest, { manifestId: corrected })).counts.rows).toBe(2)
  })

  test('an account loses a compartment with its next call', async () => {
    const admin = await world.someone({ roles: ['administrator'] })
    const { access } = await import('#access/contract/calls.ts')
    const who = await world.someone({ roles: ['registrar'], compartments: ['child_protection'] })
    await who.call(intake.readReturn, { subjectId: childId })
    const { version } = await admin.call(access.readAccount, { accountId: who.accountId })
    await admin.call(access.changeAccount, { accountId: who.accountId, version, compartments: [] })
    await expect(who.call(intake.readReturn, { subjectId: childId })).rejects.toMatchObject({ code: 'return-not-found' })
    const own = await admin.call(access.readAccount, { accountId: admin.accountId })
    await expect(
      admin.call(access.changeAccount, { accountId: admin.accountId, version: own.version, compartments: ['health'] }),
    ).rejects.toMatchObject({ code: 'own-compartments' })
  })
})

describe('somebody at the desk who has a closed record', () => {
  const telling = async (who: Somebody, subjectId: string) => (await who.call(identity.findClosed, { subjectId })).tell

  test('of a child the desk learns that PGN must be told; of an adult, the chief; nothing else', async () => {
    const herself = await atTheDesk(desk, tonight, again)
    expect(await telling(desk, herself)).toBe('guardian')
    expect(await telling(otherMember, herself)).toBe('guardian')
    const before = { givenNames: 'Emiliano', surnames: 'Raxcacó Tzirin', birthDate: '1979-04-11', cui: '1987 12345 0101' }
    const closedId = await received(desk, arrivalId2, before)
    await renewKeys(world.doors)
    await desk.call(intake.setCompartment, { subjectId: closedId, compartment: 'trafficking', reason: 'Identificado' })
    expect(await telling(desk, await atTheDesk(desk, tonight, before))).toBe('chief')
  })
  test('who sees the record is told nothing: they are shown it', async () =>
    expect(await telling(member, await atTheDesk(desk, tonight, again))).toBe('nobody'))
  test('of others, and of who is not at the desk, nothing is told', async () => {
    expect(await telling(desk, atDesk)).toBe('nobody')
    expect(await telling(desk, againId)).toBe('nobody')
  })
})

test('what stands at the desk is not in the way', async () => {
  expect(await desk.call(intake.readReturn, { subjectId: atDesk })).toMatchObject({ form: { givenNames: 'Lorenzo' } })
})
