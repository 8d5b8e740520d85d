import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { ConsentText, NotedConsent } from '../contract/consents.ts'
import { Instant } from './arrival.ts'
import type { Held } from './subject.ts'

type Answer = {
  purpose: string
  recipient?: string | undefined
  answer: string
  language: string
  textVersion: string
  how: string
  note?: string | undefined
}

/** Adds an answer to those before it. The same again, to the same text, is not written twice. */
export async function saveConsent(db: Database, held: Held, given: Answer, by: string, now: Date): Promise<void> {
  const { purpose, recipient = '', answer, language, textVersion, how, note } = given
  await db.run(sql`
    insert into intake.consent (subject_id, purpose, recipient, institution_id, answer, language, text_version, how, note, at, account_id,
      compartment)
    select ${held.subjectId}::uuid, ${purpose}, ${recipient}, ${held.institutionId}, ${answer}, ${language}, ${textVersion}, ${how},
      ${note}, ${now}::timestamptz, ${by}::uuid, ${held.compartment}
    where not exists (
      select
      from (
        select answer, language, text_version
        from intake.consent
        where subject_id = ${held.subjectId}
          and purpose = ${purpose}
          and recipient = ${recipient}
        order by at desc
        limit 1) as newest
      where newest.answer = ${answer}
        and newest.language = ${language}
        and newest.text_version = ${textVersion})
    on conflict (subject_id, purpose, recipient, at) do update
    set answer = excluded.answer, language = excluded.language, text_version = excluded.text_version, how = excluded.how,
      note = excluded.note, account_id = excluded.account_id`)
}

/** Every answer of a person, newest first, with who wrote it down. */
export function consentsOf(db: Database, subjectId: string): Promise<z.infer<typeof NotedConsent>[]> {
  return db.many(
    NotedConsent.extend({ at: Instant }),
    sql`
    select purpose, nullif(recipient, '') as recipient, answer, language, text_version as "textVersion", at, how, account.name as by, note
    from intake.consent
    left join access.account using (account_id)
    where subject_id = ${subjectId}
    order by at desc, purpose, recipient`,
  )
}

const Kept = ConsentText.extend({ writer: z.uuid() })

/** The texts of the own institution, with the account that wrote each. */
export function ownTexts(db: Database): Promise<z.infer<typeof Kept>[]> {
  return db.many(
    Kept,
    sql`
    select consent_text.version, audience, language, valid_from as "validFrom", valid_until as "validUntil", opening, questions,
      consent_text.state, written_by as writer, author.name as "writtenBy", reviewer.name as "reviewedBy"
    from intake.consent_text
    left join access.account author on author.account_id = written_by
    left join access.account reviewer on reviewer.account_id = reviewed_by
    order by language, audience, valid_from desc`,
  )
}

type NewText = Omit<ConsentText, 'state' | 'writtenBy' | 'reviewedBy'> & { institutionId: string; accountId: string; now: Date }

export async function addText(db: Database, text: NewText): Promise<void> {
  await db.run(sql`
    insert into intake.consent_text (institution_id, version, audience, language, valid_from, valid_until, opening, questions, state,
      written_by, written_at)
    values (${text.institutionId}, ${text.version}, ${text.audience}, ${text.language}, ${text.validFrom}, ${text.validUntil},
      ${text.opening}, ${JSON.stringify(text.questions)}, 'draft', ${text.accountId}, ${text.now})`)
}

export async function setReviewed(db: Database, version: string, by: string, now: Date): Promise<void> {
  await db.run(sql`
    update intake.consent_text
    set state = 'reviewed', reviewed_by = ${by}, reviewed_at = ${now}
    where version = ${version}
      and state = 'draft'`)
}
