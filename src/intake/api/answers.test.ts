import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { aFlight, aPerson, atTheDesk } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { intake } from '../contract/calls.ts'

const world = await aWorld()
const desk = await world.someone()
const otherDesk = await world.someone()
const arrivalId = await aFlight(desk)

describe('two desks on one form', () => {
  test('fields that do not overlap merge', async () => {
    const subjectId = await atTheDesk(desk, arrivalId, {})
    await Promise.all([
      desk.call(intake.saveForm, { subjectId, changes: { sex: 'female' }, before: {} }),
      otherDesk.call(intake.saveForm, { subjectId, changes: { plan: 'stay', reasons: ['economic'] }, before: {} }),
    ])
    const { form } = await desk.call(intake.readReturn, { subjectId })
    expect(form).toEqual({ sex: 'female', plan: 'stay', reasons: ['economic'] })
  })

  test('one field changed by both is a question with both answers, and nothing is saved', async () => {
    const subjectId = await atTheDesk(desk, arrivalId, { surnames: 'Coy' })
    await desk.call(intake.saveForm, { subjectId, changes: { surnames: 'Choc' }, before: { surnames: 'Coy' } })
    const second = { subjectId, changes: { surnames: 'Caal', sex: 'male' as const }, before: { surnames: 'Coy' } }
    await expect(otherDesk.call(intake.saveForm, second)).rejects.toMatchObject({
      status: 409,
      code: 'stale',
      details: { fields: { surnames: { yours: 'Caal', theirs: 'Choc' } } },
    })
    expect((await desk.call(intake.readReturn, { subjectId })).form).toEqual({ surnames: 'Choc' })
    const answered = { ...second, before: { surnames: 'Choc' } }
    expect((await otherDesk.call(intake.saveForm, answered)).form).toEqual({ surnames: 'Caal', sex: 'male' })
  })

  test('of many who change one answer at the same moment, one is saved and the others are asked', async () => {
    const subjectId = await atTheDesk(desk, arrivalId, {})
    const saves = ['stay', 'undecided', 'migrate_again', 'prefers_not_to_say'] as const
    const results = await Promise.allSettled(
      saves.map((plan) => desk.call(intake.saveForm, { subjectId, changes: { plan }, before: {} })),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  })
})

describe('answers', () => {
  test('are taken away with null', async () => {
    const subjectId = await atTheDesk(desk, arrivalId, aPerson({ cui: '9000000150101' }))
    const saved = await desk.call(intake.saveForm, { subjectId, changes: { cui: null }, before: { cui: '9000000150101' } })
    expect(saved.form.cui).toBeUndefined()
  })

  test('with something to look at are saved with findings', async () => {
    const subjectId = await atTheDesk(desk, arrivalId, {
      ...aPerson({ birthYear: 2017 }),
      condition: 'adult',
      cui: '9000000160101',
    })
    const { findings } = await desk.call(intake.readReturn, { subjectId })
    expect(findings.map((finding) => finding.code)).toEqual(['cui-check-digit', 'child-as-adult'])
  })

  test('a changed name is found under the new name only', async () => {
    const subjectId = await atTheDesk(desk, arrivalId, { givenNames: 'Zenaida', surnames: 'Antesdicha' })
    await desk.call(intake.saveForm, { subjectId, changes: { surnames: 'Despuesdicha' }, before: { surnames: 'Antesdicha' } })
    const found = async (text: string) => (await desk.call(intake.searchReturns, { text })).returns.map((line) => line.subjectId)
    expect(await found('antesdicha')).toEqual([])
    expect(await found('zenaida despuesdicha')).toEqual([subjectId])
  })

  test('a date that is none is refused at the door', async () => {
    const subjectId = await atTheDesk(desk, arrivalId, {})
    const wrong = { subjectId, changes: { birthDate: '2026-02-31' }, before: {} }
    await expect(desk.call(intake.saveForm, wrong)).rejects.toMatchObject({ status: 422, code: 'input-wrong' })
  })
})

describe('services and consent', () => {
  test('a service is wanted, given, and can be taken back', async () => {
    const subjectId = await atTheDesk(desk, arrivalId)
    const set = async (state: 'wanted' | 'given' | 'none') =>
      (await desk.call(intake.setService, { subjectId, service: 'lodging', state })).services.map((one) => one.state)
    expect(await set('wanted')).toEqual(['wanted'])
    expect(await set('given')).toEqual(['given'])
    expect(await set('none')).toEqual([])
  })

  test('the same service given twice keeps its first time', async () => {
    const subjectId = await atTheDesk(desk, arrivalId)
    const give = () => desk.call(intake.setService, { subjectId, service: 'call', state: 'given' })
    const first = await give()
    world.now = new Date(world.now.getTime() + 60_000)
    expect((await give()).services).toEqual(first.services)
  })

  test('consent is kept per purpose with the text and the language it was asked in', async () => {
    const subjectId = await atTheDesk(desk, arrivalId)
    await desk.call(intake.setConsent, { subjectId, purpose: 'referral', answer: 'refused', language: 'kiche' })
    const { consents } = await desk.call(intake.setConsent, {
      subjectId,
      purpose: 'referral',
      answer: 'given',
      language: 'kiche',
    })
    expect(consents).toMatchObject([{ purpose: 'referral', answer: 'given', language: 'kiche', textVersion: '2026-11' }])
  })

  test('a child alone is asked in words for a child, and the answer says so', async () => {
    const subjectId = await atTheDesk(desk, arrivalId, { ...aPerson({ birthYear: 2017 }), condition: 'unaccompanied_child' })
    const { consents } = await desk.call(intake.setConsent, { subjectId, purpose: 'attention', answer: 'given' })
    expect(consents).toMatchObject([{ purpose: 'attention', answer: 'given', textVersion: '2026-11-nna' }])
  })
})

describe('a family unit', () => {
  const family = async () => {
    const [mother, daughter, aunt] = [
      await atTheDesk(desk, arrivalId, { givenNames: 'Madre' }),
      await atTheDesk(desk, arrivalId, { givenNames: 'Hija' }),
      await atTheDesk(desk, arrivalId, { givenNames: 'Tía' }),
    ]
    return { mother, daughter, aunt, familyUnitId: uuidv7() }
  }

  test('holds people of one arrival, its head first', async () => {
    const { mother, daughter, familyUnitId } = await family()
    const members = [
      { subjectId: daughter, relationship: 'child' as const },
      { subjectId: mother, relationship: 'head' as const },
    ]
    const person = await desk.call(intake.joinFamily, { subjectId: daughter, familyUnitId, members })
    expect(person.family?.members.map((member) => [member.givenNames, member.relationship])).toEqual([
      ['Madre', 'head'],
      ['Hija', 'child'],
    ])
  })

  test('of one is none', async () => {
    const { mother, daughter, familyUnitId } = await family()
    const members = [
      { subjectId: mother, relationship: 'head' as const },
      { subjectId: daughter, relationship: 'child' as const },
    ]
    await desk.call(intake.joinFamily, { subjectId: mother, familyUnitId, members })
    expect((await desk.call(intake.leaveFamily, { subjectId: daughter })).family).toBeUndefined()
    expect((await desk.call(intake.readReturn, { subjectId: mother })).family).toBeUndefined()
  })

  test('grows, and takes people out of the unit they were in', async () => {
    const { mother, daughter, aunt, familyUnitId } = await family()
    const one = { subjectId: mother, relationship: 'head' as const }
    const two = { subjectId: daughter, relationship: 'child' as const }
    const three = { subjectId: aunt, relationship: 'sibling' as const }
    await desk.call(intake.joinFamily, { subjectId: mother, familyUnitId: uuidv7(), members: [one, two] })
    const person = await desk.call(intake.joinFamily, { subjectId: aunt, familyUnitId, members: [one, three] })
    expect(person.family?.members).toHaveLength(2)
    expect((await desk.call(intake.readReturn, { subjectId: daughter })).family).toBeUndefined()
  })

  test('does not reach across arrivals, nor to people who do not exist', async () => {
    const { mother, familyUnitId } = await family()
    const elsewhere = await atTheDesk(desk, await aFlight(desk))
    const join = (other: string) =>
      desk.call(intake.joinFamily, {
        subjectId: mother,
        familyUnitId,
        members: [
          { subjectId: mother, relationship: 'head' },
          { subjectId: other, relationship: 'child' },
        ],
      })
    await expect(join(elsewhere)).rejects.toMatchObject({ status: 409, code: 'family-other-arrival' })
    await expect(join(uuidv7())).rejects.toMatchObject({ status: 404, code: 'return-not-found' })
    await expect(join(mother)).rejects.toMatchObject({ status: 422 })
  })
})
