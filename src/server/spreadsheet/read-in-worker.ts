import { Worker } from 'node:worker_threads'
import { Problem } from '#base/problem.ts'
import { turns } from '#server/turns.ts'
import { refuseBySize } from './read.ts'
import { type Limits, ordinaryLimits, type SpreadsheetFile, type Table } from './table.ts'
import type { Answer, Task } from './worker.ts'

/** More at once would only take turns on the processors and add up their memory; the others wait. */
const turn = turns(2)

/**
 * `readTable` on a thread of its own, so that the server answers while a file is read and survives one that was made
 * to exhaust it: the thread has its own memory and `limits.seconds`. Throws `file-too-slow` when either runs out.
 */
export async function readTableInWorker(
  file: SpreadsheetFile,
  limits: Partial<Limits> = {},
  onProgress: (rowsRead: number) => void = () => {},
): Promise<Table> {
  const within = { ...ordinaryLimits, ...limits }
  refuseBySize(file.bytes, within)
  return turn(() => onThread({ file, limits: within }, onProgress))
}

function onThread(task: Task, onProgress: (rowsRead: number) => void): Promise<Table> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 },
    // What this process was started with (a test runner's loaders, an inspector) is not for the thread.
    execArgv: [],
    env: {},
  })
  const answer = new Promise<Table>((resolve, reject) => {
    const tooSlow = () => reject(new Problem(422, 'file-too-slow', { limit: task.limits.seconds }))
    const clock = setTimeout(tooSlow, task.limits.seconds * 1000)
    worker.on('message', (message: Answer) => {
      if ('rowsRead' in message) onProgress(message.rowsRead)
      else if ('table' in message) resolve(message.table)
      else reject(new Problem(message.refused.status, message.refused.code, message.refused.details))
    })
    worker.on('error', (error) => ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooSlow() : reject(error)))
    worker.on('exit', (code) => {
      clearTimeout(clock)
      reject(new Error(`the reading thread ended with ${code} and no answer`))
    })
  })
  return answer.finally(() => worker.terminate())
}
