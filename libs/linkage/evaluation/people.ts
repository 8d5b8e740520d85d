/**
 * Invented people with what a registry would know if nobody ever made a mistake, household by household: siblings, twins and sons
 * who bear their father's names are what makes it hard to tell who has been here before.
 */
import { byRank, type Chance, chanceFrom } from './chance.ts'
import { mayanGivenNames, mensNames, rareSurnames, spanishSurnames, surnamesOf, womensNames } from './names.ts'
import { aPlace, type Language, type Place } from './places.ts'

export type Born = { year: number; month: number; day: number }

export type Person = {
  given: string[]
  surnames: string[]
  /** The husband's surname, of a woman who uses it: written `de Pérez`. */
  married: string | undefined
  sex: 'M' | 'F'
  born: Born
  /** 13 digits that satisfy the check; never blank here: a desk may not see it. */
  cui: string
  phone: string
  origin: Place
  language: Language
}

/** Nobody is born after it: the first arrivals are of 2019. */
const latestYear = 2018

const spanish = byRank(spanishSurnames, 0.75)
const rare = byRank(rareSurnames, 0.6)
const men = byRank(mensNames, 0.85)
const women = byRank(womensNames, 0.85)
const mayan = Object.fromEntries(Object.entries(surnamesOf).map(([language, names]) => [language, byRank(names, 0.6)])) as Record<
  Exclude<Language, 'spanish'>,
  (chance: Chance) => string
>

/**
 * The household of this number in the world of this seed: always the same people, whoever was made before.
 * 30 % of households have one to three relatives of the first person: siblings (some of them twins), children.
 */
export function household(seed: number, number: number): Person[] {
  const chance = chanceFrom(Math.imul(seed, 0x9e3779b1) + number)
  const first = somebody(chance)
  const members = [first]
  if (!chance.happens(0.3)) return members
  for (let more = chance.between(1, 3); more > 0; more--)
    members.push(chance.happens(0.2) && first.born.year + 18 <= latestYear ? childOf(chance, first) : siblingOf(chance, first))
  return members
}

function somebody(chance: Chance): Person {
  const { language, ...origin } = aPlace(chance)
  const sex = chance.happens(0.27) ? 'F' : 'M'
  const surnames = [aSurname(chance, language)]
  if (chance.happens(language === 'qanjobal' ? 0.75 : 0.93))
    surnames.push(aSurname(chance, chance.happens(0.85) ? language : 'spanish'))
  return {
    given: givenNames(chance, sex, language),
    surnames,
    married: sex === 'F' && chance.happens(0.25) ? aSurname(chance, language) : undefined,
    sex,
    born: born(chance, yearOfBirth(chance)),
    cui: cuiAt(chance.between(0, 99_999_999), origin),
    phone: aPhone(chance),
    origin,
    language,
  }
}

/** Same father and mostly same mother, same place; 4 % are twins, whose numbers stand side by side; 5 % share the first name. */
function siblingOf(chance: Chance, other: Person): Person {
  const { language, origin } = other
  const sex = chance.happens(0.27) ? 'F' : 'M'
  const twin = chance.happens(0.04)
  const given = givenNames(chance, sex, language)
  if (chance.happens(0.05) && sex === other.sex) given[0] = other.given[0]!
  const surnames = [other.surnames[0]!]
  if (other.surnames[1] !== undefined) surnames.push(chance.happens(0.8) ? other.surnames[1] : aSurname(chance, language))
  const year = Math.min(latestYear, other.born.year + chance.between(1, 12) * (chance.happens(0.5) ? 1 : -1))
  const serial = twin && chance.happens(0.5) ? Number(other.cui.slice(0, 8)) + 1 : chance.between(0, 99_999_999)
  return {
    given,
    surnames,
    married: sex === 'F' && chance.happens(0.25) ? aSurname(chance, language) : undefined,
    sex,
    born: twin ? other.born : born(chance, year),
    cui: cuiAt(serial % 100_000_000, origin),
    phone: chance.happens(0.7) ? other.phone : aPhone(chance),
    origin,
    language,
  }
}

/** A third of the sons of a man bear both his given names: only the birth date and the mother's surname tell them apart. */
function childOf(chance: Chance, parent: Person): Person {
  const { language, origin } = parent
  const sex = chance.happens(0.35) ? 'F' : 'M'
  const isJunior = sex === 'M' && parent.sex === 'M' && chance.happens(0.33)
  return {
    given: isJunior ? [...parent.given] : givenNames(chance, sex, language),
    surnames: [
      parent.surnames[0]!,
      isJunior && chance.happens(0.15) ? (parent.surnames[1] ?? aSurname(chance, language)) : aSurname(chance, language),
    ],
    married: undefined,
    sex,
    born: born(chance, Math.min(latestYear, parent.born.year + chance.between(18, 35))),
    cui: cuiAt(chance.between(0, 99_999_999), origin),
    phone: chance.happens(0.7) ? parent.phone : aPhone(chance),
    origin,
    language,
  }
}

export function aSurname(chance: Chance, language: Language): string {
  if (chance.happens(0.08)) return rare(chance)
  return language === 'spanish' || chance.happens(0.12) ? spanish(chance) : mayan[language](chance)
}

function givenNames(chance: Chance, sex: 'M' | 'F', language: Language): string[] {
  const list = sex === 'M' ? men : women
  const names = [language !== 'spanish' && chance.happens(0.06) ? chance.one(mayanGivenNames[sex]) : list(chance)]
  if (chance.happens(language === 'qanjobal' ? 0.45 : 0.78)) {
    const second = list(chance)
    if (second !== names[0]) names.push(second)
  }
  return names
}

/** 12 % are children and youths; of the others more are young than old. */
function yearOfBirth(chance: Chance): number {
  if (chance.happens(0.12)) return chance.between(2003, latestYear)
  return 2002 - Math.floor(42 * chance.share() ** 1.7)
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function born(chance: Chance, year: number): Born {
  const month = chance.between(1, 12)
  return { year, month, day: chance.between(1, monthLengths[month - 1]!) }
}

const aPhone = (chance: Chance): string => `${chance.between(3, 5)}${String(chance.between(0, 9_999_999)).padStart(7, '0')}`

/**
 * A CUI: serial of eight digits, check digit, department and municipality of registration. check = Σ digit × (place + 2) mod 11;
 * a serial that would need the digit 10 does not exist, so the next one is taken. Worked: serial 90000001 → 2×9 + 9×1 = 27,
 * 27 mod 11 = 5.
 */
export function cuiAt(serial: number, { department, municipality }: Place): string {
  for (let next = serial; ; next = (next + 1) % 100_000_000) {
    let sum = 0
    let left = next
    for (let weight = 9; weight >= 2; weight--) {
      sum += (left % 10) * weight
      left = Math.floor(left / 10)
    }
    if (sum % 11 < 10) return String(next * 100_000 + (sum % 11) * 10_000 + department * 100 + municipality).padStart(13, '0')
  }
}
