import { normalizeCui } from '#base/cui.ts'
import { nameTokens } from '#base/personal-name.ts'
import { readSlipCode } from './slip-code.ts'

/**
 * What somebody looks for: a CUI (13 digits, or its first six and more), the code of a slip, or the words of a name, each a whole
 * word or its beginning. A text can be a code and a name at once (`RAMONSARAT`): then both are looked for.
 */
export type Sought = { cui?: string; cuiBegins?: string; slipCode?: string; words: string[] }

const mostWords = 6

export function readSearch(text: string): Sought {
  const digits = normalizeCui(text)
  if (/^\d{13}$/.test(digits)) return { cui: digits, words: [] }
  const slipCode = readSlipCode(text)
  const words = searchWords(text)
  if (/^\d{6,12}$/.test(digits)) return { cuiBegins: digits, ...(slipCode && { slipCode }), words: [] }
  return { ...(slipCode && { slipCode }), words }
}

/** The words of a name to look for, each once, at most six; a word that another begins with says nothing more. */
export function searchWords(text: string): string[] {
  const words = [...new Set(nameTokens(text))]
  return words.filter((word) => !words.some((other) => other !== word && other.startsWith(word))).slice(0, mostWords)
}

/** What to look for in one arrival's list: the number on the manifest, the beginning of a CUI, or words. */
export function readListFilter(text: string): { number?: number; cuiBegins?: string; words: string[] } {
  const digits = normalizeCui(text)
  if (/^\d{1,4}$/.test(digits)) return { number: Number(digits), words: [] }
  if (/^\d{5,13}$/.test(digits)) return { cuiBegins: digits, words: [] }
  return { words: searchWords(text) }
}

/**
 * Where a page of a keyset list ends, as text: `parts` are the values the list is ordered by, of the last row shown. Undefined parts
 * (a line that is not known) come back as undefined.
 */
export function cursorOf(...parts: (string | number | undefined)[]): string {
  return parts.map((part) => part ?? '').join('~')
}

/** The parts of a cursor, or undefined when it does not have that many: then it is none of ours. */
export function partsOfCursor(cursor: string, count: number): (string | undefined)[] | undefined {
  const parts = cursor.split('~')
  return parts.length === count ? parts.map((part) => part || undefined) : undefined
}
