import { describe, expect, test } from 'vitest'
import { aFlight, atTheDesk, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { intake } from '../contract/calls.ts'
import { consents } from '../contract/consents.ts'

const world = await aWorld()
const desk = await world.someone({ roles: ['registrar'] })
const officer = await world.someone({ roles: ['data-protection-officer'] })
const editor = await world.someone({ roles: ['directory-editor'] })
const arrivalId = await aFlight(desk)
const later = (minutes: number) => {
  world.now = new Date(world.now.getTime() + minutes * 60_000)
}

describe('an answer about the uses of data', () => {
  test('is kept with those before it, the text that was shown, who wrote it down and how', async () => {
    const subjectId = await atTheDesk(desk, arrivalId)
    const asked = { subjectId, purpose: 'referral', language: 'spanish' } as const
    await desk.call(intake.setConsent, { ...asked, answer: 'refused', textVersion: '2026-11' })
    later(1)
    await desk.call(intake.setConsent, { ...asked, answer: 'given', textVersion: '2026-11/english' })
    await desk.call(intake.setConsent, { ...asked, answer: 'given', textVersion: '2026-11/english' })
    later(1)
    const by = { how: 'phone', note: 'Llamó su hija' } as const
    await officer.call(consents.withdrawConsent, { subjectId, purpose: 'referral', ...by })
    const { consents: history } = await officer.call(consents.readConsents, { subjectId })
    expect(history.map(({ answer, textVersion, how, note }) => [answer, textVersion, how, note])).toEqual([
      ['withdrawn', '2026-11/english', 'phone', 'Llamó su hija'],
      ['given', '2026-11/english', 'desk', undefined],
      ['refused', '2026-11', 'desk', undefined],
    ])
    expect(history[0]).toMatchObject({ by: 'Persona Inventada', at: world.now.toISOString() })
    const { consents: now } = await desk.call(intake.readReturn, { subjectId })
    expect(now).toMatchObject([{ purpose: 'referral', answer: 'withdrawn' }])
  })

  test('to one institution stands beside that to everybody', async () => {
    const subjectId = await received(desk, arrivalId)
    const noted = { subjectId, purpose: 'referral', how: 'in_person', textVersion: '2026-11' } as const
    await desk.call(consents.noteConsent, { ...noted, answer: 'given' })
    later(1)
    await desk.call(consents.noteConsent, { ...noted, answer: 'refused', recipient: 'pnc' })
    const { consents: now } = await desk.call(intake.readReturn, { subjectId })
    expect(now.map(({ recipient, answer }) => [recipient, answer])).toEqual([
      [undefined, 'given'],
      ['pnc', 'refused'],
    ])
    const withdraw = { subjectId, purpose: 'referral', recipient: 'pnc', how: 'letter' } as const
    await expect(desk.call(consents.withdrawConsent, withdraw)).rejects.toMatchObject({ code: 'consent-not-given' })
    later(1)
    const { consents: after } = await desk.call(consents.withdrawConsent, { ...withdraw, recipient: 'mides' })
    expect(after[0]).toMatchObject({ recipient: 'mides', answer: 'withdrawn' })
  })

  test('is given to the text of the day it is given on, though the person arrived before there was any', async () => {
    const old = await aFlight(desk, { expectedAt: '2025-12-30T14:00:00Z' })
    const subjectId = await atTheDesk(desk, old)
    await desk.call(intake.setConsent, { subjectId, purpose: 'attention', answer: 'given', language: 'spanish' })
    const { consents: history } = await desk.call(consents.readConsents, { subjectId })
    expect(history.map(({ textVersion }) => textVersion)).toEqual(['2026-11'])
  })

  test('is not kept to a text that nobody knows', async () => {
    const subjectId = await atTheDesk(desk, arrivalId)
    const given = { subjectId, purpose: 'attention', answer: 'given', textVersion: '1999-01' } as const
    await expect(desk.call(intake.setConsent, given)).rejects.toMatchObject({ code: 'consent-text-unknown' })
  })
})

describe('a text in another language', () => {
  const question = 'Pregunta inventada para la prueba'
  const text = {
    audience: 'everybody',
    language: 'kiche',
    validFrom: '2026-11-01',
    opening: 'Texto inventado para la prueba',
    questions: { attention: question, referral: question, call_back: question, statistics: question },
  } as const

  test('is read once somebody who did not write it has reviewed it', async () => {
    const { texts } = await officer.call(consents.writeConsentText, text)
    const { version, state } = texts.find(({ language }) => language === 'kiche')!
    expect(state).toBe('draft')
    const subjectId = await atTheDesk(desk, arrivalId)
    const given = { subjectId, purpose: 'attention', answer: 'given', language: 'kiche', textVersion: version } as const
    await expect(desk.call(intake.setConsent, given)).rejects.toMatchObject({ code: 'consent-text-unknown' })
    await expect(officer.call(consents.reviewConsentText, { version })).rejects.toMatchObject({ code: 'second-person-needed' })
    await editor.call(consents.reviewConsentText, { version })
    const { consents: now } = await desk.call(intake.setConsent, given)
    expect(now).toMatchObject([{ language: 'kiche', textVersion: version }])
  })

  test('is not written twice for the same day, and not by the desk', async () => {
    await expect(officer.call(consents.writeConsentText, text)).rejects.toMatchObject({ code: 'consent-text-exists' })
    await expect(desk.call(consents.writeConsentText, text)).rejects.toMatchObject({ code: 'not-your-work' })
  })

  test('of one institution is not that of another', async () => {
    const elsewhere = await world.someone({ roles: ['data-protection-officer'], institution: 'pgn' })
    const { texts } = await elsewhere.call(consents.listConsentTexts, {})
    expect(new Set(texts.map(({ state }) => state))).toEqual(new Set(['shipped']))
  })
})
