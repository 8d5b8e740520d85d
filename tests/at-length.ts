/**
 * Doors: `npm run fuzz [-- --requests 10000 --seed 1]` and `npm run faults [-- --seed 1]`. What `npm test` does in short, at length: the
 * same tests, with more of everything. A seed gives the same requests and the same moments again.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const [what, ...words] = process.argv.slice(2)
const { values } = parseArgs({ args: words, options: { requests: { type: 'string' }, seed: { type: 'string' } } })
const seed = values.seed ?? String(Date.now() % 1_000_000)
const root = join(import.meta.dirname, '..')
const asked: Record<string, { files: string; settings: Record<string, string> }> = {
  fuzz: { files: 'tests/fuzz', settings: { FUZZ_REQUESTS: values.requests ?? '10000' } },
  faults: { files: 'tests/faults', settings: { FAULTS: 'all' } },
}
const chosen = asked[what ?? '']
if (!chosen) throw new Error('fuzz or faults?')
console.log(`Seed ${seed}`)
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(
  process.execPath,
  // The folder first: an option without a value would take it for its own.
  [vitest, 'run', chosen.files, '--project=facts', '--disable-console-intercept'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...chosen.settings, SEED: seed, NODE_ENV: 'test' },
  },
)
process.exitCode = status ?? 1
