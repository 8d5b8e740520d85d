import { type Database, sql } from '#server/db.ts'

/** What a registry was asked about these people is gone. */
export async function forget(db: Database, subjectIds: readonly string[]): Promise<void> {
  await db.run(sql`delete from exchange.verification where subject_id = any(${subjectIds}::uuid[])`)
}
