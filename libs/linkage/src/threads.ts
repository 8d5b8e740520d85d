/** A crew of worker threads of Node. Everything else in the library runs anywhere; this file is only loaded where it pays. */
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Crew, Done } from './crew.ts'

/** Below this many rows a thread costs more than it brings. */
const rowsThatPay = 30_000

export const workersFor = (rows: number): number => (rows < rowsThatPay ? 0 : Math.min(7, availableParallelism() - 1))

export function threads(count: number): Crew {
  const workers = Array.from({ length: count }, () => new Worker(new URL('./thread.ts', import.meta.url)))
  return {
    join: (work, drawn) =>
      workers.map(async (each) => {
        each.postMessage({ work, drawn })
        const [done] = await once(each, 'message')
        return done as Done[]
      }),
    leave: async () => {
      await Promise.all(workers.map((each) => each.terminate()))
    },
  }
}
