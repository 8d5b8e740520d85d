import { z } from 'zod'
import { Finding } from '#base/finding.ts'
import { type Database, sql } from '#server/db.ts'
import type { PartialForm } from '../contract/form.ts'
import {
  closedKeys,
  identifying,
  identifyingInManifest,
  names,
  openKeys,
  type SealText,
  sealedCells,
  sealedFindings,
  sealedForm,
  sealedListing,
} from '../rules/sealing.ts'

/** A document of answers as it stands: none is lost that this program does not know. */
const Document = z.record(z.string(), z.unknown())

const Standing = z.object({
  subjectId: z.uuid(),
  institutionId: z.string(),
  arrivalId: z.uuid(),
  arrivedOn: z.iso.date(),
  compartment: z.string().optional(),
  form: Document,
  listedAs: Document.optional(),
})
type Standing = z.infer<typeof Standing>

const Line = z.object({
  manifestId: z.uuid(),
  line: z.int(),
  subjectId: z.uuid(),
  cells: z.array(z.string()),
  person: Document,
  findings: z.array(z.looseObject(Finding.shape)),
})

/**
 * Makes what stands of these people as it must be: of a closed record what identifies is sealed and its words are blinded, of an open one
 * it is readable. Whatever writes of somebody who may be closed ends with it, in the same transaction, and it changes nothing a second
 * time. To be called where none of them is hidden.
 */
export async function settleSeals(db: Database, subjectIds: readonly string[]): Promise<void> {
  const people = await db.many(
    Standing,
    sql`
    select subject_id as "subjectId", institution_id as "institutionId", arrival_id as "arrivalId", arrived_on as "arrivedOn",
      compartment, form, listed_as as "listedAs"
    from intake.subject
    where subject_id = any(${subjectIds}::uuid[])`,
  )
  if (people.length === 0) return
  const sealFor = await sealsOf(db, people)
  const documents = people.map(({ subjectId, arrivedOn, compartment, form, listedAs }) => {
    const seal = sealFor(subjectId)
    return {
      subject_id: subjectId,
      form: seal ? sealedForm(form, arrivedOn, seal) : form,
      listed_as: seal && listedAs ? sealedListing(listedAs, 'intake.subject|listed_as', seal) : listedAs,
      keys: searchKeys(db, { compartment }, form),
    }
  })
  await db.run(sql`
    update intake.subject
    set form = sealed.form, listed_as = sealed.listed_as
    from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb) as sealed (subject_id uuid, form jsonb, listed_as jsonb)
    where subject.subject_id = sealed.subject_id`)
  await db.run(sql`
    delete from intake.name_key
    where subject_id = any(${subjectIds}::uuid[])`)
  await db.run(sql`
    insert into intake.name_key (subject_id, institution_id, key, arrived_on, compartment)
    select distinct subject.subject_id, subject.institution_id, key, subject.arrived_on, subject.compartment
    from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb) as sealed (subject_id uuid, keys text[])
    join intake.subject using (subject_id), unnest(keys) as key`)
  await settleLines(db, sql`subject_id = any(${subjectIds}::uuid[])`, sealFor)
  await settleNotes(db, subjectIds, sealFor)
}

const Note = z.object({ subjectId: z.uuid(), purpose: z.string(), recipient: z.string(), at: z.string(), note: z.string() })

/** What was noted with an answer about their data. */
async function settleNotes(db: Database, subjectIds: readonly string[], sealFor: SealFor): Promise<void> {
  const notes = await db.many(
    Note,
    sql`
    select subject_id as "subjectId", purpose, recipient, at::text, note
    from intake.consent
    where subject_id = any(${subjectIds}::uuid[])
      and note is not null`,
  )
  for (const { subjectId, purpose, recipient, at, note } of notes)
    await db.run(sql`
      update intake.consent
      set note = ${sealFor(subjectId)?.('intake.consent|note', note) ?? note}
      where subject_id = ${subjectId}
        and purpose = ${purpose}
        and recipient = ${recipient}
        and at = ${at}::timestamptz`)
}

/** The same for the lines of one manifest. */
export async function settleLinesOf(db: Database, manifestId: string): Promise<void> {
  const people = await db.many(
    Standing.pick({ subjectId: true, institutionId: true, compartment: true }),
    sql`
    select distinct subject_id as "subjectId", institution_id as "institutionId", compartment
    from intake.manifest_row
    where manifest_id = ${manifestId}
      and compartment is not null`,
  )
  if (people.length > 0) await settleLines(db, sql`manifest_id = ${manifestId}`, await sealsOf(db, people))
}

type SealFor = (subjectId: string) => SealText | undefined

/** What seals for each of these people; nothing for whoever is open. */
async function sealsOf(
  db: Database,
  people: readonly Pick<Standing, 'subjectId' | 'institutionId' | 'compartment'>[],
): Promise<SealFor> {
  const closed = people.filter(({ compartment }) => compartment !== undefined)
  if (closed.length === 0) return () => undefined
  const seal = await db.sealing(closed)
  const ids = new Set(closed.map(({ subjectId }) => subjectId))
  return (subjectId) => (ids.has(subjectId) ? (place, text, readable) => seal(subjectId, place, text, readable) : undefined)
}

async function settleLines(db: Database, which: ReturnType<typeof sql>, sealFor: SealFor): Promise<void> {
  const lines = await db.many(
    Line,
    sql`
    select manifest_id as "manifestId", line, subject_id as "subjectId", cells, person, findings
    from intake.manifest_row
    where ${which}
      and subject_id is not null`,
  )
  if (lines.length === 0) return
  const documents = lines.map(({ manifestId, line, subjectId, cells, person, findings }) => {
    const seal = sealFor(subjectId)
    return {
      manifest_id: manifestId,
      line,
      cells: seal ? sealedCells(cells, seal) : cells,
      person: seal ? sealedListing(person, 'intake.manifest_row|person', seal) : person,
      findings: seal ? sealedFindings(findings, seal) : findings,
    }
  })
  await db.run(sql`
    update intake.manifest_row
    set cells = sealed.cells, person = sealed.person, findings = sealed.findings
    from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb)
      as sealed (manifest_id uuid, line int, cells text[], person jsonb, findings jsonb)
    where manifest_row.manifest_id = sealed.manifest_id
      and manifest_row.line = sealed.line`)
}

/** By what somebody is found. */
export function searchKeys(db: Database, { compartment }: { compartment?: string | undefined }, form: PartialForm): string[] {
  return compartment === undefined ? openKeys(form) : closedKeys(form, db.blind)
}

/** The answers of somebody as they are written: sealed, if they are closed. */
export async function writtenForm(
  db: Database,
  person: Pick<Standing, 'subjectId' | 'institutionId' | 'compartment' | 'arrivedOn'>,
  form: PartialForm,
): Promise<Record<string, unknown>> {
  const seal = (await sealsOf(db, [person]))(person.subjectId)
  return seal ? sealedForm(form, person.arrivedOn, seal) : form
}

const Named = z.object({ manifestId: z.uuid(), line: z.int(), cells: z.array(z.string()) })

/**
 * A file that was read twice, or never put on the list, names people too: its lines that name one of these are of that person from here
 * on, and closed with them.
 */
export async function takeLinesNaming(db: Database, subjectIds: readonly string[]): Promise<void> {
  const people = await db.many(
    Standing.pick({ subjectId: true, arrivalId: true, form: true }),
    sql`
    select subject_id as "subjectId", arrival_id as "arrivalId", form
    from intake.subject
    where subject_id = any(${subjectIds}::uuid[])`,
  )
  for (const [arrivalId, those] of Map.groupBy(people, (person) => person.arrivalId)) {
    const lines = await db.many(
      Named,
      sql`
      select manifest_id as "manifestId", line, cells
      from intake.manifest_row
      join intake.manifest using (manifest_id)
      where manifest.arrival_id = ${arrivalId}
        and not exists (select from intake.subject where subject.subject_id = manifest_row.subject_id)`,
    )
    const theirs = lines.flatMap(({ manifestId, line, cells }) => {
      const named = those.find(({ form }) => names(cells, form as PartialForm))
      return named ? [{ manifest_id: manifestId, line, subject_id: named.subjectId }] : []
    })
    if (theirs.length > 0)
      await db.run(sql`
        update intake.manifest_row
        set subject_id = theirs.subject_id
        from jsonb_to_recordset(${JSON.stringify(theirs)}::jsonb) as theirs (manifest_id uuid, line int, subject_id uuid)
        where manifest_row.manifest_id = theirs.manifest_id
          and manifest_row.line = theirs.line`)
  }
}

const Id = z.object({ subjectId: z.uuid() })

/** The next closed people of whom something can be read that must not: closed before there were keys, or written by who forgot. */
export async function readableClosed(db: Database, marks: { seal: string; blind: string }, limit: number): Promise<string[]> {
  const rows = await db.many(
    Id,
    sql`
    select subject_id as "subjectId"
    from intake.subject
    where compartment is not null
      and erased_at is null
      and (
        exists (select from unnest(${identifying}::text[]) as field where strpos(form ->> field, ${marks.seal}) = 0)
        or exists (
          select from unnest(${identifyingInManifest}::text[]) as field where strpos(listed_as ->> field, ${marks.seal}) = 0)
        or exists (
          select from intake.name_key
          where name_key.subject_id = subject.subject_id
            and strpos(key, ${marks.blind}) = 0)
        or exists (
          select from intake.manifest_row
          where manifest_row.subject_id = subject.subject_id
            and exists (select from unnest(cells) as cell where cell <> '' and strpos(cell, ${marks.seal}) = 0))
        or exists (
          select from intake.consent
          where consent.subject_id = subject.subject_id
            and strpos(note, ${marks.seal}) = 0))
    order by subject_id
    limit ${limit}`,
  )
  return rows.map(({ subjectId }) => subjectId)
}

const Institution = z.object({ institutionId: z.string() })

/** All institutions that the directory ever knew: a record of one whose people are gone is sealed too. */
export async function everyInstitution(db: Database): Promise<string[]> {
  const rows = await db.many(
    Institution,
    sql`
    select institution_id as "institutionId" from directory.institution
    union
    select institution_id from access.membership`,
  )
  return rows.map(({ institutionId }) => institutionId)
}
