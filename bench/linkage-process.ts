import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { placeOf } from './linkage-data.ts'

const door = join(import.meta.dirname, '../src/ceiba.ts')
const Answer = z.object({ milliseconds: z.record(z.string(), z.number()), report: z.object({ candidatePairs: z.number() }) })

export type Linking = {
  /** From the start of the process to its end. */
  seconds: number
  /** Most memory of the process at one time, in bytes; not known where there is no /proc. */
  peak: number | undefined
  milliseconds: Record<string, number>
  candidatePairs: number
  /** Per row, cluster ids as the file says them. */
  clusterOf: Uint32Array
}

/** `ceiba link` as anybody runs it, from a file to a file. */
export async function linkAsProcess(file: string, rows: number): Promise<Linking> {
  const target = placeOf('linked.csv')
  const began = performance.now()
  const child = spawn(process.execPath, [door, 'link', file, '--id', 'record_id', '--out', target, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  child.stdout.on('data', (text) => (said += text))
  let peak: number | undefined
  const watching = setInterval(() => {
    peak = peakOf(child.pid!) ?? peak
  }, 50)
  const [status] = await once(child, 'close')
  clearInterval(watching)
  if (status !== 0) throw new Error(`ceiba link ended with ${status}`)
  const seconds = (performance.now() - began) / 1000
  const { milliseconds, report } = Answer.parse(JSON.parse(said))
  return { seconds, peak, milliseconds, candidatePairs: report.candidatePairs, clusterOf: clustersIn(target, rows) }
}

/** The kernel's own high-water mark (VmHWM, in kB). */
function peakOf(pid: number): number | undefined {
  try {
    const found = /VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found ? Number(found[1]) * 1024 : undefined
  } catch {
    return undefined
  }
}

/** The second column of OUT. */
function clustersIn(file: string, rows: number): Uint32Array {
  const bytes = readFileSync(file)
  const clusterOf = new Uint32Array(rows)
  let at = bytes.indexOf(10) + 1
  for (let row = 0; row < rows; row++) {
    while (bytes[at++] !== 0x2c);
    let cluster = 0
    for (; bytes[at] !== 10; at++) cluster = cluster * 10 + bytes[at]! - 48
    clusterOf[row] = cluster
  }
  return clusterOf
}
