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
