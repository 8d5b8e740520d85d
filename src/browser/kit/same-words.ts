import { editDistance } from '#base/edit-distance.ts'

/** Letters without accents, capitals or the many apostrophes of Mayan spelling. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\p{M}'’ʼꞌ`´]/gu, '')
    .toLowerCase()
}

/** Does the text hold every word that was typed, in any order? An empty search finds everything. */
export function sameWords(text: string, typed: string): boolean {
  const found = plain(text)
  return plain(typed)
    .split(/\s+/)
    .every((word) => found.includes(word))
}

const mostSuggested = 6

/**
 * The options whose name (what stands before a comma), or a word of it, is a slip or two away from what was typed; the nearest first.
 * `sansarate` is near to Sanarate and to Sansare. Nothing is near to less than four letters.
 */
export function nearest<O extends { label: string }>(options: O[], typed: string): O[] {
  const wanted = plain(typed).trim()
  if (wanted.length < 4) return []
  const limit = wanted.length < 7 ? 1 : 2
  return options
    .map((option) => {
      const [name = ''] = plain(option.label).split(',')
      const slips = [name, ...name.split(/\s+/)].map((word) => editDistance(wanted, word, limit))
      return { option, slips: Math.min(...slips) }
    })
    .filter(({ slips }) => slips <= limit)
    .toSorted((one, other) => one.slips - other.slips)
    .slice(0, mostSuggested)
    .map(({ option }) => option)
}
