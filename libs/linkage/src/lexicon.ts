import { aliasGroups } from './aliases.ts'
import { hashText } from './hash.ts'
import { symbolOf } from './jaro-winkler.ts'
import { narrowCode, wideCode } from './phonetic.ts'

/** Letters kept of a word; longer words are compared by their beginning. */
export const wordLength = 24

/**
 * All distinct words of all names, known once: their letters, their codes, their groups of short forms. Word 0 is no word.
 * Everything that a comparison needs stands in typed arrays, so that workers can share it.
 */
export type Lexicon = {
  words: number
  letters: Uint8Array
  lengths: Uint8Array
  /** Which letters a word has, as bits: two words that share few letters cannot be alike. */
  lettersIn: Uint32Array
  /** Hash of the narrow code: equal when the names are the same spelt otherwise. */
  narrow: Uint32Array
  /** Hash of the wide code, for blocking keys and as a level. */
  wide: Uint32Array
  /** Up to three groups of short forms per word, 0 for none. */
  groups: Uint16Array
  /**
   * Levels of pairs of the first `frequent` words, as far as anybody has worked them out, 0 where not; shared by all threads, who can
   * only write the same. In a million records the same few thousand pairs of names meet again and again. Small lexicons have none.
   */
  levels: Uint8Array
}

/** Words whose pairs each have a cell in `levels`: the first ones, which are the frequent ones. */
export const frequent = 2048

export type LexiconBuilder = {
  idOf: (word: string) => number
  /** The words so far, by id. */
  words: string[]
  /** The narrow code of each word. */
  narrowCodes: string[]
  lexicon: () => Lexicon
}

export function lexiconBuilder(): LexiconBuilder {
  const ids = new Map<string, number>([['', 0]])
  const words = ['']
  const narrowCodes = ['']
  return {
    words,
    narrowCodes,
    idOf(word) {
      let id = ids.get(word)
      if (id === undefined) {
        id = words.push(word) - 1
        ids.set(word, id)
        narrowCodes.push(narrowCode(word))
      }
      return id
    },
    lexicon: () => lexiconOf(words, narrowCodes),
  }
}

function lexiconOf(words: readonly string[], narrowCodes: readonly string[]): Lexicon {
  const count = words.length
  const lexicon: Lexicon = {
    words: count,
    letters: sharedBytes(count * wordLength),
    lengths: sharedBytes(count),
    lettersIn: sharedNumbers(count),
    narrow: sharedNumbers(count),
    wide: sharedNumbers(count),
    groups: new Uint16Array(shared(count * 6)),
    levels: sharedBytes(count > 1000 ? frequent * frequent : 0),
  }
  for (let id = 1; id < count; id++) {
    const word = words[id]!
    spell(lexicon, id, word, wordLength)
    const narrow = narrowCodes[id]!
    lexicon.narrow[id] = hashText(narrow)
    lexicon.wide[id] = hashText(wideCode(narrow))
    aliasGroups.get(narrow)?.forEach((group, at) => {
      if (at < 3) lexicon.groups[id * 3 + at] = group
    })
  }
  return lexicon
}

/** Memory that worker threads can read too, where there are any (a browser page may not share memory). */
export const shared = (bytes: number): ArrayBuffer =>
  (typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes)) as ArrayBuffer
export const sharedBytes = (count: number): Uint8Array => new Uint8Array(shared(count))
export const sharedNumbers = (count: number): Uint32Array => new Uint32Array(shared(count * 4))

/** Writes the first `most` letters of a text under its id, and which letters they are. */
export function spell(
  into: { letters: Uint8Array; lengths: Uint8Array; lettersIn: Uint32Array },
  id: number,
  text: string,
  most: number,
): void {
  const length = Math.min(text.length, most)
  into.lengths[id] = length
  for (let at = 0; at < length; at++) {
    const letter = symbolOf(text.charCodeAt(at))
    into.letters[id * most + at] = letter
    into.lettersIn[id]! |= 1 << (letter & 31)
  }
}
