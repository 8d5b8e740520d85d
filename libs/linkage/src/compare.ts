import { type Aligned, align, noneAligned, orderOf } from './compare-names.ts'
import { cuiLevel } from './cui.ts'
import { ageLevelOf, birthLevel } from './dates.ts'
import { differing, eightDigits, isSingle } from './digits.ts'
import { groupSizes, textsOfGroup } from './pattern.ts'
import { placeLevel } from './places.ts'
import { at, type Prepared, perRow } from './prepare.ts'
import { noRarity, type Rarity } from './rarity.ts'
import { type TextField, textFields } from './table.ts'
import { codeLevel, textLevel } from './text-level.ts'
import { level, wordComparer } from './word-level.ts'

/**
 * What a comparison found: all levels packed into two numbers (`pattern.ts` unpacks them), and how much rarer than usual the values
 * are that agree, in bits × 64, as seen against a stranger and against a relative (who has the family's surname anyway).
 */
export type Found = {
  first: number
  second: number
  rareToStranger: number
  rareToRelative: number
  /** The same levels by `groups` of comparisons, small enough to look up what each group is worth. */
  groups: Int32Array
}

const isCode = (field: TextField): boolean => field === 'document' || field === 'postcode' || field === 'street_number'

/**
 * Compares two rows of `prepared` into `found`. This is the only place where records are compared: one pair at a desk and 150 million
 * pairs in a night get the same answer.
 */
export function comparer(
  prepared: Prepared,
  rarity: Rarity = noRarity(prepared),
): {
  found: Found
  compare: (a: number, b: number) => void
  /** The same in two steps, for whoever knows after the first that the second can change nothing. */
  compareFacts: (a: number, b: number) => void
  compareRest: (a: number, b: number) => void
} {
  const { people, lexicon, places } = prepared
  const groups = new Int32Array(groupSizes.length)
  const found: Found = { first: 0, second: 0, rareToStranger: 0, rareToRelative: 0, groups }
  const levelOf = wordComparer(lexicon)
  const given = noneAligned()
  const surname = noneAligned()
  const crossed = noneAligned()
  const crossedBack = noneAligned()
  const texts = textFields.map((field) => ({
    field,
    values: prepared.texts[field],
    isCode: isCode(field),
    rare: rarity.texts[field],
  }))

  const hasTexts = texts.some(({ values }) => values)

  const rareAmong = (names: Aligned, rare: Int16Array, a: number): number =>
    (names.first >= level.spelling && names.firstA >= 0 ? rare[people[a + names.firstA]!]! : 0) +
    (names.second >= level.spelling ? rare[people[a + names.secondA]!]! : 0)

  function compareNames(a: number, b: number): void {
    align(levelOf, lexicon, people, a + at.given, b + at.given, given)
    align(levelOf, lexicon, people, a + at.surname, b + at.surname, surname)
    let exchanged = false
    if (given.first <= level.alias && surname.first <= level.alias) {
      align(levelOf, lexicon, people, a + at.given, b + at.surname, crossed)
      align(levelOf, lexicon, people, a + at.surname, b + at.given, crossedBack)
      exchanged =
        Math.max(crossed.first, crossedBack.first) >= level.near && Math.min(crossed.first, crossedBack.first) !== level.differ
    }
    const givens = exchanged ? crossed : given
    const surnames = exchanged ? crossedBack : surname
    const givenOrder = orderOf(people, a + at.given, b + (exchanged ? at.surname : at.given), givens)
    let surnameOrder = orderOf(people, a + at.surname, b + (exchanged ? at.given : at.surname), surnames)
    if (surnameOrder === 2 && surnames.second < level.near) surnameOrder = 3
    const fields = exchanged ? 2 : givens.first >= level.near || surnames.first >= level.near ? 1 : 0
    const married = compareMarried(a, b, surnames)
    groups[0] = ((surnames.second * 9 + surnames.first) * 9 + givens.second) * 9 + givens.first
    groups[1] = ((givenOrder * 4 + surnameOrder) * 3 + fields) * 5 + married
    const rareGiven = rareAmong(givens, exchanged ? rarity.surname : rarity.given, a + at.given)
    found.rareToStranger += rareGiven + rareAmong(surnames, exchanged ? rarity.given : rarity.surname, a + at.surname)
    found.rareToRelative = rareGiven
  }

  /** A husband's surname among the surnames is no other surname: the second is then not known. */
  function compareMarried(a: number, b: number, surnames: Aligned): number {
    const marriedA = people[a + at.married]!
    const marriedB = people[b + at.married]!
    let result = 0
    if (marriedA !== 0 && marriedB !== 0) {
      const alike = levelOf(marriedA, marriedB)
      result = alike >= level.sound ? 3 : alike >= level.alike ? 2 : 1
    }
    if (surnames.second !== 0 && surnames.second <= level.alike) {
      const otherA = people[a + at.surname + surnames.secondA]!
      const otherB = people[b + at.surname + surnames.secondB]!
      const standsIn = (married: number, other: number) => married !== 0 && levelOf(married, other) >= level.near
      if (standsIn(marriedA, otherB) || standsIn(marriedB, otherA)) {
        surnames.second = 0
        return 4
      }
      const maybeA = (people[a + at.sex]! >> 4) - 1
      const maybeB = (people[b + at.sex]! >> 4) - 1
      if ((maybeA >= 0 && maybeA === surnames.secondA) || (maybeB >= 0 && maybeB === surnames.secondB)) surnames.second = 0
    }
    return result
  }

  function factsOf(a: number, b: number): void {
    found.rareToStranger = 0
    const sexA = people[a + at.sex]! & 3
    const sexB = people[b + at.sex]! & 3
    const sex = sexA === 0 || sexB === 0 ? 0 : sexA === sexB ? 2 : 1
    const birthA = people[a + at.birth]!
    const birthB = people[b + at.birth]!
    const birth = birthLevel(birthA, birthB)
    const age = ageLevelOf(birth, birthA, people[a + at.told]!, birthB, people[b + at.told]!)
    const cui = cuiLevelOf(people, a, b)
    const phone = phoneLevel(people[a + at.phone]!, people[b + at.phone]!)
    groups[2] = ((sex * 13 + birth) * 6 + cui) * 4 + phone
    groups[3] = comparePlaces(a, b) * 3 + age
  }

  /** Names of places that are known are codes by now; others are compared as text. */
  function comparePlaces(a: number, b: number): number {
    const municipalityA = people[a + at.municipality]!
    const municipalityB = people[b + at.municipality]!
    if (municipalityA !== 0 && municipalityA === municipalityB) {
      found.rareToStranger += municipalityA > 0 ? rarity.place[municipalityA]! : rarity.placeName[-municipalityA]!
      return 5
    }
    if (municipalityA !== 0 && municipalityB !== 0 && (municipalityA < 0 || municipalityB < 0)) {
      const alike = textLevel(places!, places!.of[a / perRow]!, places!.of[b / perRow]!)
      if (alike >= 3) return 4
      if (people[a + at.department] === 0 || people[b + at.department] === 0) return 1
    }
    return placeLevel(municipalityA, people[a + at.department]!, municipalityB, people[b + at.department]!)
  }

  function compareTexts(a: number, b: number): void {
    for (let field = 0; field < texts.length; field++) {
      const { values, isCode, rare } = texts[field]!
      const group = 4 + ((field / textsOfGroup) | 0)
      groups[group] = field % textsOfGroup === 0 ? 0 : groups[group]! * 6
      if (values === undefined) continue
      const one = values.of[a]!
      const other = values.of[b]!
      const alike = isCode ? codeLevel(values, one, other) : textLevel(values, one, other)
      groups[group]! += alike
      if (alike === 5 && rare) found.rareToStranger += rare[one]!
    }
  }

  function pack(): void {
    found.first = (groups[0]! * groupSizes[1]! + groups[1]!) * groupSizes[2]! + groups[2]!
    found.second = groups[3]!
    for (let group = 4; group < groups.length; group++) found.second = found.second * groupSizes[group]! + groups[group]!
  }

  const compareFacts = (a: number, b: number): void => factsOf(a * perRow, b * perRow)
  const compareRest = (a: number, b: number): void => {
    compareNames(a * perRow, b * perRow)
    if (hasTexts) compareTexts(a, b)
  }
  return {
    found,
    compareFacts,
    compareRest,
    compare(a, b) {
      compareFacts(a, b)
      compareRest(a, b)
      pack()
    },
  }
}

export const cuiLevelOf = (people: Int32Array, a: number, b: number): number =>
  cuiLevel(
    people[a + at.cuiHead]!,
    people[a + at.cuiTail]!,
    people[a + at.cuiInfo]!,
    people[b + at.cuiHead]!,
    people[b + at.cuiTail]!,
    people[b + at.cuiInfo]!,
  )

/** 0 not known, 1 different, 2 one key apart, 3 the same. */
function phoneLevel(a: number, b: number): number {
  if (a === 0 || b === 0) return 0
  if (a === b) return 3
  return isSingle(differing(eightDigits(a - 1), eightDigits(b - 1))) ? 2 : 1
}
