import { Worker } from 'node:worker_threads'
import type { ManifestRead } from '../rules/manifest.ts'
import type { ManifestNews, ManifestTask } from './manifest-worker.ts'

/** Reads the rows of a manifest on a thread of its own, so that twenty thousand of them do not hold up anybody else. */
export function readOnThread(task: ManifestTask, onProgress: (share: number) => void): Promise<ManifestRead> {
  const worker = new Worker(new URL('./manifest-worker.ts', import.meta.url), { workerData: task, execArgv: [], env: {} })
  const answer = new Promise<ManifestRead>((resolve, reject) => {
    worker.on('message', (news: ManifestNews) => ('read' in news ? resolve(news.read) : onProgress(news.share)))
    worker.on('error', reject)
    worker.on('exit', (code) => reject(new Error(`the reading thread ended with ${code} and no answer`)))
  })
  return answer.finally(() => worker.terminate())
}
