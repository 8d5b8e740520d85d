import { expect, test } from 'vitest'
import { blocksOf } from './blocking.ts'
import { forEachCandidate } from './candidates.ts'
import { alone } from './crew.ts'
import { prepare } from './prepare.ts'
import { type PersonRecord, tableOf } from './table.ts'

/** Pairs that are compared, as `0-1`. */
async function compared(records: PersonRecord[]): Promise<string[]> {
  const { prepared } = prepare(tableOf(records))
  const blocks = await blocksOf(prepared, alone)
  const pairs: string[] = []
  const met = new Uint32Array(records.length)
  forEachCandidate(blocks, { from: 0, to: records.length, split: 0, met }, (a, b, count) => {
    for (let at = 0; at < count; at++) pairs.push(`${a[at]}-${b[at]}`)
  })
  return pairs
}

test('who has few names is found by one of them with the year and the place', async () => {
  const spoilt = { surnames: 'Miguel', birth_date: '2006-01-01', municipality: '1313' }
  expect(
    await compared([
      { ...spoilt, given_names: 'Marta' },
      { ...spoilt, given_names: 'Eulalia', birth_date: '2006-07-12' },
      { ...spoilt, given_names: 'Eulalia', birth_date: '2011-07-12' },
      { ...spoilt, given_names: 'Lucas', municipality: '1308' },
    ]),
  ).toEqual(['0-1', '1-2'])
})

test('a row in which a name stands twice is no pair with itself, and a pair that shares several keys is compared once', async () => {
  const twice = { given_names: 'Juan Juan', surnames: 'Juan Juan', birth_date: '1990-05-12' }
  expect(await compared([twice, twice, { given_names: 'Rosa', surnames: 'Us' }])).toEqual(['0-1'])
})
