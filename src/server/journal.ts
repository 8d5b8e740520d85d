import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Database, type Doors, type Sql, sql } from '#server/db.ts'

/** One line of the journal. `input` and `output` come without secrets; `subjects` are the persons shown or touched. */
export type Entry = {
  entryId: string
  at: Date
  kind: 'command' | 'reading' | 'refusal'
  call: string
  account?: string | undefined
  institution?: string | undefined
  subjects: string[]
  /** What persons were shown for, where it is not what the call usually shows them for. */
  purpose?: string | undefined
  input?: unknown
  /** Of an input that is not kept whole (kept.ts). */
  inputDigest?: Buffer | undefined
  output?: unknown
}

const Stored = z.object({ call: z.string(), account: z.uuid().optional(), output: z.unknown(), sameInput: z.boolean() })
export type StoredEntry = z.infer<typeof Stored>

/** Writes the entry in the transaction of what it tells. A second entry with the same id is refused by the database. */
export async function record(db: Database, entry: Entry): Promise<void> {
  await db.run(recording(entry))
}

/** The statement that writes the entry, to go with the commit. */
export function recording(entry: Entry): Sql {
  return sql`
    insert into journal.entry (entry_id, at, kind, call, account_id, institution_id, subjects, purpose, input, input_digest,
      output)
    values (${entry.entryId}, ${entry.at}, ${entry.kind}, ${entry.call}, ${entry.account}, ${entry.institution},
      ${entry.subjects}, ${entry.purpose}, ${json(entry.input)}, ${entry.inputDigest}, ${json(entry.output)})`
}

/** The command that was recorded under this id, if any, and whether it had this input. */
export function entryById(
  db: Database,
  entryId: string,
  { input, digest }: { input: unknown; digest: Buffer | undefined },
): Promise<StoredEntry | undefined> {
  return db.maybe(
    Stored,
    sql`
    select call, account_id as account, output, 
      case
        when input_digest is null then input is not distinct from ${json(input)}::jsonb
        else input_digest is not distinct from ${digest}::bytea
      end as "sameInput"
    from journal.entry
    where entry_id = ${entryId}
      and kind = 'command'`,
  )
}

/** A copy without the named members, for the journal. */
export function without(value: unknown, names: readonly string[] = []): unknown {
  if (names.length === 0 || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
}

/** What a person's id is called: alone, and in a pair. */
const idOfSomebody = ['subjectId', 'oneId', 'otherId']

/** Every person's id anywhere in an answer: whom it shows. */
export function subjectsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const one of value) subjectsIn(one, found)
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value)) {
      if (idOfSomebody.includes(name) && typeof member === 'string') found.add(member)
      else subjectsIn(member, found)
    }
  return found
}

function json(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value)
}

const start = Buffer.alloc(32)
const Seal = z.object({ number: z.number(), position: z.number(), hash: z.instanceof(Buffer) })
const Digest = z.object({ entryId: z.uuid(), position: z.number(), digest: z.instanceof(Buffer) })

/** How far behind the newest seal an entry may have been committed late and still be found by `sealNew`. */
const lateness = 10_000

/**
 * Chains the entries that have no seal yet, and notes whom each is about; gives how many. Writers never wait for each other: the chain is made
 * afterwards, by one process at a time (advisory lock), in the order of commit as this process sees it.
 */
export function sealNew(doors: Doors, most = 5_000): Promise<number> {
  return doors.transaction({}, async (db) => {
    const lock = await db.one(
      z.object({ mine: z.boolean() }),
      sql`select pg_try_advisory_xact_lock(hashtext('ceiba.seal')) as mine`,
    )
    if (!lock.mine) return 0
    const last = await db.maybe(Seal, sql`select number, position, hash from journal.seal order by number desc limit 1`)
    const fresh = await db.many(
      Digest,
      sql`
      select entry.entry_id as "entryId", entry.position, coalesce(redaction.digest, journal.digest_of(entry)) as digest
      from journal.entry
      left join journal.redaction using (entry_id)
      where entry.position > ${(last?.position ?? 0) - lateness}
        and not exists (select from journal.seal where seal.entry_id = entry.entry_id)
      order by entry.position
      limit ${most}`,
    )
    if (fresh.length === 0) return 0
    let number = last?.number ?? 0
    let hash: Buffer = last?.hash ?? start
    const seals = fresh.map((entry) => {
      number += 1
      hash = createHash('sha256').update(hash).update(entry.digest).digest()
      return { number, hash, entry }
    })
    await db.run(sql`
      insert into journal.seal (number, entry_id, position, hash)
      select * from unnest(${seals.map((seal) => seal.number)}::bigint[], ${seals.map((seal) => seal.entry.entryId)}::uuid[],
        ${seals.map((seal) => seal.entry.position)}::bigint[], ${seals.map((seal) => seal.hash)}::bytea[])`)
    await db.run(sql`
      insert into journal.about (subject_id, position)
      select distinct subject_id, position
      from journal.entry, unnest(subjects) as subject_id
      where entry_id = any(${fresh.map(({ entryId }) => entryId)}::uuid[])`)
    return seals.length
  })
}

const Chained = z.object({ number: z.number(), hash: z.instanceof(Buffer), digest: z.instanceof(Buffer), holds: z.boolean() })

/**
 * Recomputes the chain from its beginning. Gives the number of seals that hold, and the number of the first that does not:
 * an entry changed, removed or put in between since it was sealed. Where an erasure took the words out, the digest of before counts, if
 * nothing else stands there now and the erasure is in the journal.
 */
export async function verifyChain(doors: Doors): Promise<{ holds: number; brokenAt?: number }> {
  let hash: Buffer = start
  let holds = 0
  for (;;) {
    const page = await doors.transaction({}, (db) =>
      db.many(
        Chained,
        sql`
        select seal.number, seal.hash, coalesce(redaction.digest, journal.digest_of(entry)) as digest,
          redaction.entry_id is null or entry.input is null and entry.output is null and cause.call is not distinct from 'erasure' as holds
        from journal.seal
        join journal.entry using (entry_id)
        left join journal.redaction using (entry_id)
        left join journal.entry cause on cause.entry_id = redaction.because
        where seal.number > ${holds}
        order by seal.number
        limit 5000`,
      ),
    )
    if (page.length === 0) return { holds }
    for (const seal of page) {
      hash = createHash('sha256').update(hash).update(seal.digest).digest()
      if (!seal.holds || seal.number !== holds + 1 || !hash.equals(seal.hash)) return { holds, brokenAt: holds + 1 }
      holds = seal.number
    }
  }
}

/**
 * Takes the words out of what the journal tells of erased persons: of entries about them from before words were left out, or with a reason
 * in somebody's words; and of older entries in which one of their `words` stands (in small letters), whoever they are about. `because` is
 * the entry of the erasure. Gives how many.
 */
export async function redact(
  db: Database,
  subjectIds: readonly string[],
  words: readonly string[],
  because: string,
): Promise<number> {
  const { redacted } = await db.one(
    z.object({ redacted: z.number() }),
    sql`
    select journal.redact(array(
      select entry_id
      from journal.entry
      where subjects && ${subjectIds}::uuid[]
        and (input_digest is null or input ? 'reason')
        and (position in (select position from journal.about where subject_id = any(${subjectIds}::uuid[]))
          or position > (select coalesce(max(position), 0) from journal.seal) - ${lateness})
      union
      select entry_id
      from journal.entry
      where input_digest is null
        and num_nonnulls(input, output) > 0
        and institution_id = nullif(current_setting('ceiba.institution'), '')
        and exists (select from unnest(${words}::text[]) as word where strpos(lower(coalesce(input, 'null')::text || coalesce(output, 'null')::text), word) > 0)
    ), ${because}) as redacted`,
  )
  return redacted
}
