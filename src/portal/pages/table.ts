import { html } from 'hono/html'
import type { Language } from '#base/codes.ts'
import type { Cell, PublicTable, PublishedFigure, Release } from '#release/contract.ts'
import { numberShown, periodShown, valueShown } from '#release/rules/shown.ts'
import { addressOf } from '../rules/addresses.ts'
import { type Html, wordsIn } from './layout.ts'

/** A table as its document shows it: its source line word for word, its blanks kept as blanks. */
export function publicTable(table: PublicTable, figures: PublishedFigure[], release: Release, language: Language): Html {
  const { tableId, title, columns, rows, source, note, period } = table
  const words = wordsIn(language)
  const document = release.documents.find(({ documentId }) => documentId === source.document)
  return html`<div class="scroll" id="${tableId}" tabindex="0" role="region" aria-label="${words.table.scroll(title[language])}">
<table>
<caption>${title[language]} <span class="aside">${periodShown(period, language)} · ${document?.short[language]}, ${source.section[language]}</span></caption>
<thead><tr>${columns.map((column, index) => html`<th scope="col"${holdsNumbers(table, index) && html` class="number"`}>${column[language]}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ label, cells }) => html`
<tr><th scope="row">${label[language]}</th>${cells.map((cell, index) => cellOf(cell, holdsNumbers(table, index + 1), figures, language))}</tr>`,
  )}
</tbody></table></div>
<p class="source">${language === 'es' ? source.line.es : html`${source.line.en} ${words.table.original}: <q lang="es">${source.line.es}</q>`}</p>
<p class="note">${note[language]}</p>`
}

/** Does a column (0 is that of the labels) show figures? */
const holdsNumbers = ({ rows }: PublicTable, column: number): boolean =>
  rows.some(({ cells }) => cells[column - 1]?.figure !== undefined)

function cellOf(cell: Cell, numeric: boolean, figures: PublishedFigure[], language: Language): Html {
  const linkTo = (figureId: string, text: string) =>
    html`<a href="${addressOf({ page: 'figure', figureId }, language)}">${text}</a>`
  const { text, see = [] } = cell
  if (text)
    return html`<td>${text[language]} <span class="aside">(${see.map((figureId, index) => html`${index > 0 && ', '}${linkTo(figureId, figureId)}`)})</span></td>`
  const figure = figures.find(({ figureId }) => figureId === cell.figure)
  if (!figure)
    return html`<td${numeric && html` class="number"`}><abbr title="${wordsIn(language).table.blank}">${numberShown(undefined)}</abbr></td>`
  return html`<td class="number">${linkTo(figure.figureId, valueShown(figure, language))}</td>`
}
