import { z } from 'zod'
import { codesOf } from '#base/codes.ts'
import { returnStates } from '#intake/contract/shapes.ts'
import { type Database, sql } from '#server/db.ts'

const Instant = z.iso.datetime()
const Noted = z.object({
  number: z.int(),
  entryId: z.uuid(),
  at: Instant,
  call: z.string(),
  subjects: z.array(z.uuid()),
  input: z.unknown(),
  output: z.unknown(),
})
export type Noted = z.infer<typeof Noted>

/** Up to which number the journal is sealed; 0 at its beginning. Numbers have no gaps and are given in the order of commit. */
export async function lastSeal(db: Database): Promise<number> {
  const { number } = await db.one(z.object({ number: z.int() }), sql`select coalesce(max(number), 0) as number from journal.seal`)
  return number
}

/** The commands of an institution among the seals behind `after` up to `until`, of these calls. */
export function commandsBetween(
  db: Database,
  institutionId: string,
  calls: readonly string[],
  after: number,
  until: number,
): Promise<Noted[]> {
  return db.many(
    Noted,
    sql`
    select number, entry_id as "entryId", at, call, subjects, input, output
    from journal.seal
    join journal.entry using (entry_id)
    where number > ${after}
      and number <= ${until}
      and entry.institution_id = ${institutionId}
      and kind = 'command'
      and call = any(${calls}::text[])
    order by number`,
  )
}

const Standing = z.object({
  subjectId: z.uuid(),
  state: codesOf(returnStates),
  receivedAt: Instant.optional(),
  arrivalState: z.string(),
  arrivedOn: z.iso.date(),
  form: z.object({ birthDate: z.string().optional(), condition: z.string().optional() }),
})

/** How people stand at this moment. Whom the context does not see is not among them. */
export async function standingOf(db: Database, subjectIds: readonly string[]): Promise<Map<string, z.infer<typeof Standing>>> {
  if (subjectIds.length === 0) return new Map()
  const rows = await db.many(
    Standing,
    sql`
    select subject_id as "subjectId", subject.state, received_at as "receivedAt", arrival.state as "arrivalState",
      arrived_on as "arrivedOn", form
    from intake.subject
    join intake.arrival using (arrival_id)
    where subject_id = any(${subjectIds}::uuid[])`,
  )
  return new Map(rows.map((row) => [row.subjectId, row]))
}
