import type { Comparison } from '../../contract.ts'

/** A bar of the waterfall, in bits: from where the score stood to where it stands then. */
export type Step = { kind: 'start' | 'for' | 'against' | 'end'; name: string; level: string; from: number; to: number }

/** Lighter than this (a factor of 1.1) nothing is decided by it; all of those together are no bar either. */
const visible = 0.14

/**
 * The bars from the start to the score: what speaks for one person before what speaks against, heaviest first, and the frame that
 * holds them all. Worked: start −20, CUI +25, sex −1 gives bars 0 → −20, −20 → 5, 5 → 4 and 0 → 4.
 */
export function stepsOf({ start, score, weights }: Comparison): { steps: Step[]; least: number; most: number } {
  const steps: Step[] = [{ kind: 'start', name: 'start', level: '', from: 0, to: start }]
  for (const { comparison, level, bits } of weights.toSorted((a, b) => b.bits - a.bits)) {
    const from = steps.at(-1)!.to
    if (Math.abs(bits) >= visible)
      steps.push({ kind: bits > 0 ? 'for' : 'against', name: comparison, level, from, to: from + bits })
  }
  steps.push({ kind: 'end', name: 'end', level: '', from: 0, to: score })
  const ends = steps.flatMap(({ from, to }) => [from, to])
  return { steps, least: Math.min(...ends) - 1, most: Math.max(...ends) + 1 }
}
