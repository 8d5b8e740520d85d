import { holdsWords } from '#directory/rules/search.ts'
import type { Document, Filter, Objective, PublicTable, PublishedFigure, Release } from '../contract.ts'
import { numberShown, sentenceShown } from './shown.ts'

/** What a text is looked for in, beside the figures themselves. */
type Around = Pick<Release, 'documents' | 'institutions'>

/** The figures a reader asks for, in the order of the release. Words are found in both languages, without case and accents. */
export function figuresFound<F extends PublishedFigure>(figures: F[], filter: Filter, around: Around): F[] {
  return figures.filter(
    (figure) =>
      (filter.objective === undefined || figure.objectives.includes(filter.objective)) &&
      (filter.institution === undefined || figure.institutions.includes(filter.institution)) &&
      (filter.kind === undefined || figure.kind === filter.kind) &&
      (filter.text === '' || holdsWords(filter.text, wordsOf(figure, around))),
  )
}

function wordsOf(figure: PublishedFigure, { documents, institutions }: Around): (string | undefined)[] {
  const document = documents.find(({ documentId }) => documentId === figure.source.document)
  const named = institutions.filter(({ institutionId }) => figure.institutions.includes(institutionId))
  const both = [
    figure.measure,
    figure.unit,
    figure.note,
    figure.source.section,
    document?.short,
    ...named.map(({ name }) => name),
  ]
  return [
    figure.figureId,
    figure.asWritten,
    sentenceShown(figure, 'es'),
    sentenceShown(figure, 'en'),
    numberShown(figure.value),
    String(figure.value ?? ''),
    ...named.map(({ acronym }) => acronym),
    ...both.flatMap((words) => (words ? [words.es, words.en] : [])),
  ]
}

/** Figures that belong together on a page; `also` stand in another group and count for this objective too. */
export type Group =
  | { kind: 'objective'; objective: Objective; figures: PublishedFigure[]; also: PublishedFigure[] }
  | { kind: 'document'; document: Document; figures: PublishedFigure[]; also: [] }

/**
 * Every figure once: under the wanted objective, else under its first one; what says something about a report as a whole
 * (`methodology`) or has no objective stands under its document, after the objectives; asked for by objective, it stands last.
 */
export function groupsOf(figures: PublishedFigure[], release: Release, wanted?: number): Group[] {
  const home = (figure: PublishedFigure): number | undefined => {
    if (wanted !== undefined && figure.objectives.includes(wanted)) return wanted
    return figure.kind === 'methodology' ? undefined : figure.objectives[0]
  }
  const byObjective = release.objectives.map((objective): Group => {
    const here = figures.filter((figure) => home(figure) === objective.number)
    const figuresHere = [
      ...here.filter(({ kind }) => kind !== 'methodology'),
      ...here.filter(({ kind }) => kind === 'methodology'),
    ]
    const also = figures.filter((figure) => figure.objectives.includes(objective.number) && home(figure) !== objective.number)
    return { kind: 'objective', objective, figures: figuresHere, also: wanted === undefined ? also : [] }
  })
  const byDocument = release.documents.map((document): Group => {
    const figuresHere = figures.filter((figure) => home(figure) === undefined && figure.source.document === document.documentId)
    return { kind: 'document', document, figures: figuresHere, also: [] }
  })
  return [...byObjective, ...byDocument].filter((group) => group.figures.length + group.also.length > 0)
}

/** The tables that show one of these figures. */
export function tablesWith(figures: { figureId: string }[], tables: PublicTable[]): PublicTable[] {
  const wanted = new Set(figures.map(({ figureId }) => figureId))
  return tables.filter((table) => figuresIn(table).some((figureId) => wanted.has(figureId)))
}

/** The figures a table shows or draws its words from. */
export function figuresIn(table: PublicTable): string[] {
  return table.rows.flatMap(({ cells }) => cells.flatMap(({ figure, see = [] }) => (figure ? [figure, ...see] : see)))
}
