import { editDistance } from '#base/edit-distance.ts'
import { foldName } from '#base/personal-name.ts'

/** The key by which place names meet: folded, short forms written out, no words that only say what kind of place it is. */
export const placeKey = (text: string): string =>
  foldName(text)
    .replace(/\b(sta|stta)\b/g, 'santa')
    .replace(/\bsto\b/g, 'santo')
    .replace(/\bsn\b/g, 'san')
    .replace(/^s (?=[a-z]{4})/, 'san ')
    .replace(/\b(municipio|muni|mun|mpio|departamento|depto|dpto|dep)( (de|del))?\b/g, ' ')
    .replace(/ +/g, ' ')
    .trim()

/** Names to be looked up, each with what it names. Several names may name one thing, and one name several. */
export type PlaceNames<T> = {
  /** By the whole name. */
  exact(key: string): T[]
  /** By some words of the name, in any order: `carcha`; if no name has them all, the last may be cut short: `san juan sac`. */
  holding(key: string): T[]
  /** By spelling, if one is near enough and no other as near. */
  nearest(key: string): T | undefined
}

const compactOf = (key: string): string => key.replaceAll(' ', '')

/** How many wrong letters a name of that length bears: none under five, one under eight, two from there on. */
const tolerance = (length: number): number => (length < 5 ? 0 : length < 8 ? 1 : 2)

function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Makes the index once; a lookup then touches a few names and not all of them. `names` pairs keys of `placeKey` with what they name. */
export function placeNames<T>(names: [key: string, value: T][]): PlaceNames<T> {
  type Name = { words: string[]; compact: string; value: T }
  const byKey = new Map<string, T[]>()
  const byWord = new Map<string, Name[]>()
  const byLength = new Map<number, Name[]>()
  for (const [key, value] of names) {
    const name = { words: key.split(' '), compact: compactOf(key), value }
    pushTo(byKey, key, value)
    pushTo(byLength, name.compact.length, name)
    for (const word of new Set(name.words)) pushTo(byWord, word, name)
  }
  const valuesOf = (all: Name[]): T[] => [...new Set(all.map((one) => one.value))]

  function holding(key: string): T[] {
    const words = key.split(' ')
    const [first = '', ...rest] = words
    const last = rest.at(-1)
    const withFirst = byWord.get(first) ?? []
    const whole = withFirst.filter((name) => rest.every((word) => name.words.includes(word)))
    if (whole.length > 0 || last === undefined || last.length < 3) return valuesOf(whole)
    const middle = rest.slice(0, -1)
    return valuesOf(
      withFirst.filter(
        (name) => middle.every((word) => name.words.includes(word)) && name.words.some((word) => word.startsWith(last)),
      ),
    )
  }

  function nearest(key: string): T | undefined {
    const compact = compactOf(key)
    let best = tolerance(compact.length)
    let near: Name[] = []
    for (let length = compact.length - best; length <= compact.length + best; length++) {
      for (const name of byLength.get(length) ?? []) {
        const distance = editDistance(compact, name.compact, best)
        if (distance < best) near = []
        if (distance > best) continue
        best = distance
        near.push(name)
      }
    }
    const values = valuesOf(near)
    return values.length === 1 ? values[0] : undefined
  }

  return { exact: (key) => [...new Set(byKey.get(key))], holding, nearest }
}
