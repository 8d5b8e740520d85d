import { type Blocks, blocksOf } from './blocking.ts'
import { clusters } from './cluster.ts'
import { comparer, cuiLevelOf } from './compare.ts'
import { allPortions, alone, type Crew } from './crew.ts'
import { type Distinct, distinctRows, eachItsOwn, ofAllRows } from './equal-rows.ts'
import { expectedModel, learn } from './learn.ts'
import type { Linked, LinkOptions, LinkReport, Phase, ScoredPairs } from './linked.ts'
import { doubtsAbout, type Model } from './model.ts'
import { type Comparison, comparisons, unpack } from './pattern.ts'
import { countedTogether, type PatternCounts } from './pattern-table.ts'
import type { Pairs } from './portion.ts'
import { perRow, prepare, type Spellings } from './prepare.ts'
import { type FrequencyTables, frequenciesIn, type Rarity, rarityOf } from './rarity.ts'
import { scoreOf, scorer } from './score.ts'
import type { Table } from './table.ts'

const defaultThreshold = 0.5
/** Candidates and random pairs looked at for learning. */
const learnFrom = 500_000
const randomPairs = 250_000

/**
 * Finds who is who: within `table`, or between `table` and `against` (then only pairs across the two are compared).
 * The same input gives the same output, byte for byte, however many workers there are.
 */
export async function linkRecords(table: Table, against?: Table, options: LinkOptions = {}): Promise<Linked> {
  const clock = phases()
  const rows = table.rows + (against?.rows ?? 0)
  const crew = await crewFor(rows, options.workers)
  const { distinct, spellings } = preparedOnce(table, against)
  const { prepared, copies, firstOf } = distinct
  clock.ends('fold')
  const split = against ? table.rows : 0
  try {
    const blocks = await blocksOf(prepared, crew)
    clock.ends('block')
    const work = { prepared, blocks, split, copies, firstOf }
    const { model, doubts } = options.model ? { model: options.model, doubts: [] } : await learnt(work, spellings, crew, options)
    clock.ends('learn')
    const rarity = rarityOf(prepared, spellings, model.frequencies)
    const threshold = scoreOf(options.threshold ?? defaultThreshold)
    const floor = Math.min(threshold, options.floor === undefined ? threshold : scoreOf(options.floor))
    const told = (done: number, of: number) => options.onProgress?.('compare', done, of)
    const scored = await allPortions({ ...work, kind: 'score', model, rarity, floor }, crew, told)
    const pairs = pairsOf(scored)
    clock.ends('compare')
    const links = floor < threshold ? atLeast(pairs, threshold) : pairs
    const clustered = clusters(prepared.rows, links, threshold, lookAt(distinct, rarity, model))
    const found = ofAllRows(distinct, pairs, clustered.clusterOf, threshold)
    clock.ends('cluster')
    return {
      clusterOf: found.clusterOf,
      pairs: options.floor === undefined ? atLeast(pairs, Number.POSITIVE_INFINITY) : found.pairs,
      model,
      report: {
        rows,
        possiblePairs: possiblePairs(rows, split),
        candidatePairs: scored.reduce((sum, { candidates }) => sum + candidates, 0),
        keys: keysReport(blocks),
        links: clustered.links,
        refusedLinks: clustered.refused,
        ...sizesOf(found.clusterOf),
        learned: !options.model && doubts.length === 0,
        doubts,
        milliseconds: clock.milliseconds,
      },
    }
  } finally {
    await crew.leave()
  }
}

function preparedOnce(table: Table, against: Table | undefined): { distinct: Distinct; spellings: Spellings } {
  const { prepared, spellings } = prepare(table, against)
  return { distinct: against ? eachItsOwn(prepared) : distinctRows(prepared), spellings }
}

async function learnt(
  work: Pairs,
  spellings: Spellings,
  crew: Crew,
  { onProgress }: LinkOptions,
): Promise<{ model: Model; doubts: string[] }> {
  const { rows } = work.prepared
  const share = Math.min(1, learnFrom / Math.max(1, work.blocks.counts.pairs))
  const told = (done: number, of: number) => onProgress?.('learn', done, of)
  const candidates = await allPortions({ ...work, kind: 'count', share }, crew, told)
  const random = await allPortions({ ...work, kind: 'random', pairs: randomPairs }, crew)
  const frequencies: FrequencyTables = frequenciesIn(work.prepared, spellings)
  const evidence = {
    rows,
    possiblePairs: possiblePairs(rows, work.split) + work.copies.reduce((sum, more) => sum + more, 0),
    candidates: countsOf(candidates),
    share,
    random: countsOf(random),
    frequencies,
  }
  const model = learn(evidence)
  const doubts = doubtsAbout(model, comparisonsIn(evidence.candidates))
  return { model: doubts.length === 0 ? model : expectedModel(evidence), doubts }
}

async function crewFor(rows: number, workers: number | undefined): Promise<Crew> {
  if (workers === 0 || typeof process === 'undefined' || !process.versions?.node) return alone
  const { threads, workersFor } = await import('./threads.ts')
  const count = workers ?? workersFor(rows)
  return count > 0 ? threads(count) : alone
}

const possiblePairs = (rows: number, split: number): number => (split > 0 ? split * (rows - split) : (rows * (rows - 1)) / 2)

/** Comparisons that said something about any pair: of a column that is not there nothing is learnt, and nothing doubted. */
function comparisonsIn({ first, second }: PatternCounts): Comparison[] {
  const levels = new Uint8Array(comparisons.length)
  const known = new Set<Comparison>()
  for (let id = 0; id < first.length; id++) {
    unpack(first[id]!, second[id]!, levels)
    for (const [at, comparison] of comparisons.entries()) if (levels[at]! > 0) known.add(comparison)
  }
  return [...known]
}

const countsOf = (portions: { patterns: PatternCounts }[]): PatternCounts =>
  countedTogether(portions.map(({ patterns }) => patterns))

function pairsOf(scored: ScoredPairs[]): ScoredPairs {
  const size = scored.reduce((sum, { a }) => sum + a.length, 0)
  const pairs = { a: new Uint32Array(size), b: new Uint32Array(size), score: new Float32Array(size) }
  let end = 0
  for (const { a, b, score } of scored) {
    pairs.a.set(a, end)
    pairs.b.set(b, end)
    pairs.score.set(score, end)
    end += a.length
  }
  return pairs
}

function atLeast(pairs: ScoredPairs, least: number): ScoredPairs {
  const kept = new Uint32Array(pairs.score.length)
  let count = 0
  for (let at = 0; at < kept.length; at++) if (pairs.score[at]! >= least) kept[count++] = at
  const chosen = kept.subarray(0, count)
  return {
    a: Uint32Array.from(chosen, (at) => pairs.a[at]!),
    b: Uint32Array.from(chosen, (at) => pairs.b[at]!),
    score: Float32Array.from(chosen, (at) => pairs.score[at]!),
  }
}

function lookAt({ prepared, firstOf }: Distinct, rarity: Rarity, model: Model) {
  const { found, compare } = comparer(prepared, rarity)
  const scoreOf = scorer(model)
  const { people } = prepared
  return {
    score: (a: number, b: number) => {
      if (firstOf[a]! <= firstOf[b]!) compare(a, b)
      else compare(b, a)
      return scoreOf(found)
    },
    contradicts: (a: number, b: number) => cuiLevelOf(people, a * perRow, b * perRow) === 1,
  }
}

const keysReport = ({ counts: { total, tooCommon, largestRun } }: Blocks): LinkReport['keys'] => ({
  total,
  tooCommon,
  largestRun,
})

function sizesOf(clusterOf: Uint32Array): Pick<LinkReport, 'clusters' | 'clustersOfSeveral' | 'largestCluster'> {
  const sizes = new Uint32Array(clusterOf.length)
  for (const cluster of clusterOf) sizes[cluster]!++
  const found = { clusters: 0, clustersOfSeveral: 0, largestCluster: 0 }
  for (const size of sizes) {
    if (size > 0) found.clusters++
    if (size > 1) found.clustersOfSeveral++
    if (size > found.largestCluster) found.largestCluster = size
  }
  return found
}

function phases() {
  const milliseconds: LinkReport['milliseconds'] = {}
  let began = performance.now()
  return {
    milliseconds,
    ends(phase: Phase) {
      milliseconds[phase] = Math.round(performance.now() - began)
      began = performance.now()
    },
  }
}
