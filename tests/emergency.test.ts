/**
 * A record opened in an emergency: one person, some hours, with a reason; told at once, read in the journal, reviewed afterwards. Until
 * somebody opens it, the answer tells nothing of whether there is such a record.
 */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { access } from '#access/contract/calls.ts'
import { emergency } from '#access/contract/emergency.ts'
import { pathFor } from '#browser/call.ts'
import { identity } from '#identity/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import { sealNew } from '#server/journal.ts'
import { aFlight, aPerson, received } from './people.ts'
import { aWorld, password } from './world.ts'

const world = await aWorld()
type Somebody = Awaited<ReturnType<typeof world.someone>>
const chief = await world.someone({ roles: ['shift-chief', 'registrar'], compartments: ['health'] })
const officer = await world.someone({ roles: ['data-protection-officer'] })
const doctor = await world.someone({ roles: ['desk'], institution: 'mspas' })
const doctorsChief = await world.someone({ roles: ['shift-chief'], institution: 'mspas' })
const doctorsOfficer = await world.someone({ roles: ['data-protection-officer'], institution: 'mspas' })
const arrivalId = await aFlight(chief)
const cui = '2987 65432 0101'
const subjectId = await received(chief, arrivalId, aPerson({ cui, note: 'Alergia a la penicilina' }))
const neighbour = await received(chief, arrivalId, aPerson({ givenNames: 'Vecina' }))
for (const one of [subjectId, neighbour])
  await chief.call(intake.setCompartment, { subjectId: one, compartment: 'health', reason: 'En tratamiento' })

const reason = 'Llegó inconsciente a la emergencia del hospital'
const surely = (who: Somebody) => who.call(access.confirmSelf, { password })
async function ask(who: Somebody, sought: string, hours = 1) {
  const grantId = uuidv7()
  await surely(who)
  const answer = await who.call(emergency.askEmergency, { grantId, sought, reason, hours })
  return { grantId, answer }
}
const own = async (who: Somebody, grantId: string) =>
  (await who.call(emergency.listEmergencies, {})).emergencies.find((one) => one.grantId === grantId)
const hoursLater = (hours: number) => {
  world.now = new Date(world.now.getTime() + hours * 3_600_000)
}
const again = async (who: Somebody) =>
  world.owner.query('update access.session set opened_at = $1, seen_at = $1 where account_id = $2', [world.now, who.accountId])

test('whoever asks learns nothing of whether there is such a record until a second person opens it', async () => {
  const one = await ask(doctor, cui)
  const other = await ask(doctor, '1987 54321 0101')
  expect(Object.keys(one.answer)).toEqual(Object.keys(other.answer))
  const [mine, none] = [await own(doctor, one.grantId), await own(doctor, other.grantId)]
  const plain = ({ grantId: _, sought: __, askedAt: ___, ...rest }: NonNullable<typeof mine>) => rest
  expect(plain(mine!)).toEqual(plain(none!))
  await expect(doctor.call(intake.readReturn, { subjectId })).rejects.toMatchObject({ status: 403 })
  // Who decides has it in their list, with what was typed; the institution of the record learns nothing yet.
  expect(await own(doctorsChief, one.grantId)).toMatchObject({ sought: cui, mine: false })
  expect(await own(officer, one.grantId)).toBeUndefined()
  await surely(doctorsChief)
  await expect(doctorsChief.call(intake.readReturn, { subjectId })).rejects.toMatchObject({ code: 'return-not-found' })
  await doctorsChief.call(emergency.decideEmergency, { grantId: other.grantId, opens: true })
  expect(await own(doctor, other.grantId)).toMatchObject({ state: 'nobody' })
  await doctorsChief.call(emergency.decideEmergency, { grantId: one.grantId, opens: true })
  expect(await own(doctor, one.grantId)).toMatchObject({ state: 'open', subjectId })
})

describe('while it is open', () => {
  test('who asked reads that one record, all of it, and prints it', async () => {
    expect((await doctor.call(intake.readReturn, { subjectId })).form.note).toBe('Alergia a la penicilina')
    const paper = await doctor.fetch(pathFor(intake.profilePdf, { subjectId, language: 'es' }), { method: 'GET' })
    expect(paper.status).toBe(200)
  })
  test('and nobody else: not another of the same compartment, in no list, no search, no comparison; and changes nothing', async () => {
    await expect(doctor.call(intake.readReturn, { subjectId: neighbour })).rejects.toMatchObject({ status: 403 })
    await expect(doctor.call(intake.searchReturns, { text: cui })).rejects.toMatchObject({ status: 403 })
    await expect(doctor.call(identity.findCandidates, { subjectId })).rejects.toMatchObject({ status: 403 })
    await expect(doctor.call(intake.setService, { subjectId, service: 'food', state: 'given' })).rejects.toMatchObject({
      status: 403,
    })
    await expect(doctorsChief.call(intake.readReturn, { subjectId })).rejects.toMatchObject({ code: 'return-not-found' })
  })
  test('the role underneath sees one person whatever is asked, and writes nothing', async () => {
    const { sql } = await import('#server/db.ts')
    const { z } = await import('zod')
    const context = { institution: 'igm', compartments: ['health'], only: subjectId }
    const Count = z.object({ count: z.int() })
    for (const table of ['subject', 'slip', 'arrival', 'step'])
      expect(
        await world.doors.transaction(context, (db) =>
          db.one(
            Count,
            sql([
              `select count(distinct ${table === 'arrival' ? 'arrival_id' : 'subject_id'})::int as count from intake.${table}`,
            ]),
          ),
        ),
      ).toEqual({ count: 1 })
    const write = world.doors.transaction(context, (db) => db.run(sql`update intake.subject set line = 1`))
    await expect(write).rejects.toMatchObject({ code: '42501' })
  })
  test('the institution of the record and the officers are told at once, and mark it as read', async () => {
    for (const who of [chief, officer, doctorsOfficer]) {
      const { notices, unread } = await who.call(emergency.listNotices, {})
      expect(notices.filter(({ kind }) => kind === 'emergency-opened').length).toBe(1)
      await who.call(emergency.readNotice, { noticeId: notices[0]!.noticeId })
      expect((await who.call(emergency.listNotices, {})).unread).toBe(unread - 1)
      expect((await who.call(emergency.listEmergencies, {})).emergencies).toContainEqual(
        expect.objectContaining({ subjectId, state: 'open', mine: false }),
      )
    }
    expect((await doctor.call(emergency.listNotices, {})).notices).toEqual([])
    // What was asked for and is decided waits for nobody any more.
    const asked = (await doctorsChief.call(emergency.listNotices, {})).notices.filter(({ kind }) => kind === 'emergency-asked')
    expect(asked.map(({ read }) => read)).toEqual([true, true])
  })
  test('each look stands in the journal of it, which who opened it reads as well', async () => {
    await sealNew(world.doors)
    const [opened] = (await doctor.call(emergency.listEmergencies, {})).emergencies.filter(({ state }) => state === 'open')
    const { grantId } = opened!
    for (const who of [doctor, officer, doctorsOfficer]) {
      const { entries } = await who.call(emergency.readEmergencyJournal, { grantId })
      expect(entries.map(({ call }) => call)).toEqual(['GET /returns/:subjectId', 'GET /returns/:subjectId/profile.pdf'])
    }
    const stranger = await world.someone({ roles: ['data-protection-officer'], institution: 'pgn' })
    expect((await stranger.call(emergency.listEmergencies, {})).emergencies).toEqual([])
    await expect(stranger.call(emergency.readEmergencyJournal, { grantId })).rejects.toMatchObject({
      code: 'emergency-not-found',
    })
  })
})

test('it is over when its hours are', async () => {
  hoursLater(1.01)
  for (const who of [doctor, doctorsChief]) await again(who)
  await expect(doctor.call(intake.readReturn, { subjectId })).rejects.toMatchObject({ status: 403 })
  expect((await doctor.call(emergency.listEmergencies, {})).emergencies.map(({ state }) => state).sort()).toEqual([
    'ended',
    'nobody',
  ])
})

test('nobody opens what they asked for themselves, nor what another institution asked for; and it wants the password again', async () => {
  hoursLater(25)
  for (const who of [chief, doctorsChief]) await again(who)
  const fresh = await world.someone({ roles: ['shift-chief'], institution: 'mspas' })
  hoursLater(0.2)
  await expect(fresh.call(emergency.askEmergency, { grantId: uuidv7(), sought: cui, reason })).rejects.toMatchObject({
    code: 'step-up-needed',
  })
  const { grantId } = await ask(fresh, cui)
  const isTold = async (who: Somebody) =>
    (await who.call(emergency.listNotices, {})).notices.some((one) => one.grantId === grantId && !one.read)
  expect([await isTold(fresh), await isTold(doctorsChief)]).toEqual([false, true])
  await expect(fresh.call(emergency.decideEmergency, { grantId, opens: true })).rejects.toMatchObject({
    code: 'second-person-needed',
  })
  await surely(chief)
  await expect(chief.call(emergency.decideEmergency, { grantId, opens: true })).rejects.toMatchObject({
    code: 'emergency-not-found',
  })
  await surely(doctorsChief)
  await doctorsChief.call(emergency.decideEmergency, { grantId, opens: false })
  expect(await own(fresh, grantId)).toMatchObject({ state: 'refused' })
  await expect(doctorsChief.call(emergency.decideEmergency, { grantId, opens: true })).rejects.toMatchObject({
    code: 'emergency-decided',
  })
})

test('who has one that nobody reviewed within three days opens no further one, until it is', async () => {
  hoursLater(80)
  for (const who of [doctor, officer]) await again(who)
  const [overdue] = (await doctor.call(emergency.listEmergencies, {})).emergencies.filter((one) => one.overdue)
  expect(overdue).toMatchObject({ subjectId })
  await expect(ask(doctor, cui)).rejects.toMatchObject({ code: 'emergency-unreviewed' })
  const review = { grantId: overdue!.grantId, verdict: 'justified' as const, remarks: 'El hospital lo confirmó' }
  await officer.call(emergency.reviewEmergency, review)
  await expect(officer.call(emergency.reviewEmergency, review)).rejects.toMatchObject({ code: 'emergency-decided' })
  expect((await ask(doctor, cui)).answer).toHaveProperty('grantId')
})

test('an institution may do without the second person; who asks too often is stopped', async () => {
  await again(doctorsOfficer)
  await surely(doctorsOfficer)
  await doctorsOfficer.call(emergency.setEmergencyRule, { secondPerson: false })
  const nurse = await world.someone({ roles: ['desk'], institution: 'mspas' })
  const { grantId } = await ask(nurse, cui, 8)
  expect(await own(nurse, grantId)).toMatchObject({ state: 'open', subjectId })
  await nurse.call(emergency.endEmergency, { grantId })
  await expect(nurse.call(intake.readReturn, { subjectId })).rejects.toMatchObject({ status: 403 })
  await ask(nurse, cui)
  await ask(nurse, cui)
  await expect(ask(nurse, cui)).rejects.toMatchObject({ code: 'too-many-emergencies' })
})
