import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Linked, type LinkOptions, linkRecords } from '#linkage'
import { type Level, levels } from '../libs/linkage/evaluation/disorder.ts'
import {
  accuracyOf,
  bCubed,
  calibration,
  pairCompleteness,
  pairwise,
  precisionAbove,
  recallByGroup,
} from '../libs/linkage/evaluation/metrics.ts'
import { languages } from '../libs/linkage/evaluation/places.ts'
import { type DataSet, febrlLike, guatemalan, largeFile, publicSets } from './linkage-data.ts'
import { linkAsProcess } from './linkage-process.ts'
import { writeIntoReadme } from './readme-table.ts'
import { type Line, machine, median, type Report } from './report.ts'

export type LinkageWanted = {
  /** Folder of the public sets. */
  data?: string
  /** The largest file that is linked: 100,000, 1,000,000 (unless told) or 10,000,000 rows. */
  rows?: number
}

const seeds = [41, 42, 43, 44, 45]
const rowsOfASet = 11_000
/** Pairs less probable than this are nobody's candidates; calibration looks at the others. */
const floor = 0.01
const automatic = 0.999
const readme = join(import.meta.dirname, '../libs/linkage/README.md')
/** Half the error of Splink 4 at its best threshold, on other records of the same kind (research of November 2026). */
const goals: Record<Level, string> = {
  clean: '≥ 0.9845 (Splink 4 on records of this kind: 0.969)',
  busy: '≥ 0.952 (Splink 4: 0.904)',
  chaotic: '≥ 0.805 (Splink 4: 0.611)',
  std: '',
}
const publicGoals = { 'FEBRL 3': '≥ 0.9990', 'FEBRL 4': '≥ 0.9998', historical_50k: '≥ 0.865 (Splink 4: 0.828)' }

/** Accuracy, calibration, fairness, speed and memory of linking, unsupervised, with default settings and a threshold fixed in advance. */
export async function linkage({ data, rows: most = 1_000_000 }: LinkageWanted = {}): Promise<Report> {
  const rounds: Record<string, unknown> = {}
  const lines: Line[] = [...(await accuracyLines(rounds)), ...(await febrlLikeLines(rounds))]
  if (data !== undefined) lines.push(...(await publicLines(data, rounds)))
  lines.push(...(await fairnessLines(rounds)))
  for (const rows of [100_000, 1_000_000, 10_000_000].filter((size) => size <= most))
    lines.push(...(await largeLines(rows, rounds)))
  const ran = [
    `\`npm run bench -- linkage${data === undefined ? '' : ' --data DIR'}${most === 1_000_000 ? '' : ` --rows ${most}`}\`, ${new Date().toISOString().slice(0, 10)}, ${machine()}`,
    `Invented Guatemalan records of ${seeds.length} seeds, ${rowsOfASet.toLocaleString('en')} rows each, median [lowest–highest]; F1 is pairwise on the final clusters. No labels, default settings.`,
    `Calibration: expected calibration error over 20 bins of all pairs with probability ≥ ${floor}. Automatic: pairs with probability ≥ ${automatic}.`,
  ]
  if (existsSync(readme)) writeIntoReadme(readme, ran, lines)
  return { part: 'linkage', ran, lines, rounds }
}

async function accuracyLines(rounds: Record<string, unknown>): Promise<Line[]> {
  const lines: Line[] = []
  for (const level of levels) {
    const measured: Measured[] = []
    for (const seed of seeds) {
      measured.push(await measure(guatemalan(level, rowsOfASet, seed)))
      console.log(`linkage: ${level}, seed ${seed}: F1 ${measured.at(-1)!.f1.toFixed(4)}`)
    }
    rounds[level] = measured
    const of = (pick: (one: Measured) => number) => spread(measured.map(pick))
    const name = { clean: 'clean desk', busy: 'busy reception', chaotic: 'chaotic night', std: 'with telephones (std)' }[level]
    lines.push(
      { what: `F1, ${name}`, gave: of(({ f1 }) => f1), goal: goals[level] },
      { what: '· precision, recall', gave: `${of(({ precision }) => precision)}, ${of(({ recall }) => recall)}` },
      { what: '· B³ F1', gave: of(({ b3 }) => b3) },
      { what: '· calibration error', gave: of(({ calibrationError }) => calibrationError), goal: '≤ 0.03' },
      { what: '· precision of automatic linking', gave: of(({ automaticPrecision }) => automaticPrecision), goal: '≥ 0.999' },
    )
  }
  return lines
}

async function febrlLikeLines(rounds: Record<string, unknown>): Promise<Line[]> {
  const lines: Line[] = []
  for (const which of [3, 4] as const) {
    const measured: Measured[] = []
    for (const seed of seeds.slice(0, 3)) measured.push(await measure(febrlLike(which, seed)))
    rounds[`FEBRL ${which}-like`] = measured
    lines.push({ what: `F1, records like FEBRL ${which}, 3 seeds`, gave: spread(measured.map(({ f1 }) => f1)) })
  }
  return lines
}

async function publicLines(data: string, rounds: Record<string, unknown>): Promise<Line[]> {
  const lines: Line[] = []
  const sets = publicSets(data)
  for (const name of ['FEBRL 3', 'FEBRL 4', 'historical_50k'] as const) {
    const began = performance.now()
    const one = await measure(sets[name])
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`linkage: ${name}: F1 ${one.f1.toFixed(4)}`)
    rounds[name] = one
    lines.push({
      what: `F1, ${name}`,
      gave: `${one.f1.toFixed(4)} (P ${one.precision.toFixed(4)}, R ${one.recall.toFixed(4)}; ${seconds} s)`,
      goal: publicGoals[name],
    })
  }
  const lower = await measure(sets.historical_50k, { threshold: 0.2 })
  rounds['historical_50k, two bits lower'] = lower
  lines.push({ what: 'F1, historical_50k, threshold two bits lower', gave: lower.f1.toFixed(4), goal: 'no collapse' })
  return lines
}

/** Ten times as many records: what is compared at all, and recall of each language community. */
async function fairnessLines(rounds: Record<string, unknown>): Promise<Line[]> {
  const lines: Line[] = []
  for (const level of ['busy', 'std'] as const) {
    const { table, person, language } = guatemalan(level, 110_000, 77)
    // So low that every candidate is among the pairs.
    const { clusterOf, pairs } = await linkRecords(table, undefined, { floor: 1e-15 })
    const { f1, truePairs } = pairwise(person, clusterOf)
    const completeness = pairCompleteness(person, pairs.a, pairs.b, truePairs)
    const name = level === 'busy' ? 'busy reception' : 'std'
    rounds[`${name}, 110,000 rows`] = { f1, completeness }
    lines.push(
      { what: `F1, ${name}, 110,000 rows`, gave: f1.toFixed(4), goal: level === 'std' ? '≥ 0.950 (Splink 4: 0.892)' : '' },
      { what: '· true pairs that were compared at all', gave: percent(completeness) },
      byLanguage(person, clusterOf, language!, `recall by language, ${name}`, rounds),
    )
  }
  return lines
}

/** Lowest, highest and the difference; with how many pairs, for of few pairs a difference says little. */
function byLanguage(
  person: Uint32Array,
  clusterOf: Uint32Array,
  language: Uint8Array,
  what: string,
  rounds: Record<string, unknown>,
): Line {
  const groups = recallByGroup(person, clusterOf, language).toSorted((a, b) => a.recall - b.recall)
  rounds[what] = groups.map(({ group, ...rest }) => ({ language: languages[group], ...rest }))
  const [lowest, highest] = [groups[0]!, groups.at(-1)!]
  const told = ({ group, recall, truePairs }: (typeof groups)[number]) =>
    `${languages[group]} ${percent(recall)} (of ${truePairs.toLocaleString('en')})`
  const gap = (100 * (highest.recall - lowest.recall)).toFixed(1)
  return {
    what: '· recall by language: lowest, highest, gap',
    gave: `${told(lowest)}, ${told(highest)}, ${gap} points`,
    goal: '≤ 3 points',
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

/** `ceiba link` as a process, from CSV to CSV; at a million the pairs as well, in this process, for calibration. */
async function largeLines(rows: number, rounds: Record<string, unknown>): Promise<Line[]> {
  const { file, bytes, person, language } = largeFile(rows, 7)
  const runs = []
  for (let round = 0; round < (rows > 1_000_000 ? 1 : 2); round++) {
    runs.push(await linkAsProcess(file, rows))
    console.log(`linkage: ${rows.toLocaleString('en')} rows: ${runs.at(-1)!.seconds.toFixed(1)} s`)
  }
  const [first] = runs
  const { f1, precision, recall } = pairwise(person, first!.clusterOf)
  rounds[`${rows} rows`] = { f1, precision, recall, runs: runs.map(({ clusterOf: _, ...rest }) => rest) }
  const seconds = runs.map((run) => run.seconds)
  const same = runs.every(({ clusterOf }) => clusterOf.every((cluster, row) => cluster === first!.clusterOf[row]))
  const name = `${rows.toLocaleString('en')} rows (${Math.round(bytes / 1e6)} MB)`
  const peak = Math.max(...runs.map((run) => run.peak ?? Number.NaN))
  const limits: Record<number, [string, string]> = { 1000000: ['≤ 8 s', '≤ 1 GB'], 10000000: ['≤ 180 s', '≤ 6 GB'] }
  const lines: Line[] = [
    {
      what: `${name}, CSV to CSV`,
      gave: `${median(seconds).toFixed(1)} s [${Math.min(...seconds).toFixed(1)}–${Math.max(...seconds).toFixed(1)}]`,
      goal: limits[rows]?.[0],
    },
    { what: '· peak memory', gave: `${(peak / 1e9).toFixed(2)} GB`, goal: limits[rows]?.[1] },
    {
      what: '· candidate pairs; the same result each time',
      gave: `${first!.candidatePairs.toLocaleString('en')}; ${same ? 'yes' : 'NO'}`,
    },
    {
      what: '· F1 (precision, recall)',
      gave: `${f1.toFixed(4)} (${precision.toFixed(4)}, ${recall.toFixed(4)})`,
      goal: rows === 1_000_000 ? '≥ 0.935 (Splink 4: 0.886)' : '',
    },
  ]
  lines.push(byLanguage(person, first!.clusterOf, language, `recall by language, ${rows} rows`, rounds))
  return rows === 1_000_000 ? [...lines, ...(await automaticLines(rows, rounds))] : lines
}

async function automaticLines(rows: number, rounds: Record<string, unknown>): Promise<Line[]> {
  const { file, person } = largeFile(rows, 7)
  const { readCsv } = await import('../libs/linkage/src/read-csv.ts')
  const { pairs } = await linkRecords(readCsv(file, { id: 'record_id' }).table, undefined, { floor })
  const { error, precision, linked } = trust(pairs, person)
  rounds['automatic at a million'] = { calibrationError: error, precision, linked }
  return [
    { what: '· calibration error', gave: error.toFixed(4), goal: '≤ 0.03' },
    {
      what: '· precision of automatic linking',
      gave: `${precision.toFixed(5)} of ${linked.toLocaleString('en')} pairs`,
      goal: '≥ 0.999',
    },
  ]
}

type Measured = {
  f1: number
  precision: number
  recall: number
  b3: number
  calibrationError: number
  automaticPrecision: number
  candidatePairs: number
}

async function measure({ table, against, person }: DataSet, options: LinkOptions = {}): Promise<Measured> {
  const { clusterOf, pairs, report } = await linkRecords(table, against, { floor, ...options })
  const counts = pairwise(person, clusterOf, against ? table.rows : undefined)
  const { error, precision } = trust(pairs, person)
  return {
    ...accuracyOf(counts),
    b3: bCubed(person, clusterOf).f1,
    calibrationError: error,
    automaticPrecision: precision,
    candidatePairs: report.candidatePairs,
  }
}

/** How far the probabilities of pairs can be trusted. */
function trust(pairs: Linked['pairs'], person: Uint32Array) {
  const probabilities = Float64Array.from(pairs.score, (score) => 1 / (1 + 2 ** -score))
  const isTrue = Uint8Array.from(pairs.a, (a, at) => (person[a] === person[pairs.b[at]!] ? 1 : 0))
  const above = precisionAbove(probabilities, isTrue, automatic)
  return { error: calibration(probabilities, isTrue).error, precision: above.precision, linked: above.pairs }
}

const spread = (values: readonly number[]): string =>
  `${median(values).toFixed(4)} [${Math.min(...values).toFixed(4)}–${Math.max(...values).toFixed(4)}]`
