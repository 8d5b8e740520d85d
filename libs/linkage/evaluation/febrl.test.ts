import { expect, test } from 'vitest'
import { febrl3Like, febrl4Like, febrlColumns, febrlCsv, febrlRecords } from './febrl.ts'

test('the same seed gives the same records', () => {
  expect(febrlRecords({ seed: 4, ...febrl3Like })).toEqual(febrlRecords({ seed: 4, ...febrl3Like }))
  expect(febrlRecords({ seed: 5, ...febrl4Like })).not.toEqual(febrlRecords({ seed: 4, ...febrl4Like }))
})

test('there are 2,000 originals with at most five of 3,000 copies each, or 5,000 with one each', () => {
  const three = febrlRecords({ seed: 1, ...febrl3Like })
  expect(three).toHaveLength(5_000)
  expect(
    Math.max(
      ...Map.groupBy(three, ({ person }) => person)
        .values()
        .map((own) => own.length),
    ),
  ).toBe(6)
  const four = febrlRecords({ seed: 1, ...febrl4Like })
  expect(four.filter(({ isOriginal }) => isOriginal)).toHaveLength(5_000)
  expect(new Set(four.filter(({ isOriginal }) => !isOriginal).map(({ person }) => person)).size).toBe(5_000)
})

test('a copy differs from its original, and no cell holds a comma', () => {
  const records = febrlRecords({ seed: 2, ...febrl4Like })
  const [originals, copies] = [records.slice(0, 5_000), records.slice(5_000)]
  const different = copies.filter(({ person, cells }) => cells.slice(1).join() !== originals[person]!.cells.slice(1).join())
  expect(different.length / copies.length).toBeGreaterThan(0.9)
  expect(records.every(({ cells }) => cells.length === febrlColumns.length && !cells.join('').includes(','))).toBe(true)
})

test('the file is written as FEBRL writes it, with a blank after each comma', () => {
  expect(febrlCsv(febrlRecords({ seed: 1, ...febrl4Like }).slice(0, 1))).toMatch(
    /^rec_id, given_name, .*soc_sec_id\nrec-0-org, \w*, /,
  )
})
