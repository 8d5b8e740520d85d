import { uuidv7 } from 'uuidv7'
import { intake } from '#intake/contract/calls.ts'
import { openPool } from '#server/db.ts'
import { runningEmbedded } from '#server/embedded.ts'
import { hashPassword } from '#server/secrets.ts'
import { aCeiba, anArrival, type Ceiba } from './ceiba.ts'
import { request } from './load.ts'
import { aReturn } from './people.ts'
import { interleaved, loading, type Measured, ours, type Runner } from './record.ts'
import { type Line, median, type Report, rates } from './report.ts'

const connections = 8
const tries = 1000
/** Fewer wrong passwords than make one wait. */
const triesOfOne = 4

/** What it costs that each row is guarded and each look is on record; and whether the time of a refusal tells who has an account. */
export async function protection(): Promise<Report> {
  const guarded = await aCeiba()
  const bare = await aCeiba().catch(async (error) => {
    await guarded.stop()
    throw error
  })
  try {
    await withoutProtection(bare)
    const runners = [
      await ours('Recording, protected', guarded),
      await ours('Recording, without row-level security and journal', bare),
      await reading('Reading a profile, protected', guarded),
      await reading('Reading a profile, without', bare),
    ]
    const measured = await interleaved(runners, connections)
    const names = runners.map(({ name }) => name)
    return {
      part: 'protection',
      ran: [
        `${connections} connections, interleaved rounds; the ratio is taken within each round`,
        `${tries} tries with a login that exists and ${tries} with one that does not, in turns, one at a time`,
      ],
      lines: [...linesOf(measured, names[0]!, names[1]!), ...linesOf(measured, names[2]!, names[3]!), await strangers()],
      rounds: measured,
    }
  } finally {
    await guarded.stop()
    await bare.stop()
  }
}

function linesOf(measured: Measured, protectedName: string, bareName: string): Line[] {
  const [own, bare] = [measured[protectedName]!, measured[bareName]!]
  const ratio = median(own.map((rate, round) => rate / bare[round]!))
  return [
    { what: protectedName, gave: rates(own) },
    { what: bareName, gave: rates(bare), ratio, goal: 'protected ≥ 0.75' },
  ]
}

async function reading(name: string, ceiba: Ceiba): Promise<Runner> {
  const arrivalId = await anArrival(ceiba)
  const ids = Array.from({ length: 200 }, () => uuidv7())
  for (const [index, subjectId] of ids.entries())
    await ceiba.call(intake.recordReturn, { ...aReturn(arrivalId, index), subjectId })
  let turn = 0
  const next = () => request('GET', ceiba.base, `/api/returns/${ids[turn++ % ids.length]}`, { Cookie: ceiba.cookie })
  return loading(name, ceiba.base, next)
}

/** As a system would be that trusts its own queries and keeps no record of looks. */
async function withoutProtection(ceiba: Ceiba): Promise<void> {
  const owner = openPool((await runningEmbedded(`${ceiba.folder}/data`))!, { most: 1 })
  const { rows } = await owner.query(
    `select format('%I.%I', nspname, relname) as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace where relrowsecurity`,
  )
  for (const { name } of rows) await owner.query(`alter table ${name} no force row level security, disable row level security`)
  await owner.query(`create function public.nothing() returns trigger language plpgsql as 'begin return null; end'`)
  await owner.query('create trigger nothing before insert on journal.entry for each row execute function public.nothing()')
  await owner.end()
}

/** The difference between the medians of how long a wrong password and an unknown login take to be refused. */
async function strangers(): Promise<Line> {
  const ceiba = await aCeiba({ TRUST_PROXY: 'true' })
  try {
    const logins = await someAccounts(ceiba, tries / triesOfOne)
    const known: number[] = []
    const unknown: number[] = []
    for (let index = 0; index < tries; index++)
      for (const [login, taken] of [
        [logins[index % logins.length]!, known],
        [`nadie-${index % logins.length}`, unknown],
      ] as const)
        taken.push(await refusalTime(ceiba, login, index))
    const difference = Math.abs(median(known) - median(unknown))
    const gave = `${median(known).toFixed(1)} and ${median(unknown).toFixed(1)} ms: ${difference.toFixed(2)} ms apart`
    return { what: 'Wrong password and unknown login, medians', gave, goal: '< 10 ms' }
  } finally {
    await ceiba.stop()
  }
}

async function refusalTime(ceiba: Ceiba, login: string, index: number): Promise<number> {
  const began = performance.now()
  const answer = await fetch(`${ceiba.base}/api/session`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Ceiba-Entry': uuidv7(),
      'X-Forwarded-For': `198.51.${index >> 8}.${index & 255}`,
    },
    body: JSON.stringify({ login, password: 'no es la que es' }),
  })
  await answer.text()
  const taken = performance.now() - began
  if (answer.status !== 401) throw new Error(`expected a refusal, got ${answer.status}`)
  return taken
}

/** Invented accounts, put there behind the calls. */
async function someAccounts(ceiba: Ceiba, count: number): Promise<string[]> {
  const logins = Array.from({ length: count }, (_, index) => `persona-${index}`)
  const owner = openPool((await runningEmbedded(`${ceiba.folder}/data`))!, { most: 1 })
  const hash = await hashPassword('una ceiba muy alta')
  await owner.query(
    `insert into access.account (account_id, login, name, password_hash, must_change, demonstration, created_at)
     select gen_random_uuid(), login, 'Persona Inventada', $2, false, false, now() from unnest($1::text[]) as login`,
    [logins, hash],
  )
  await owner.end()
  return logins
}
