import type { Model } from './model.ts'

/** What a caller may decide. Without any of it the defaults are those that the README's figures were measured with. */
export type LinkOptions = {
  /** The least probability at which two records are taken to be one person; 0.5 unless told. */
  threshold?: number
  /** Keep the scored pairs of at least this probability in `pairs`; none are kept unless told. */
  floor?: number
  /** A model learnt before; without it one is learnt from these records, without labels. */
  model?: Model
  /** Threads beside this one; by default as many as pay (0 in small tables). The result does not depend on it. */
  workers?: number
  /** Called with what has been done so far, in candidates or rows of `phase`. */
  onProgress?: (phase: Phase, done: number, of: number) => void
}

export type Phase = 'fold' | 'block' | 'learn' | 'compare' | 'cluster'

/** Pairs with their score in bits (log2 of the odds that they are one person), by row; rows of `against` count on from `table.rows`. */
export type ScoredPairs = { a: Uint32Array; b: Uint32Array; score: Float32Array }

export type Linked = {
  /** Per row the lowest row of its cluster, rows of `against` after those of `table`. */
  clusterOf: Uint32Array
  pairs: ScoredPairs
  model: Model
  report: LinkReport
}

export type LinkReport = {
  rows: number
  /** All pairs that could be one person: n(n−1)/2, or rows × rows of `against`. */
  possiblePairs: number
  /** Pairs that shared a key and were compared. */
  candidatePairs: number
  keys: {
    /** All keys of all rows. */
    total: number
    /** Keys that too many rows share and that were set aside for rarer ones. */
    tooCommon: number
    /** The most rows that a key in use has. */
    largestRun: number
  }
  /** Links above the threshold; those refused because the clusters they would join contradict each other. */
  links: number
  refusedLinks: number
  clusters: number
  /** Clusters of two rows and more. */
  clustersOfSeveral: number
  largestCluster: number
  /** False when the model is not learnt from these records; `doubts` says why. */
  learned: boolean
  doubts: string[]
  milliseconds: Partial<Record<Phase, number>>
}
