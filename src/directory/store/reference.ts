import { readFileSync } from 'node:fs'
import { type Database, join, type Sql, sql } from '#server/db.ts'
import { departmentsOf, facilitiesOf, institutionsOf, languagesOf, municipalitiesOf } from '../rules/reference-rows.ts'

const file = (name: string): string => readFileSync(new URL(`../data/${name}.csv`, import.meta.url), 'utf8')

/**
 * Puts the directory that comes with the program into the database; gives how many rows were new. An entry that is there
 * stays as it is, whoever wrote it; those of a newer program are added. The database's owner does this.
 */
export async function loadReference(db: Database, now: Date): Promise<number> {
  // Units come after the institution they belong to: a statement checks its references when it ends, so one suffices.
  const statements = [departmentRows(), municipalityRows(now), languageRows(), institutionRows(now), facilityRows(now)]
  let added = 0
  for (const statement of statements) added += await db.run(statement)
  return added
}

function departmentRows(): Sql {
  const rows = departmentsOf(file('departments')).map(
    (one) => sql`(${one.code}, ${one.name}, ${one.iso31662}, ${one.iso31662Former}, ${one.hasc}, ${one.ochaPcode}, ${one.capital},
      ${one.capitalMunicipalityCode}, ${one.regionCode}, ${one.regionName}, ${one.municipalityCount}, ${one.population2018},
      ${one.lat}, ${one.lon}, ${one.tileRow}, ${one.tileCol}, ${one.note})`,
  )
  return sql`
    insert into directory.department (department_code, name, iso_3166_2, iso_3166_2_former, hasc, ocha_pcode, capital,
      capital_municipality_code, region_code, region_name, municipality_count, population_2018, lat, lon, tile_row, tile_col, note)
    values ${join(rows)}
    on conflict do nothing`
}

function municipalityRows(now: Date): Sql {
  const rows = municipalitiesOf(file('municipalities')).map(
    (one) => sql`(${one.code}, ${one.departmentCode}, ${one.name}, ${one.otherNames}, ${one.ochaPcode}, ${one.lat}, ${one.lon},
      ${one.population2018}, ${one.note}, ${now})`,
  )
  return sql`
    insert into directory.municipality (municipality_code, department_code, name, other_names, ocha_pcode, lat, lon,
      population_2018, note, changed_at)
    values ${join(rows)}
    on conflict do nothing`
}

function languageRows(): Sql {
  const rows = languagesOf(file('languages')).map(
    (one) => sql`(${one.code}, ${one.name}, ${one.nameEs}, ${one.iso6393}, ${one.isoName}, ${one.bcp47}, ${one.family},
      ${one.departmentCodes}, ${one.places}, ${one.note})`,
  )
  return sql`
    insert into directory.language (language_code, name, name_es, iso_639_3, iso_name, bcp47, family, department_codes, places, note)
    values ${join(rows)}
    on conflict do nothing`
}

function institutionRows(now: Date): Sql {
  const rows = institutionsOf(file('institutions')).map(
    (one) => sql`(${one.id}, ${one.acronym}, ${one.name}, ${one.kind}, ${one.parentId}, ${one.role}, ${one.legalBasis},
      ${one.sources}, ${one.sources.length > 0 ? 'high' : 'medium'}, ${one.note}, ${now})`,
  )
  return sql`
    insert into directory.institution (institution_id, acronym, name, kind, parent_id, role, legal_basis, sources, confidence, note,
      changed_at)
    values ${join(rows)}
    on conflict do nothing`
}

function facilityRows(now: Date): Sql {
  const rows = facilitiesOf(file('facilities')).map(
    (
      one,
    ) => sql`(${one.id}, ${one.name}, ${one.shortName}, ${one.kind}, ${one.operatorId}, ${one.country}, ${one.countrySubdivision},
      ${one.departmentCode}, ${one.municipalityCode}, ${one.role}, ${one.sources}, ${one.sourceSection}, ${one.confidence},
      ${one.note}, ${now})`,
  )
  return sql`
    insert into directory.facility (facility_id, name, short_name, kind, operator_id, country, country_subdivision, department_code,
      municipality_code, role, sources, source_section, confidence, note, changed_at)
    values ${join(rows)}
    on conflict do nothing`
}
