import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { runningEmbedded } from '#server/embedded.ts'
import { binariesIn } from '#server/embedded-binaries.ts'
import { postgres15 } from '../tests/machine.ts'
import { captureRecordReturn } from './capture.ts'
import { aCeiba, anArrival, type Ceiba } from './ceiba.ts'
import { anExternal } from './external.ts'
import { load, quantile, request } from './load.ts'
import { aReturn, forms } from './people.ts'
import { findPgbench, pgbench, writeScript } from './pgbench.ts'
import { type Line, median, out, type Report, rates } from './report.ts'
import type { Rival } from './rivals.ts'

const rounds = 5
const seconds = 3
const connections = [8, 16]
const most = 16

/** Something that can be asked for so many seconds over so many connections; gives a rate. */
export type Runner = { name: string; run(connections: number, seconds: number): Promise<number> }

/**
 * Recording one return, against what the database itself could do with the same statements, against Ceiba on a database that it did
 * not start, and against rivals. Everybody has a turn in each round, so that what the machine does meanwhile hits all alike.
 */
export async function record(startRivals: (place: Place) => Promise<Rival[]>): Promise<Report> {
  const settings = { POOL: String(most) }
  const closing: (() => Promise<unknown>)[] = []
  try {
    const ceiba = await aCeiba(settings)
    closing.unshift(ceiba.stop)
    const place = (await runningEmbedded(`${ceiba.folder}/data`))!
    const latencies: number[] = []
    const embedded = await ours('Ceiba, embedded PostgreSQL 18', ceiba, latencies)
    const scripts = await pgbenchRunners(place, ceiba)
    const externals: Runner[] = []
    const older = postgres15(console.log)
    for (const [name, address, binaries] of [
      ['18', '127.0.0.18', undefined],
      ...('path' in older ? ([['15', '127.0.0.15', await binariesIn(older.path)]] as const) : []),
    ] as const) {
      const external = await anExternal(address, binaries)
      closing.unshift(external.stop)
      const on = await aCeiba({
        ...settings,
        DATABASE_URL: external.url,
        MASTER_KEY_FILE: `${ceiba.folder}/master-${name}.key`,
      })
      closing.unshift(on.stop)
      externals.push(await ours(`Ceiba, external PostgreSQL ${name} over TCP`, on))
    }
    const rivals = await startRivals(place)
    for (const rival of rivals) closing.unshift(rival.stop)
    const rivalRunners = rivals.map((rival) => loading(rival.name, rival.base, rival.next))

    const few = await interleaved([embedded, ...scripts], connections[0]!)
    latencies.length = 0
    const many = await interleaved([embedded, ...scripts, ...externals, ...rivalRunners], most)
    const lines = [...linesOf(few, embedded, scripts, [], []), ...linesOf(many, embedded, scripts, externals, rivalRunners)]
    const sorted = latencies.sort((a, b) => a - b)
    const took = [0.5, 0.95, 0.99].map((share) => quantile(sorted, share).toFixed(1)).join(' / ')
    lines.push({ what: `Ceiba's answers with ${most} connections, p50 / p95 / p99`, gave: `${took} ms` })
    const fields = Math.round(median(forms.map((form) => Object.keys(form).length)))
    return {
      part: 'record',
      ran: [
        `${rounds} interleaved rounds of ${seconds} s after a warm-up; medians [slowest–fastest]. A return has ${fields} fields, 3 services, 2 consents.`,
        `Ceiba: \`ceiba start\` with POOL=${most}, HTTP keep-alive with a session cookie and an entry id; PostgreSQL waits for the disk (fsync on).`,
        scripts.length > 0
          ? 'pgbench: the statements that one call sends, captured, prepared, on the same database in the role ceiba_app; "as sent" keeps together what Ceiba sends without waiting.'
          : 'pgbench was not found: install PostgreSQL’s client programs for that ratio.',
        ...('missing' in older ? [older.missing] : []),
        ...rivals.map((rival) => `${rival.name}: ${rival.how}`),
      ],
      lines,
      rounds: { [connections[0]!]: few, [most]: many },
    }
  } finally {
    for (const close of closing) await close()
  }
}

export type Place = { host: string; port: number; user: string; database: string }

/** Records one return after the other, each for an arrival of this Ceiba. */
export async function ours(name: string, ceiba: Ceiba, latencies?: number[]): Promise<Runner> {
  const arrivalId = await anArrival(ceiba)
  let number = 0
  const next = () => {
    const headers = { Cookie: ceiba.cookie, 'Ceiba-Entry': uuidv7() }
    return request('POST', ceiba.base, '/api/returns', headers, JSON.stringify(aReturn(arrivalId, number++)))
  }
  return loading(name, ceiba.base, next, latencies)
}

/** Asks what `next` gives, over and over. */
export function loading(name: string, base: string, next: () => Buffer, latencies: number[] = []): Runner {
  return {
    name,
    async run(count, duration) {
      const round = await load(base, count, duration, next)
      for (const latency of round.latencies) latencies.push(latency)
      return round.rate
    },
  }
}

async function pgbenchRunners(place: Place, ceiba: Ceiba): Promise<Runner[]> {
  const program = findPgbench()
  if (!program) return []
  const captured = await captureRecordReturn(place, ceiba.folder, ceiba.cookie, await anArrival(ceiba))
  await mkdir(out, { recursive: true })
  const runner = async (name: string, file: string, grouped: boolean): Promise<Runner> => {
    await writeScript(join(out, file), place, captured, grouped)
    return { name, run: (count, duration) => pgbench(program, place, join(out, file), count, duration) }
  }
  return [
    await runner('pgbench, statement by statement', 'record.sql', false),
    await runner('pgbench, as sent', 'record-as-sent.sql', true),
  ]
}

export type Measured = Record<string, number[]>

/** Everybody has a turn in each round, after one to warm up; gives the rates of each by its name. */
export async function interleaved(runners: Runner[], count: number): Promise<Measured> {
  const measured: Measured = Object.fromEntries(runners.map(({ name }) => [name, []]))
  for (const { run } of runners) await run(count, seconds)
  for (let round = 1; round <= rounds; round++) {
    console.log(`record: ${count} connections, round ${round} of ${rounds}`)
    for (const { name, run } of runners) measured[name]!.push(await run(count, seconds))
  }
  return measured
}

function linesOf(measured: Measured, embedded: Runner, scripts: Runner[], externals: Runner[], rivals: Runner[]): Line[] {
  const own = measured[embedded.name]!
  const count = externals.length > 0 ? most : connections[0]
  const ratios = (other: string) => measured[other]!.map((rate, round) => own[round]! / rate)
  return [
    { what: `${embedded.name}, ${count} connections`, gave: rates(own) },
    ...scripts.map(({ name }, index) => ({
      what: `${name}, ${count} connections`,
      gave: rates(measured[name]!),
      ratio: median(ratios(name)),
      ...(index === 0 && { goal: 'Ceiba ≥ 0.60' }),
    })),
    ...externals.map(({ name }) => ({
      what: name,
      gave: rates(measured[name]!),
      ratio: median(ratios(name)),
      goal: 'embedded ÷ external 0.80–1.25',
    })),
    ...rivals.map(({ name }) => ({ what: name, gave: rates(measured[name]!), ratio: median(ratios(name)), goal: 'Ceiba ≥ 10' })),
  ]
}
