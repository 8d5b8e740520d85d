import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { MunicipalityEntry } from '../contract/entries.ts'
import { Department, Language } from '../contract.ts'

/** Who changes an entry, for which institution, when. */
export type Change = { accountId: string; institutionId: string; now: Date }

/** `changedBy` of an entry: null while it stands as it came with the program. */
export const changedBy = sql`
  case when changed_by is not null then json_build_object(
    'login', (select login from access.account where account_id = changed_by),
    'institutionId', changed_for) end as "changedBy"`

export function departments(db: Database): Promise<Department[]> {
  return db.many(
    Department,
    sql`
    select department_code as code, name, iso_3166_2 as iso31662, iso_3166_2_former as "iso31662Former", hasc,
      ocha_pcode as "ochaPcode", capital, capital_municipality_code as "capitalMunicipalityCode", region_code as "regionCode",
      region_name as "regionName", municipality_count as "municipalityCount", population_2018 as "population2018", lat, lon,
      tile_row as "tileRow", tile_col as "tileCol", note
    from directory.department
    order by department_code`,
  )
}

const municipalityColumns = sql`
  municipality_code as code, department_code as "departmentCode", name, other_names as "otherNames", ocha_pcode as "ochaPcode",
  lat, lon, population_2018 as "population2018", note, version, changed_at as "changedAt", ${changedBy}
  from directory.municipality`

export function municipalities(db: Database): Promise<MunicipalityEntry[]> {
  return db.many(MunicipalityEntry, sql`select ${municipalityColumns} order by municipality_code`)
}

export function municipalityByCode(db: Database, code: string): Promise<MunicipalityEntry | undefined> {
  return db.maybe(MunicipalityEntry, sql`select ${municipalityColumns} where municipality_code = ${code}`)
}

/** Saves if the entry is still at this version; false when somebody changed it since. */
export async function saveMunicipality(
  db: Database,
  wanted: { code: string; version: number; otherNames: string[]; note?: string | undefined },
  { accountId, institutionId, now }: Change,
): Promise<boolean> {
  const saved = await db.run(sql`
    update directory.municipality
    set other_names = ${wanted.otherNames}, note = ${wanted.note}, version = version + 1, changed_at = ${now},
      changed_by = ${accountId}, changed_for = ${institutionId}
    where municipality_code = ${wanted.code}
      and version = ${wanted.version}`)
  return saved === 1
}

export function languages(db: Database): Promise<Language[]> {
  return db.many(
    Language,
    sql`
    select language_code as code, name, name_es as "nameEs", iso_639_3 as "iso6393", iso_name as "isoName", bcp47, family,
      department_codes as "departmentCodes", places, note
    from directory.language
    order by language_code`,
  )
}

const NameOfPlace = z.object({ code: z.string(), name: z.string(), otherNames: z.array(z.string()) })

/** The names of every municipality by its code, for finding what lies in one. */
export async function municipalityNames(db: Database): Promise<Map<string, z.infer<typeof NameOfPlace>>> {
  const rows = await db.many(
    NameOfPlace,
    sql`select municipality_code as code, name, other_names as "otherNames" from directory.municipality`,
  )
  return new Map(rows.map((row) => [row.code, row]))
}
