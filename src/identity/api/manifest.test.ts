import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { intake } from '#intake/contract/calls.ts'
import { aFlight, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { identity } from '../contract.ts'
import { renewKeys } from './indexing.ts'

const world = await aWorld()
const desk = await world.someone()

const flightOn = (day: string) => aFlight(desk, { expectedAt: `${day}T14:00:00Z`, carrier: `V-${day}` })

/** Reads a manifest for a flight of that day; gives its id. */
async function manifestOf(day: string, rows: string[]): Promise<string> {
  const manifestId = uuidv7()
  const content = Buffer.from(['Nombres,Apellidos,Sexo,Fecha de nacimiento', ...rows].join('\n')).toString('base64')
  await desk.call(intake.uploadManifest, { arrivalId: await flightOn(day), manifestId, fileName: 'vuelo.csv', content })
  return manifestId
}

test('an old manifest does not take for earlier who came after it', async () => {
  const woman = { givenNames: 'Ixchel Amparo', surnames: 'Tzunux Coyoy', birthDate: '1992-03-14', sex: 'female' } as const
  await received(desk, await flightOn('2024-05-02'), woman)
  await renewKeys(world.doors)
  const row = 'Ixchel Amparo,Tzunux Coyoy,F,14/03/1992'
  const found = async (day: string) =>
    (await desk.call(identity.listReturnedBefore, { manifestId: await manifestOf(day, [row]) })).found
  expect(await found('2023-01-20')).toEqual([])
  expect(await found('2026-11-20')).toMatchObject([{ line: 2, facts: { surnames: 'Tzunux Coyoy', birthDate: '1992-03-14' } }])
})

test('a manifest of more than a hundred rows is looked through piece by piece', async () => {
  const strangers = Array.from({ length: 130 }, (_, n) => `Nadie ${String.fromCharCode(65 + (n % 26))}az,Ninguno Xyl${n},M,1980`)
  const manifestId = await manifestOf('2026-11-21', strangers)
  const first = await desk.call(identity.listReturnedBefore, { manifestId })
  expect(first.next).toBe(101)
  const second = await desk.call(identity.listReturnedBefore, { manifestId, afterLine: first.next! })
  expect(second.next).toBeUndefined()
})
