import { uuidv7 } from 'uuidv7'
import type { Database } from '#server/db.ts'
import type { Forgetting } from '#server/http.ts'
import { record, redact } from '#server/journal.ts'
import { forgetKeys } from '#server/vault/vault.ts'
import { wordsOf } from '../rules/words.ts'
import * as store from '../store/erasures.ts'

type Erased = {
  subjectIds: readonly string[]
  institutionId: string
  basis: string
  accountId: string | undefined
  now: Date
}

/**
 * Erases people, for ever: every feature forgets what it knows of them, their keys are gone, and the journal loses the words that it has
 * from them, but not the fact. In one transaction: whole, or not at all. To be done beyond the compartments.
 */
export async function erase(db: Database, features: readonly Forgetting[], erased: Erased): Promise<void> {
  const { subjectIds, institutionId, basis, accountId, now } = erased
  const words = wordsOf(await store.toldOf(db, subjectIds))
  const entryId = uuidv7()
  const subjects = [...subjectIds]
  const who = { account: accountId, institution: institutionId, subjects }
  await record(db, { entryId, at: now, kind: 'command', call: 'erasure', ...who, input: { basis } })
  for (const { forget } of features) await forget?.(db, subjectIds, now)
  await store.forgetReasons(db, subjectIds)
  await forgetKeys(db, subjectIds)
  await redact(db, subjectIds, words, entryId)
}
