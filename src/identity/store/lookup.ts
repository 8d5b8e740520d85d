import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { type Limits, sharers } from './keys.ts'
import { WhoRow, whoColumns } from './who.ts'

const Sharer = WhoRow.extend({ personId: z.uuid().optional() })
/** A return that shares keys with somebody, and which person's it is where they are known by several. */
export type Sharer = z.infer<typeof Sharer>

/**
 * Returns that share keys with somebody, with what is known of them, in one statement: a desk waits for its answer. What whoever asks may
 * not see is left out underneath, and who was withdrawn from a list was a mistake and is nobody.
 */
export function returnsSharing(
  db: Database,
  institutionId: string,
  keys: readonly number[],
  limits: Limits,
  except: readonly string[] = [],
): Promise<Sharer[]> {
  return db.many(
    Sharer,
    sql`
    with sharer as materialized (${sharers(institutionId, keys, limits, except)})
    select ${whoColumns}, person.person_id as "personId"
    from sharer
    join intake.subject using (subject_id)
    join intake.arrival using (arrival_id)
    left join identity.person using (subject_id)
    where subject.state <> 'withdrawn'`,
  )
}
