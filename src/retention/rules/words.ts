import { normalizeCui } from '#base/cui.ts'
import { foldName } from '#base/personal-name.ts'

const told = ['givenNames', 'surnames', 'cui', 'documentNumber', 'contactPhone', 'destinationCommunity', 'placeAbroad', 'note']
const shortest = 3

/**
 * What to look for where somebody may have written of a person in words of their own, in small letters: each word of the names as written
 * and folded, numbers with and without blanks, other answers whole.
 */
export function wordsOf(forms: readonly Readonly<Record<string, unknown>>[]): string[] {
  const words = forms.flatMap((form) =>
    told.flatMap((field) => {
      const text = form[field]
      if (typeof text !== 'string') return []
      if (field === 'givenNames' || field === 'surnames') return [...text.split(/\s+/), ...foldName(text).split(' ')]
      return [text, normalizeCui(text)]
    }),
  )
  return [...new Set(words.map((word) => word.toLowerCase()))].filter((word) => word.length >= shortest)
}
