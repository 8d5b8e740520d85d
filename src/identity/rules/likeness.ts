import type { PersonRecord } from '#linkage'
import type { Band, Facts } from '../contract.ts'

/** Where the bands begin, in bits of score: log2 of the odds that it is one person. Data of each centre, these unless it says otherwise. */
export type Thresholds = { same: number; ask: number }
/** 10 bits are odds of a thousand to one; 0 bits are even odds. */
export const usualThresholds: Thresholds = { same: 10, ask: 0 }

export function bandOf(score: number, { same, ask }: Thresholds): Band {
  if (score >= same) return 'same'
  return score >= ask ? 'ask' : 'weak'
}

/** What the linkage library is told of a return. What is only about this one return (where it came from) says nothing of who it is. */
export function recordOf(facts: Facts): PersonRecord {
  const sex = facts.sex === 'female' ? 'F' : facts.sex === 'male' ? 'M' : ''
  // "About 1987" is a year that somebody remembers: the year alone.
  const birth = facts.birthDate?.endsWith('~') ? facts.birthDate.slice(0, 4) : (facts.birthDate ?? '')
  return {
    given_names: facts.givenNames ?? '',
    surnames: facts.surnames ?? '',
    sex,
    birth_date: birth,
    cui: facts.cui ?? '',
    document: facts.documentNumber ?? '',
    phone: facts.contactPhone ?? '',
    municipality: facts.birthMunicipality ?? facts.residenceMunicipality ?? '',
  }
}

/** Is enough known to look for somebody? A surname alone finds half the country. */
export function isEnough(facts: Facts): boolean {
  const words = [facts.givenNames, facts.surnames].filter(Boolean).join(' ').split(/\s+/).filter(Boolean).length
  return words >= 2 || (facts.cui?.replaceAll(/\D/g, '').length ?? 0) >= 9
}

/** Keys that are gone and keys that are new. */
export function renewal(before: readonly number[], now: readonly number[]): { gone: number[]; added: number[] } {
  return {
    gone: before.filter((key) => !now.includes(key)),
    added: now.filter((key) => !before.includes(key)),
  }
}
