import { z } from 'zod'
import { Problem } from '#base/problem.ts'

const Pair = z.object({ oneId: z.uuid(), otherId: z.uuid(), joinedBy: z.array(z.uuid()).default([]) })
export type ToldApart = z.infer<typeof Pair>

/** The pair that was told apart and would be joined by way of others (`joinedBy`), when that is why a decision was refused. */
export function toldApartIn(problem: unknown): ToldApart | undefined {
  if (!(problem instanceof Problem) || problem.code !== 'told-apart') return undefined
  return Pair.safeParse(problem.details).data
}
