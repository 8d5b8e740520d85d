import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { narrowRules, wideRules } from './phonetic.ts'

test('PHONETICS.md tells every rule, in order, with its example and source', () => {
  const page = readFileSync(new URL('../PHONETICS.md', import.meta.url), 'utf8')
  const told = [...page.matchAll(/^\| (?!Rule|-)(.+?) \| .* \| ([^|]+), ([^|]+) \| (\w\w) \|$/gm)].map((row) =>
    row.slice(1).join(' / '),
  )
  expect(told).toEqual([...narrowRules, ...wideRules].map(({ name, example, source }) => [name, ...example, source].join(' / ')))
})
