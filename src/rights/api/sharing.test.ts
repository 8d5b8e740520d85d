import { describe, expect, test } from 'vitest'
import { consents } from '#intake/contract/consents.ts'
import { aFlight, aPerson, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { bases } from '../contract/bases.ts'

const world = await aWorld()
const desk = await world.someone({ roles: ['registrar'] })
const officer = await world.someone({ roles: ['data-protection-officer'] })
const elsewhere = await world.someone({ roles: ['data-protection-officer'], institution: 'pgn' })
const arrivalId = await aFlight(desk)

test('whether data may be shared follows what the person says from one moment to the next', async () => {
  const subjectId = await received(desk, arrivalId)
  const ask = () => officer.call(bases.askSharing, { subjectId, purpose: 'referral', institution: 'mides' })
  expect(await ask()).toEqual({ subjectId, may: false, because: 'not_asked' })
  const said = { subjectId, purpose: 'referral', how: 'in_person' } as const
  await officer.call(consents.noteConsent, { ...said, answer: 'given', textVersion: '2026-11' })
  expect(await ask()).toMatchObject({ may: true, because: 'consent', textVersion: '2026-11' })
  world.now = new Date(world.now.getTime() + 60_000)
  await officer.call(consents.withdrawConsent, said)
  expect(await ask()).toMatchObject({ may: false, because: 'withdrawn', at: world.now.toISOString() })
})

describe('a law', () => {
  test('counts for the institution that has confirmed it, and for no other', async () => {
    const subjectId = await received(desk, arrivalId, aPerson({ condition: 'unaccompanied_child', birthYear: 2013 }))
    const ask = () => officer.call(bases.askSharing, { subjectId, purpose: 'referral', institution: 'pgn' })
    expect(await ask()).toMatchObject({ may: false, because: 'basis_to_confirm' })
    const word = { basisId: 'pina-children-alone', word: 'confirmed', note: 'Dictamen inventado 1-2026' } as const
    await officer.call(bases.sayOfBasis, word)
    expect(await ask()).toMatchObject({ may: true, because: 'basis', basisId: 'pina-children-alone' })
    const ours = (await officer.call(bases.listBases, {})).bases.map((one) => one.word)
    expect(ours.filter((one) => one === 'confirmed')).toHaveLength(1)
    expect((await elsewhere.call(bases.listBases, {})).bases.every((one) => one.word === 'to_confirm')).toBe(true)
    await officer.call(bases.sayOfBasis, { ...word, word: 'rejected' })
    expect(await ask()).toMatchObject({ may: false, because: 'not_asked' })
  })
  test('that does not exist is not confirmed, nor by anybody but the officer', async () => {
    const word = { basisId: 'ley-inventada', word: 'confirmed', note: 'No existe' } as const
    await expect(officer.call(bases.sayOfBasis, word)).rejects.toMatchObject({ code: 'basis-unknown' })
    await expect(desk.call(bases.sayOfBasis, word)).rejects.toMatchObject({ code: 'not-your-work' })
  })
})

test('settings begin as usual, and two who change them at once do not overwrite each other', async () => {
  const before = await officer.call(bases.readSettings, {})
  expect(before).toMatchObject({ answerDays: 10, secondPerson: true, version: 0 })
  const after = await officer.call(bases.changeSettings, { ...before, answerDays: 8, daysOff: ['2026-12-24'] })
  expect(after).toEqual({ ...before, answerDays: 8, daysOff: ['2026-12-24'], version: 1 })
  await expect(officer.call(bases.changeSettings, before)).rejects.toMatchObject({ code: 'changed-meanwhile' })
  expect(await officer.call(bases.readSettings, {})).toEqual(after)
  expect(await elsewhere.call(bases.readSettings, {})).toMatchObject({ version: 0 })
})

test('who lets data be shared without asking, or by one person alone, shows first that it is them', async () => {
  const before = world.now
  world.now = new Date(before.getTime() + 6 * 60_000)
  const word = { basisId: 'pina-children-alone', word: 'confirmed', note: 'Dictamen inventado 2-2026' } as const
  await expect(officer.call(bases.sayOfBasis, word)).rejects.toMatchObject({ code: 'step-up-needed' })
  const alone = { ...(await officer.call(bases.readSettings, {})), secondPerson: false }
  await expect(officer.call(bases.changeSettings, alone)).rejects.toMatchObject({ code: 'step-up-needed' })
  world.now = before
})
