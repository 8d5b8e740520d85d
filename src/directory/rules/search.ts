import { foldName } from '#base/personal-name.ts'
import type { FacilityEntry, InstitutionEntry } from '../contract/entries.ts'
import type { Department, Language, Municipality } from '../contract.ts'
import type { MunicipalityFinder } from './municipality-finder.ts'

/** Apostrophes do not count: Ch'orti' stands after Chalchiteko. */
const collator = new Intl.Collator('es', { ignorePunctuation: true })

/** Entries by name, as a Spanish dictionary orders them. */
export function byName<T extends { name: string }>(entries: readonly T[]): T[] {
  return [...entries].sort((one, other) => collator.compare(one.name, other.name))
}

/** Does every word of the text begin a word of what is written? Without case, accents and apostrophes. An empty text is always held. */
export function holdsWords(text: string, written: readonly (string | undefined)[]): boolean {
  const words = written.flatMap((one) => foldName(one ?? '').split(' '))
  return foldName(text)
    .split(' ')
    .every((wanted) => words.some((word) => word.startsWith(wanted)))
}

export type SearchedPlace = Pick<Municipality, 'code' | 'departmentCode' | 'name' | 'otherNames'>

/**
 * Municipalities that a text means, best first: whole name, beginning of the name, a word of it, another name, its department's
 * name; within each by code. Digits are the beginning of an INE code; `GT` before them makes a P-code of OCHA. What the `finder`
 * knows beside (nicknames, near spellings) stands first when it is one place. An empty text gives all, by code.
 */
export function municipalitiesFound<T extends SearchedPlace>(
  municipalities: readonly T[],
  departments: readonly Pick<Department, 'code' | 'name'>[],
  text: string,
  finder?: MunicipalityFinder,
): T[] {
  const key = foldName(text)
  if (key === '') return [...municipalities]
  if (/^\d+$/.test(key)) return municipalities.filter((one) => one.code.startsWith(key))
  const departmentNames = new Map(departments.map((one) => [one.code, one.name]))
  const rank = (place: T): number => {
    const own = foldName(place.name)
    if (own === key) return 0
    if (place.otherNames.some((name) => foldName(name) === key)) return 1
    if (own.startsWith(key)) return 2
    if (holdsWords(text, [place.name])) return 3
    if (holdsWords(text, [place.name, ...place.otherNames])) return 4
    return holdsWords(text, [place.name, ...place.otherNames, departmentNames.get(place.departmentCode)]) ? 5 : 6
  }
  const ranked = municipalities.map((place) => ({ place, rank: rank(place) })).filter((one) => one.rank < 6)
  const found = ranked
    .sort((one, other) => one.rank - other.rank || one.place.code.localeCompare(other.place.code))
    .map((one) => one.place)
  return first(meantBy(finder, text, municipalities, found.length === 0), found)
}

/** What the finder adds: one place for sure, or, when words found nothing, its candidates too. */
function meantBy<T extends SearchedPlace>(
  finder: MunicipalityFinder | undefined,
  text: string,
  all: readonly T[],
  alone: boolean,
): T[] {
  const meant = finder?.find(text)
  if (!meant) return []
  const withCodes = (codes: string[]) => all.filter((one) => codes.includes(one.code))
  if (meant.kind === 'found')
    return meant.how === 'code' || meant.how === 'name' || alone ? withCodes([meant.municipality.code]) : []
  if (!alone) return []
  if (meant.kind === 'several') return withCodes(meant.candidates.map((one) => one.code))
  return meant.kind === 'department' ? all.filter((one) => one.departmentCode === meant.departmentCode) : []
}

const first = <T>(before: T[], all: T[]): T[] => [...before, ...all.filter((one) => !before.includes(one))]

export function departmentsFound(departments: readonly Department[], text: string): Department[] {
  return departments.filter((one) =>
    holdsWords(text, [one.code, one.name, one.capital, one.regionName, one.iso31662, one.iso31662Former, one.ochaPcode]),
  )
}

type SearchedLanguage = Pick<Language, 'code' | 'name' | 'nameEs'> &
  Partial<Pick<Language, 'isoName' | 'iso6393' | 'bcp47' | 'places'>>

/** By their names first, then by the places where they are spoken. */
export function languagesFound<T extends SearchedLanguage>(languages: readonly T[], text: string): T[] {
  const named = (one: T) => holdsWords(text, [one.code, one.name, one.nameEs, one.isoName, one.iso6393, one.bcp47])
  const all = byName(languages.filter((one) => named(one) || holdsWords(text, [one.places])))
  return first(all.filter(named), all)
}

type SearchedInstitution = Pick<InstitutionEntry, 'id' | 'acronym' | 'name'>

/** Who types an acronym means that institution, not those whose name begins with the same letters. */
export function institutionsFound<T extends SearchedInstitution>(institutions: readonly T[], text: string): T[] {
  const key = foldName(text)
  const found = byName(institutions.filter((one) => holdsWords(text, [one.id, one.acronym, one.name])))
  const meant = found.filter((one) => key !== '' && foldName(one.acronym ?? '') === key)
  return first(meant, found)
}

type SearchedFacility = Pick<FacilityEntry, 'id' | 'name' | 'shortName' | 'municipalityCode' | 'operatorId'>

/** By its own words, by those of its municipality and of the institution that runs it. */
export function facilitiesFound<T extends SearchedFacility>(
  facilities: readonly T[],
  text: string,
  known: {
    places: ReadonlyMap<string, Pick<Municipality, 'name' | 'otherNames'>>
    operators: ReadonlyMap<string, SearchedInstitution>
  },
): T[] {
  return byName(
    facilities.filter((one) => {
      const place = known.places.get(one.municipalityCode ?? '')
      const operator = known.operators.get(one.operatorId ?? '')
      return holdsWords(text, [
        one.id,
        one.name,
        one.shortName,
        place?.name,
        ...(place?.otherNames ?? []),
        operator?.acronym,
        operator?.name,
      ])
    }),
  )
}
