import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { Settings } from '../contract/bases.ts'
import { Instant } from './instant.ts'

const Word = z.object({
  basisId: z.string(),
  word: z.enum(['confirmed', 'rejected']),
  note: z.string(),
  by: z.string().optional(),
  at: Instant,
})

/** What the own institution has said of each reading of a law. */
export function wordsOnBases(db: Database): Promise<z.infer<typeof Word>[]> {
  return db.many(
    Word,
    sql`
    select basis_id as "basisId", word, note, account.name as by, at
    from rights.basis_word
    left join access.account using (account_id)`,
  )
}

type Said = { institutionId: string; basisId: string; word: string; note: string; accountId: string; now: Date }

export async function saveWord(db: Database, said: Said): Promise<void> {
  await db.run(sql`
    insert into rights.basis_word (institution_id, basis_id, word, note, account_id, at)
    values (${said.institutionId}, ${said.basisId}, ${said.word}, ${said.note}, ${said.accountId}, ${said.now})
    on conflict (institution_id, basis_id) do update
    set word = excluded.word, note = excluded.note, account_id = excluded.account_id, at = excluded.at`)
}

export function settingsNow(db: Database): Promise<Settings | undefined> {
  return db.maybe(
    Settings,
    sql`
    select answer_days as "answerDays", extension_days as "extensionDays", second_person as "secondPerson",
      array(select to_char(day, 'YYYY-MM-DD') from unnest(days_off) as day order by day) as "daysOff", version
    from rights.setting`,
  )
}

/** Saves what was changed on `version`; `false` when somebody changed it meanwhile. */
export async function saveSettings(
  db: Database,
  { institutionId, accountId, now, ...wanted }: Settings & { institutionId: string; accountId: string; now: Date },
): Promise<boolean> {
  const saved = await db.run(sql`
    insert into rights.setting (institution_id, answer_days, extension_days, second_person, days_off, version, account_id, at)
    select ${institutionId}, ${wanted.answerDays}, ${wanted.extensionDays}, ${wanted.secondPerson}, ${wanted.daysOff}::date[],
      ${wanted.version} + 1, ${accountId}::uuid, ${now}::timestamptz
    where ${wanted.version} = 0 or exists (select from rights.setting)
    on conflict (institution_id) do update
    set answer_days = excluded.answer_days, extension_days = excluded.extension_days, second_person = excluded.second_person,
      days_off = excluded.days_off, version = excluded.version, account_id = excluded.account_id, at = excluded.at
    where setting.version = ${wanted.version}`)
  return saved === 1
}
