import { describe, expect, test } from 'vitest'
import { chanceFrom } from './chance.ts'
import { type Level, levels } from './disorder.ts'
import { cuiAt, household } from './people.ts'
import { departments, languages } from './places.ts'
import { type Made, records } from './records.ts'
import { misheard, misread, mistyped } from './spelling.ts'

const made = (level: Level, rows: number, seed = 11) => [...records({ seed, rows, level })]
const share = <T>(list: readonly T[], has: (one: T) => boolean) => list.filter(has).length / list.length

/** All pairs of rows of one person. */
function samePerson(rows: readonly Made[]): [Made, Made][] {
  const people = Map.groupBy(rows, ({ person }) => person).values()
  return [...people].flatMap((own) => own.flatMap((one, at) => own.slice(at + 1).map((other): [Made, Made] => [one, other])))
}

describe('records of invented people', () => {
  test('the same seed gives the same records, another seed others', () => {
    expect(made('busy', 500)).toEqual(made('busy', 500))
    expect(made('busy', 500)).not.toEqual(made('busy', 500, 12))
  })

  test('there are as many as were asked for', () => {
    for (const rows of [1, 2, 999]) expect(made('std', rows)).toHaveLength(rows)
  })

  test('a household is the same whoever was made before it', () => {
    const alone = household(5, 77)
    for (let number = 0; number < 77; number++) household(5, number)
    expect(household(5, 77)).toEqual(alone)
  })

  test('a quarter of the people came more than once: about 1.37 records each', () => {
    const rows = made('std', 20_000)
    expect(20_000 / new Set(rows.map(({ person }) => person)).size).toBeCloseTo(1.37, 1)
  })

  test('all 340 municipalities and nine languages are met', () => {
    const rows = made('std', 30_000)
    expect(new Set(rows.map(({ municipality }) => municipality).filter(Boolean)).size).toBe(340)
    expect(new Set(rows.map(({ language }) => language)).size).toBe(languages.length)
    expect(departments.map(({ municipalities }) => municipalities.length)).toEqual([
      17, 8, 16, 16, 14, 14, 19, 8, 24, 21, 9, 30, 33, 21, 8, 17, 14, 5, 11, 11, 7, 17,
    ])
  })
})

describe('disorder', () => {
  test('a CUI is missing from a tenth at a clean desk, from four fifths in a chaotic night', () => {
    expect(share(made('clean', 10_000), ({ cui }) => cui === '')).toBeCloseTo(0.115, 1)
    expect(share(made('chaotic', 10_000), ({ cui }) => cui === '')).toBeCloseTo(0.8, 1)
  })

  test('two records of one person agree less with each level', () => {
    const agree = (level: Level) =>
      share(
        samePerson(made(level, 20_000)),
        ([a, b]) => a.givenNames === b.givenNames && a.surnames === b.surnames && a.birthDate === b.birthDate,
      )
    expect(agree('clean')).toBeGreaterThan(agree('busy') + 0.1)
    expect(agree('busy')).toBeGreaterThan(agree('chaotic') + 0.03)
  })

  test('telephones are written at the level of the published figures only', () => {
    for (const level of levels) expect(made(level, 300).some(({ phone }) => phone !== '')).toBe(level === 'std')
  })

  test('no cell needs quotes', () => {
    for (const level of levels)
      for (const { person: _, language: __, ...cells } of made(level, 5_000))
        expect(Object.values(cells).join('')).not.toMatch(/[",\n]/)
  })

  test('another spelling and a slip change a name, and leave something of it', () => {
    const chance = chanceFrom(3)
    for (const change of [misheard, misread, mistyped])
      for (const name of ['Xiloj', "Tz'unux", 'Guarchaj', 'Velásquez', 'Caal', 'José']) {
        const changed = Array.from({ length: 50 }, () => change(chance, name))
        expect(changed.every((other) => other.length > 1)).toBe(true)
        expect(share(changed, (other) => other !== name)).toBeGreaterThan(0.8)
      }
  })
})

describe('households', () => {
  const houses = Array.from({ length: 20_000 }, (_, number) => household(9, number))
  const siblings = houses.filter((members) => members.length > 1)

  test('three in ten people have relatives in the records, who share the first surname', () => {
    expect(siblings.length / houses.length).toBeCloseTo(0.3, 2)
    for (const [first, ...others] of siblings) for (const other of others) expect(other.surnames[0]).toBe(first!.surnames[0])
  })

  test('everybody is born before the first arrivals', () => {
    for (const { born } of houses.flat()) expect(born.year).toBeLessThan(2019)
  })

  test('some are twins, some sons are named after their father', () => {
    const relatives = siblings.flatMap(([first, ...others]) => others.map((other) => ({ first: first!, other })))
    expect(share(relatives, ({ first, other }) => first.born === other.born)).toBeCloseTo(0.032, 2)
    const juniors = relatives.filter(
      ({ first, other }) => other.given.join() === first.given.join() && other.born.year - first.born.year > 17,
    )
    expect(juniors.length / relatives.length).toBeGreaterThan(0.02)
  })

  test("in Q'anjob'al families surnames are given names", () => {
    const spoken = houses.flat().filter(({ language }) => language === 'qanjobal')
    expect(spoken.length).toBeGreaterThan(500)
    expect(
      share(spoken, ({ surnames }) => /^(Juan|Pedro|Francisco|Mateo|Andrés|Diego|Sebastián)$/.test(surnames[0]!)),
    ).toBeGreaterThan(0.3)
  })
})

test('a CUI passes its check: serial 90000001 has the check digit 5', () => {
  expect(cuiAt(90_000_001, { department: 1, municipality: 1 })).toBe('9000000150101')
})
