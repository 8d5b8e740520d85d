/** What a desk makes of a person: levels of disorder, from a quiet morning to an aircraft at three in the night. */
import type { Chance } from './chance.ts'
import { mayanForms, nicknames } from './names.ts'
import { aSurname, type Born, type Person } from './people.ts'
import { besides, codeOf, nameOf, type Place } from './places.ts'
import { misheard, misread, mistyped, withoutAccents } from './spelling.ts'

export const levels = ['clean', 'busy', 'chaotic', 'std'] as const
/** `std` is the world of the published figures: as `busy`, with telephones, and places as codes. */
export type Level = (typeof levels)[number]

type Desk = {
  /** Factor on every rate of error below. */
  rate: number
  /** Share of records without CUI: of those made with care, and of the others. */
  cuiMissing: [number, number]
  phones: boolean
  capitals: number
  /** Share of records whose dates are written 05/12/1990 instead of 1990-12-05. */
  slashes: number
  /** Share of written typing errors that are misread handwriting. */
  handwriting: number
}

export const desks: Record<Level, Desk> = {
  clean: { rate: 1 / 3, cuiMissing: [0.1, 0.15], phones: false, capitals: 0, slashes: 0, handwriting: 0.2 },
  busy: { rate: 1, cuiMissing: [0.25, 0.45], phones: false, capitals: 0.15, slashes: 0, handwriting: 0.3 },
  chaotic: { rate: 1.7, cuiMissing: [0.8, 0.8], phones: false, capitals: 0.4, slashes: 0.05, handwriting: 0.45 },
  std: { rate: 1, cuiMissing: [0.25, 0.45], phones: true, capitals: 0, slashes: 0, handwriting: 0.3 },
}

/** One record as a desk writes it; an empty string is a cell left blank. */
export type Written = {
  givenNames: string
  surnames: string
  sex: string
  birthDate: string
  age: string
  cui: string
  municipality: string
  phone: string
}

/** A person written with care: what they did not bring stays blank, and some birth dates were always only a year. */
export function written(chance: Chance, person: Person, level: Level, arrival: Date): Written {
  const desk = desks[level]
  const { given, surnames, married, sex, born, cui, phone, origin } = person
  return {
    givenNames: given.join(' '),
    surnames: married ? `${surnames.join(' ')} de ${married}` : surnames.join(' '),
    sex,
    birthDate: chance.happens(0.08 * Math.min(1, desk.rate)) ? `${born.year}-01-01` : dateOf(born),
    age: chance.happens(0.7) ? String(ageAt(born, arrival)) : '',
    cui: chance.happens(desk.cuiMissing[0]) ? '' : cui,
    municipality: placeText(level, origin),
    phone: desk.phones && !chance.happens(0.2) ? phone : '',
  }
}

/** The same person written in haste: every kind of error at its own rate times the level's. */
export function disordered(chance: Chance, person: Person, level: Level, arrival: Date, stranger: Person): Written {
  const desk = desks[level]
  const happens = (rate: number) => chance.happens(rate * desk.rate)
  const [surnames, married] = surnamesInHaste(person, chance, happens)
  let given = givenInHaste(person, chance, happens).map((name) => respelt(chance, name, desk, happens))
  let family = surnames.map((name) => respelt(chance, name, desk, happens))
  if (given.length > 1 && happens(0.01)) given = [given[0] + given.slice(1).join('').toLowerCase()]
  if (married !== undefined) family.push(married)
  if (happens(person.language === 'qanjobal' ? 0.06 : 0.015)) [given, family] = [family, given]
  const date = dateInHaste(person.born, chance, happens, desk)
  const shown = (words: string[]) => (chance.happens(desk.capitals) ? words.join(' ').toUpperCase() : words.join(' '))
  return {
    givenNames: shown(given),
    surnames: shown(family),
    sex: happens(0.005) ? (person.sex === 'M' ? 'F' : 'M') : person.sex,
    birthDate: date,
    age: ageInHaste(person.born, arrival, chance, happens, date === ''),
    cui: cuiInHaste(person, stranger, chance, happens, desk),
    municipality: placeInHaste(person.origin, stranger.origin, level, chance, happens),
    phone: !desk.phones || happens(0.5) ? '' : happens(0.35) ? stranger.phone : person.phone,
  }
}

type Happens = (rate: number) => boolean

/** Another spelling (7 %), a slip of the hand (4.5 %) or both (0.5 %); accents lost (55 %). */
function respelt(chance: Chance, name: string, desk: Desk, happens: Happens): string {
  const bare = happens(0.55) ? withoutAccents(name) : name
  if (happens(0.07)) return misheard(chance, bare)
  const slip = chance.happens(desk.handwriting) ? misread : mistyped
  if (happens(0.045)) return slip(chance, bare)
  return happens(0.005) ? slip(chance, misheard(chance, bare)) : bare
}

function givenInHaste({ given, language }: Person, chance: Chance, happens: Happens): string[] {
  let names = given
  if (names.length > 1) {
    if (happens(0.18)) names = [names[0]!]
    else if (happens(0.06)) names = chance.happens(0.5) ? [names[1]!, names[0]!] : [names[0]!, `${names[1]![0]}.`]
    else if (happens(0.02)) names = [names[1]!]
  }
  return names.map((name) => {
    const called = nicknames[name]
    if (called && happens(0.02)) return chance.one(called)
    const forms = language === 'spanish' ? undefined : mayanForms[name]
    return forms && happens(0.03) ? chance.one(forms) : name
  })
}

/** The surnames, and the married name that comes after them where it is written as such. */
function surnamesInHaste(person: Person, chance: Chance, happens: Happens): [string[], string | undefined] {
  let names = person.surnames
  if (names.length > 1) {
    if (happens(0.12)) names = [names[0]!]
    else if (happens(0.04)) names = [names[1]!, names[0]!]
  }
  let married = person.married
  if (married === undefined && person.sex === 'F' && happens(0.05)) married = aSurname(chance, person.language)
  if (married === undefined || happens(0.45)) return [names, undefined]
  if (happens(0.2)) return [[names[0]!, married], undefined]
  return [names, `de ${married}`]
}

function dateInHaste(born: Born, chance: Chance, happens: Happens, desk: Desk): string {
  if (happens(0.06)) return ''
  let { year, month, day } = born
  if (happens(0.08)) return `${year}-01-01`
  if (happens(0.03)) return `${year + chance.one([-10, -5, -2, 2, 5, 10])}-01-01`
  if (happens(0.02)) return chance.happens(0.5) ? String(year) : dateOf(born).slice(0, 7)
  if (day <= 12 && happens(0.03)) [month, day] = [day, month]
  else if (happens(0.03)) day = Math.min(28, Math.max(1, day + chance.one([-10, -1, 1, 10])))
  else if (happens(0.04)) year += chance.one([-1, 1])
  else if (happens(0.015)) year = yearMistyped(year, chance)
  const date = dateOf({ year, month, day })
  return chance.happens(desk.slashes) ? date.split('-').reverse().join('/') : date
}

function yearMistyped(year: number, chance: Chance): number {
  const digits = String(year)
  const changed = chance.happens(0.5)
    ? digits.slice(0, 2) + digits[3] + digits[2]
    : `${digits.slice(0, 3)}${chance.between(0, 9)}`
  return Number(changed) < 2026 ? Number(changed) : year - 1
}

function ageInHaste(born: Born, arrival: Date, chance: Chance, happens: Happens, needed: boolean): string {
  if (chance.happens(needed ? 0.15 : 0.45)) return ''
  const age = ageAt(born, arrival)
  if (happens(0.06)) return String(Math.max(0, age + chance.one([-2, -1, 1, 2])))
  return String(needed && happens(0.25) ? Math.round(age / 5) * 5 : age)
}

function cuiInHaste(person: Person, stranger: Person, chance: Chance, happens: Happens, desk: Desk): string {
  const { cui } = person
  if (chance.happens(desk.cuiMissing[1])) return ''
  if (happens(0.06)) {
    const at = chance.between(0, 12)
    return `${cui.slice(0, at)}${(Number(cui[at]) + chance.between(1, 9)) % 10}${cui.slice(at + 1)}`
  }
  if (happens(0.025)) {
    const at = chance.between(0, 11)
    return `${cui.slice(0, at)}${cui[at + 1]}${cui[at]}${cui.slice(at + 2)}`
  }
  if (happens(0.015)) return cui.slice(0, 9)
  return happens(0.005) ? stranger.cui : cui
}

function placeInHaste(origin: Place, elsewhere: Place, level: Level, chance: Chance, happens: Happens): string {
  if (happens(0.1)) return ''
  if (happens(0.06)) return placeText(level, { department: origin.department, municipality: 1 })
  if (happens(0.04)) return placeText(level, besides(chance, origin))
  if (happens(0.03)) return placeText(level, elsewhere)
  const text = placeText(level, origin)
  if (level === 'std') return text
  if (happens(0.05)) return mistyped(chance, text)
  if (happens(0.04) && /^(San|Santa|Santo) \S+ \S/.test(text)) return text.split(' ').slice(2).join(' ')
  return happens(0.3) ? withoutAccents(text) : text
}

function placeText(level: Level, place: Place): string {
  return level === 'std' ? codeOf(place) : nameOf(place)
}

export const dateOf = ({ year, month, day }: Born): string =>
  `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`

/** Whole years on the day of arrival; nobody is younger than zero. */
function ageAt({ year, month, day }: Born, arrival: Date): number {
  const past = arrival.getUTCMonth() + 1 > month || (arrival.getUTCMonth() + 1 === month && arrival.getUTCDate() >= day)
  return Math.max(0, arrival.getUTCFullYear() - year - (past ? 0 : 1))
}
