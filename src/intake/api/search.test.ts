import { describe, expect, test } from 'vitest'
import { aFlight, aPerson, atTheDesk, received } from '../../../tests/people.ts'
import { aWorld } from '../../../tests/world.ts'
import { intake } from '../contract/calls.ts'

const world = await aWorld()
const desk = await world.someone()
const flights = { old: await aFlight(desk, { expectedAt: '2023-03-01T14:00:00Z' }), now: await aFlight(desk) }
const find = async (text: string, more: Record<string, unknown> = {}) => desk.call(intake.searchReturns, { text, ...more })
const names = async (text: string) => (await find(text)).returns.map((line) => `${line.givenNames} ${line.surnames}`)

await received(desk, flights.old, { givenNames: 'José', surnames: 'López Tz’unux' })
await received(desk, flights.now, { givenNames: 'María José', surnames: 'Pérez López' })
await received(desk, flights.now, { givenNames: 'Josefa', surnames: 'Lopezmonzón' })
await received(desk, flights.now, { givenNames: 'Ana', surnames: 'de León', cui: '9000 00015 0101' })

describe('searching', () => {
  test('whole words come first, newest first; names that begin so come after', async () => {
    expect(await names('jose lopez')).toEqual(['María José Pérez López', 'José López Tz’unux', 'Josefa Lopezmonzón'])
  })

  test('finds the beginnings of names in any order and spelling', async () => {
    expect(await names('LOP jos')).toEqual(expect.arrayContaining(['Josefa Lopezmonzón', 'José López Tz’unux']))
    for (const text of ["tz'unux", 'Tzʼun', 'tzunux josé', 'TZꞌUNUX']) expect(await names(text)).toEqual(['José López Tz’unux'])
    expect(await names('leon de ana')).toEqual(['Ana de León'])
  })

  test('finds a CUI however it is written, whole or its beginning', async () => {
    for (const text of ['9000000150101', '9000 00015 0101', '9000-0001']) expect(await names(text)).toEqual(['Ana de León'])
    expect(await names('9000 00015 0102')).toEqual([])
  })

  test('finds the person of a slip', async () => {
    const subjectId = await atTheDesk(desk, flights.now, aPerson({ surnames: 'Conslip' }))
    const { slipCode = '' } = await desk.call(intake.receive, { subjectId })
    const typed = `${slipCode.slice(0, 5)}-${slipCode.slice(5)}`.toLowerCase()
    expect((await find(typed)).returns).toMatchObject([{ subjectId, facilityId: 'crr-fag', carrier: 'V-0001' }])
  })

  test('says when and where each was received', async () => {
    const { returns } = await find('tzunux')
    expect(returns).toMatchObject([{ facilityId: 'crr-fag', arrivedAt: '2023-03-01T14:00:00.000Z', state: 'received' }])
  })

  test('finds nobody for signs without letters', async () => {
    expect(await names('%%')).toEqual([])
    expect(await names("''--")).toEqual([])
  })
})

test('pages neither repeat nor leave out anybody, through whole words and beginnings', async () => {
  const many = Array.from({ length: 23 }, (_, number) => ({
    givenNames: number % 3 ? 'Eulalia' : 'Eulaliana',
    surnames: `Xol${number}`,
  }))
  for (const [number, person] of many.entries()) await received(desk, number % 2 ? flights.now : flights.old, person)
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await find('eulalia xol', { limit: 5, after })
    seen.push(...page.returns.map((line) => line.subjectId))
    after = page.next
  } while (after)
  expect(seen).toHaveLength(23)
  expect(new Set(seen).size).toBe(23)
})
