import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { type Facts, identity } from '#identity/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import { runningEmbedded } from '#server/embedded.ts'
import { aCeiba, anArrival, type Ceiba } from './ceiba.ts'
import { aConnection, load, quantile, request } from './load.ts'
import { register } from './lookup-register.ts'
import { type Line, out, type Report } from './report.ts'
import { explain } from './search.ts'

const seconds = 10
const desks = [1, 4]
const intakeClients = 8
const intakeSeconds = 20

/**
 * Has this person been here before? Lookups of people of whom the register has other records, over HTTP, and whether they are found;
 * and receiving people with a lookup each, joined at once where it suggests so.
 */
export async function lookup(returns: number): Promise<Report> {
  const { folder, queries, arriving } = await register(returns)
  const ceiba = await aCeiba({ POOL: '16' }, folder)
  try {
    const place = (await runningEmbedded(`${folder}/data`))!
    const database = new pg.Client(place)
    await database.connect()
    await asLoaded(database)
    await allLookedThrough(database)
    const whole = queries.map(({ facts }) => facts)
    const typing = whole.slice(0, 500).map(({ givenNames, surnames, sex }) => ({ givenNames, surnames, sex }))
    const flight = await anArrival(ceiba)
    const asked = await atTheDesk(ceiba, flight, whole)
    const begun = await atTheDesk(ceiba, flight, typing)
    await allFound(database)

    const lines: Line[] = []
    const rounds: Record<string, unknown> = {}
    const goals = returns > 1_000_000 ? 'p50 ≤ 3, p95 ≤ 10, p99 ≤ 20 ms' : 'p95 ≤ 6 ms'
    const places = await placesOfTheTrue(
      ceiba,
      asked,
      queries.map((query) => query.returns),
    )
    for (const [what, ids] of [
      ['Lookup of a whole form', asked],
      ['Lookup with names only, as somebody types', begun],
    ] as const)
      for (const clients of desks) {
        const requests = paths(ids).map((path) => request('GET', ceiba.base, path, { Cookie: ceiba.cookie }))
        let number = 0
        const next = () => requests[number++ % requests.length]!
        await load(ceiba.base, clients, 2, next)
        const before = processorTimes(ceiba)
        const { latencies } = await load(ceiba.base, clients, seconds, next)
        const spent = processorTimes(ceiba).map((time, at) => (time - before[at]!) / latencies.length)
        rounds[`${what}, ${clients}`] = { latencies, spent }
        const name = `${what}, ${clients === 1 ? 'one desk' : `${clients} desks at once`}`
        lines.push({ what: `${name}: p50 / p95 / p99`, gave: `${timesOf(latencies)} ms`, ...(clients === 1 && { goal: goals }) })
        lines.push({
          what: '— processor time of the server / of PostgreSQL',
          gave: `${spent.map((time) => time.toFixed(2)).join(' / ')} ms`,
        })
      }
    const share = (what: string, goal: string | undefined, of: (placed: Placed) => boolean) =>
      lines.push({
        what,
        gave: `${((places.filter(of).length / places.length) * 100).toFixed(1)} % of ${places.length.toLocaleString('en')}`,
        ...(goal && { goal }),
      })
    share('The true person stands first', undefined, ({ place }) => place === 1)
    share('The true person is among the first ten', '≥ 97.5 %', ({ place }) => place <= 10)
    share('— and shown without looking for those with little in common', undefined, ({ unasked }) => unasked)
    const questions = { 'A whole form': paths(asked.slice(0, 1)), 'Names only': paths(begun.slice(0, 1)) }
    await writeFile(join(out, 'lookup-plans.txt'), await explain(place, ceiba, questions))
    const received = await receiving(ceiba, arriving)
    lines.push({
      what: `Received, looked up and joined where nearly certain, ${intakeClients} desks`,
      gave: `${Math.round(received.rate)} /s for ${intakeSeconds} s (${received.joined} joined)`,
      goal: '≥ 500 /s',
    })
    const began = performance.now()
    await allFound(database)
    lines.push({ what: '— and until all of them can be found', gave: `${((performance.now() - began) / 1000).toFixed(1)} s` })
    await asLoaded(database)
    await database.end()
    return {
      part: 'lookup',
      ran: [
        `${returns.toLocaleString('en')} returns of one institution from the library's generator (level busy), \`ceiba start\`; the people asked about have another, corrupted record in the register.`,
        `${seconds} s each. Every lookup is signed in, in a transaction, and stands in the journal on the disk before it is answered.`,
        'The plans of every statement are in bench/out/lookup-plans.txt.',
      ],
      lines,
      rounds: { ...rounds, places },
    }
  } finally {
    await ceiba.stop()
  }
}

const timesOf = (latencies: readonly number[]): string =>
  [0.5, 0.95, 0.99].map((share) => quantile(latencies, share).toFixed(1)).join(' / ')

/** Changed by this bench: everybody else came before it. */
const ours = '(select max(closed_at) from intake.arrival)'

/** Takes away what an earlier run put at the desk: the register is as it was loaded. */
async function asLoaded(database: pg.Client): Promise<void> {
  const { rows } = await database.query(`
    select subject_id, keys from intake.subject left join identity.indexed using (subject_id) where changed_at > ${ours}`)
  const ids = rows.map((row) => row.subject_id)
  for (const { subject_id, keys } of rows)
    await database.query("delete from identity.match_key where institution_id = 'igm' and key = any($1) and subject_id = $2", [
      keys ?? [],
      subject_id,
    ])
  for (const table of ['intake.subject', 'intake.slip', 'intake.name_key', 'identity.indexed', 'identity.looked'])
    await database.query(`delete from ${table} where subject_id = any($1)`, [ids])
  await database.query(
    'delete from identity.person; delete from identity.decision; delete from identity.undone; delete from identity.question',
  )
}

/** At its start the server looks through all returns; waits until it has, so that nothing else is under way. */
async function allLookedThrough(database: pg.Client): Promise<void> {
  const began = performance.now()
  await database.query('delete from identity.progress')
  await until(
    database,
    '(select min(least(indexed_until, looked_until)) from identity.progress) >= (select max(changed_at) from intake.subject)',
  )
  console.log(`lookup: all returns were looked through in ${Math.round((performance.now() - began) / 1000)} s`)
}

/** Waits until whoever was put at the desk can be found. */
const allFound = (database: pg.Client) =>
  until(
    database,
    `not exists (select from intake.subject left join identity.indexed using (subject_id)
    where changed_at > ${ours} and indexed.subject_id is null)`,
  )

async function until(database: pg.Client, condition: string): Promise<void> {
  for (;;) {
    const { rows } = await database.query(`select coalesce(${condition}, false) as reached`)
    if (rows[0].reached) return
    await sleep(200)
  }
}

const paths = (ids: readonly string[]) => ids.map((id) => `/api/returns/${id}/candidates`)

/** Puts people at the desk as a registrar does; gives their ids. */
async function atTheDesk(ceiba: Ceiba, arrivalId: string, people: readonly Facts[]): Promise<string[]> {
  const ids: string[] = []
  for (const form of people) {
    const subjectId = uuidv7()
    await ceiba.call(intake.addReturn, { arrivalId, subjectId, form })
    ids.push(subjectId)
  }
  return ids
}

/** Where the first return of the same person stands among the candidates, from 1, infinity when it does not; and whether unasked. */
type Placed = { place: number; unasked: boolean }

async function placesOfTheTrue(ceiba: Ceiba, asked: readonly string[], returns: readonly string[][]): Promise<Placed[]> {
  const places: Placed[] = []
  for (const [at, subjectId] of asked.entries()) {
    const { candidates } = await ceiba.call(identity.findCandidates, { subjectId, weak: 'true' })
    const index = candidates.findIndex(({ who }) => returns[at]!.includes(who.subjectId))
    places.push({ place: index + 1 || Number.POSITIVE_INFINITY, unasked: index >= 0 && candidates[index]!.band !== 'weak' })
  }
  return places
}

/** So many desks, each receiving one person after the other: recorded, looked up, joined with the first candidate if nearly certain. */
async function receiving(ceiba: Ceiba, arriving: readonly Facts[]): Promise<{ rate: number; joined: number }> {
  const arrivalId = await anArrival(ceiba)
  const end = performance.now() + intakeSeconds * 1000
  let received = 0
  let joined = 0
  let next = 0
  const began = performance.now()
  const desk = async () => {
    const connection = await aConnection(ceiba.base)
    const send = (path: string, input: unknown) => {
      const headers = { Cookie: ceiba.cookie, 'Ceiba-Entry': uuidv7() }
      return connection.ask(request('POST', ceiba.base, path, headers, JSON.stringify(input)))
    }
    while (performance.now() < end) {
      const form = arriving[next++]
      if (!form) throw new Error('More people came than were held back.')
      const subjectId = uuidv7()
      await send('/api/returns', { arrivalId, subjectId, form })
      const asked = request('GET', ceiba.base, `/api/returns/${subjectId}/candidates`, { Cookie: ceiba.cookie })
      const [first] = JSON.parse(await connection.ask(asked)).candidates
      if (first?.band === 'same') {
        const decision = { otherId: first.who.subjectId, decisionId: uuidv7(), verdict: 'same' }
        await send(`/api/returns/${subjectId}/decisions`, decision)
        joined++
      }
      received++
    }
    connection.end()
  }
  await Promise.all(Array.from({ length: intakeClients }, desk))
  return { rate: received / ((performance.now() - began) / 1000), joined }
}

/** Milliseconds of processor time so far: the server's, and that of PostgreSQL's processes; zeros where there is no /proc. */
function processorTimes(ceiba: Ceiba): [server: number, postgres: number] {
  const pid = ceiba.process.pid!
  const children = childrenOf(pid)
  const postgres = [...children, ...children.flatMap(childrenOf)]
  return [timeOf(pid), postgres.reduce((sum, one) => sum + timeOf(one), 0)]
}

/** User and system time of a process and of its children that have ended; the kernel counts in hundredths of a second. */
const timeOf = (pid: number): number => (statOf(pid)?.slice(11, 15) ?? []).reduce((sum, time) => sum + Number(time), 0) * 10

function childrenOf(pid: number): number[] {
  const all = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []
  return all.map(Number).filter((one) => Number(statOf(one)?.[1]) === pid)
}

/** What /proc says of a process behind its name: state, parent, … */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
