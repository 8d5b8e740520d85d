import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { type Content, Release } from './contract.ts'

const Known = z.object({ number: z.int() })

/** The number of the release with this content, if it was published. */
export async function releaseWithHash(db: Database, sha256: string): Promise<number | undefined> {
  const known = await db.maybe(Known, sql`select release_number as number from release.release where sha256 = ${sha256}`)
  return known?.number
}

/** The newest release of a series, whole. */
export function newestRelease(db: Database, series: string): Promise<Release | undefined> {
  return db.maybe(
    Release,
    sql`
    select number, series, title, published_at as "publishedAt", sha256, documents, institutions, objectives, figures,
      contradictions, tables
    from release.published
    where series = ${series}
    order by number desc
    limit 1`,
  )
}

/** Publishes a release under the next number, in one statement: it is there whole or not at all. */
export async function insertRelease(db: Database, content: Content, sha256: string, now: Date): Promise<void> {
  await db.run(sql`
    with published as (
      insert into release.release (release_number, series, title, published_at, sha256)
      select coalesce(max(release_number), 0) + 1, ${content.series}, ${JSON.stringify(content.title)}::jsonb, ${now}::timestamptz, ${sha256}
      from release.release
      on conflict do nothing
      returning release_number
    ),
    documents as (
      insert into release.document (release_number, document_id, position, title, short, issuer, dated)
      select release_number, row ->> 'documentId', position, row -> 'title', row -> 'short', row ->> 'issuer', row ->> 'dated'
      from published, jsonb_array_elements(${JSON.stringify(content.documents)}::jsonb) with ordinality as rows (row, position)
    ),
    institutions as (
      insert into release.institution (release_number, institution_id, position, acronym, name)
      select release_number, row ->> 'institutionId', position, row ->> 'acronym', row -> 'name'
      from published, jsonb_array_elements(${JSON.stringify(content.institutions)}::jsonb) with ordinality as rows (row, position)
    ),
    objectives as (
      insert into release.objective (release_number, number, title, short, reported)
      select release_number, (row ->> 'number')::int, row -> 'title', row -> 'short', (row ->> 'reported')::boolean
      from published, jsonb_array_elements(${JSON.stringify(content.objectives)}::jsonb) as rows (row)
    ),
    figures as (
      insert into release.figure (release_number, figure_id, position, as_written, value, kind, qualifier, status, measure, unit,
        sentence, period_from, period_to, institutions, objectives, breakdown_dimension, breakdown_value, document_id, section, note)
      select release_number, row ->> 'figureId', position, row ->> 'asWritten', (row ->> 'value')::numeric, row ->> 'kind',
        row ->> 'qualifier', row ->> 'status', row -> 'measure', row -> 'unit', row -> 'sentence', row -> 'period' ->> 'from',
        row -> 'period' ->> 'to', array(select jsonb_array_elements_text(row -> 'institutions')),
        array(select jsonb_array_elements_text(row -> 'objectives')::int), row -> 'breakdown' -> 'dimension',
        row -> 'breakdown' -> 'value', row -> 'source' ->> 'document', row -> 'source' -> 'section', row -> 'note'
      from published, jsonb_array_elements(${JSON.stringify(content.figures)}::jsonb) with ordinality as rows (row, position)
    ),
    contradictions as (
      insert into release.contradiction (release_number, contradiction_id, position, nature, figures, says)
      select release_number, row ->> 'contradictionId', position, row ->> 'nature',
        array(select jsonb_array_elements_text(row -> 'figures')), row -> 'says'
      from published, jsonb_array_elements(${JSON.stringify(content.contradictions)}::jsonb) with ordinality as rows (row, position)
    )
    insert into release.public_table (release_number, table_id, position, content)
    select release_number, row ->> 'tableId', position, row
    from published, jsonb_array_elements(${JSON.stringify(content.tables)}::jsonb) with ordinality as rows (row, position)`)
}
