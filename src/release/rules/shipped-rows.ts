import Papa from 'papaparse'
import { Content, type Figure } from '../contract.ts'
import { qualifierOf } from './written.ts'

/** The text of each file of `data/`, by what it holds. */
export type ShippedFiles = {
  figures: string
  documents: string
  institutions: string
  objectives: string
  contradictions: string
  tables: string
}

type Row = Record<string, string | undefined>

function rowsOf(csv: string): Row[] {
  const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true })
  return data.map((row) =>
    Object.fromEntries(Object.entries(row).map(([column, text]) => [column, text === '' ? undefined : text])),
  )
}

/** `title_es` and `title_en` of a row; nothing when neither is there. One without the other is refused by the schema. */
const both = (row: Row, name: string) => {
  const [es, en] = [row[`${name}_es`], row[`${name}_en`]]
  return es === undefined && en === undefined ? undefined : { es, en }
}
const list = (text: string | undefined): string[] => text?.split('|') ?? []

/** The release that comes with the program. Throws when a file breaks its schema: they are ours, not a user's. */
export function shippedContent(files: ShippedFiles): Content {
  return Content.parse({
    series: 'reported-2022',
    title: { es: 'Cifras reportadas 2022', en: 'Reported figures 2022' },
    documents: rowsOf(files.documents).map((row) => ({
      documentId: row.document_id,
      title: both(row, 'title'),
      short: both(row, 'short'),
      issuer: row.issuer,
      dated: row.dated,
    })),
    institutions: rowsOf(files.institutions).map((row) => ({
      institutionId: row.institution_id,
      acronym: row.acronym,
      name: both(row, 'name'),
    })),
    objectives: rowsOf(files.objectives).map((row) => ({
      number: Number(row.number),
      title: both(row, 'title'),
      short: both(row, 'short'),
      reported: row.reported === 'yes',
    })),
    figures: rowsOf(files.figures).map(figureOf),
    contradictions: rowsOf(files.contradictions).map((row) => ({
      contradictionId: row.contradiction_id,
      nature: row.nature,
      figures: list(row.figures),
      says: both(row, 'says'),
    })),
    tables: JSON.parse(files.tables),
  })
}

function figureOf(row: Row): { [K in keyof Figure]: unknown } {
  const dimension = both(row, 'breakdown_dimension')
  return {
    figureId: row.figure_id,
    asWritten: row.as_written,
    value: row.value === undefined ? undefined : Number(row.value),
    kind: row.kind,
    qualifier: qualifierOf(row.as_written ?? ''),
    status: 'reported',
    measure: both(row, 'measure'),
    unit: both(row, 'unit'),
    sentence: both(row, 'sentence'),
    period: { from: row.period_from, to: row.period_to },
    institutions: list(row.institutions),
    objectives: list(row.objectives).map(Number),
    breakdown: dimension && { dimension, value: both(row, 'breakdown_value') },
    source: { document: row.document, section: both(row, 'section') },
    note: both(row, 'note'),
  }
}
