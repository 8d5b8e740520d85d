import { foldName } from '#base/personal-name.ts'

export type Part = { text: string; differs: boolean }

/** A text in parts, with those that the other does not have: words of a name, or figures of two numbers of one length. */
export function differingParts(text: string, other: string): Part[] {
  const numbers = /^[\d\s-]+$/
  if (numbers.test(text) && numbers.test(other) && text.length === other.length)
    return [...text].map((figure, at) => ({ text: figure, differs: figure !== other[at] }))
  const others = new Set(other.split(' ').map(foldName))
  return text.split(/( )/).map((word) => ({ text: word, differs: word !== ' ' && !others.has(foldName(word)) }))
}
