import { Problem } from '#base/problem.ts'

/** A file that contradicts itself: cut short, changed on the way, or made by hand to confuse a reader. */
export function damaged(): never {
  throw new Problem(422, 'file-damaged')
}

/**
 * Names the first of the cells that hold a formula, as `C7`, as a list and ready for a sentence; a person finds the
 * others once they look there.
 */
export function hasFormulas(formulas: string[]): Problem {
  const cells = formulas.slice(0, FORMULAS_TOLD)
  return new Problem(422, 'file-has-formulas', { cells, where: cells.join(', ') })
}

export const FORMULAS_TOLD = 10
