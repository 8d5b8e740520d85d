import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { Attachment } from '../contract/requests.ts'
import { Instant } from './instant.ts'

type New = {
  subjectId: string
  requestId: string
  attachmentId: string
  institutionId: string
  proves: string
  media: string
  scan: string
  sha256: string
  bytes: Uint8Array
  accountId: string
  now: Date
}

export async function insertAttachment(db: Database, one: New): Promise<void> {
  await db.run(sql`
    insert into rights.attachment (subject_id, attachment_id, request_id, institution_id, proves, media, sha256, scan, bytes, at, account_id)
    values (${one.subjectId}, ${one.attachmentId}, ${one.requestId}, ${one.institutionId}, ${one.proves}, ${one.media}, ${one.sha256},
      ${one.scan}, ${Buffer.from(one.bytes)}, ${one.now}, ${one.accountId})`)
}

/** The documents of a request, without what is in them. */
export function attachmentsOf(db: Database, subjectId: string, requestId: string): Promise<z.infer<typeof Attachment>[]> {
  return db.many(
    Attachment.extend({ at: Instant }),
    sql`
    select attachment_id as "attachmentId", proves, media, length(bytes) as bytes, scan, at, account.name as by
    from rights.attachment
    left join access.account using (account_id)
    where subject_id = ${subjectId}
      and request_id = ${requestId}
    order by at, attachment_id`,
  )
}

const Stored = z.object({ media: z.string(), bytes: z.instanceof(Buffer) })

export function attachmentById(
  db: Database,
  subjectId: string,
  attachmentId: string,
): Promise<z.infer<typeof Stored> | undefined> {
  return db.maybe(
    Stored,
    sql`
    select media, bytes
    from rights.attachment
    where subject_id = ${subjectId}
      and attachment_id = ${attachmentId}`,
  )
}
