import { uuidv7 } from 'uuidv7'
import { intake } from '#intake/contract/calls.ts'
import type { Sheet } from '#server/spreadsheet/table.ts'
import { writeCsv } from '#server/spreadsheet/write-csv.ts'
import { writeXlsx } from '#server/spreadsheet/write-xlsx.ts'
import { chanceFrom } from '../src/demo/chance.ts'
import { invent } from '../src/demo/people.ts'
import { aCeiba, anArrival, type Ceiba } from './ceiba.ts'
import { load, quantile, request } from './load.ts'
import { type Line, median, type Report } from './report.ts'

const rounds = 5

/** From the file to its preview with every check, over HTTP; and whether anybody else waits meanwhile. */
export async function manifest(): Promise<Report> {
  const ceiba = await aCeiba()
  const lines: Line[] = []
  const measured: Record<string, number[]> = {}
  const latencies: number[] = []
  try {
    const idle = await load(ceiba.base, 1, 3, health(ceiba))
    await preview(ceiba, await file('csv', 150))
    for (let round = 1; round <= rounds; round++) {
      for (const kind of ['csv', 'xlsx'] as const) {
        for (const count of [150, 5_000]) {
          console.log(`manifest: ${kind}, ${count} rows, round ${round} of ${rounds}`)
          const content = await file(kind, count)
          const name = `${kind.toUpperCase()}, ${count.toLocaleString('en')} rows`
          const watching = count > 150 ? watch(ceiba, latencies) : undefined
          const took = await preview(ceiba, content)
          await watching?.()
          measured[name] = [...(measured[name] ?? []), took]
        }
      }
    }
    for (const [name, took] of Object.entries(measured)) {
      const goal = name.includes('150') ? '< 1 s' : '< 15 s'
      const seconds = (value: number) => (value / 1000).toFixed(2)
      lines.push({
        what: `Preview of ${name}`,
        gave: `${seconds(median(took))} s [${seconds(Math.min(...took))}–${seconds(Math.max(...took))}]`,
        goal,
      })
    }
    const told = (sorted: number[]) => [0.5, 0.99, 1].map((share) => quantile(sorted, share).toFixed(1)).join(' / ')
    lines.push({ what: 'GET /api/health when nothing else happens, p50 / p99 / worst', gave: `${told(idle.latencies)} ms` })
    lines.push({
      what: 'GET /api/health while 5,000 rows are read, p50 / p99 / worst',
      gave: `${told(latencies.sort((a, b) => a - b))} ms`,
    })
    const ran = [
      `${rounds} rounds on \`ceiba start\`; medians [fastest–slowest] from the upload to the whole preview, on a list that is empty.`,
      'About one row in fifteen is wrong: a CUI that does not check, a day that does not exist.',
    ]
    return { part: 'manifest', ran, lines, rounds: { measured, health: latencies } }
  } finally {
    await ceiba.stop()
  }
}

function health(ceiba: Ceiba): () => Buffer {
  const asked = request('GET', ceiba.base, '/api/health', {})
  return () => asked
}

async function preview(ceiba: Ceiba, { name, content }: { name: string; content: string }): Promise<number> {
  const arrivalId = await anArrival(ceiba)
  const began = performance.now()
  await ceiba.call(intake.uploadManifest, { arrivalId, manifestId: uuidv7(), fileName: name, content })
  return performance.now() - began
}

/** Asks for the server's health over and over until the function that it gives is called. */
function watch(ceiba: Ceiba, latencies: number[]): () => Promise<void> {
  let over = false
  const watching = (async () => {
    while (!over) {
      const round = await load(ceiba.base, 1, 0.2, health(ceiba))
      for (const latency of round.latencies) latencies.push(latency)
    }
  })()
  return async () => {
    over = true
    await watching
  }
}

async function file(kind: 'csv' | 'xlsx', count: number): Promise<{ name: string; content: string }> {
  const sheet = sheetOf(count)
  const bytes = kind === 'csv' ? writeCsv(sheet) : await writeXlsx([sheet])
  return { name: `manifiesto.${kind}`, content: Buffer.from(bytes).toString('base64') }
}

function sheetOf(count: number): Sheet {
  const chance = chanceFrom(count)
  const today = new Date()
  const rows = Array.from({ length: count }, (_, index) => {
    const { form } = invent(chance, today)
    const whole = /^\d{4}-\d{2}-\d{2}$/.test(form.birthDate)
    const birth = whole ? form.birthDate.split('-').reverse().join('/') : form.birthDate.slice(0, 4)
    const cui = typeof form.cui === 'string' ? form.cui : undefined
    return [
      index + 1,
      form.surnames.toUpperCase(),
      form.givenNames.toUpperCase(),
      chance.happens(0.03) ? '31/02/1990' : birth,
      form.sex === 'female' ? 'F' : 'M',
      cui && chance.happens(0.06) ? cui.replace(/^./, '1') : cui,
      'Guatemala',
    ]
  })
  const titles = ['No.', 'Apellidos', 'Nombres', 'Fecha de nacimiento', 'Sexo', 'CUI', 'Nacionalidad']
  return { name: 'Manifiesto', columns: titles.map((title) => ({ title })), rows }
}
