import { Problem } from '#base/problem.ts'

/** A file that contradicts itself: cut short, changed on the way, or made by hand to confuse a reader. */
export function damaged(): never {
  throw new Problem(422, 'file-damaged')
}

/** Names the first of the cells that hold a formula, as `C7`; a person finds the others once they look there. */
export function hasFormulas(cells: string[]): Problem {
  return new Problem(422, 'file-has-formulas', { cells: cells.slice(0, FORMULAS_TOLD) })
}

export const FORMULAS_TOLD = 10
