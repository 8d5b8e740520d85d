import { z } from 'zod'
import { codesOf, compartments } from '#base/codes.ts'
import { type Database, empty, join, type Sql, sql } from '#server/db.ts'
import { soughtBlind } from '../rules/sealing.ts'
import { Instant } from './arrival.ts'

/** One line of a list, as the table has it; who is a minor is for a rule to say. */
export const ListedRow = z.object({
  subjectId: z.uuid(),
  arrivalId: z.uuid(),
  state: z.enum(['expected', 'receiving', 'received', 'not_arrived', 'withdrawn']),
  listed: z.boolean(),
  line: z.int().optional(),
  listNumber: z.string().optional(),
  givenNames: z.string().optional(),
  surnames: z.string().optional(),
  sex: z.string().optional(),
  birthDate: z.string().optional(),
  cui: z.string().optional(),
  condition: z.string().optional(),
  destinationMunicipality: z.string().optional(),
  familyUnitId: z.uuid().optional(),
  step: z.enum(['presented', 'identity', 'interview', 'screening', 'services', 'done']).optional(),
  stepAt: Instant.optional(),
  arrivedOn: z.iso.date(),
  compartment: codesOf(compartments).optional(),
})
export type ListedRow = z.infer<typeof ListedRow>

export const listedColumns = sql`
  subject.subject_id as "subjectId", subject.arrival_id as "arrivalId", subject.state, subject.listed, subject.line,
  subject.listed_as ->> 'listNumber' as "listNumber",
  subject.given_names as "givenNames", subject.surnames, subject.sex, subject.birth_date as "birthDate", subject.cui,
  subject.condition, subject.destination_municipality as "destinationMunicipality", subject.family_unit_id as "familyUnitId",
  subject.step, subject.step_at as "stepAt", subject.arrived_on as "arrivedOn",
  subject.compartment`

export type ListFilter = {
  state?: string | undefined
  number?: number
  cuiBegins?: string
  words?: string[]
  /** May there be closed records that the reader sees? They are found by blinded words, and by a whole CUI. */
  evenClosed?: boolean
}

function matching(db: Database, { state, number, cuiBegins, words = [], evenClosed = false }: ListFilter): Sql {
  const blinded = (key: string) => sql`
        exists (
          select from intake.name_key
          where name_key.subject_id = subject.subject_id
            and name_key.key = ${key})`
  return join(
    [
      sql`true`,
      ...(state ? [sql`subject.state = ${state}`] : []),
      // The number that the list gives; where it gives none, the row of the file.
      ...(number === undefined
        ? []
        : [sql`coalesce(subject.listed_as ->> 'listNumber', subject.line::text) = ${String(number)}`]),
      ...(cuiBegins
        ? [sql`(subject.cui ^@ ${cuiBegins} ${evenClosed ? sql`or ${blinded(db.blind('cui', cuiBegins))}` : empty})`]
        : []),
      ...words.map(
        (word) => sql`
        (exists (
          select from intake.name_key
          where name_key.subject_id = subject.subject_id
            and name_key.key ^@ ${word})
        ${evenClosed ? sql`or ${blinded(soughtBlind([word], 'beginning', db.blind)[0]!)}` : empty})`,
      ),
    ],
    ' and ',
  )
}

export type ListPlace = { line?: number | undefined; subjectId: string }

/** The people of an arrival in the order of its manifest, then those added at the desk, from behind the given one. */
export function listedOf(
  db: Database,
  arrivalId: string,
  filter: ListFilter,
  page: { limit: number; behind?: ListPlace | undefined },
): Promise<ListedRow[]> {
  return db.many(
    ListedRow,
    sql`
    select ${listedColumns}
    from intake.subject
    where subject.arrival_id = ${arrivalId}
      and ${matching(db, filter)}
      ${behindPlace(page.behind)}
    order by subject.line, subject.subject_id
    limit ${page.limit}`,
  )
}

function behindPlace(behind: ListPlace | undefined): Sql {
  if (!behind) return empty
  if (behind.line === undefined) return sql`and subject.line is null and subject.subject_id > ${behind.subjectId}`
  return sql`and ((subject.line, subject.subject_id) > (${behind.line}::int, ${behind.subjectId}::uuid) or subject.line is null)`
}
