import { blocksOf, forEachCandidate } from './blocking.ts'
import { clusters } from './cluster.ts'
import { comparer } from './compare.ts'
import { mix, seededChance } from './hash.ts'
import { type Evidence, expectedModel, learn } from './learn.ts'
import type { Linked, LinkOptions, LinkReport, Phase } from './linked.ts'
import { doubtsAbout, type Model } from './model.ts'
import { comparisons, unpack } from './pattern.ts'
import { countedTogether, patternId, patternTable } from './pattern-table.ts'
import { type Prepared, prepare } from './prepare.ts'
import { frequenciesIn, noRarity, rarityOf } from './rarity.ts'
import { scoreOf, scorer } from './score.ts'
import type { Table } from './table.ts'

const defaultThreshold = 0.5
/** Candidates looked at for learning. */
const learnFrom = 3_000_000
const randomPairs = 400_000

/**
 * Finds who is who: within `table`, or between `table` and `against` (then only pairs across the two are compared).
 * The same input gives the same output, byte for byte, however many workers there are.
 */
export async function linkRecords(table: Table, against?: Table, options: LinkOptions = {}): Promise<Linked> {
  const milliseconds: LinkReport['milliseconds'] = {}
  let began = performance.now()
  const done = (phase: Phase) => {
    milliseconds[phase] = Math.round(performance.now() - began)
    began = performance.now()
  }
  const { prepared, spellings } = prepare(table, against)
  done('fold')
  const { rows } = prepared
  const split = against ? table.rows : 0
  const possiblePairs = against ? table.rows * against.rows : (rows * (rows - 1)) / 2
  const blocks = blocksOf(prepared)
  const sections = blocks.sections.map((_, at) => at)
  done('block')

  const plain = comparer(prepared, noRarity(prepared))
  const counted = patternTable()
  const share = Math.min(1, learnFrom / Math.max(1, blocks.counts.pairs))
  const limit = Math.floor(share * 0xffffffff)
  forEachCandidate(blocks, sections, split, (a, b) => {
    if (share < 1 && mix(0x5eed, a) > limit) return
    plain.compare(a, b)
    counted.counts[patternId(counted, plain.found.first, plain.found.second)]!++
  })
  const random = patternTable()
  randomly(rows, split, possiblePairs, (a, b) => {
    plain.compare(a, b)
    random.counts[patternId(random, plain.found.first, plain.found.second)]!++
  })
  const frequencies = options.model?.frequencies ?? frequenciesIn(prepared, spellings)
  const evidence: Evidence = {
    rows,
    possiblePairs,
    candidates: countedTogether([counted]),
    share,
    random: countedTogether([random]),
    frequencies,
  }
  const learned = options.model ?? learn(evidence)
  const doubts = options.model ? [] : doubtsAbout(learned)
  const model = doubts.length > 0 ? expectedModel(evidence) : learned
  done('learn')

  const { found, compare } = comparer(prepared, rarityOf(prepared, spellings, frequencies))
  const scoreFound = scorer(model)
  const threshold = scoreOf(options.threshold ?? defaultThreshold)
  const floor = Math.min(threshold, options.floor === undefined ? threshold : scoreOf(options.floor))
  const a: number[] = []
  const b: number[] = []
  const scores: number[] = []
  let candidatePairs = 0
  forEachCandidate(blocks, sections, split, (one, other) => {
    candidatePairs++
    compare(one, other)
    const score = Math.fround(scoreFound(found))
    if (score < floor) return
    a.push(one)
    b.push(other)
    scores.push(score)
  })
  done('compare')
  const pairs = { a: Uint32Array.from(a), b: Uint32Array.from(b), score: Float32Array.from(scores) }
  const strong = pairs.score.map((score, at) => (score >= threshold ? at + 1 : 0)).filter((at) => at > 0)
  const links = {
    a: Uint32Array.from(strong, (at) => pairs.a[at - 1]!),
    b: Uint32Array.from(strong, (at) => pairs.b[at - 1]!),
    score: Float32Array.from(strong, (at) => pairs.score[at - 1]!),
  }
  const levels = new Uint8Array(comparisons.length)
  const cui = comparisons.indexOf('cui')
  const clustered = clusters(rows, links, threshold, (one, other) => {
    compare(one, other)
    unpack(found.first, found.second, levels)
    return { score: scoreFound(found), contradicts: levels[cui] === 1 }
  })
  done('cluster')
  const sizes = new Map<number, number>()
  for (const cluster of clustered.clusterOf) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1)
  return {
    clusterOf: clustered.clusterOf,
    pairs,
    model,
    report: {
      rows,
      possiblePairs,
      candidatePairs,
      keys: { total: blocks.counts.total, tooCommon: blocks.counts.tooCommon, largestRun: blocks.counts.largestRun },
      links: links.a.length,
      refusedLinks: clustered.refused,
      clusters: sizes.size,
      clustersOfSeveral: [...sizes.values()].filter((size) => size > 1).length,
      largestCluster: Math.max(0, ...new Set(sizes.values())),
      learned: !options.model && doubts.length === 0,
      doubts,
      milliseconds,
    },
  }
}

/** Pairs drawn from all possible ones, or all of them where they are few. */
function randomly(rows: number, split: number, possible: number, pair: (a: number, b: number) => void): void {
  if (possible <= randomPairs) {
    for (let a = 0; a < (split || rows); a++) for (let b = Math.max(split, a + 1); b < rows; b++) pair(a, b)
    return
  }
  const chance = seededChance(20261120)
  for (let drawn = 0; drawn < randomPairs; ) {
    const a = Math.floor(chance() * (split || rows))
    const b = Math.floor(split + chance() * (rows - split))
    if (a === b) continue
    pair(Math.min(a, b), Math.max(a, b))
    drawn++
  }
}

export type { Model, Prepared }
