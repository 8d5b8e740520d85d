import { expect, test } from 'vitest'
import { clockOf } from './duration-words.ts'

test.each([
  [45, '0:45'],
  [130.4, '2:10'],
  [3599.6, '1:00:00'],
  [3900, '1:05:00'],
])('%s seconds read %s', (seconds, words) => {
  expect(clockOf(seconds)).toBe(words)
})
