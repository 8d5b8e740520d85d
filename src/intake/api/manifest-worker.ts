import { parentPort, workerData } from 'node:worker_threads'
import type { Department, Municipality } from '#directory/contract.ts'
import { municipalityFinder } from '#directory/rules/municipality-finder.ts'
import { type ManifestRead, readManifest } from '../rules/manifest.ts'
import type { ManifestLine } from '../rules/manifest-columns.ts'
import type { ManifestMapping } from '../rules/manifest-fields.ts'

/** What the thread is given and what it says. */
export type ManifestTask = {
  lines: ManifestLine[]
  today: string
  mapping: ManifestMapping | undefined
  municipalities: Municipality[]
  departments: Department[]
}
export type ManifestNews = { share: number } | { read: ManifestRead }

const { lines, today, mapping, municipalities, departments } = workerData as ManifestTask
const tell = (news: ManifestNews) => parentPort!.postMessage(news)
const read = readManifest(lines, {
  today,
  municipalities: municipalityFinder(municipalities, departments),
  ...(mapping && { mapping }),
  onProgress: (share) => tell({ share }),
})
tell({ read })
