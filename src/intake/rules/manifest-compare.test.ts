import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareWithListed, type ListedPerson } from './manifest-compare.ts'
import type { ManifestPerson } from './manifest-fields.ts'

const ana: ManifestPerson = { givenNames: 'Ana', surnames: 'Coc', cui: '9000000150101', birthDate: '1987-05-12' }
const luis: ManifestPerson = { givenNames: 'Luis', surnames: "Tz'unux López", birthDate: '1990-01-30' }
const eva: ManifestPerson = { givenNames: 'Eva', surnames: 'Caal', statedAge: 30, birthDate: '1996~' }

const asRows = (people: ManifestPerson[]) => people.map((person, index) => ({ line: index + 2, person }))
const asListed = (people: ManifestPerson[], how: Partial<ListedPerson> = {}): ListedPerson[] =>
  people.map((person, index) => ({ subjectId: `s${index}`, received: false, listed: true, person, ...how }))
/** `same s0 by cui`, `changed s1 by name: cui`, `new`. */
function said(people: ManifestPerson[], listed: ListedPerson[]): string[] {
  return compareWithListed(asRows(people), listed).rows.map((row) => {
    if (row.comparison === 'new') return 'new'
    return `${row.comparison} ${row.subjectId} by ${row.by}${row.changed.length > 0 ? `: ${row.changed.join(' ')}` : ''}`
  })
}

describe('a file against an empty list', () => {
  test('everyone is new', () => {
    expect(said([ana, luis], [])).toEqual(['new', 'new'])
  })
})

describe('a corrected file', () => {
  test('says the same of those who did not change, whatever their order', () => {
    expect(said([eva, ana, luis], asListed([ana, luis, eva]))).toEqual([
      'same s2 by everything',
      'same s0 by everything',
      'same s1 by everything',
    ])
  })

  test('finds a person by CUI though the name was corrected', () => {
    expect(said([{ ...ana, surnames: 'Coc Caal' }], asListed([ana]))).toEqual(['changed s0 by cui: surnames'])
  })

  test('finds a person by name and birth date though the CUI was corrected', () => {
    expect(said([{ ...ana, cui: '9000001200115' }], asListed([ana]))).toEqual(['changed s0 by name-and-birth: cui'])
  })

  test('finds names however they are spelt and in whichever column they stand', () => {
    expect(said([{ givenNames: 'TZꞌUNUX LOPEZ', surnames: 'LUIS', birthDate: '1990-01-30' }], asListed([luis]))).toEqual([
      'changed s0 by name-and-birth: givenNames surnames',
    ])
  })

  test('finds a person by name alone when there is only one of that name on both sides', () => {
    expect(said([{ ...luis, birthDate: '1991-01-30' }], asListed([luis]))).toEqual(['changed s0 by name: birthDate'])
    const namesake = { ...luis, birthDate: '2001-03-03' }
    expect(said([{ ...luis, birthDate: '1991-01-30' }], asListed([luis, namesake]))).toEqual(['new'])
  })

  test('two people of one name with other CUIs and other birth dates are two people', () => {
    expect(said([{ ...ana, cui: '9000001200115', birthDate: '2001-03-03' }], asListed([ana]))).toEqual(['new'])
  })

  test('one CUI under two names that share no word is not one person', () => {
    expect(said([{ ...luis, cui: ana.cui }], asListed([ana]))).toEqual(['new'])
  })

  test('adds what was not known, and takes nothing away by silence', () => {
    expect(said([{ ...luis, sex: 'male' }], asListed([luis]))).toEqual(['changed s0 by name-and-birth: sex'])
    expect(
      said([{ givenNames: 'Luis', surnames: "Tz'unux López", birthDate: '1990-01-30' }], asListed([{ ...luis, sex: 'male' }])),
    ).toEqual(['same s0 by name-and-birth'])
  })

  test('an age read on another day is the same age, though the year guessed from it moved', () => {
    expect(said([{ ...eva, birthDate: '1995~' }], asListed([eva]))).toEqual(['same s0 by name-and-birth'])
  })

  test('of those received already the differences are told and nothing is to change', () => {
    expect(said([{ ...ana, surnames: 'Coc Caal' }], asListed([ana], { received: true }))).toEqual([
      'received s0 by cui: surnames',
    ])
    expect(said([ana], asListed([ana], { received: true }))).toEqual(['received s0 by everything'])
  })

  test('someone whom the desk added is found in the file, and is not gone without it', () => {
    const added = asListed([ana], { received: true, listed: false })
    expect(said([ana], added)).toEqual(['received s0 by everything'])
    expect(compareWithListed([], added).gone).toEqual([])
  })

  test('those no longer in the file are gone', () => {
    const listed = asListed([ana, luis])
    expect(compareWithListed(asRows([ana]), listed).gone).toEqual([listed[1]])
  })

  test('a row that stands twice is one person and a new one', () => {
    expect(said([ana, ana], asListed([ana]))).toEqual(['same s0 by everything', 'new'])
  })
})

describe('always', () => {
  const few = <T>(...values: T[]) => fc.constantFrom(...values)
  const person: fc.Arbitrary<ManifestPerson> = fc
    .record({
      givenNames: few('Ana', 'Luis', 'ANA', undefined),
      surnames: few('Coc', 'Caal', "Tz'unux", undefined),
      cui: few('9000000150101', '9000001200115', undefined),
      birthDate: few('1987-05-12', '1987', '1990~', undefined),
      statedAge: few(39, 36, undefined),
      sex: few('female' as const, undefined),
    })
    .map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)))
  const people = fc.array(person, { maxLength: 12 })

  test('the same file twice adds nobody, changes nothing and loses nobody', () => {
    fc.assert(
      fc.property(people, fc.infiniteStream(fc.nat()), (first, order) => {
        const listed = asListed(first)
        const shuffled = listed.map((one) => ({ one, at: order.next().value })).sort((a, b) => a.at - b.at)
        const { rows, gone } = compareWithListed(
          asRows(first),
          shuffled.map(({ one }) => one),
        )
        expect(rows.map((row) => row.comparison)).toEqual(first.map(() => 'same'))
        expect(rows.flatMap((row) => ('changed' in row ? row.changed : []))).toEqual([])
        expect(gone).toEqual([])
      }),
    )
  })

  test('no two rows are one person, and everyone listed is found or gone', () => {
    fc.assert(
      fc.property(people, people, (first, second) => {
        const listed = asListed(first)
        const { rows, gone } = compareWithListed(asRows(second), listed)
        const found = rows.flatMap((row) => (row.comparison === 'new' ? [] : [row.subjectId]))
        expect(new Set(found).size).toBe(found.length)
        expect([...found, ...gone.map((one) => one.subjectId)].toSorted()).toEqual(listed.map((one) => one.subjectId).toSorted())
        expect(rows.map((row) => row.line)).toEqual(second.map((_, index) => index + 2))
      }),
    )
  })
})
