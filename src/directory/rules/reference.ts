import type { FacilityEntry, InstitutionEntry, MunicipalityEntry, Reference } from '../contract/entries.ts'
import type { Department, Language } from '../contract.ts'
import { byName } from './search.ts'

export type Directory = {
  departments: readonly Department[]
  municipalities: readonly MunicipalityEntry[]
  languages: readonly Language[]
  institutions: readonly InstitutionEntry[]
  facilities: readonly FacilityEntry[]
}

/** What selects need out of the directory: territory by code, the rest by name. The same directory always gives the same answer. */
export function referenceOf(directory: Directory): Reference {
  return {
    departments: directory.departments.map(({ code, name }) => ({ code, name })),
    municipalities: directory.municipalities.map(({ code, departmentCode, name, otherNames }) => ({
      code,
      departmentCode,
      name,
      otherNames,
    })),
    languages: byName(directory.languages).map(({ code, name, nameEs, family }) => ({ code, name, nameEs, family })),
    institutions: byName(directory.institutions).map(({ id, acronym, name, parentId, state }) => ({
      id,
      acronym,
      name,
      parentId,
      archived: state === 'archived' || undefined,
    })),
    facilities: byName(directory.facilities)
      .filter((one) => one.state === 'active')
      .map(({ id, name, shortName, kind, operatorId, municipalityCode, beds }) => {
        return { id, name, shortName, kind, operatorId, municipalityCode, beds }
      }),
  }
}
