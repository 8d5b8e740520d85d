/** One worker thread: takes portions of the work it is sent until there are none left. */
import { parentPort } from 'node:worker_threads'
import { type Done, drawnBy } from './crew.ts'
import type { Work } from './portion.ts'

parentPort?.on('message', async ({ work, drawn }: { work: Work; drawn: Int32Array }) => {
  const done: Done[] = []
  for await (const one of drawnBy(work, drawn)) done.push(one)
  parentPort?.postMessage(done)
})
