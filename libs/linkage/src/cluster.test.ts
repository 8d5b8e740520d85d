import { expect, test } from 'vitest'
import { clusters } from './cluster.ts'

const links = (...pairs: [number, number, number][]) => ({
  a: Uint32Array.from(pairs, ([a]) => a),
  b: Uint32Array.from(pairs, ([, b]) => b),
  score: Float32Array.from(pairs, ([, , score]) => score),
})
/** Scores of the pairs that are linked, and `otherwise` of all others. */
const looking = (scores: ReturnType<typeof links>, otherwise: number, contradictions: string[] = []) => {
  const inOrder = (x: number, y: number) => [Math.min(x, y), Math.max(x, y)] as const
  return {
    score: (x: number, y: number) => {
      const [a, b] = inOrder(x, y)
      const at = scores.a.findIndex((row, at) => row === a && scores.b[at] === b)
      return at < 0 ? otherwise : scores.score[at]!
    },
    contradicts: (x: number, y: number) => contradictions.includes(inOrder(x, y).join('-')),
  }
}

test('records that hold together are one cluster', () => {
  const three = links([0, 1, 9], [1, 2, 8], [0, 2, 7])
  expect([...clusters(4, three, 0, looking(three, -20)).clusterOf]).toEqual([0, 0, 0, 3])
})

test('a chain of likenesses is not one person: it breaks at its weakest link', () => {
  const chain = links([0, 1, 9], [1, 2, 3], [2, 3, 9])
  const { clusterOf, refused } = clusters(4, chain, 0, looking(chain, -20))
  expect([...clusterOf]).toEqual([0, 0, 2, 2])
  expect(refused).toBe(1)
})

test('two different valid numbers keep apart what everything else joins', () => {
  const three = links([0, 1, 20], [1, 2, 20])
  expect([...clusters(3, three, 0, looking(three, 20, ['0-2'])).clusterOf]).toEqual([0, 0, 2])
})

test('the same links in another order give the same clusters', () => {
  const one = links([0, 1, 5], [1, 2, 5], [2, 3, 5])
  const other = links([2, 3, 5], [1, 2, 5], [0, 1, 5])
  expect(clusters(4, other, 0, looking(other, 0)).clusterOf).toEqual(clusters(4, one, 0, looking(one, 0)).clusterOf)
})
