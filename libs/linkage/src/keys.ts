import { digitsIn } from './cui.ts'
import { fromAge } from './dates.ts'
import { finish, mix } from './hash.ts'
import { namesKept } from './names.ts'
import { at, type Prepared, perRow } from './prepare.ts'

/**
 * Blocking keys: two records are compared when they share one. Each key is a hash of two or three facts. Names go in by their wide
 * code and in no order, so that exchanged surnames, or given names in the place of surnames, still meet.
 *
 * The lowest bit tells what a key is worth: 0 is tight (three facts, or a number of a person), 1 is loose: it only counts while few
 * records share it.
 */
export const mostKeys = 64

export const isLoose = (key: number): boolean => (key & 1) === 1

const tight = (hash: number): number => (finish(hash) & ~1) >>> 0 || 2
const loose = (hash: number): number => (finish(hash) | 1) >>> 0

/** Which facts a key is made of; part of the hash, never change them: keys are stored. */
const kind = {
  namesAndYear: 0x1001,
  namesAndPlace: 0x1002,
  threeNames: 0x1003,
  nameAndBirth: 0x1004,
  surnamesAndYear: 0x1005,
  names: 0x1006,
  cui: 0x1007,
  cuiFront: 0x1008,
  cuiBack: 0x1009,
  phone: 0x100a,
  document: 0x100b,
  nameAndPlace: 0x100c,
  birthAndPlace: 0x100d,
  twoPlaces: 0x100e,
  nameAndYearAndPlace: 0x100f,
} as const

const unordered = (a: number, b: number): number => (a < b ? mix(a, b) : mix(b, a))
const ofThree = (a: number, b: number, c: number): number => {
  const low = Math.min(a, b, c)
  const high = Math.max(a, b, c)
  const middle = a === low ? Math.min(b, c) : b === low ? Math.min(a, c) : Math.min(a, b)
  return mix(mix(low, middle), high)
}

/** Texts that tell where somebody lives or comes from, finest first. */
const placeTexts = ['postcode', 'address', 'suburb', 'locality', 'birth_place'] as const

/**
 * Gives the keys of a row, written into `keys` from 0; answers how many. Some may be there twice. `ofFewNames`: with those that only
 * people of few names have, and that a desk does not store.
 */
export function keyMaker(prepared: Prepared, ofFewNames = false): (row: number, keys: Uint32Array) => number {
  const { people, lexicon, places, texts } = prepared
  const { wide } = lexicon
  const given = new Uint32Array(namesKept)
  const surnames = new Uint32Array(namesKept)
  const local = new Uint32Array(placeTexts.length + 1)
  const placed = placeTexts.map((field) => texts[field])

  return (row, keys) => {
    const from = row * perRow
    let count = 0
    let givens = 0
    for (; givens < namesKept && people[from + at.given + givens] !== 0; givens++)
      given[givens] = wide[people[from + at.given + givens]!]!
    let families = 0
    for (; families < namesKept && people[from + at.surname + families] !== 0; families++)
      surnames[families] = wide[people[from + at.surname + families]!]!
    // A third given name or surname finds nobody whom the first two do not.
    if (givens > 2) givens = 2
    const birth = people[from + at.birth]!
    const exact = (birth & fromAge) === 0 ? birth : 0
    const year = Math.floor((birth & ~fromAge) / 10000)
    const day = exact % 100 === 0 || exact % 10000 === 101 ? 0 : exact
    let locals = 0
    const municipality = people[from + at.municipality]!
    if (municipality > 0) local[locals++] = mix(1, municipality)
    else if (municipality < 0) local[locals++] = places!.hashes[-municipality]!
    for (let field = 0; field < placed.length; field++) {
      const value = placed[field]?.of[row] ?? 0
      if (value !== 0) local[locals++] = placed[field]!.hashes[value]!
    }

    for (let s = 0; s < families; s++) {
      if (day !== 0) keys[count++] = tight(mix(mix(kind.nameAndBirth, surnames[s]!), day))
      for (let g = 0; g < givens; g++) {
        const names = unordered(surnames[s]!, given[g]!)
        if (year !== 0 && s < 2) keys[count++] = tight(mix(mix(kind.namesAndYear, names), year))
        for (let place = 0; place < locals && s < 2; place++)
          keys[count++] = tight(mix(mix(kind.namesAndPlace, names), local[place]!))
        keys[count++] = loose(mix(kind.names, names))
      }
    }
    if (families > 1) {
      for (let g = 0; g < givens; g++) keys[count++] = tight(mix(kind.threeNames, ofThree(surnames[0]!, surnames[1]!, given[g]!)))
      if (year !== 0) keys[count++] = loose(mix(mix(kind.surnamesAndYear, unordered(surnames[0]!, surnames[1]!)), year))
    }
    if (givens > 1 && families > 0) keys[count++] = tight(mix(kind.threeNames, ofThree(given[0]!, given[1]!, surnames[0]!)))
    if (day !== 0) for (let g = 0; g < givens; g++) keys[count++] = tight(mix(mix(kind.nameAndBirth, given[g]!), day))

    // Who has one given name or one surname has few threes of names: a year and a place stand in for the name that is not there.
    if (ofFewNames && (givens < 2 || families < 2) && year !== 0 && municipality !== 0) {
      const there = mix(mix(kind.nameAndYearAndPlace, year), local[0]!)
      for (let s = 0; s < families && s < 2; s++) keys[count++] = loose(mix(there, surnames[s]!))
      for (let g = 0; g < givens; g++) keys[count++] = loose(mix(there, given[g]!))
    }

    const head = people[from + at.cuiHead]!
    if (head !== 0) {
      const digits = digitsIn(people[from + at.cuiInfo]!)
      const tail = people[from + at.cuiTail]!
      const serial = head - 1
      keys[count++] = tight(mix(kind.cui, head))
      if (digits >= 9) {
        keys[count++] = loose(mix(kind.cuiFront, Math.floor(serial / 1000)))
        keys[count++] = loose(mix(mix(kind.cuiBack, serial % 1000000), digits === 13 ? tail : 0))
      }
    }
    const phone = people[from + at.phone]!
    if (phone !== 0) keys[count++] = loose(mix(kind.phone, phone))
    const document = texts.document?.of[row] ?? 0
    if (document !== 0) keys[count++] = tight(mix(kind.document, texts.document!.hashes[document]!))

    // Where addresses are told, they find people whose names are spoilt. A municipality alone is no address.
    for (let place = municipality === 0 ? 0 : 1; place < locals; place++) {
      if (day !== 0) keys[count++] = loose(mix(mix(kind.birthAndPlace, day), local[place]!))
      if (givens > 0) keys[count++] = loose(mix(mix(kind.nameAndPlace, given[0]!), local[place]!))
      if (families > 0) keys[count++] = loose(mix(mix(kind.nameAndPlace, surnames[0]!), local[place]!))
      if (place > 0) keys[count++] = loose(mix(mix(kind.twoPlaces, local[place - 1]!), local[place]!))
    }
    return count
  }
}

/** Sorts the first `count` keys and drops those that are there twice; answers how many are left. */
export function sortedOnce(keys: Uint32Array, count: number): number {
  for (let i = 1; i < count; i++) {
    const key = keys[i]!
    let j = i - 1
    while (j >= 0 && keys[j]! > key) {
      keys[j + 1] = keys[j]!
      j--
    }
    keys[j + 1] = key
  }
  let kept = 0
  for (let i = 0; i < count; i++) if (i === 0 || keys[i] !== keys[i - 1]) keys[kept++] = keys[i]!
  return kept
}

/**
 * Facts of a row that split up a key that too many share: all names where there are three, the year of birth and the place of those who
 * have no more than two (where surnames are given names, two names are soon shared by hundreds), then the day of birth.
 */
export function splitterOf(prepared: Prepared): (row: number, round: number) => number {
  const { people, lexicon } = prepared
  return (row, round) => {
    const from = row * perRow
    const birth = people[from + at.birth]!
    if (round === 1) return (birth % 10000) + 1
    let hash = 0
    let names = 0
    for (let name = 0; name < namesKept * 2; name++) {
      const word = people[from + name]!
      if (word === 0) continue
      // A sum, because the order must not matter.
      hash = (hash + finish(lexicon.wide[word]!)) >>> 0
      names++
    }
    return names > 2 ? hash : mix(Math.floor((birth & ~fromAge) / 10000), people[from + at.municipality]!)
  }
}
