import type { PersonRecord } from '#linkage'
import type { Band, Who } from '../contract.ts'

/** Where the bands begin, in bits of score: log2 of the odds that it is one person. Data of each centre, these unless it says otherwise. */
export type Thresholds = { same: number; ask: number }
/** 10 bits are odds of a thousand to one; 0 bits are even odds. */
export const usualThresholds: Thresholds = { same: 10, ask: 0 }

export function bandOf(score: number, { same, ask }: Thresholds): Band {
  if (score >= same) return 'same'
  return score >= ask ? 'ask' : 'weak'
}

/** What the linkage library is told of a return. What is only about this one return (where it came from) says nothing of who it is. */
export function recordOf(who: Who): PersonRecord {
  const sex = who.sex === 'female' ? 'F' : who.sex === 'male' ? 'M' : ''
  // "About 1987" is a year that somebody remembers: the year alone.
  const birth = who.birthDate?.endsWith('~') ? who.birthDate.slice(0, 4) : (who.birthDate ?? '')
  return {
    given_names: who.givenNames ?? '',
    surnames: who.surnames ?? '',
    sex,
    birth_date: birth,
    cui: who.cui ?? '',
    document: who.documentNumber ?? '',
    phone: who.contactPhone ?? '',
    municipality: who.birthMunicipality ?? who.residenceMunicipality ?? '',
  }
}

/** Is enough known to look for somebody? A surname alone finds half the country. */
export function isEnough(who: Who): boolean {
  const words = [who.givenNames, who.surnames].filter(Boolean).join(' ').split(/\s+/).filter(Boolean).length
  return words >= 2 || (who.cui?.replaceAll(/\D/g, '').length ?? 0) >= 9
}

/** Keys that are gone and keys that are new. */
export function renewal(before: readonly number[], now: readonly number[]): { gone: number[]; added: number[] } {
  return {
    gone: before.filter((key) => !now.includes(key)),
    added: now.filter((key) => !before.includes(key)),
  }
}
