import type { Qualifier } from '../contract.ts'

// What the wording of a document says about a number. The documents are in Spanish.

const signs: [Qualifier, RegExp][] = [
  ['at_least', /\b(más de|al menos|por lo menos|mínimo de)\b/i],
  ['at_most', /\b(o menos|a lo sumo|como máximo|menos de)\b/i],
  ['about', /\b(alrededor de|cerca de|unos|unas|aproximad[oa]s?|aproximadamente)\b/i],
]

/** How exact the number is: "más de 40" → at_least, "alrededor de 50" and "quince mil (aproximado)" → about, "3% o menos" → at_most. */
export function qualifierOf(asWritten: string): Qualifier {
  return signs.find(([, sign]) => sign.test(asWritten))?.[0] ?? 'exact'
}

/** Is the number itself in the document? "11 (derivado)" is not: we counted or added what the document lists. */
export function isWritten(asWritten: string): boolean {
  return !asWritten.includes('(derivado)')
}
