/**
 * Somebody without any right to a closed record tries ten ways to learn whether a child whose name, CUI, slip code and even id they hold is
 * in the register. What they are answered is, to the letter, what they are answered in a world where the child never was. Only where
 * everybody is counted without a name (ADR 12), or an id is tried that somebody has, does another child stand there in its place.
 */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { access } from '#access/contract/calls.ts'
import { emergency } from '#access/contract/emergency.ts'
import { type Call, nameOf, type Role } from '#base/contract.ts'
import { pathFor } from '#browser/call.ts'
import { exporting } from '#exchange/contract/export.ts'
import { verification } from '#exchange/contract/verification.ts'
import { renewKeys } from '#identity/api/indexing.ts'
import { findQuestions } from '#identity/api/looking.ts'
import { marks } from '#identity/contract/marks.ts'
import { review } from '#identity/contract/review.ts'
import { identity } from '#identity/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import type { FormChanges } from '#intake/contract/form.ts'
import { oversight } from '#intake/contract/oversight.ts'
import { retention } from '#retention/contract.ts'
import { requests } from '#rights/contract/requests.ts'
import { transfers } from '#rights/contract/transfers.ts'
import { sealNew } from '#server/journal.ts'
import { aFlight } from './people.ts'
import { aWorld, password, type World } from './world.ts'

const cui = '2987654320101'
const facts = { birthDate: '2012-02-03', sex: 'female', condition: 'unaccompanied_child', travelledAlone: true } as const
const child = { ...facts, givenNames: 'Ixkik’ Nikté', surnames: 'Saqb’e Tukur', cui }
const other = { ...facts, givenNames: 'Marta Inventada', surnames: 'Coyoy Yac', birthDate: '2011-09-08', cui: '1987543210101' }
const man = { givenNames: 'Baltazar', surnames: 'Tz’unux Ixcoy', birthDate: '1980-01-02' }
/** Somebody of the same name, whose record is open. */
const namesake = { givenNames: child.givenNames, surnames: child.surnames, birthDate: '2012-03-02', sex: 'female' } as const

/** The ids are the same in every world, as whoever asks sends the same everywhere. */
const [flight, tonight, childId, manId, namesakeId, atDeskId] = Array.from({ length: 6 }, () => uuidv7()) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
const known = [flight, tonight, childId, manId, namesakeId, atDeskId]

const outsiders: [says: string, work: { roles: Role[]; institution?: string; compartments?: string[] }][] = [
  ['a registrar of the same institution, no member', { roles: ['registrar'] }],
  ['a desk of another institution', { roles: ['desk'], institution: 'mspas' }],
  [
    'a registrar of another institution, member there',
    { roles: ['registrar'], institution: 'pgn', compartments: ['child_protection'] },
  ],
  ['an analyst', { roles: ['analyst'] }],
]

/** A world with this child, closed, or with none. */
async function aWorldWith(form?: FormChanges) {
  const world = await aWorld()
  const chief = await world.someone({ roles: ['registrar', 'shift-chief'], compartments: ['child_protection'] })
  await aFlight(chief, { arrivalId: flight, expectedAt: '2026-11-20T10:00:00Z' })
  await aFlight(chief, { arrivalId: tonight, carrier: 'V-0002' })
  for (const [subjectId, answers] of [
    [childId, form],
    [manId, man],
  ] as const)
    if (answers) await chief.call(intake.recordReturn, { arrivalId: flight, subjectId, form: answers })
  if (form) await chief.call(intake.setCompartment, { subjectId: childId, compartment: 'child_protection', reason: 'Viajó sola' })
  await chief.call(intake.recordReturn, { arrivalId: tonight, subjectId: namesakeId, form: namesake })
  await chief.call(intake.addReturn, {
    arrivalId: tonight,
    subjectId: atDeskId,
    form: { givenNames: 'Lorenzo', surnames: 'Chub' },
  })
  await renewKeys(world.doors)
  await findQuestions(world.doors, { now: world.now, whole: true })
  await sealNew(world.doors)
  const people = []
  for (const [, work] of outsiders) people.push(await world.someone({ ...work, login: `persona-${people.length}` }))
  return { world, chief, people }
}

const real = await aWorldWith(child)
const never = await aWorldWith()
const instead = await aWorldWith(other)
const slipCode = (await real.chief.call(intake.readReturn, { subjectId: childId })).slipCode ?? ''

type Try = { call: Call; input: Record<string, unknown>; inPlace?: boolean }
const about = { subjectId: childId }
const search = (text: string, more = {}): Try => ({ call: intake.searchReturns, input: { text, ...more } })
const lines = ['Nombres,Apellidos,Sexo,Fecha de nacimiento,CUI', `${child.givenNames},${child.surnames},F,03/02/2012,${cui}`]
const content = Buffer.from(lines.join('\n')).toString('base64')
const [manifestId, sameFlightId, grantId, slipGrantId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
const asking = { reason: 'Llegó inconsciente a la emergencia', hours: 1 }

/** The ten ways. `inPlace`: is compared only with the world where another child stands in its place. */
const ways: Record<string, Try[]> = {
  'by its name': [
    search('Ixkik’ Nikté Saqb’e Tukur'),
    search('ixkik tukur'),
    search('tuk'),
    { call: intake.listReturns, input: { arrivalId: flight, text: 'tukur' } },
    { call: intake.listReturns, input: { arrivalId: flight } },
  ],
  'by its CUI': [search(cui), search('2987 65432 0101'), { call: verification.readVerification, input: about }],
  'by the code of its slip': [search(slipCode), search(slipCode.toLowerCase())],
  'by adding somebody under its id': [
    { call: intake.addReturn, input: { arrivalId: tonight, subjectId: childId, form: child }, inPlace: true },
    { call: intake.recordReturn, input: { arrivalId: tonight, subjectId: childId, form: child }, inPlace: true },
  ],
  'by a manifest that names it': [
    { call: intake.uploadManifest, input: { arrivalId: tonight, manifestId, fileName: 'a.csv', content } },
    { call: intake.readManifest, input: { manifestId } },
    { call: intake.listManifestRows, input: { manifestId } },
    { call: intake.listManifestRows, input: { manifestId, only: 'new' } },
    { call: identity.listReturnedBefore, input: { manifestId } },
    { call: intake.uploadManifest, input: { arrivalId: flight, manifestId: sameFlightId, fileName: 'b.csv', content } },
    { call: intake.readManifest, input: { manifestId: sameFlightId } },
    { call: intake.listManifestRows, input: { manifestId: sameFlightId } },
    { call: intake.listManifestRows, input: { manifestId: sameFlightId, only: 'new' } },
    { call: identity.listReturnedBefore, input: { manifestId: sameFlightId } },
  ],
  'by the candidates for somebody of the same name': [
    { call: identity.findCandidates, input: { subjectId: namesakeId } },
    { call: identity.findCandidates, input: { subjectId: namesakeId, weak: 'true' } },
    { call: identity.comparePair, input: { subjectId: namesakeId, otherId: childId } },
    { call: identity.readPerson, input: { subjectId: namesakeId } },
    { call: identity.findClosed, input: { subjectId: namesakeId } },
    { call: marks.listRecognised, input: { arrivalId: tonight } },
    { call: review.listQuestions, input: {} },
    { call: review.countQuestions, input: {} },
    { call: review.takeQuestion, input: {} },
    { call: review.claimQuestion, input: { subjectId: namesakeId, otherId: childId } },
    { call: identity.decide, input: { subjectId: namesakeId, otherId: childId, decisionId: uuidv7(), verdict: 'same' } },
  ],
  'by what errors say': [
    { call: intake.readReturn, input: about },
    { call: intake.beginReception, input: about },
    { call: intake.receive, input: about },
    { call: intake.setService, input: { ...about, service: 'food', state: 'given' } },
    { call: intake.saveForm, input: { ...about, changes: { sex: 'male' }, before: { sex: 'female' } } },
    { call: intake.setCompartment, input: { ...about, compartment: 'none', reason: 'Quiero verla' } },
    {
      call: intake.joinFamily,
      input: {
        subjectId: atDeskId,
        familyUnitId: uuidv7(),
        members: [
          { subjectId: atDeskId, relationship: 'head' },
          { subjectId: childId, relationship: 'child' },
        ],
      },
    },
    {
      call: requests.openRequest,
      input: { ...about, requestId: uuidv7(), kind: 'access', asks: 'Quiere saber', asker: { kind: 'self' } },
    },
    { call: transfers.readRights, input: about },
    { call: retention.readKeeping, input: about },
    { call: verification.verify, input: { ...about, verificationId: uuidv7() } },
  ],
  'by counts, totals and where the next page begins': [
    { call: intake.readArrival, input: { arrivalId: flight }, inPlace: true },
    { call: intake.listArrivals, input: {}, inPlace: true },
    { call: intake.readBoard, input: { facilityId: 'crr-fag' }, inPlace: true },
    { call: intake.profileReport, input: { from: '2026-01-01', to: '2026-12-31' }, inPlace: true },
    { call: identity.readRecurrence, input: { from: '2026-01-01', to: '2026-12-31' }, inPlace: true },
    { call: intake.listReturns, input: { arrivalId: flight, limit: 1 } },
    search('tukur', { limit: 1 }),
    { call: review.listQuestions, input: { limit: 1 } },
    { call: exporting.exportReturns, input: { limit: 1 } },
  ],
  'by the addresses of its papers and its trail': [
    { call: intake.slip, input: about },
    { call: intake.profilePdf, input: about },
    { call: intake.readTrail, input: about },
    { call: intake.trailPdf, input: about },
    { call: oversight.explainAccess, input: about },
    { call: oversight.listViewers, input: about },
  ],
  'by asking for it in an emergency': [
    { call: access.confirmSelf, input: { password } },
    { call: emergency.askEmergency, input: { grantId, sought: cui, ...asking } },
    { call: emergency.askEmergency, input: { grantId: slipGrantId, sought: slipCode, ...asking } },
    { call: emergency.listEmergencies, input: {} },
    { call: emergency.listNotices, input: {} },
    { call: emergency.readEmergencyJournal, input: { grantId } },
    { call: emergency.endEmergency, input: { grantId } },
    { call: intake.readReturn, input: about },
  ],
}

type Somebody = Awaited<ReturnType<World['someone']>>

/** Ids that the server made, the codes of slips and moments are of each world; nothing else may be. */
const plain = (text: string) =>
  text
    .replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, (id) => (known.includes(id) ? id : 'an id'))
    .replaceAll(/("slipCode":)"[^"]+"/g, '$1"a code"')

/** The whole answer: status, headers and body. */
async function answerTo(who: Somebody, { call, input }: Try) {
  const body = call.kind === 'command' ? { body: JSON.stringify(input), headers: { 'Content-Type': 'application/json' } } : {}
  const response = await who.fetch(pathFor(call as never, input as never), { method: call.method, ...body })
  return { status: response.status, headers: [...response.headers], body: plain(await response.text()) }
}

describe.each(outsiders.map(([says], index) => [says, index] as const))('%s learns nothing', (_, index) => {
  test.each(Object.entries(ways))('%s', async (_, tries) => {
    for (const one of tries) {
      const [here, another] = [await answerTo(real.people[index]!, one), await answerTo(instead.people[index]!, one)]
      const at = `${nameOf(one.call)} ${JSON.stringify(one.input).slice(0, 90)}`
      expect.soft({ at, ...here }).toEqual({ at, ...another })
      if (!one.inPlace) expect.soft({ at, ...here }).toEqual({ at, ...(await answerTo(never.people[index]!, one)) })
      expect(here.status).toBeLessThan(500)
    }
  })
})

test('a member finds the child by the same ways, and only where it is', async () => {
  for (const text of ['ixkik tukur', cui, slipCode]) {
    const found = async ({ chief }: typeof real) =>
      (await chief.call(intake.searchReturns, { text })).returns.some(({ subjectId }) => subjectId === childId)
    expect([await found(real), await found(never), await found(instead)]).toEqual([true, false, false])
  }
  const candidates = async ({ chief }: typeof real) =>
    (await chief.call(identity.findCandidates, { subjectId: namesakeId })).candidates.length
  expect([await candidates(real), await candidates(never), await candidates(instead)]).toEqual([1, 0, 0])
})
