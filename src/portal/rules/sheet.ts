import { type Language, labelOf } from '#base/codes.ts'
import { figureKinds, type PublishedFigure, qualifiers, type Release, type Words } from '#release/contract.ts'
import { sentenceShown } from '#release/rules/shown.ts'

/** A table as `writeCsv` and `writeXlsx` take it. */
type Sheet = {
  name: string
  columns: { title: string; width?: number }[]
  rows: (string | number | undefined)[][]
  notes: string[]
}

type Column = { code: string; title: Words; width?: number; cell(figure: PublishedFigure): string | number | undefined }

const column = (code: string, es: string, en: string, cell: Column['cell'], width?: number): Column => ({
  code,
  title: { es, en },
  cell,
  ...(width && { width }),
})

/**
 * The figures as a table: codes, and words in both languages. A CSV is headed by codes that never change (`headings: 'codes'`), a
 * workbook by words. A value that is not available stays blank; zero is 0. `address` gives a figure's lasting address.
 */
export function figureSheet(
  figures: PublishedFigure[],
  release: Release,
  language: Language,
  headings: 'codes' | 'words',
  address: (figureId: string) => string,
): Sheet {
  const columns = columnsOf(release, address)
  return {
    name: language === 'es' ? 'Cifras' : 'Figures',
    columns: columns.map(({ code, title, width }) => ({
      title: headings === 'codes' ? code : title[language],
      ...(width && { width }),
    })),
    rows: figures.map((figure) => columns.map(({ cell }) => cell(figure))),
    notes: notesFor(release, language),
  }
}

function columnsOf(release: Release, address: (figureId: string) => string): Column[] {
  const documents = new Map(release.documents.map((document) => [document.documentId, document]))
  const institutions = new Map(release.institutions.map(({ institutionId, name }) => [institutionId, name]))
  const namesIn = (language: Language) => (figure: PublishedFigure) =>
    listed(figure.institutions.map((institutionId) => institutions.get(institutionId)?.[language] ?? institutionId))
  const documentOf = (figure: PublishedFigure) => documents.get(figure.source.document)
  return [
    column('figure_id', 'Cifra', 'Figure', ({ figureId }) => figureId, 9),
    column('value', 'Valor', 'Value', ({ value }) => value, 14),
    column('as_written', 'Como está escrito', 'As written', ({ asWritten }) => asWritten, 24),
    column('qualifier', 'Exactitud (código)', 'Exactness (code)', ({ qualifier }) => qualifier, 12),
    column('qualifier_es', 'Exactitud', 'Exactness (Spanish)', ({ qualifier }) => labelOf(qualifiers, qualifier, 'es'), 12),
    column('qualifier_en', 'Exactitud (inglés)', 'Exactness', ({ qualifier }) => labelOf(qualifiers, qualifier, 'en'), 12),
    column('kind', 'Tipo (código)', 'Kind (code)', ({ kind }) => kind, 14),
    column('kind_es', 'Tipo', 'Kind (Spanish)', ({ kind }) => labelOf(figureKinds, kind, 'es'), 18),
    column('kind_en', 'Tipo (inglés)', 'Kind', ({ kind }) => labelOf(figureKinds, kind, 'en'), 18),
    column('status', 'Estado (código)', 'Status (code)', ({ status }) => status, 12),
    column('measure_es', 'Medida', 'Measure (Spanish)', ({ measure }) => measure.es, 50),
    column('measure_en', 'Medida (inglés)', 'Measure', ({ measure }) => measure.en, 50),
    column('unit_es', 'Unidad', 'Unit (Spanish)', ({ unit }) => unit.es, 24),
    column('unit_en', 'Unidad (inglés)', 'Unit', ({ unit }) => unit.en, 24),
    column('sentence_es', 'En una frase', 'In a sentence (Spanish)', (figure) => sentenceShown(figure, 'es'), 60),
    column('sentence_en', 'En una frase (inglés)', 'In a sentence', (figure) => sentenceShown(figure, 'en'), 60),
    column('period_from', 'Desde', 'From', ({ period }) => period.from, 12),
    column('period_to', 'Hasta', 'To', ({ period }) => period.to, 12),
    column(
      'objectives',
      'Objetivos del Pacto Mundial',
      'Objectives of the Global Compact',
      ({ objectives }) => listed(objectives.map(String)),
      12,
    ),
    column('institutions', 'Instituciones (códigos)', 'Institutions (codes)', ({ institutions }) => listed(institutions), 18),
    column('institutions_es', 'Instituciones', 'Institutions (Spanish)', namesIn('es'), 40),
    column('institutions_en', 'Instituciones (inglés)', 'Institutions', namesIn('en'), 40),
    column('breakdown_dimension_es', 'Desglose', 'Breakdown (Spanish)', ({ breakdown }) => breakdown?.dimension.es, 14),
    column('breakdown_value_es', 'Valor del desglose', 'Breakdown value (Spanish)', ({ breakdown }) => breakdown?.value.es, 18),
    column('breakdown_dimension_en', 'Desglose (inglés)', 'Breakdown', ({ breakdown }) => breakdown?.dimension.en, 14),
    column('breakdown_value_en', 'Valor del desglose (inglés)', 'Breakdown value', ({ breakdown }) => breakdown?.value.en, 18),
    column('document', 'Documento (código)', 'Document (code)', ({ source }) => source.document, 20),
    column('document_es', 'Documento', 'Document (Spanish)', (figure) => documentOf(figure)?.short.es, 40),
    column('document_en', 'Documento (inglés)', 'Document', (figure) => documentOf(figure)?.short.en, 40),
    column('document_date', 'Fecha del documento', 'Date of the document', (figure) => documentOf(figure)?.dated, 14),
    column('section_es', 'Sección', 'Section (Spanish)', ({ source }) => source.section.es, 22),
    column('section_en', 'Sección (inglés)', 'Section', ({ source }) => source.section.en, 22),
    column('note_es', 'Nota', 'Note (Spanish)', ({ note }) => note?.es, 60),
    column('note_en', 'Nota (inglés)', 'Note', ({ note }) => note?.en, 60),
    column(
      'contradicts',
      'Contradice a',
      'Contradicts',
      ({ conflicts }) => listed(conflicts.flatMap(({ others }) => others)),
      14,
    ),
    column(
      'contradiction_es',
      'Contradicción',
      'Contradiction (Spanish)',
      ({ conflicts }) => listed(conflicts.map(({ says }) => says.es)),
      60,
    ),
    column(
      'contradiction_en',
      'Contradicción (inglés)',
      'Contradiction',
      ({ conflicts }) => listed(conflicts.map(({ says }) => says.en)),
      60,
    ),
    column('release', 'Publicación', 'Release', () => release.number, 12),
    column('address', 'Dirección', 'Address', ({ figureId }) => address(figureId), 40),
  ]
}

const listed = (values: string[]): string | undefined => values.join(' | ') || undefined

/** What a reader of the workbook must know; and every source in full. */
function notesFor(release: Release, language: Language): string[] {
  const sources = release.documents.map(({ documentId, title, dated }) => `${documentId}: ${title[language]} (${dated})`)
  const head = {
    es: [
      `Ceiba, publicación ${release.number}: ${release.title.es}. Publicada: ${release.publishedAt.slice(0, 10)}. SHA-256 del contenido: ${release.sha256}.`,
      'Son cifras que documentos publicados reportan, copiadas como están escritas. No se calcularon a partir de registros de personas.',
      'Una celda de valor en blanco significa «dato no disponible»; el cero se escribe 0. Exactitud: exact, at_least (al menos), at_most (a lo sumo), about (cerca de).',
      'Cuando dos cifras se contradicen se conservan las dos; las columnas de contradicción dicen con cuál y por qué.',
      'Fuentes:',
    ],
    en: [
      `Ceiba, release ${release.number}: ${release.title.en}. Published: ${release.publishedAt.slice(0, 10)}. SHA-256 of the content: ${release.sha256}.`,
      'These are figures that published documents report, copied as they are written. They were not computed from records of persons.',
      'A blank value means “not available”; zero is written 0. Exactness: exact, at_least, at_most, about.',
      'Where two figures contradict each other both are kept; the contradiction columns say which and why.',
      'Sources:',
    ],
  }
  return [...head[language], ...sources]
}
