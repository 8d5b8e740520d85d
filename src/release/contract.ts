import { z } from 'zod'
import { codeList, codesOf } from '#base/codes.ts'
import { query } from '#base/contract.ts'
import { comparePartialDates, PartialDate } from '#base/partial-date.ts'

// What the public can read. A release is immutable: what is published is corrected by another release, never changed.

/** Words in the two languages of the portal. */
export const Words = z.object({ es: z.string().min(1), en: z.string().min(1) })
export type Words = z.infer<typeof Words>

export const figureKinds = codeList({
  reported: { es: 'Reportada', en: 'Reported' },
  estimate: { es: 'Estimación', en: 'Estimate' },
  derived: { es: 'Derivada', en: 'Derived' },
  methodology: { es: 'Sobre el informe', en: 'About the report' },
  target: { es: 'Meta o compromiso', en: 'Target or commitment' },
  legal: { es: 'Norma', en: 'Law' },
  eligibility: { es: 'Requisito', en: 'Requirement' },
  context: { es: 'Contexto', en: 'Context' },
  identifier: { es: 'Identificador', en: 'Identifier' },
})
export type FigureKind = keyof typeof figureKinds

/** How exact a number is, as the document writes it; the words go before the number. */
export const qualifiers = codeList({
  exact: { es: 'exacto', en: 'exactly' },
  at_least: { es: 'al menos', en: 'at least' },
  at_most: { es: 'a lo sumo', en: 'at most' },
  about: { es: 'cerca de', en: 'about' },
})
export type Qualifier = keyof typeof qualifiers

/** Three blanks that are never mixed, by the sign that stands for each. */
export const symbols = codeList({
  c: { es: 'confidencial', en: 'confidential' },
  '–': { es: 'cero', en: 'zero' },
  '··': { es: 'dato no disponible', en: 'not available' },
})

/** Where a figure comes from: copied from a document, computed from records, or computed and then protected. */
export const figureStatuses = codeList({
  reported: { es: 'Reportada por un documento', en: 'Reported by a document' },
  computed: { es: 'Calculada a partir de registros', en: 'Computed from records' },
  protected: { es: 'Calculada y protegida', en: 'Computed and protected' },
})

/** In what two figures differ, or what a document leaves open. */
export const contradictionNatures = codeList({
  period: { es: 'Mismo número, otro período', en: 'Same number, another period' },
  count: { es: 'Dos conteos', en: 'Two counts' },
  scope: { es: 'Dos alcances', en: 'Two scopes' },
  cohort: { es: 'Dos grupos', en: 'Two cohorts' },
  wording: { es: 'Dos redacciones', en: 'Two wordings' },
  incomplete: { es: 'Lista incompleta', en: 'Incomplete list' },
})

export const FigureId = z.string().regex(/^F\d{3,6}$/)
const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** From when to when, as far as it is stated: a year, a month or a day; either end may be missing. */
export const Period = z
  .object({ from: PartialDate.optional(), to: PartialDate.optional() })
  .refine(({ from, to }) => !from || !to || comparePartialDates(from, to) <= 0, 'period-backwards')
export type Period = z.infer<typeof Period>

/**
 * One number with what it takes to trace it. `sentence` says it in words, with `{n}` where the value belongs.
 * Without a value the figure is not available; zero is a value. `objectives` are numbers of the Global Compact's.
 */
export const Figure = z.object({
  figureId: FigureId,
  asWritten: z.string().min(1),
  value: z.number().optional(),
  kind: codesOf(figureKinds),
  qualifier: codesOf(qualifiers),
  status: codesOf(figureStatuses),
  measure: Words,
  unit: Words,
  sentence: Words,
  period: Period,
  institutions: z.array(key),
  objectives: z.array(z.int().min(1).max(23)),
  breakdown: z.object({ dimension: Words, value: Words }).optional(),
  source: z.object({ document: key, section: Words }),
  note: Words.optional(),
})
export type Figure = z.infer<typeof Figure>

/** A published document. `issuer` is an institution's key; `dated` is as far as the document says. */
export const Document = z.object({ documentId: key, title: Words, short: Words, issuer: key, dated: PartialDate })
export type Document = z.infer<typeof Document>

export const Institution = z.object({ institutionId: key, acronym: z.string().optional(), name: Words })
export type Institution = z.infer<typeof Institution>

/** `reported`: does the country report of 2022 have a section on it? */
export const Objective = z.object({ number: z.int().min(1).max(23), title: Words, short: Words, reported: z.boolean() })
export type Objective = z.infer<typeof Objective>

/** Both sides of a contradiction stay; `says` is the sentence shown beside each. One figure alone may read two ways. */
export const Contradiction = z.object({
  contradictionId: key,
  nature: codesOf(contradictionNatures),
  figures: z.array(FigureId).min(1),
  says: Words,
})
export type Contradiction = z.infer<typeof Contradiction>

/** A cell names a figure or holds words (`see`: the figures the words come from); one with neither is blank in the document. */
export const Cell = z.object({ figure: FigureId.optional(), text: Words.optional(), see: z.array(FigureId).optional() })
export type Cell = z.infer<typeof Cell>

/** A table as a document shows it. `columns` includes the one of the rows' labels; the source line is word for word. */
export const PublicTable = z.object({
  tableId: key,
  title: Words,
  period: Period,
  objectives: z.array(z.int()),
  columns: z.array(Words).min(2),
  rows: z.array(z.object({ label: Words, cells: z.array(Cell) })),
  source: z.object({ document: key, section: Words, line: Words }),
  note: Words,
})
export type PublicTable = z.infer<typeof PublicTable>

/** What a release says: exactly this is hashed. `series` names what one release after another keeps current. */
export const Content = z.object({
  series: key,
  title: Words,
  documents: z.array(Document),
  institutions: z.array(Institution),
  objectives: z.array(Objective),
  figures: z.array(Figure),
  contradictions: z.array(Contradiction),
  tables: z.array(PublicTable),
})
export type Content = z.infer<typeof Content>

export const Release = Content.extend({
  number: z.int().min(1),
  publishedAt: z.iso.datetime({ offset: true }),
  sha256: z.string(),
})
export type Release = z.infer<typeof Release>

/** What beside a figure speaks against it. */
export const Conflict = Contradiction.omit({ figures: true }).extend({ others: z.array(FigureId) })
export const PublishedFigure = Figure.extend({ conflicts: z.array(Conflict) })
export type PublishedFigure = z.infer<typeof PublishedFigure>

/** What a reader may ask for; nothing given means all. `text`: every word must stand somewhere in the figure. */
export const Filter = z.object({
  text: z.string().trim().max(100).default(''),
  objective: z.coerce.number().int().min(1).max(23).optional(),
  institution: key.max(40).optional(),
  kind: codesOf(figureKinds).optional(),
})
export type Filter = z.infer<typeof Filter>

const Issue = Release.pick({ number: true, title: true, publishedAt: true, sha256: true })

export const release = {
  listFigures: query('GET /figures', {
    says: 'The published figures, each with its source, period and contradictions.',
    may: 'anyone',
    personal: false,
    input: Filter,
    output: z.object({ release: Issue, count: z.int(), figures: z.array(PublishedFigure) }),
  }),
  readFigure: query('GET /figures/:figureId', {
    says: 'One published figure.',
    may: 'anyone',
    personal: false,
    input: z.object({ figureId: z.string().max(20) }),
    output: z.object({ release: Issue, document: Document, figure: PublishedFigure }),
  }),
  listObjectives: query('GET /objectives', {
    says: 'The 23 objectives of the Global Compact for Migration, each with its number of published figures.',
    may: 'anyone',
    personal: false,
    input: z.object({}),
    output: z.array(Objective.extend({ figures: z.int() })),
  }),
}
