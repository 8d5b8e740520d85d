import { readFileSync } from 'node:fs'
import { forRegisterOf, type Model } from '#linkage'
import type { NamedModel } from '../rules/compare.ts'

const shipped: Model = JSON.parse(readFileSync(new URL('../data/model.json', import.meta.url), 'utf8'))

/** The library works out much from a model once, and knows it again. */
const bySize = new Map<number, NamedModel>()

/**
 * The model that comes with the program, learnt from invented Guatemalans (`libs/linkage/evaluation/learn-model.ts`), for a register of
 * so many returns. Its name tells both, so that a decision can be explained years later.
 */
export function modelFor(returns: number): NamedModel {
  // To one digit: the same for a night, and the odds to start with do not move with every person received.
  const size = Number(Math.max(1000, returns).toPrecision(1))
  const model = bySize.get(size) ?? { name: `guatemala-1 (${size})`, model: forRegisterOf(shipped, size) }
  bySize.set(size, model)
  return model
}
