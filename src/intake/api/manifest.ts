import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { guatemalaDay } from '#base/day.ts'
import { Problem } from '#base/problem.ts'
import { beyondCompartments, type Database } from '#server/db.ts'
import type { Circumstances, Handlers } from '#server/http.ts'
import { readTableInWorker } from '#server/spreadsheet/read-in-worker.ts'
import type { intake as contract } from '../contract/calls.ts'
import type { Manifest, ManifestRow } from '../contract/manifest.ts'
import type { ManifestRead } from '../rules/manifest.ts'
import { type OnList, planOf, type UsableRow } from '../rules/manifest-apply.ts'
import type { ManifestLine } from '../rules/manifest-columns.ts'
import type { ManifestMapping, ManifestPerson } from '../rules/manifest-fields.ts'
import { arrivalById, lockArrival } from '../store/arrival.ts'
import * as store from '../store/manifest.ts'
import { readOnThread } from './manifest-thread.ts'
import { pageBehind } from './page.ts'

/** How far each reading has come, for the screen that waits, by institution and manifest. Only in this process, only while it reads. */
const progress = new Map<string, { share: number; rows: number }>()

export const manifests = {
  async uploadManifest({ arrivalId, manifestId, fileName, content }, at) {
    await openArrival(at.db, arrivalId)
    const bytes = Buffer.from(content, 'base64')
    const key = progressKey(at.who, manifestId)
    const track = (share: number, rows: number) => progress.set(key, { share, rows })
    track(0, 0)
    try {
      const table = await readTableInWorker({ name: fileName, bytes }, {}, (rows) => track(0.3, rows))
      const read = await readRows(at.db, table.rows, at.now, undefined, (share) => track(0.4 + share * 0.5, table.rows.length))
      // Compared with whom the uploader sees: else a file made up for it would tell whether a child is behind a wall.
      const rows = rowsWith(await store.peopleOf(at.db, arrivalId), read)
      const reading = readingOf(table, read, rows)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const { accountId: by, institutionId } = at.who
      await store.insertManifest(at.db, { manifestId, arrivalId, institutionId, fileName, sha256, reading, now: at.now, by })
      await beyondCompartments(at.db, () =>
        store.replaceRows(at.db, manifestId, institutionId, rows.rows, headLines(table.rows, read)),
      )
      return preview(at, manifestId)
    } finally {
      progress.delete(key)
    }
  },

  async readProgress({ manifestId }, { who }) {
    return progress.get(progressKey(who, manifestId)) ?? { share: 1, rows: 0 }
  },

  async listManifests({ arrivalId }, { db }) {
    if (!(await arrivalById(db, arrivalId))) throw new Problem(404, 'arrival-not-found')
    return { manifests: await store.manifestsOf(db, arrivalId) }
  },

  readManifest: ({ manifestId }, at) => preview(at, manifestId),

  async listManifestRows({ manifestId, only, after, limit }, { db }) {
    const behind = pageBehind(after, z.object({ line: z.coerce.number().pipe(z.int32()) }))
    await known(db, manifestId)
    const rows = await store.rowsPage(db, manifestId, only, behind?.line ?? 0, limit + 1)
    const shown = rows.slice(0, limit)
    return { rows: shown, ...(rows.length > limit && { next: String(shown.at(-1)!.line) }) }
  },

  async mapManifest({ manifestId, mapping }, at) {
    const { arrivalId, reading } = await notApplied(at.db, manifestId)
    const seen = new Set((await store.peopleOf(at.db, arrivalId)).map(({ subjectId }) => subjectId))
    await beyondCompartments(at.db, async () => {
      const lines = await store.allLines(at.db, manifestId)
      // Lines that are of a closed record already stay behind its wall, whoever corrects the columns.
      for (const { subjectId } of await store.allRows(at.db, manifestId)) if (subjectId) seen.add(subjectId)
      const people = (await store.peopleOf(at.db, arrivalId)).filter(({ subjectId }) => seen.has(subjectId))
      const read = await readRows(at.db, lines, at.now, mapping as ManifestMapping, () => {})
      const rows = rowsWith(people, read)
      await store.saveReading(at.db, manifestId, readingOf({ ...reading, rows: lines }, read, rows))
      await store.replaceRows(at.db, manifestId, at.who.institutionId, rows.rows, headLines(lines, read))
    })
    return preview(at, manifestId)
  },

  async applyManifest({ manifestId, withdrawGone }, at) {
    const { arrivalId } = await notApplied(at.db, manifestId)
    await lockArrival(at.db, arrivalId)
    await openArrival(at.db, arrivalId)
    return beyondCompartments(at.db, async () => {
      const rows = await store.allRows(at.db, manifestId)
      const onList = await store.peopleOf(at.db, arrivalId)
      const taken = new Set(onList.map(({ subjectId }) => subjectId))
      const usable = rows.flatMap(({ line, person, subjectId }): UsableRow[] =>
        // Who was somebody on the list when the file was read, and is not any more, is somebody new.
        subjectId ? [{ line, person: person as ManifestPerson, subjectId: taken.has(subjectId) ? uuidv7() : subjectId }] : [],
      )
      const plan = planOf(usable, onList, () => uuidv7())
      await store.insertListed(at.db, { arrivalId, institutionId: at.who.institutionId }, plan.add, at.now)
      await store.updateListed(at.db, at.who.institutionId, [...plan.change, ...plan.renumbered], at.now)
      await store.giveLines(at.db, manifestId, plan.comparisons)
      const withdrawn = withdrawGone ? await store.withdraw(at.db, plan.gone, at.now) : 0
      await store.markApplied(at.db, manifestId, at.now)
      const leftOut = rows.length - usable.length
      return { added: plan.add.length, changed: plan.change.length, unchanged: plan.unchanged, withdrawn, leftOut }
    })
  },
} satisfies Partial<Handlers<typeof contract>>

const progressKey = (who: Circumstances['who'], manifestId: string): string => `${who.institutionId}/${manifestId}`

/** The arrival, if it takes a manifest now. */
async function openArrival(db: Database, arrivalId: string): Promise<void> {
  const arrival = await arrivalById(db, arrivalId)
  if (!arrival) throw new Problem(404, 'arrival-not-found')
  if (arrival.state === 'closed') throw new Problem(409, 'arrival-closed')
  if (arrival.kind === 'mass_event') throw new Problem(409, 'mass-event-without-names')
}

async function known(db: Database, manifestId: string, options?: { hold: boolean }): Promise<store.ManifestRecord> {
  const manifest = await store.manifestById(db, manifestId, options)
  if (!manifest) throw new Problem(404, 'manifest-not-found')
  return manifest
}

async function notApplied(db: Database, manifestId: string): Promise<store.ManifestRecord> {
  const manifest = await known(db, manifestId, { hold: true })
  if (manifest.state === 'applied') throw new Problem(409, 'manifest-applied')
  return manifest
}

async function readRows(
  db: Database,
  lines: ManifestLine[],
  now: Circumstances['now'],
  mapping: ManifestMapping | undefined,
  onProgress: (share: number) => void,
): Promise<ManifestRead> {
  const [municipalities, departments] = [await store.municipalities(db), await store.departments(db)]
  return readOnThread({ lines, today: guatemalaDay(now), mapping, municipalities, departments }, onProgress)
}

/** The rows as the preview shows them: each compared with the people of the list, each usable one with the id it would get. */
function rowsWith(people: OnList[], read: ManifestRead): { rows: ManifestRow[]; gone: string[] } {
  const usable = read.rows.filter(({ use }) => use === 'person').map((row) => ({ ...row, subjectId: uuidv7() }))
  const { comparisons, gone } = planOf(usable, people, () => uuidv7())
  const byLine = new Map(
    comparisons.map((comparison, index) => [comparison.line, { comparison, subjectId: usable[index]!.subjectId }]),
  )
  const rows = read.rows.map(({ line, cells, person, findings, use }): ManifestRow => {
    const found = byLine.get(line)
    const common = { line, cells, person, findings, changed: [] }
    if (!found) return { ...common, comparison: use === 'unusable' ? 'unusable' : 'skipped' }
    const { comparison, subjectId } = found
    if (comparison.comparison === 'new') return { ...common, comparison: 'new', subjectId }
    return { ...common, comparison: comparison.comparison, changed: comparison.changed, subjectId: comparison.subjectId }
  })
  return { rows, gone }
}

function readingOf(
  table: Pick<store.Reading, 'format' | 'encoding' | 'delimiter' | 'sheet'> & { rows: ManifestLine[] },
  { guess, mapping }: ManifestRead,
  { rows, gone }: { rows: ManifestRow[]; gone: string[] },
): store.Reading {
  const { format, encoding, delimiter, sheet } = table
  const fieldAt = new Map(Object.entries(mapping).map(([field, column]) => [column, field]))
  const count = (comparison: ManifestRow['comparison']) => rows.filter((row) => row.comparison === comparison).length
  const withWorst = (severity: string) =>
    rows.filter(({ findings }) => findings.some((finding) => finding.severity === severity)).length
  return {
    format,
    encoding,
    delimiter,
    sheet,
    headerLine: guess.headerLine,
    mapping: mapping as Record<string, number>,
    confidence: guess.confidence,
    columns: guess.titles.map((title, index) => ({
      index,
      title,
      field: fieldAt.get(index),
    })),
    counts: {
      rows: rows.length,
      new: count('new'),
      same: count('same'),
      changed: count('changed'),
      received: count('received'),
      skipped: count('skipped'),
      unusable: count('unusable'),
      gone: gone.length,
      withErrors: withWorst('error'),
      withWarnings: withWorst('warning'),
    },
    gone,
  }
}

/** How far down the file a column's first values are looked for, and how many are shown. */
const samplesWithin = 200
const samplesShown = 3

function samplesOf(rows: ManifestRow[], column: number): string[] {
  return rows
    .filter(({ comparison, cells }) => comparison !== 'skipped' && cells[column])
    .slice(0, samplesShown)
    .map(({ cells }) => cells[column]!)
}

/** The lines above the first row of data: kept, so that the columns can be corrected without the file. */
function headLines(lines: ManifestLine[], { guess }: ManifestRead): ManifestLine[] {
  return lines.slice(0, guess.firstDataIndex)
}

async function preview({ db, who }: Pick<Circumstances, 'db' | 'who'>, manifestId: string): Promise<Manifest> {
  const { reading, ...manifest } = await known(db, manifestId)
  const { gone, columns, ...rest } = reading
  const first = await store.rowsPage(db, manifestId, 'all', 0, samplesWithin)
  return {
    ...manifest,
    ...rest,
    columns: columns.map((column) => ({ ...column, samples: samplesOf(first, column.index) })),
    // A machine may put people on a list; who else is on it is nothing that its key reads.
    gone: who.scopes ? [] : await store.namesOf(db, gone),
  }
}
