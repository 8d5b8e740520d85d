import { describe, expect, test } from 'vitest'
import { compareWithEach } from './at-the-desk.ts'
import { seededChance } from './hash.ts'
import { linkRecords } from './link-records.ts'
import { doubtsAbout } from './model.ts'
import { probabilityOf } from './score.ts'
import { type PersonRecord, type Table, tableOf } from './table.ts'

const given = 'José María Juan Ana Pedro Rosa Diego Petrona Tomás Catarina Miguel Juana Andrés Eulalia Mateo Lucía'.split(' ')
const families = 'López Pérez Xiloj Caal Tzunux Us Batz Choc García Morales Guarchaj Sanic Pop Chub Quej Ajanel Yat Coy'.split(
  ' ',
)

/** Invented people, every third recorded twice with a slip; `person` is who each row is. */
function invented(people: number): { records: PersonRecord[]; person: number[] } {
  const chance = seededChance(7)
  const pick = (from: string[]) => from[Math.floor(chance() * from.length)]!
  const records: PersonRecord[] = []
  const person: number[] = []
  for (let number = 0; number < people; number++) {
    const two = (most: number) => String(1 + Math.floor(chance() * most)).padStart(2, '0')
    const record: PersonRecord = {
      given_names: `${pick(given)} ${pick(given)}`,
      surnames: `${pick(families)} ${pick(families)}`,
      birth_date: `${1960 + Math.floor(chance() * 45)}-${two(12)}-${two(28)}`,
      sex: chance() < 0.5 ? 'F' : 'M',
      municipality: `${two(22)}01`,
      phone: `5${String(Math.floor(chance() * 1e7)).padStart(7, '0')}`,
    }
    records.push(record)
    person.push(number)
    if (number % 3 !== 0) continue
    records.push({
      ...record,
      surnames: record.surnames!.replace('c', 'k').replace('x', 'sh'),
      phone: chance() < 0.5 ? '' : record.phone,
    })
    person.push(number)
  }
  return { records, person }
}
const { records, person } = invented(3000)
const table = tableOf(records)
const learnt = await linkRecords(table, undefined, { floor: 0.001, workers: 0 })

describe('linking', () => {
  test('people are found again without labels', () => {
    const { clusterOf, report } = learnt
    let right = 0
    for (let row = 1; row < records.length; row++)
      if (person[row] === person[row - 1] && clusterOf[row] === clusterOf[row - 1]) right++
    expect(report.learned).toBe(true)
    expect(right).toBeGreaterThan(990)
    expect(report.clusters).toBeGreaterThan(2990)
    expect(report.candidatePairs).toBeLessThan(report.possiblePairs / 50)
  })

  test('the same records give the same bytes, however many threads there are', async () => {
    const two = await linkRecords(table, undefined, { floor: 0.001, workers: 2 })
    expect(two.clusterOf).toEqual(learnt.clusterOf)
    expect(two.pairs).toEqual(learnt.pairs)
    expect(JSON.stringify(two.model)).toBe(JSON.stringify(learnt.model))
  })

  test('one pair at a desk has the score that it had among all', () => {
    const { pairs, model } = learnt
    expect(pairs.a.length).toBeGreaterThan(900)
    for (let at = 0; at < pairs.a.length; at += 37) {
      const [alone] = compareWithEach(model, records[pairs.a[at]!]!, [records[pairs.b[at]!]!])
      expect(Math.fround(alone!.score)).toBeCloseTo(pairs.score[at]!, 5)
    }
  })

  test('a model read back from its document decides the same', async () => {
    const again = await linkRecords(table, undefined, { model: JSON.parse(JSON.stringify(learnt.model)) })
    expect(again.clusterOf).toEqual(learnt.clusterOf)
    expect(again.report.learned).toBe(false)
  })

  test('between two tables only pairs across them are compared', async () => {
    const left = tableOf(records.filter((_, row) => row % 2 === 0))
    const right = tableOf(records.filter((_, row) => row % 2 === 1))
    const { pairs, clusterOf } = await linkRecords(left, right, { floor: 0.5 })
    expect(clusterOf.length).toBe(records.length)
    for (let at = 0; at < pairs.a.length; at++) {
      expect(pairs.a[at]!).toBeLessThan(left.rows)
      expect(pairs.b[at]!).toBeGreaterThanOrEqual(left.rows)
    }
  })

  test.each<[string, Table]>([
    ['no rows', { rows: 0, columns: {} }],
    ['one row', tableOf([{ given_names: 'Ana' }])],
    ['two rows and no fields', { rows: 2, columns: {} }],
  ])('%s: everybody is alone', async (_, table) => {
    const { clusterOf } = await linkRecords(table)
    expect([...clusterOf]).toEqual([...clusterOf].map((_, row) => row))
  })

  test('two equal rows are one person even where nothing can be learnt', async () => {
    const record = { given_names: 'Petrona Ana', surnames: 'Xiloj Tzunux', birth_date: '1987-05-12', sex: 'F' }
    const { clusterOf } = await linkRecords(tableOf([record, record]))
    expect([...clusterOf]).toEqual([0, 0])
  })

  test('a person listed a thousand times is one person, and rows that say next to nothing are not', async () => {
    const full = { given_names: 'Petrona Ana', surnames: 'Xiloj Tzunux', birth_date: '1987-05-12', sex: 'F' }
    const vague = { given_names: 'Petrona', surnames: 'Xiloj' }
    const many = [...Array(1000).fill(full), ...Array(1000).fill(vague)]
    const { clusterOf, pairs } = await linkRecords(tableOf([...records, ...many]), undefined, { floor: 0.5 })
    expect(new Set(clusterOf.subarray(records.length, records.length + 1000))).toEqual(new Set([records.length]))
    expect(new Set(clusterOf.subarray(records.length + 1000)).size).toBe(1000)
    const [listed] = [...pairs.a.keys()].filter((at) => pairs.b[at] === records.length + 999)
    expect(pairs.a[listed!]).toBe(records.length)
  })

  test('a file of nothing but one row, again and again, is one person', async () => {
    const row = { given_names: 'Petrona Ana', surnames: 'Xiloj Tzunux', birth_date: '1987-05-12', cui: '3000000120101' }
    const { clusterOf, report } = await linkRecords(tableOf(Array(40_000).fill(row)))
    expect(report).toMatchObject({ rows: 40_000, clusters: 1, largestCluster: 40_000 })
    expect(clusterOf.every((cluster) => cluster === 0)).toBe(true)
  })

  test('a son named after his father is not his father', () => {
    const father = {
      given_names: 'Diego',
      surnames: 'Xiloj Us',
      sex: 'M',
      municipality: '0801',
      birth_date: '1968-03-04',
    }
    const son = { ...father, surnames: 'Xiloj Pop', birth_date: '1992-11-21' }
    expect(probabilityOf(compareWithEach(learnt.model, father, [son])[0]!.score)).toBeLessThan(0.01)
  })
})

test('a model in which agreement speaks for strangers is refused', () => {
  const { model } = learnt
  expect(doubtsAbout(model)).toEqual([])
  const { match, relative, stranger } = model.comparisons.birth
  const turned = { ...model, comparisons: { ...model.comparisons, birth: { match: stranger, relative, stranger: match } } }
  expect(doubtsAbout(turned)).toEqual(['birth: agreement is no likelier for one person than for strangers'])
})
