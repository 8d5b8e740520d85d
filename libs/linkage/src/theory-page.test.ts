import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { strength } from './rarity.ts'
import { probabilityOf, scoreOf } from './score.ts'

const formulas: Record<string, (...numbers: number[]) => number> = {
  weight: (m, u) => Math.log2(m! / u!),
  prior: (pairs, rows) => scoreOf(pairs! / ((rows! * (rows! - 1)) / 2)),
  probability: (score) => probabilityOf(score!),
  rarity: (agreeing, frequency) => strength * Math.log2(agreeing! / frequency!),
}

const page = readFileSync(new URL('../THEORY.md', import.meta.url), 'utf8')
const worked = [...page.matchAll(/^ {4}(\w+)\(([\d., -]+)\) = (-?[\d.]+)/gm)].map(
  ([, name, numbers, result]) => [name!, numbers!, result!] as const,
)

test('the page works some numbers', () => {
  expect(worked.length).toBe(8)
})
test.each(worked)('%s(%s) = %s, as THEORY.md says', (name, numbers, result) => {
  const decimals = result.split('.')[1]?.length ?? 0
  expect(formulas[name]!(...numbers.split(',').map(Number)).toFixed(decimals)).toBe(result)
})
