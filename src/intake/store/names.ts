import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import type { PlaceNames } from '../rules/form-words.ts'

const Named = z.object({ kind: z.enum(['municipality', 'department', 'language']), code: z.string(), name: z.string() })

/** The directory's names for codes that documents and reports show; a language is found by its ISO code too. */
export async function placeNames(db: Database): Promise<PlaceNames> {
  const rows = await db.many(
    Named,
    sql`
    select 'municipality' as kind, municipality_code as code, name
    from directory.municipality
    union all
    select 'department', department_code, name
    from directory.department
    union all
    select 'language', language_code, name
    from directory.language
    union all
    select 'language', iso_639_3, name
    from directory.language
    where iso_639_3 is not null`,
  )
  const named = (kind: string) => new Map(rows.filter((row) => row.kind === kind).map((row) => [row.code, row.name]))
  return { municipalities: named('municipality'), departments: named('department'), languages: named('language') }
}

const Office = z.object({
  institutionId: z.string(),
  acronym: z.string().optional(),
  name: z.string(),
  phone: z.string().optional(),
  address: z.string().optional(),
})
export type Office = z.infer<typeof Office>

/** Institutions to turn to, with the telephone and address that the directory has for them, in the order asked. */
export async function officesOf(db: Database, institutionIds: readonly string[]): Promise<Office[]> {
  return db.many(
    Office,
    sql`
    select institution_id as "institutionId", acronym, institution.name, phone, address
    from directory.institution
    join unnest(${institutionIds}::text[]) with ordinality as wanted (institution_id, number) using (institution_id)
    where state = 'active'
    order by number`,
  )
}
