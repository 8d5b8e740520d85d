import { type Database, sql } from '#server/db.ts'

/** What these people asked about their data, what they showed, and what was handed out, is gone. The journal says that it was. */
export async function forget(db: Database, subjectIds: readonly string[]): Promise<void> {
  await db.run(sql`delete from rights.attachment where subject_id = any(${subjectIds}::uuid[])`)
  await db.run(sql`delete from rights.event where subject_id = any(${subjectIds}::uuid[])`)
  await db.run(sql`delete from rights.handed where subject_id = any(${subjectIds}::uuid[])`)
  await db.run(sql`delete from rights.transfer where subject_id = any(${subjectIds}::uuid[])`)
  await db.run(sql`delete from rights.request where subject_id = any(${subjectIds}::uuid[])`)
}
