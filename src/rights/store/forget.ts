import { type Database, sql } from '#server/db.ts'

/**
 * What these people asked about their data, what they showed, and what was handed out, is gone. The journal says that it was. Of what asked
 * for the erasure itself the number, the days and the steps stay, without a word of anybody: it is still to be answered.
 */
export async function forget(db: Database, subjectIds: readonly string[]): Promise<void> {
  const about = sql`subject_id = any(${subjectIds}::uuid[])`
  const others = sql`${about} and request_id not in (select request_id from rights.request where ${about} and kind = 'erasure')`
  await db.run(sql`delete from rights.attachment where ${about}`)
  await db.run(sql`delete from rights.event where ${others} or ${about} and (note is not null or transfer_id is not null)`)
  await db.run(sql`delete from rights.handed where ${about}`)
  await db.run(sql`delete from rights.transfer where ${about}`)
  await db.run(sql`delete from rights.request where ${about} and kind <> 'erasure'`)
  await db.run(sql`
    update rights.request
    set asks = '', asker = jsonb_build_object('kind', asker -> 'kind'), identity = identity - 'note',
      extension = extension || '{"reason": ""}', answer = answer || '{"text": ""}'
    where ${about}`)
}
