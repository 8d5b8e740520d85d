import { foldText } from './fold.ts'
import { hashText } from './hash.ts'
import { shared, sharedBytes, sharedNumbers, spell } from './lexicon.ts'
import type { TextColumn } from './table.ts'

/** Letters kept of a text; longer texts are compared by their beginning, and by their words. */
export const textLength = 32
export const wordsKept = 5

/** The distinct folded values of one field. Value 0 is not known. */
export type Texts = {
  count: number
  /** Per row its value. */
  of: Uint32Array
  letters: Uint8Array
  lengths: Uint8Array
  /** Which letters a text has, as bits. */
  lettersIn: Uint32Array
  /** Hashes of up to five words. */
  words: Uint32Array
  /** Hash of the whole folded text. */
  hashes: Uint32Array
  /** How often each value occurs. */
  counts: Uint32Array
}

/** Values of several columns (the rows of the first, then of the next) as one. A missing column is not known throughout. */
export function textsOf(columns: readonly (TextColumn | undefined)[], rows: readonly number[]): Texts & { values: string[] } {
  const values = ['']
  const ids = new Map([['', 0]])
  const total = rows.reduce((sum, count) => sum + count, 0)
  const of = sharedNumbers(total)
  let base = 0
  columns.forEach((column, at) => {
    if (column) {
      const idOf = Uint32Array.from(column.values, (text) => {
        const folded = foldText(text)
        let id = ids.get(folded)
        if (id === undefined) {
          id = values.push(folded) - 1
          ids.set(folded, id)
        }
        return id
      })
      for (let row = 0; row < rows[at]!; row++) of[base + row] = idOf[column.codes[row]!]!
    }
    base += rows[at]!
  })
  const count = values.length
  const texts = {
    count,
    of,
    letters: sharedBytes(count * textLength),
    lengths: sharedBytes(count),
    lettersIn: sharedNumbers(count),
    words: new Uint32Array(shared(count * wordsKept * 4)),
    hashes: sharedNumbers(count),
    counts: sharedNumbers(count),
    values,
  }
  for (let id = 1; id < count; id++) {
    const text = values[id]!
    spell(texts, id, text, textLength)
    texts.hashes[id] = hashText(text)
    if (text.includes(' '))
      text.split(' ', wordsKept).forEach((word, at) => {
        texts.words[id * wordsKept + at] = hashText(word)
      })
    else texts.words[id * wordsKept] = texts.hashes[id]!
  }
  for (let row = 0; row < total; row++) texts.counts[of[row]!]!++
  return texts
}
