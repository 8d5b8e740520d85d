import type { ScoredPairs } from './linked.ts'

/**
 * Clusters from links, guarded against chains. In a plain closure one wrong link joins two people for good, and A–B, B–C, C–D makes
 * one person of A and D who have nothing in common. Here links are taken from the strongest to the weakest, and two clusters are joined
 * only if they hold together as wholes: no pair across them contradicts (two different valid CUI), and across them the
 * average score of all pairs, also of those that no key brought together, is not below the bar.
 */
export type Clustering = {
  /** Per row the lowest row of its cluster. */
  clusterOf: Uint32Array
  links: number
  refused: number
}

/** Looks at two rows: their score in bits, and whether they cannot be one person. */
export type Look = { score: (a: number, b: number) => number; contradicts: (a: number, b: number) => boolean }

/** A pair counts for no more than this much when the bar is asked for: one sure pair does not outweigh everything. */
const mostBits = 8
/** Pairs looked at across two clusters; of larger ones not all. */
const mostLooks = 256

export function clusters(rows: number, links: ScoredPairs, bar: number, look: Look): Clustering {
  const parent = new Uint32Array(rows).map((_, row) => row)
  const next = new Uint32Array(rows).map((_, row) => row)
  const size = new Uint32Array(rows).fill(1)
  const root = (row: number): number => {
    while (parent[row] !== row) {
      parent[row] = parent[parent[row]!]!
      row = parent[row]!
    }
    return row
  }
  /** The members of a cluster are a ring; the first `limit` of them. */
  const membersOf = (first: number, limit: number): number[] => {
    const members = [first]
    for (let row = next[first]!; row !== first && members.length < limit; row = next[row]!) members.push(row)
    return members
  }
  const holdsTogether = (a: number, b: number): boolean => {
    // Of two rows that are still alone the link itself says how likely they are.
    if (size[a] === 1 && size[b] === 1) return !look.contradicts(a, b)
    const left = membersOf(a, Math.max(16, mostLooks / Math.max(1, Math.min(size[b]!, 16))))
    const right = membersOf(b, Math.max(16, Math.floor(mostLooks / left.length)))
    let sum = 0
    for (const one of left)
      for (const other of right) {
        if (look.contradicts(one, other)) return false
        sum += Math.min(mostBits, Math.max(-mostBits, look.score(one, other)))
      }
    return sum >= bar * left.length * right.length
  }
  let refused = 0
  for (const link of strongestFirst(links)) {
    let a = root(links.a[link]!)
    let b = root(links.b[link]!)
    if (a === b) continue
    if (!holdsTogether(a, b)) {
      refused++
      continue
    }
    if (a > b) [a, b] = [b, a]
    parent[b] = a
    size[a]! += size[b]!
    const after = next[a]!
    next[a] = next[b]!
    next[b] = after
  }
  for (let row = 0; row < rows; row++) parent[row] = root(row)
  return { clusterOf: parent, links: links.a.length, refused }
}

/** Links by score, then by rows: the same order whoever found them. */
function strongestFirst({ a, b, score }: ScoredPairs): Uint32Array {
  const sortable = new BigUint64Array(a.length)
  // Score and place as one number each, which is sorted much faster than by comparing.
  const halves = new Uint32Array(sortable.buffer)
  const bits = new Uint32Array(score.map((bit) => bit + 0).buffer)
  for (let at = 0; at < a.length; at++) {
    halves[at * 2] = at
    // The bits of a positive number grow with it, those of a negative one against it.
    halves[at * 2 + 1] = score[at]! < 0 ? bits[at]! : 0x7fffffff - bits[at]!
  }
  sortable.sort()
  const order = new Uint32Array(a.length).map((_, at) => halves[at * 2]!)
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && score[order[to]!] === score[order[from]!]) to++
    if (to - from > 1) order.subarray(from, to).sort((x, y) => a[x]! - a[y]! || b[x]! - b[y]!)
  }
  return order
}
