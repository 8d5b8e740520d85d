import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const everything = ['src/**/*.test.{ts,tsx}', 'libs/**/*.test.ts', 'bench/**/*.test.ts', 'tests/**/*.test.ts']
const journeys = ['tests/journeys/**/*.test.ts']
/** The bench installs its rivals under `bench/out`; their tests are theirs. */
const theirs = ['**/node_modules/**']

/**
 * All tests run on the embedded PostgreSQL 18. With CEIBA_TEST_POSTGRES=15 those that use the database run again on 15,
 * the oldest that Ceiba supports; the journeys have nothing to add there.
 */
const again = process.env.CEIBA_TEST_POSTGRES === '15'
/** About the way in, the engine and the wire, and hundreds of histories by calls that others try too: the same over any database. */
const once = [
  'src/identity/api/histories.test.ts',
  'tests/matrix.test.ts',
  'tests/faults/slow.test.ts',
  'tests/fuzz/**',
  'tests/edges/**',
]
const usesDatabase = (file: string) => /\/world\.ts'|\binject\(/.test(readFileSync(file, 'utf8'))
const database = () => globSync(everything, { exclude: [...journeys, ...theirs, ...once] }).filter(usesDatabase)

// Two cores; and a busy machine may be slow: the limits are there to end what hangs, not to measure.
const facts = {
  name: 'facts',
  include: again ? database() : everything,
  exclude: [...journeys, ...theirs],
  testTimeout: 60_000,
  hookTimeout: 120_000,
}
const inTheBrowser = { name: 'journeys', include: journeys, testTimeout: 300_000, hookTimeout: 300_000 }
const project = { maxWorkers: 2, environment: 'node' }

export default defineConfig({
  test: {
    globalSetup: 'tests/cluster.ts',
    maxWorkers: 2,
    projects: [
      { test: { ...project, ...facts } },
      ...(again ? [] : [{ test: { ...project, ...inTheBrowser, maxWorkers: 1, sequence: { groupOrder: 1 } } }]),
    ],
  },
})
