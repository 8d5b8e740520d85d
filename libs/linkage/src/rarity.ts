import { shared } from './lexicon.ts'
import { namesKept } from './names.ts'
import { at, type Prepared, perRow, type Spellings } from './prepare.ts'
import { type TextField, textFields } from './table.ts'

/**
 * Term frequencies: that two people are both called José says little, that both are called Xiloj much. Among strangers a value of
 * frequency f agrees by chance once in 1/f, the values of a field on average once in 1/Σf²: agreement on a value is worth
 * log2(Σf² / f) bits more than agreement as such. Only part of it is counted (`strength`), since names come in families and regions.
 *
 * Worked: Σf² = 0.01 and f = 0.04 (López) → log2(0.25) = −2 bits, half of it −1; f = 0.0001 (Xiloj) → +6.6 bits, half of it +3.3.
 */
export type Frequencies = {
  /** Σf² over all values. */
  agreeing: number
  /** Frequency taken for what is not in `common`. */
  rest: number
  /** The frequent values, folded (names by their narrow code), with their frequency. */
  common: Record<string, number>
}

export const strength = 0.5
export const least = -4
export const most = 6
/** Bits are counted in parts, so that a pair's sum fits in 16 bits. */
export const partsOfBit = 64
/** Values listed in a model, per field. */
const listed = 4000

export type Counted = 'given' | 'surname' | 'municipality' | TextField
export type FrequencyTables = Partial<Record<Counted, Frequencies>>

/** Bits × 64 for each word, value and municipality. */
export type Rarity = {
  given: Int16Array
  surname: Int16Array
  place: Int16Array
  placeName: Int16Array
  texts: Partial<Record<TextField, Int16Array>>
}

/** Fields in which agreement on a rare value says more. Numbers of persons are all rare. */
const countedTexts = textFields.filter((field) => field !== 'document')

/** Counts what occurs in `prepared`. */
export function frequenciesIn(prepared: Prepared, spellings: Spellings): FrequencyTables {
  const tables: FrequencyTables = {}
  const names = (from: number) => {
    const counts = new Map<string, number>()
    const byWord = new Uint32Array(prepared.lexicon.words)
    for (let row = 0; row < prepared.rows; row++)
      for (let place = 0; place < namesKept; place++) byWord[prepared.people[row * perRow + from + place]!]!++
    for (let word = 1; word < byWord.length; word++)
      if (byWord[word]! > 0) {
        const code = spellings.narrowCodes[word]!
        counts.set(code, (counts.get(code) ?? 0) + byWord[word]!)
      }
    return tabled(counts)
  }
  tables.given = names(at.given)
  tables.surname = names(at.surname)
  const places = new Map<string, number>()
  const municipalities = new Uint32Array(2300)
  const named = new Uint32Array(prepared.places?.count ?? 0)
  for (let row = 0; row < prepared.rows; row++) {
    const municipality = prepared.people[row * perRow + at.municipality]!
    if (municipality > 0) municipalities[municipality]!++
    else if (municipality < 0) named[-municipality]!++
  }
  municipalities.forEach((count, code) => {
    if (count > 0) places.set(String(code), count)
  })
  named.forEach((count, value) => {
    if (count > 0) places.set(spellings.texts.municipality![value]!, count)
  })
  tables.municipality = tabled(places)
  for (const field of countedTexts) {
    const texts = prepared.texts[field]
    if (!texts) continue
    const counts = new Map<string, number>()
    for (let value = 1; value < texts.count; value++) counts.set(spellings.texts[field]![value]!, texts.counts[value]!)
    tables[field] = tabled(counts)
  }
  return tables
}

function tabled(counts: Map<string, number>): Frequencies | undefined {
  let total = 0
  for (const count of counts.values()) total += count
  if (total === 0) return undefined
  let agreeing = 0
  for (const count of counts.values()) agreeing += (count / total) ** 2
  const several = [...counts].filter(([, count]) => count > 1)
  several.sort(([valueA, a], [valueB, b]) => b - a || (valueA < valueB ? -1 : 1))
  const common = several.slice(0, listed)
  const others = common.reduce((sum, [, count]) => sum - count, total)
  const rest = others / Math.max(1, counts.size - common.length) / total || 1 / total
  return { agreeing, rest, common: Object.fromEntries(common.map(([value, count]) => [value, count / total])) }
}

/** What the agreement on a value is worth more (or less) than agreement as such, in bits × 64. */
function worth(table: Frequencies | undefined, value: string): number {
  if (!table) return 0
  const frequency = Object.hasOwn(table.common, value) ? table.common[value]! : table.rest
  return Math.round(Math.min(most, Math.max(least, strength * Math.log2(table.agreeing / frequency))) * partsOfBit)
}

/** Looks up every value of `prepared` in a model's frequencies. */
export function rarityOf(prepared: Prepared, spellings: Spellings, tables: FrequencyTables): Rarity {
  const rarity = noRarity(prepared)
  spellings.narrowCodes.forEach((code, word) => {
    if (word === 0) return
    rarity.given[word] = worth(tables.given, code)
    rarity.surname[word] = worth(tables.surname, code)
  })
  spellings.texts.municipality?.forEach((name, value) => {
    if (value > 0) rarity.placeName[value] = worth(tables.municipality, name)
  })
  rarity.place = placesOf(tables.municipality)
  for (const field of countedTexts)
    if (prepared.texts[field])
      rarity.texts[field] = parts(spellings.texts[field]!.length, (value) =>
        worth(tables[field], spellings.texts[field]![value]!),
      )
  return rarity
}

/** What each municipality is worth, worked out once for a table. */
const placesKnown = new WeakMap<Frequencies, Int16Array>()

function placesOf(table: Frequencies | undefined): Int16Array {
  const known = table && placesKnown.get(table)
  if (known) return known
  const places = parts(2300, (code) => (code > 100 ? worth(table, String(code)) : 0))
  if (table) placesKnown.set(table, places)
  return places
}

export const noRarity = (prepared: Prepared): Rarity => ({
  given: parts(prepared.lexicon.words),
  surname: parts(prepared.lexicon.words),
  place: parts(2300),
  placeName: parts(prepared.places?.count ?? 1),
  texts: {},
})

function parts(count: number, of?: (at: number) => number): Int16Array {
  const numbers = new Int16Array(shared(count * 2))
  if (of) for (let at = 1; at < count; at++) numbers[at] = of(at)
  return numbers
}
