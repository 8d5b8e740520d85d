import { expect, test } from 'vitest'
import { count, countedTogether, countsIn, patternTable } from './pattern-table.ts'

test('every pattern keeps its count however often the table grows, and parts add up in one order', () => {
  const patterns = Array.from({ length: 5_000 }, (_, number) => [number % 70, number] as const)
  const parts = [patterns, patterns.toReversed()].map((some) => {
    const table = patternTable(64)
    for (const [first, second] of some) count(table, first, second, 2)
    return countsIn(table)
  })
  for (const together of [countedTogether(parts), countedTogether(parts.toReversed())]) {
    expect(together.counts).toEqual(new Float64Array(5_000).fill(4))
    expect([...together.first]).toEqual([...together.first].sort((a, b) => a - b))
  }
})
