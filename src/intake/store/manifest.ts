import { z } from 'zod'
import { Id } from '#base/contract.ts'
import { Department, Municipality } from '#directory/contract.ts'
import { type Database, sql } from '#server/db.ts'
import { PartialForm } from '../contract/form.ts'
import { Manifest, ManifestColumn, ManifestRow } from '../contract/manifest.ts'
import type { OnList, ToList } from '../rules/manifest-apply.ts'
import { settleLinesOf, settleSeals } from './sealing.ts'

/** What reading gave, apart from the rows; kept as one document beside the manifest. */
export const Reading = Manifest.pick({
  format: true,
  encoding: true,
  delimiter: true,
  sheet: true,
  headerLine: true,
  mapping: true,
  confidence: true,
  counts: true,
}).extend({ columns: z.array(ManifestColumn), gone: z.array(Id) })
export type Reading = z.infer<typeof Reading>

const ManifestRecord = z.object({
  ...Manifest.pick({ manifestId: true, arrivalId: true, fileName: true, sha256: true, state: true }).shape,
  reading: Reading,
  uploadedAt: z.iso.datetime(),
  appliedAt: z.iso.datetime().optional(),
})
export type ManifestRecord = z.infer<typeof ManifestRecord>

export async function insertManifest(
  db: Database,
  manifest: {
    manifestId: string
    arrivalId: string
    institutionId: string
    fileName: string
    sha256: string
    reading: Reading
    now: Date
    by: string
  },
): Promise<void> {
  await db.run(sql`
    insert into intake.manifest (manifest_id, institution_id, arrival_id, file_name, sha256, state, reading, uploaded_at, uploaded_by)
    values (${manifest.manifestId}, ${manifest.institutionId}, ${manifest.arrivalId}, ${manifest.fileName}, ${manifest.sha256},
      'read', ${JSON.stringify(manifest.reading)}, ${manifest.now}, ${manifest.by})`)
}

export function manifestById(
  db: Database,
  manifestId: string,
  options: { hold?: boolean } = {},
): Promise<ManifestRecord | undefined> {
  const hold = options.hold ? sql`for update` : sql``
  return db.maybe(
    ManifestRecord,
    sql`
    select manifest_id as "manifestId", arrival_id as "arrivalId", file_name as "fileName", sha256, state, reading,
      uploaded_at as "uploadedAt", applied_at as "appliedAt"
    from intake.manifest
    where manifest_id = ${manifestId}
    ${hold}`,
  )
}

const ListedManifest = ManifestRecord.omit({ arrivalId: true, sha256: true, reading: true })

/** The newest files of an arrival, as many as somebody looks through. */
export function manifestsOf(db: Database, arrivalId: string): Promise<z.infer<typeof ListedManifest>[]> {
  return db.many(
    ListedManifest,
    sql`
    select manifest_id as "manifestId", file_name as "fileName", state, uploaded_at as "uploadedAt", applied_at as "appliedAt"
    from intake.manifest
    where arrival_id = ${arrivalId}
    order by uploaded_at desc, manifest_id desc
    limit 20`,
  )
}

export async function saveReading(db: Database, manifestId: string, reading: Reading): Promise<void> {
  await db.run(sql`update intake.manifest set reading = ${JSON.stringify(reading)} where manifest_id = ${manifestId}`)
}

export async function markApplied(db: Database, manifestId: string, now: Date): Promise<void> {
  await db.run(sql`update intake.manifest set state = 'applied', applied_at = ${now} where manifest_id = ${manifestId}`)
}

/** What a line above the data is stored as: it is no row of the preview. */
const head = 'head'

/** Puts these rows in the place of the manifest's rows, all in one statement; `heads` are the lines above the data. */
export async function replaceRows(
  db: Database,
  manifestId: string,
  institutionId: string,
  rows: ManifestRow[],
  heads: { line: number; cells: string[] }[],
): Promise<void> {
  await db.run(sql`delete from intake.manifest_row where manifest_id = ${manifestId}`)
  const documents = [
    ...heads.map((line) => ({ ...line, person: {}, findings: [], worst: 'none', comparison: head, changed: [] })),
    ...rows.map(({ subjectId, ...row }) => ({ ...row, subject_id: subjectId, worst: worstOf(row.findings) })),
  ]
  await db.run(sql`
    insert into intake.manifest_row
      (manifest_id, line, institution_id, cells, person, findings, worst, comparison, changed, subject_id, compartment)
    select ${manifestId}, row.line, ${institutionId}, cells, person, findings, worst, comparison, changed, subject_id,
      subject.compartment
    from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb) as row (
      line int, cells text[], person jsonb, findings jsonb, worst text, comparison text, changed text[], subject_id uuid)
    left join intake.subject using (subject_id)`)
  await settleLinesOf(db, manifestId)
}

/**
 * Lines whose person was not seen when the file was read, and is on the list: they are of that person from here on, and closed with them.
 */
export async function giveLines(db: Database, manifestId: string, found: { line: number; subjectId?: string }[]): Promise<void> {
  const lines = found.flatMap(({ line, subjectId }) => (subjectId ? [{ line, subject_id: subjectId }] : []))
  const given = await db.run(sql`
    update intake.manifest_row
    set subject_id = subject.subject_id, compartment = subject.compartment
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as found (line int, subject_id uuid)
    join intake.subject using (subject_id)
    where manifest_row.manifest_id = ${manifestId}
      and manifest_row.line = found.line
      and manifest_row.subject_id <> found.subject_id`)
  if (given > 0) await settleLinesOf(db, manifestId)
}

function worstOf(findings: { severity: string }[]): string {
  return ['error', 'warning', 'note'].find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'none'
}

const rowColumns = sql`
  line, cells, person, findings, comparison, changed, subject_id as "subjectId"
  from intake.manifest_row`

export type RowFilter = 'all' | 'findings' | 'errors' | 'new' | 'changed'

export function rowsPage(
  db: Database,
  manifestId: string,
  only: RowFilter,
  afterLine: number,
  limit: number,
): Promise<ManifestRow[]> {
  const wanted = {
    all: sql`true`,
    findings: sql`worst in ('error', 'warning')`,
    errors: sql`worst = 'error'`,
    new: sql`comparison = 'new'`,
    changed: sql`comparison in ('changed', 'received')`,
  }[only]
  return db.many(
    ManifestRow,
    sql`
    select ${rowColumns}
    where manifest_id = ${manifestId}
      and comparison <> ${head}
      and line > ${afterLine}
      and ${wanted}
    order by line
    limit ${limit}`,
  )
}

/** Every row, in the order of the file. */
export function allRows(db: Database, manifestId: string): Promise<ManifestRow[]> {
  return db.many(
    ManifestRow,
    sql`
    select ${rowColumns}
    where manifest_id = ${manifestId}
      and comparison <> ${head}
    order by line`,
  )
}

/** The lines of the file as they were read, those above the data too. */
export function allLines(db: Database, manifestId: string): Promise<{ line: number; cells: string[] }[]> {
  return db.many(
    ManifestRow.pick({ line: true, cells: true }),
    sql`
    select line, cells
    from intake.manifest_row
    where manifest_id = ${manifestId}
    order by line`,
  )
}

const OnListRow = z.object({
  subjectId: Id,
  state: z.enum(['expected', 'receiving', 'received', 'not_arrived', 'withdrawn']),
  listed: z.boolean(),
  form: PartialForm,
  listedAs: z.record(z.string(), z.unknown()).optional(),
  familyUnitId: Id.optional(),
})

/** The people of an arrival, in whatever state: withdrawn ones may come back. */
export async function peopleOf(db: Database, arrivalId: string): Promise<OnList[]> {
  const rows = await db.many(
    OnListRow,
    sql`
    select subject_id as "subjectId", state, listed, form, listed_as as "listedAs", family_unit_id as "familyUnitId"
    from intake.subject
    where arrival_id = ${arrivalId}
    order by line, subject_id`,
  )
  return rows as OnList[]
}

const Named = z.object({ subjectId: Id, givenNames: z.string().optional(), surnames: z.string().optional() })

export function namesOf(db: Database, subjectIds: string[]): Promise<z.infer<typeof Named>[]> {
  return db.many(
    Named,
    sql`
    select subject_id as "subjectId", given_names as "givenNames", surnames
    from intake.subject
    where subject_id = any(${subjectIds}::uuid[])
    order by line, subject_id`,
  )
}

/** All municipalities, as the finder wants them. */
export function municipalities(db: Database): Promise<Municipality[]> {
  return db.many(
    Municipality,
    sql`
    select municipality_code as code, department_code as "departmentCode", name, other_names as "otherNames",
      ocha_pcode as "ochaPcode", lat, lon, population_2018 as "population2018", note
    from directory.municipality
    order by municipality_code`,
  )
}

/** All departments, as the finder wants them. */
export function departments(db: Database): Promise<Department[]> {
  return db.many(
    Department,
    sql`
    select department_code as code, name, iso_3166_2 as iso31662, iso_3166_2_former as "iso31662Former", hasc,
      ocha_pcode as "ochaPcode", capital, capital_municipality_code as "capitalMunicipalityCode", region_code as "regionCode",
      region_name as "regionName", municipality_count as "municipalityCount", population_2018 as "population2018", lat, lon,
      tile_row as "tileRow", tile_col as "tileCol", note
    from directory.department
    order by department_code`,
  )
}

/** Puts people on the list of an arrival: subjects and the keys their names are found by. */
export async function insertListed(
  db: Database,
  arrival: { arrivalId: string; institutionId: string },
  people: ToList[],
  now: Date,
): Promise<void> {
  const documents = JSON.stringify(
    people.map(({ subjectId, line, form, listedAs, keys, familyUnitId }) => {
      return { subject_id: subjectId, line, form, listed_as: listedAs, keys, family_unit_id: familyUnitId }
    }),
  )
  await db.run(sql`
    with person as (
      select *
      from jsonb_to_recordset(${documents}::jsonb) as person (
        subject_id uuid, line int, form jsonb, listed_as jsonb, keys text[], family_unit_id uuid)
    ), place as (
      select facility_id, (expected_at at time zone 'America/Guatemala')::date as arrived_on
      from intake.arrival
      where arrival_id = ${arrival.arrivalId}
    ), subject as (
      insert into intake.subject
        (subject_id, institution_id, arrival_id, facility_id, arrived_on, state, listed, line, form, listed_as, family_unit_id,
        created_at, changed_at)
      select subject_id, ${arrival.institutionId}, ${arrival.arrivalId}::uuid, facility_id, arrived_on, 'expected', true, line, form,
        listed_as, family_unit_id, ${now}::timestamptz, ${now}::timestamptz
      from person, place
    )
    insert into intake.name_key (subject_id, institution_id, key, arrived_on)
    select distinct subject_id, ${arrival.institutionId}, key, arrived_on
    from person, place, unnest(keys) as key`)
}

/** Changes answers, line and keys of people who are still expected; a withdrawn one is expected again. */
export async function updateListed(db: Database, institutionId: string, people: ToList[], now: Date): Promise<void> {
  const documents = JSON.stringify(
    people.map(({ subjectId, line, form, listedAs, keys, familyUnitId }) => {
      return { subject_id: subjectId, line, form, listed_as: listedAs, keys, family_unit_id: familyUnitId }
    }),
  )
  await db.run(sql`
    update intake.subject
    set form = subject.form || person.form, listed_as = person.listed_as, line = person.line, changed_at = ${now},
      family_unit_id = coalesce(subject.family_unit_id, person.family_unit_id),
      state = case subject.state when 'withdrawn' then 'expected' else subject.state end
    from jsonb_to_recordset(${documents}::jsonb) as person (subject_id uuid, line int, form jsonb, listed_as jsonb, family_unit_id uuid)
    where subject.subject_id = person.subject_id`)
  await db.run(sql`delete from intake.name_key where subject_id = any(${people.map(({ subjectId }) => subjectId)}::uuid[])`)
  await db.run(sql`
    insert into intake.name_key (subject_id, institution_id, key, arrived_on, compartment)
    select distinct person.subject_id, ${institutionId}, key, subject.arrived_on, subject.compartment
    from jsonb_to_recordset(${documents}::jsonb) as person (subject_id uuid, keys text[])
    join intake.subject using (subject_id), unnest(keys) as key`)
  const closed = await db.many(
    z.object({ subjectId: Id }),
    sql`
    select subject_id as "subjectId"
    from intake.subject
    where subject_id = any(${people.map(({ subjectId }) => subjectId)}::uuid[])
      and compartment is not null`,
  )
  await settleSeals(
    db,
    closed.map(({ subjectId }) => subjectId),
  )
}

/** Takes people who are still expected off the list; gives how many. */
export function withdraw(db: Database, subjectIds: string[], now: Date): Promise<number> {
  return db.run(sql`
    update intake.subject
    set state = 'withdrawn', changed_at = ${now}
    where subject_id = any(${subjectIds}::uuid[])
      and state = 'expected'`)
}
