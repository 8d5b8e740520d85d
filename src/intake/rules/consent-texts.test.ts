import { expect, test } from 'vitest'
import { shippedTexts, textToRead } from './consent-texts.ts'

const [first] = shippedTexts
const texts = [
  first!,
  { ...first!, version: '2027-03', validFrom: '2027-03-01' },
  { ...first!, version: '2026-12/mam', language: 'mam', validFrom: '2026-12-01', validUntil: '2027-02-28' },
] as typeof shippedTexts
const versionOn = (day: string, language = 'spanish') =>
  textToRead(texts, { audience: 'everybody', language, otherwise: 'spanish', day })?.version

test('the newest text in force on the day is read', () => {
  expect(['2026-11-01', '2027-02-28', '2027-03-01'].map((day) => versionOn(day))).toEqual(['2026-11', '2026-11', '2027-03'])
})

test('in the language asked for while there is one, else in Spanish', () => {
  expect(['2026-11-30', '2026-12-01', '2027-03-01'].map((day) => versionOn(day, 'mam'))).toEqual([
    '2026-11',
    '2026-12/mam',
    '2027-03',
  ])
})

test('for a day before there was any text it is the first', () => {
  expect(['2024-05-01', '2026-10-31'].map((day) => versionOn(day))).toEqual(['2026-11', '2026-11'])
})
