/**
 * How good a linkage is, against known truth. Clusters and truth are numbers per row: rows with the same number are the same person.
 * Nothing here lists all pairs: they are counted from the table of clusters against persons (n(n−1)/2 per cell).
 */

export type Accuracy = { precision: number; recall: number; f1: number }
export type PairCounts = { truePairs: number; foundPairs: number; rightPairs: number }

/**
 * Pairwise precision, recall and F1 on the final clusters: a pair is found when both rows are in one cluster, true when they are one
 * person. With `firstOfSecondFile` only pairs across the two files count (rows from there on are the second file).
 * No pairs found: precision 1; no true pairs: recall 1.
 */
export function pairwise(truth: Uint32Array, found: Uint32Array, firstOfSecondFile?: number): Accuracy & PairCounts {
  const counts = { truePairs: 0, foundPairs: 0, rightPairs: 0 }
  counts.truePairs = pairsWithin(truth, undefined, firstOfSecondFile)
  counts.foundPairs = pairsWithin(found, undefined, firstOfSecondFile)
  counts.rightPairs = pairsWithin(found, truth, firstOfSecondFile)
  return { ...accuracyOf(counts), ...counts }
}

export function accuracyOf({ truePairs, foundPairs, rightPairs }: PairCounts): Accuracy {
  const precision = foundPairs === 0 ? 1 : rightPairs / foundPairs
  const recall = truePairs === 0 ? 1 : rightPairs / truePairs
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

/** Pairs of rows that agree in `group` and, where it is given, in `also`. */
function pairsWithin(group: Uint32Array, also: Uint32Array | undefined, firstOfSecondFile: number | undefined): number {
  let pairs = 0
  forEachCell(group, also ?? group, (rows, from, to) => {
    if (firstOfSecondFile === undefined) pairs += ((to - from) * (to - from - 1)) / 2
    else {
      let before = 0
      for (let at = from; at < to; at++) if (rows[at]! < firstOfSecondFile) before++
      pairs += before * (to - from - before)
    }
  })
  return pairs
}

/**
 * B³ (Bagga and Baldwin 1998): per row, the share of its cluster that is the same person (precision) and the share of the person's
 * rows that are in its cluster (recall), averaged over rows. Large clusters weigh by their rows, not by their pairs.
 */
export function bCubed(truth: Uint32Array, found: Uint32Array): Accuracy {
  const sizeOfTruth = sizes(truth)
  const sizeOfFound = sizes(found)
  let precision = 0
  let recall = 0
  forEachCell(found, truth, (rows, from, to) => {
    const cell = to - from
    const row = rows[from]!
    precision += (cell * cell) / sizeOfFound[found[row]!]!
    recall += (cell * cell) / sizeOfTruth[truth[row]!]!
  })
  precision /= truth.length || 1
  recall /= truth.length || 1
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

/** Recall of true pairs for each group of persons (`groupOf` row, the same for all rows of a person), and how many there are. */
export function recallByGroup(
  truth: Uint32Array,
  found: Uint32Array,
  groupOf: Uint8Array,
): { group: number; truePairs: number; recall: number }[] {
  const truePairs = new Float64Array(256)
  const rightPairs = new Float64Array(256)
  const count = (into: Float64Array) => (rows: Uint32Array, from: number, to: number) => {
    into[groupOf[rows[from]!]!]! += ((to - from) * (to - from - 1)) / 2
  }
  forEachCell(truth, truth, count(truePairs))
  forEachCell(found, truth, count(rightPairs))
  return [...truePairs].flatMap((pairs, group) =>
    pairs === 0 ? [] : [{ group, truePairs: pairs, recall: rightPairs[group]! / pairs }],
  )
}

/** Share of the true pairs that are among these pairs (blocking's own limit on recall). Pairs are distinct. */
export function pairCompleteness(truth: Uint32Array, a: Uint32Array, b: Uint32Array, truePairs: number): number {
  let right = 0
  for (let at = 0; at < a.length; at++) if (truth[a[at]!] === truth[b[at]!]) right++
  return truePairs === 0 ? 1 : right / truePairs
}

/**
 * Expected calibration error: pairs are put into bins of equal width by their probability; in each the mean probability is compared
 * with the share that is true; the differences are averaged by the pairs in the bin (Naeini et al. 2015).
 * Worked: 10 pairs at 0.9 of which 8 are true, 10 at 0.1 of which 1 is: (10 × 0.1 + 10 × 0) / 20 = 0.05.
 */
export function calibration(
  probabilities: Float64Array | Float32Array,
  isTrue: Uint8Array,
  bins = 20,
): { error: number; bins: { pairs: number; said: number; was: number }[] } {
  const pairs = new Float64Array(bins)
  const said = new Float64Array(bins)
  const was = new Float64Array(bins)
  for (let at = 0; at < probabilities.length; at++) {
    const bin = Math.min(bins - 1, Math.floor(probabilities[at]! * bins))
    pairs[bin]!++
    said[bin]! += probabilities[at]!
    was[bin]! += isTrue[at]!
  }
  let error = 0
  for (let bin = 0; bin < bins; bin++) error += Math.abs(said[bin]! - was[bin]!)
  return {
    error: probabilities.length === 0 ? 0 : error / probabilities.length,
    bins: Array.from(pairs, (count, bin) => ({
      pairs: count,
      said: count === 0 ? Number.NaN : said[bin]! / count,
      was: count === 0 ? Number.NaN : was[bin]! / count,
    })),
  }
}

/** Of the pairs at or above a probability: how many, and the share that is true (1 when there are none). */
export function precisionAbove(
  probabilities: Float64Array | Float32Array,
  isTrue: Uint8Array,
  least: number,
): { pairs: number; precision: number } {
  let pairs = 0
  let right = 0
  for (let at = 0; at < probabilities.length; at++) {
    if (probabilities[at]! < least) continue
    pairs++
    right += isTrue[at]!
  }
  return { pairs, precision: pairs === 0 ? 1 : right / pairs }
}

function sizes(group: Uint32Array): Uint32Array {
  const counts = new Uint32Array(highest(group) + 1)
  for (const value of group) counts[value]!++
  return counts
}

/** Every cell of the table `group` × `second` that holds rows, as a stretch of `rows` that only lasts until the next cell. */
function forEachCell(
  group: Uint32Array,
  second: Uint32Array,
  visit: (rows: Uint32Array, from: number, to: number) => void,
): void {
  const rows = sortedBy(
    group,
    sortedBy(
      second,
      Uint32Array.from(group, (_, row) => row),
    ),
  )
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const row = rows[from]!
    while (to < rows.length && group[rows[to]!] === group[row] && second[rows[to]!] === second[row]) to++
    visit(rows, from, to)
  }
}

/** Rows in the order of their group, otherwise as they were (counting sort: groups are numbered from 0, with few gaps). */
function sortedBy(group: Uint32Array, rows: Uint32Array): Uint32Array {
  const next = new Uint32Array(highest(group) + 2)
  for (const value of group) next[value + 1]!++
  for (let value = 1; value < next.length; value++) next[value]! += next[value - 1]!
  const sorted = new Uint32Array(rows.length)
  for (const row of rows) sorted[next[group[row]!]!++] = row
  return sorted
}

function highest(group: Uint32Array): number {
  let most = 0
  for (const value of group) if (value > most) most = value
  return most
}
