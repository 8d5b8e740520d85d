import { existsSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { Problem } from '#base/problem.ts'
import { type Field, fields, type Linked, linkRecords, type Phase } from '#linkage'
import { type CsvRead, columnNames, idText, readCsv, UnreadableTable } from '../../libs/linkage/src/read-csv.ts'
import { repeatedIds } from '../../libs/linkage/src/repeated-ids.ts'
import { outputFile, writeClusters, writePairs } from './link-output.ts'
import { phrase } from './words.ts'

export type LinkCommand = {
  file: string
  against?: string
  id: string
  map?: ReadonlyMap<string, Field | undefined>
  model?: string
  threshold?: number
  out: string
  pairs?: string
  explain?: boolean
}

/** Pairs of at least this probability are listed with `--pairs`, also where the threshold is higher: they are for people to look at. */
const leastProbabilityListed = 0.1
const badRowsTold = 20

/**
 * Reads one file or two, finds who is who, and writes the id and the `cluster_id` of every row. `told` are sentences about what was
 * found, `say` hears of progress. The same input gives the same bytes.
 * Throws `link-…` and `file-not-found` when a file cannot be read or written; nothing is left half written.
 */
export async function link(command: LinkCommand, say: (line: string) => void) {
  const paths = [command.file, ...(command.against === undefined ? [] : [command.against])]
  checkColumns(paths, command)
  for (const target of [command.out, command.pairs, command.model]) refuseToReplaceInput(target, paths)
  const model = modelIn(command.model)
  const out = outputFile(command.out)
  const pairs = command.pairs === undefined ? undefined : outputFile(command.pairs)
  try {
    const began = performance.now()
    const progress = paced(say)
    const files = paths.map((file) => readOne(file, command, progress))
    const readIn = Math.round(performance.now() - began)
    const linked = await linkRecords(files[0]!.table, files[1]?.table, {
      model,
      threshold: command.threshold,
      floor: pairs ? Math.min(command.threshold ?? leastProbabilityListed, leastProbabilityListed) : undefined,
      onProgress: (phase: Phase, done: number, of: number) => progress(phrase(`link.phase.${phase}`), done, of),
    })
    const writing = performance.now()
    writeClusters(out, command.id, files, linked.clusterOf)
    if (pairs) writePairs(pairs, files, linked, command.explain ?? false)
    const replaced = [out, ...(pairs ? [pairs] : [])].filter((file) => file.finish()).map(({ target }) => target)
    const keptModel = command.model !== undefined && model === undefined ? keepModel(command.model, linked) : undefined
    const milliseconds = {
      read: readIn,
      ...linked.report.milliseconds,
      write: Math.round(performance.now() - writing),
      all: Math.round(performance.now() - began),
    }
    const found = files.map((file, at) => aboutFile(paths[at]!, file))
    return {
      rows: linked.report.rows,
      people: linked.report.clusters,
      files: found.map(({ told: _, ...rest }) => rest),
      report: linked.report,
      model: keptModel,
      replaced,
      milliseconds,
      told: [...found.flatMap(({ told }) => told), ...aboutLinking(linked, command, replaced, keptModel)],
    }
  } finally {
    out.abandon()
    pairs?.abandon()
  }
}

/** `column=field,column=field`; `column=` leaves a column out. Gives the sentence about what is wrong as `wrong`. */
export function mapOf(text: string): { map: Map<string, Field | undefined> } | { wrong: string } {
  const map = new Map<string, Field | undefined>()
  for (const part of text.split(',')) {
    const [, column, field] = /^\s*(.+?)\s*=\s*(\S*)\s*$/.exec(part) ?? []
    if (column === undefined) return { wrong: phrase('link.map-form', { part }) }
    if (field !== '' && !fields.some((known) => known === field))
      return { wrong: phrase('link.map-field', { field: field ?? '', fields: fields.join(', ') }) }
    map.set(column, field === '' ? undefined : (field as Field))
  }
  return { map }
}

/** Before anything long begins: both files have the id, and each column of `--map` is in one of them. */
function checkColumns(paths: string[], { id, map }: LinkCommand): void {
  const heads = paths.map((file) => refusing(file, () => columnNames(file)))
  for (const [at, names] of heads.entries())
    if (!names.includes(id)) throw refusal(paths[at]!, new UnreadableTable('no-id-column', { id, columns: names.join(', ') }))
  for (const column of map?.keys() ?? [])
    if (!heads.some((names) => names.includes(column)))
      throw refusal(paths[0]!, new UnreadableTable('no-such-column', { column, columns: heads[0]!.join(', ') }))
}

function readOne(file: string, { id, map }: LinkCommand, progress: Progress): CsvRead {
  const what = phrase('link.reading', { file: path.basename(file) })
  return refusing(file, () => {
    const names = columnNames(file)
    const own = map && new Map([...map].filter(([column]) => names.includes(column)))
    return readCsv(file, { id, map: own, onProgress: (done, of) => progress(what, done, of) })
  })
}

function refusing<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof UnreadableTable ? refusal(file, error) : error
  }
}

function refusal(file: string, { code, details }: UnreadableTable): Problem {
  if (code === 'file-not-readable') return new Problem(404, 'file-not-found', { file, reason: details.reason })
  return new Problem(400, code === 'file-not-text' ? `link-file-${details.kind}` : `link-${code}`, { file, ...details })
}

function refuseToReplaceInput(target: string | undefined, inputs: string[]): void {
  if (target === undefined || !existsSync(target)) return
  if (inputs.some((file) => realpathSync(file) === realpathSync(target)))
    throw new Problem(400, 'link-output-is-input', { file: target })
}

/** A model learnt before, where there is one; a file that is not there yet will hold the one that is learnt now. */
function modelIn(file: string | undefined): Linked['model'] | undefined {
  if (file === undefined || !existsSync(file)) return undefined
  try {
    const model = JSON.parse(readFileSync(file, 'utf8'))
    if (model?.version === 1 && model.prior && model.comparisons) return model
  } catch (error) {
    if (!(error instanceof SyntaxError))
      throw new Problem(404, 'file-not-found', { file, reason: (error as NodeJS.ErrnoException).code })
  }
  throw new Problem(400, 'link-model-wrong', { file })
}

function keepModel(file: string, { model }: Linked): string {
  const output = outputFile(file)
  try {
    output.write(Buffer.from(`${JSON.stringify(model)}\n`))
    output.finish()
  } finally {
    output.abandon()
  }
  return file
}

function aboutFile(file: string, { table, columns, delimiter, badRows, badRowCount, letters, ids }: CsvRead) {
  const repeated = repeatedIds(ids, table.rows)
  const known = columns.filter(({ field }) => field !== undefined)
  const told = [
    phrase('link.columns', {
      file: path.basename(file),
      columns: known.map(({ name, field }) => (name === field ? name : `${name} → ${field}`)).join(', '),
    }),
  ]
  for (const { line, problem, cells } of badRows.slice(0, badRowsTold))
    told.push(phrase(`link.bad-row.${problem}`, { file: path.basename(file), line, cells, columns: columns.length }))
  if (badRowCount > badRowsTold) told.push(phrase('link.more-bad-rows', { count: number(badRowCount - badRowsTold) }))
  if (letters.windows1252 > 0)
    told.push(phrase(letters.utf8 > 0 ? 'link.mixed-letters' : 'link.windows-1252', { file: path.basename(file) }))
  if (letters.twice > 0) told.push(phrase('link.encoded-twice', { count: number(letters.twice) }))
  if (letters.lost > 0) told.push(phrase('link.lost-letters', { count: number(letters.lost) }))
  if (repeated.first)
    told.push(
      phrase('link.repeated-ids', {
        count: number(repeated.count),
        id: idText(ids, repeated.first.row),
        earlier: number(repeated.first.earlier + 1),
        row: number(repeated.first.row + 1),
      }),
    )
  if (table.rows === 0) told.push(phrase('link.no-rows', { file: path.basename(file) }))
  return { file, rows: table.rows, columns, delimiter, badRows, badRowCount, letters, repeatedIds: repeated.count, told }
}

function aboutLinking(
  { report }: Linked,
  { out, explain, pairs }: LinkCommand,
  replaced: string[],
  keptModel: string | undefined,
): string[] {
  const { rows, clusters, clustersOfSeveral, largestCluster, candidatePairs, keys, doubts } = report
  const told: string[] = []
  if (doubts.length > 0) told.push(phrase('link.not-learnt', { doubts: doubts.join('; ') }))
  if (rows > 1 && candidatePairs === 0) told.push(phrase(keys.tooCommon > 0 ? 'link.all-alike' : 'link.none-alike'))
  if (rows > 1)
    told.push(
      phrase('link.found', {
        rows: number(rows),
        people: number(clusters),
        several: number(clustersOfSeveral),
        largest: number(largestCluster),
        candidates: number(candidatePairs),
      }),
    )
  if (keptModel !== undefined) told.push(phrase('link.model-kept', { file: keptModel }))
  if (explain && pairs === undefined) told.push(phrase('link.explain-needs-pairs'))
  told.push(phrase(replaced.includes(out) ? 'link.replaced' : 'link.written', { file: out }))
  return told
}

const number = (value: number): string => value.toLocaleString('en')

type Progress = (what: string, done: number, of: number) => void

/** A line when something new begins, and every other second while it lasts. */
function paced(say: (line: string) => void): Progress {
  let last = ''
  let at = 0
  return (what, done, of) => {
    const now = performance.now()
    if (what === last && now - at < 2_000) return
    say(what === last && of > 0 ? `${what} ${Math.floor((100 * done) / of)} %` : what)
    last = what
    at = now
  }
}
