import { type Database, sql } from '#server/db.ts'

/**
 * Takes away what these people were found by. Who was said to be one person with whom stays, with the weights and without a word of
 * anybody: how often people return is counted from it.
 */
export async function forget(db: Database, subjectIds: readonly string[]): Promise<void> {
  await db.run(sql`delete from identity.match_key using identity.indexed
    where match_key.institution_id = indexed.institution_id
      and match_key.key = any(indexed.keys)
      and match_key.subject_id = indexed.subject_id
      and indexed.subject_id = any(${subjectIds}::uuid[])`)
  await db.run(sql`delete from identity.indexed where subject_id = any(${subjectIds}::uuid[])`)
  await db.run(sql`delete from identity.looked where subject_id = any(${subjectIds}::uuid[])`)
  await db.run(sql`
    delete from identity.question
    where one_id = any(${subjectIds}::uuid[])
      or other_id = any(${subjectIds}::uuid[])`)
}
