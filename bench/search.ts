import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { doorsOver, openPool } from '#server/db.ts'
import { runningEmbedded, startEmbedded } from '#server/embedded.ts'
import { migrate } from '#server/migrate.ts'
import { server } from '../src/server.ts'
import { listening, type Message, vaultIn } from './capture.ts'
import { aCeiba, type Ceiba } from './ceiba.ts'
import { load, quantile, request } from './load.ts'
import { loadReturns } from './load-returns.ts'
import type { Place } from './record.ts'
import { type Line, out, type Report } from './report.ts'

const returns = 1_000_000
const clients = 4
const seconds = 5

/** Looking people up among a million returns: latencies over HTTP, and how PostgreSQL finds them. */
export async function search(): Promise<Report> {
  const folder = await loaded()
  const ceiba = await aCeiba({}, folder)
  try {
    const place = (await runningEmbedded(`${folder}/data`))!
    await allKeysRenewed(place)
    const questions = await questionsAbout(place)
    const lines: Line[] = []
    const measured: Record<string, number[]> = {}
    for (const [name, paths] of Object.entries(questions)) {
      console.log(`search: ${name}`)
      const asked = paths.map((path) => request('GET', ceiba.base, path, { Cookie: ceiba.cookie }))
      let number = 0
      const next = () => asked[number++ % asked.length]!
      await load(ceiba.base, clients, 1, next)
      const { latencies } = await load(ceiba.base, clients, seconds, next)
      measured[name] = latencies
      lines.push({
        what: name,
        gave: `${[0.5, 0.95, 0.99].map((share) => quantile(latencies, share).toFixed(1)).join(' / ')} ms`,
      })
    }
    const plans = await explain(place, ceiba, questions)
    await writeFile(join(out, 'plans.txt'), plans)
    const scans = [
      ...new Set(
        [...plans.matchAll(/Seq Scan on (?:intake\.|identity\.)?(subject|name_key|match_key)\b/g)].map(([found]) => found),
      ),
    ]
    lines.push({
      what: 'Sequential scans over intake.subject, intake.name_key or identity.match_key',
      gave: scans.join(', ') || 'none',
      goal: 'none',
    })
    const ran = [
      `${returns.toLocaleString('en')} returns of one institution (bench/load-returns.ts), \`ceiba start\`, ${clients} clients for ${seconds} s each: p50 / p95 / p99.`,
      'The plans of every statement, as ceiba_app with `explain (analyze, buffers)`, are in bench/out/plans.txt.',
    ]
    return { part: 'search', ran, lines, rounds: measured }
  } finally {
    await ceiba.stop()
  }
}

/** The folder with the loaded database, made anew when a migration changed. */
async function loaded(): Promise<string> {
  const migrations = join(import.meta.dirname, '../migrations')
  const text = readdirSync(migrations)
    .sort()
    .map((name) => readFileSync(join(migrations, name), 'utf8'))
  const name = `returns-${createHash('sha256').update(text.join('')).digest('hex').slice(0, 12)}`
  const folder = join(out, name)
  if (existsSync(join(folder, 'loaded'))) return folder
  await mkdir(out, { recursive: true })
  for (const other of readdirSync(out)) if (other.startsWith('returns-')) await rm(join(out, other), { recursive: true })
  await mkdir(folder)
  console.log(`search: loading ${returns.toLocaleString('en')} returns into ${folder} (some minutes, once) …`)
  const database = await startEmbedded({ folder: join(folder, 'data') })
  const pool = openPool(database.connection, { most: 2 })
  try {
    await migrate(pool)
    await loadReturns(pool, returns)
  } finally {
    await pool.end()
    await database.stop()
  }
  await writeFile(join(folder, 'loaded'), '')
  return folder
}

/** The server makes the keys of all returns in the background, once. */
async function allKeysRenewed(place: Place): Promise<void> {
  const client = new pg.Client(place)
  await client.connect()
  const began = performance.now()
  for (let renewed = 0; ; ) {
    const { rows } = await client.query('select count(*)::int as renewed from identity.indexed')
    if (rows[0].renewed >= returns) break
    if (rows[0].renewed !== renewed) console.log(`search: ${rows[0].renewed.toLocaleString('en')} returns have keys`)
    renewed = rows[0].renewed
    await new Promise((resolve) => setTimeout(resolve, 10_000))
  }
  const seconds = (performance.now() - began) / 1000
  if (seconds > 5) {
    console.log(`search: keys of all returns made in ${Math.round(seconds)} s`)
    await client.query('vacuum analyze identity.match_key, identity.indexed')
  }
  await client.end()
}

/** What desks ask, with words and ids that the loaded people have. */
async function questionsAbout(place: Place): Promise<Record<string, string[]>> {
  const client = new pg.Client(place)
  await client.connect()
  const column = async (text: string): Promise<string[]> =>
    (await client.query({ text, rowMode: 'array' })).rows.map(([value]) => String(value))
  const arrivals = await column('select arrival_id from intake.arrival order by expected_at desc limit 400')
  const some = await column('select subject_id from intake.subject tablesample system (0.05)')
  const cuis = await column('select cui from intake.subject tablesample system (0.02)')
  const rare = await column(`
    select key from intake.name_key tablesample system (0.2)
    where institution_id = 'igm' and length(key) > 6
    group by key having count(*) = 1 limit 200`)
  await client.end()
  const find = (...texts: string[]) => texts.map((text) => `/api/returns?text=${encodeURIComponent(text)}`)
  return {
    'Work list of an arrival (50 lines)': arrivals.map((id) => `/api/arrivals/${id}/returns`),
    'Search: two frequent names (José López)': find('José López', 'María Pérez', 'juan garcia', 'ana hernández'),
    'Search: four names': find('José María López Pérez', 'Juan Carlos García López', 'Ana Rosa Pérez Pérez'),
    'Search: one frequent name (López)': find('López', 'Pérez', 'García'),
    'Search: rare surname': find(...rare),
    'Search: beginnings (mar lop)': find('mar lop', 'jo pe', 'fran gar', 'Xi Tz'),
    'Search: apostrophes (Tz’unux, Q’uq’)': find('Tz’unux', "Tz'unux", 'Q’uq’', 'Kab’an Ch’en', 'B’atz'),
    'Search: CUI': find(...cuis),
    'Search: nothing found': find('Zzyzx', 'José Zzyzx', '1111111111111'),
    Profile: some.map((id) => `/api/returns/${id}`),
    'Earlier returns of the same person: candidates, scores, reasons': some.map((id) => `/api/returns/${id}/candidates`),
  }
}

/** The plan of every statement that the first of each question sends. */
export async function explain(place: Place, ceiba: Ceiba, questions: Record<string, string[]>): Promise<string> {
  const doors = doorsOver(openPool(place, { role: 'ceiba_app', most: 1 }), await vaultIn(ceiba.folder, place))
  const app = server({ doors, portalDoors: doors, demonstration: false, version: 'bench' })
  const client = new pg.Client({ ...place, options: '-c role=ceiba_app -c ceiba.institution=igm' })
  await client.connect()
  const text: string[] = []
  try {
    for (const [name, [path]] of Object.entries(questions)) {
      const { messages } = await listening(async () => {
        const response = await app.request(path!, { headers: { Cookie: ceiba.cookie } })
        if (!response.ok) throw new Error(await response.text())
      })
      text.push(`\n=== ${name}\n`)
      for (const message of messages.filter(({ text }) => /^\s*(select|with)/.test(text)))
        text.push(await planOf(client, message))
    }
  } finally {
    await client.end()
    await doors.close()
  }
  return text.join('\n')
}

async function planOf(client: pg.Client, { text, values }: Message): Promise<string> {
  const plan = await client.query({ text: `explain (analyze, buffers) ${text}`, values, rowMode: 'array' })
  return `--- ${text.trim().replaceAll(/\s+/g, ' ').slice(0, 160)}\n${plan.rows.map(([line]) => line).join('\n')}\n`
}
