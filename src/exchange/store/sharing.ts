import { z } from 'zod'
import { codesOf, consentPurposes, consentStates } from '#base/codes.ts'
import { type Database, sql } from '#server/db.ts'

const Answer = z.object({
  purpose: codesOf(consentPurposes),
  recipient: z.string().optional(),
  answer: codesOf(consentStates),
  textVersion: z.string(),
  at: z.iso.datetime(),
})

/** All that a person answered about the uses of their data. */
export function answersOf(db: Database, subjectId: string): Promise<z.infer<typeof Answer>[]> {
  return db.many(
    Answer,
    sql`
    select purpose, nullif(recipient, '') as recipient, answer, text_version as "textVersion", at
    from intake.consent
    where subject_id = ${subjectId}`,
  )
}

const Word = z.object({ basisId: z.string(), word: z.enum(['confirmed', 'rejected']) })

/** What the own institution has said of each reading of a law. */
export function wordsOnBases(db: Database): Promise<z.infer<typeof Word>[]> {
  return db.many(Word, sql`select basis_id as "basisId", word from rights.basis_word`)
}
