/** One worker thread: takes portions of the work it is sent until there are none left. */
import { parentPort } from 'node:worker_threads'
import { drawnBy } from './crew.ts'
import type { Portion, Work } from './portion.ts'

parentPort?.on('message', async ({ work, drawn }: { work: Work; drawn: Int32Array }) => {
  const done: Portion[] = []
  for await (const portion of drawnBy(work, drawn)) done.push(portion)
  parentPort?.postMessage(done)
})
