import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { Transfer } from '../contract/transfers.ts'
import { Instant } from './instant.ts'

const Row = Transfer.extend({
  subjectId: z.uuid(),
  state: z.enum(['proposed', 'approved', 'revoked']),
  proposer: z.uuid(),
  proposedAt: Instant,
  approvedAt: Instant.optional(),
  handed: z.array(
    z.object({
      format: z.enum(['json', 'csv', 'pdf']),
      at: z.string().transform((text) => new Date(text).toISOString()),
      by: z.string().optional(),
    }),
  ),
})
export type TransferRow = z.infer<typeof Row>

const columns = sql`
  transfer.subject_id as "subjectId", transfer.transfer_id as "transferId", transfer.recipient_id as "recipientId", transfer.recipient,
  transfer.country, transfer.purpose, transfer.why, transfer.ground, transfer.fields, transfer.expires_on as "expiresOn", transfer.state,
  transfer.proposed_by as proposer, proposer.name as "proposedBy", transfer.proposed_at as "proposedAt", approver.name as "approvedBy",
  transfer.approved_at as "approvedAt", transfer.revoked,
  coalesce(
    (select json_agg(json_strip_nulls(json_build_object('format', format, 'at', handed.at, 'by', account.name)) order by handed.at)
     from rights.handed
     left join access.account using (account_id)
     where handed.subject_id = transfer.subject_id and handed.transfer_id = transfer.transfer_id), '[]') as handed`
const joined = sql`
  rights.transfer
  left join access.account proposer on proposer.account_id = transfer.proposed_by
  left join access.account approver on approver.account_id = transfer.approved_by`

/** What was, or is to be, given of these returns to somebody outside, the newest first. */
export function transfersOf(db: Database, subjectIds: readonly string[]): Promise<TransferRow[]> {
  return db.many(
    Row,
    sql`select ${columns} from ${joined} where transfer.subject_id = any(${subjectIds}::uuid[]) order by transfer.proposed_at desc`,
  )
}

/** One transfer, held until this call ends. */
export async function holdTransfer(db: Database, subjectId: string, transferId: string): Promise<TransferRow | undefined> {
  await db.run(sql`select from rights.transfer where subject_id = ${subjectId} and transfer_id = ${transferId} for update`)
  return db.maybe(
    Row,
    sql`select ${columns} from ${joined} where transfer.subject_id = ${subjectId} and transfer.transfer_id = ${transferId}`,
  )
}

type New = {
  subjectId: string
  transferId: string
  institutionId: string
  recipientId: string
  recipient: string
  country: string
  purpose: string
  why: string
  ground: unknown
  fields: readonly string[]
  expiresOn: string
  approved: boolean
  accountId: string
  now: Date
}

export async function insertTransfer(db: Database, one: New): Promise<void> {
  await db.run(sql`
    insert into rights.transfer (subject_id, transfer_id, institution_id, recipient_id, recipient, country, purpose, why, ground, fields,
      expires_on, state, proposed_by, proposed_at, approved_by, approved_at)
    values (${one.subjectId}, ${one.transferId}, ${one.institutionId}, ${one.recipientId}, ${one.recipient}, ${one.country},
      ${one.purpose}, ${one.why}, ${JSON.stringify(one.ground)}, ${one.fields}::text[], ${one.expiresOn},
      ${one.approved ? 'approved' : 'proposed'}, ${one.accountId}, ${one.now}, ${one.approved ? one.accountId : null},
      ${one.approved ? one.now : null})`)
}

export async function setApproved(db: Database, one: TransferRow, by: string, now: Date): Promise<void> {
  await db.run(sql`
    update rights.transfer
    set state = 'approved', approved_by = ${by}, approved_at = ${now}
    where subject_id = ${one.subjectId}
      and transfer_id = ${one.transferId}`)
}

export async function setRevoked(
  db: Database,
  one: TransferRow,
  revoked: { reason: string; at: string; by: string },
): Promise<void> {
  await db.run(sql`
    update rights.transfer
    set state = 'revoked', revoked = ${JSON.stringify(revoked)}
    where subject_id = ${one.subjectId}
      and transfer_id = ${one.transferId}`)
}

type Handed = {
  subjectId: string
  transferId: string
  handedId: string
  institutionId: string
  format: string
  sha256: string
  accountId: string
  now: Date
}

export async function insertHanded(db: Database, one: Handed): Promise<void> {
  await db.run(sql`
    insert into rights.handed (subject_id, handed_id, transfer_id, institution_id, format, sha256, at, account_id)
    values (${one.subjectId}, ${one.handedId}, ${one.transferId}, ${one.institutionId}, ${one.format}, ${one.sha256}, ${one.now},
      ${one.accountId})`)
}
