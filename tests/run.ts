/**
 * `npm test [-- <what vitest takes>]`: form, types, all tests on PostgreSQL 18, the database tests again on PostgreSQL 15.
 * The last line says how many tests passed and failed; the exit code is zero only when all that was asked for passed.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { variables } from '#server/config.ts'
import { chromium, postgres15 } from './machine.ts'

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
})

const root = join(import.meta.dirname, '..')
const chosen = process.argv.slice(2)
const reports = mkdtempSync(join(tmpdir(), 'ceiba-report-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))
const say = (line: string) => console.log(line)

/** The tests' surroundings: ours, without a configuration of Ceiba that somebody may have set for real work. */
const environment: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'test' }
for (const name of Object.keys(variables)) delete environment[name]

let passed = 0
let failed = 0
const notRun: string[] = []

if (chosen.length === 0) {
  check('Form', 'biome', 'check', '--diagnostic-level=error', '.')
  check('Types', 'tsc')
}
const browser = chromium(say)
const older = postgres15(say)
if ('path' in browser) environment.CHROMIUM = browser.path
else notRun.push(`The journeys in a browser. ${browser.missing}`)

say('Tests on PostgreSQL 18 …')
await runTests('18', ...('missing' in browser ? ['--project=!journeys'] : []))
if ('path' in older) {
  say('The database tests again on PostgreSQL 15 …')
  Object.assign(environment, { CEIBA_TEST_POSTGRES: '15', PG15_BIN: older.path })
  await runTests('15')
} else notRun.push(`The database tests on PostgreSQL 15. ${older.missing}`)

for (const what of notRun) say(`Not run: ${what}`)
if (passed + failed === 0) say('No test ran.')
// Whoever chose some tests did not ask for those.
const complete = notRun.length === 0 || chosen.length > 0
process.exitCode = failed === 0 && passed > 0 && complete ? 0 : 1
say(`${passed} passed, ${failed} failed`)

function check(title: string, program: string, ...words: string[]): void {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', program), words, {
    cwd: root,
    encoding: 'utf8',
  })
  say(`${title}: ${status === 0 ? 'in order' : `${program} found faults`}`)
  if (status === 0) return
  say(stdout + stderr)
  failed++
}

/** One run of vitest. What fails outside a test (a file that does not load, a run that breaks off) counts as one failure each. */
async function runTests(name: string, ...words: string[]): Promise<void> {
  const file = join(reports, `${name}.json`)
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const all = [vitest, 'run', '--passWithNoTests', ...words, ...reporters, ...chosen]
  const child = spawn(process.execPath, all, { cwd: root, env: environment, stdio: 'inherit' })
  const hand = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGINT', hand).on('SIGTERM', hand)
  const [status, signal] = await once(child, 'exit')
  process.off('SIGINT', hand).off('SIGTERM', hand)
  if (signal || status > 128) process.exit(130)

  const report = existsSync(file) ? Report.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
  const fails = ({ status }: { status: string }) => status === 'failed'
  const broken = report?.testResults.filter((one) => fails(one) && !one.assertionResults.some(fails))
  const failures = (report?.numFailedTests ?? 0) + (broken?.length ?? 0)
  passed += report?.numPassedTests ?? 0
  failed += status === 0 ? failures : Math.max(1, failures)
}
