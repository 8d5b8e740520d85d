import type { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { type Limits, sharers } from './keys.ts'
import { WhoRow, whoColumns } from './who.ts'

/**
 * Records that share keys with somebody and are closed to whoever asks: `open` are their compartments. To be called beyond the
 * compartments; nothing of what it gives may leave the server.
 */
export function closedSharing(
  db: Database,
  institutionId: string,
  keys: readonly number[],
  limits: Limits,
  open: readonly string[],
): Promise<z.infer<typeof WhoRow>[]> {
  return db.many(
    WhoRow,
    sql`
    with sharer as materialized (${sharers(institutionId, keys, limits, [])})
    select ${whoColumns}
    from sharer
    join intake.subject using (subject_id)
    join intake.arrival using (arrival_id)
    where subject.compartment <> all(${open}::text[])
      and subject.state <> 'withdrawn'`,
  )
}
