import { html } from 'hono/html'
import { labelOf } from '#base/codes.ts'
import { showPartialDate } from '#base/partial-date.ts'
import { figureKinds, type PublishedFigure, qualifiers, type Release } from '#release/contract.ts'
import { tablesWith } from '#release/rules/found.ts'
import { periodShown, sentenceShown } from '#release/rules/shown.ts'
import { isWritten } from '#release/rules/written.ts'
import { addressOf } from '../rules/addresses.ts'
import { citationOf } from '../rules/citation.ts'
import { amount, conflicts, sentence } from './entry.ts'
import { type Html, page, type Sight, wordsIn } from './layout.ts'

/** One figure at its lasting address: all that is known of it, and how to cite it. */
export function figurePage(sight: Sight, release: Release, all: PublishedFigure[], figure: PublishedFigure): Html {
  const { language, origin } = sight
  const words = wordsIn(language).figure
  const { figureId, source, period, breakdown, note } = figure
  const to = (id: string) => addressOf({ page: 'figure', figureId: id }, language)
  const at = all.indexOf(figure)
  const [before, after] = [all[at - 1], all[at + 1]]
  const document = release.documents.find(({ documentId }) => documentId === source.document)
  const issuer = release.institutions.find(({ institutionId }) => institutionId === document?.issuer)
  const institutions = release.institutions.filter(({ institutionId }) => figure.institutions.includes(institutionId))
  const objectives = release.objectives.filter(({ number }) => figure.objectives.includes(number))
  const facts: [string, Html | string | undefined][] = [
    [words.measure, figure.measure[language]],
    [breakdown?.dimension[language] ?? '', breakdown?.value[language]],
    [words.period, periodShown(period, language)],
    [words.source, html`${issuer?.name[language]}. <cite>${document?.title[language]}</cite>. ${source.section[language]}.`],
    [words.cutOff, document && words.cutOffSays(showPartialDate(document.dated, language))],
    [words.written, isWritten(figure.asWritten) ? html`<q lang="es">${figure.asWritten}</q>` : words.notWritten],
    [words.exactness, labelOf(qualifiers, figure.qualifier, language)],
    [
      words.institution,
      institutions.map(({ acronym, name }) => (acronym ? `${name[language]} (${acronym})` : name[language])).join('; ') ||
        words.noInstitution,
    ],
    [words.kind, `${labelOf(figureKinds, figure.kind, language)}: ${wordsIn(language).reading.kind[figure.kind]}`],
    [words.note, note?.[language]],
  ]
  const body = html`<nav class="crumbs" aria-label="${words.back}"><a href="${addressOf({ page: 'figures' }, language)}#${figureId}">${words.back}</a></nav>
<article class="one">
<h1><small>${words.one(figureId)}</small> ${sentence(figure, language)}</h1>
${amount(figure, language)}
${conflicts(figure, language)}
<dl class="details">${facts.map(([term, fact]) => fact && html`<dt>${term.charAt(0).toUpperCase() + term.slice(1)}</dt><dd>${fact}</dd>`)}
${objectives.length > 0 && html`<dt>${words.objective}</dt>${objectives.map(({ number, title }) => html`<dd><a href="${addressOf({ page: 'figures', filter: { text: '', objective: number } }, language)}">${number}. ${title[language]}</a></dd>`)}`}
${tablesWith([figure], release.tables).map(({ tableId, title }) => html`<dt>${words.table}</dt><dd><a href="${addressOf({ page: 'figures' }, language)}#${tableId}">${title[language]}</a></dd>`)}
</dl>
<h2>${words.cite}</h2>
<p class="citation">${citationOf(figure, release, origin + to(figureId), language)}</p>
<p>${words.data}: <a href="${to(figureId)}.csv">CSV</a> · <a href="/api/figures/${figureId}">JSON</a></p>
</article>
<nav class="turn" aria-label="${words.previous}, ${words.next}">
${before ? html`<a rel="prev" href="${to(before.figureId)}">← ${words.previous}: ${before.figureId}</a>` : html`<span></span>`}
${after && html`<a rel="next" href="${to(after.figureId)}">${words.next}: ${after.figureId} →</a>`}
</nav>`
  return page(sight, {
    title: words.one(figureId),
    says: sentenceShown(figure, language),
    place: { page: 'figure', figureId },
    release,
    body,
  })
}
