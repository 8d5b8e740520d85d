import { html } from 'hono/html'
import type { PublishedFigure, Release } from '#release/contract.ts'
import { addressOf } from '../rules/addresses.ts'
import { amount, sentence, sourceOf } from './entry.ts'
import { type Html, page, type Sight, wordsIn } from './layout.ts'
import { reading } from './reading.ts'

/** The figures a first visitor meets: one of each kind of work, all stated by the country report itself. */
const first = ['F052', 'F018', 'F034', 'F040', 'F063', 'F075']

export function homePage(sight: Sight, release: Release, figures: PublishedFigure[]): Html {
  const { language } = sight
  const words = wordsIn(language).home
  const chosen = first.flatMap((figureId) => figures.find((figure) => figure.figureId === figureId) ?? [])
  const body = html`<h1>${words.title}</h1>
<p class="lead">${words.says}</p>
<p><a class="button" href="${addressOf({ page: 'figures' }, language)}">${words.toFigures(figures.length)}</a></p>
<section aria-labelledby="algunas"><h2 id="algunas">${words.some}</h2>
<ul class="cards">${chosen.map(
    (figure) => html`
<li>${amount(figure, language)}
<p><a href="${addressOf({ page: 'figure', figureId: figure.figureId }, language)}">${sentence(figure, language)}</a></p>
<p class="source">${wordsIn(language).figure.source}: ${sourceOf(figure, release, language)}</p></li>`,
  )}</ul></section>
<section aria-labelledby="que"><h2 id="que">${words.honest}</h2>
<div class="two"><div><h3>${words.reported}</h3><p>${words.reportedSays(figures.length, release.documents.length)}</p></div>
<div><h3>${words.computed}</h3><p>${words.computedSays}</p></div></div></section>
<section aria-labelledby="objetivos"><h2 id="objetivos">${words.objectives}</h2><p>${words.objectivesSay}</p>
<ol class="objectives">${release.objectives.map(({ number, short }) => {
    const count = figures.filter(({ objectives }) => objectives.includes(number)).length
    const filter = { text: '', objective: number }
    return html`<li>${count > 0 ? html`<a href="${addressOf({ page: 'figures', filter }, language)}">${short[language]}</a> <span class="aside">${count}</span>` : html`${short[language]} <span class="aside">${words.none}</span>`}</li>`
  })}</ol></section>
${reading(language)}
<section aria-labelledby="datos"><h2 id="datos">${words.more}</h2>
<dl class="more">${sight.workspace && html`<dt><a href="/app/">${words.workspace}</a></dt><dd>${words.workspaceSays}</dd>`}
<dt><a href="/api/docs">${words.api}</a></dt><dd>${words.apiSays}</dd>
<dt><a href="/cifras.json">${words.file}</a></dt><dd>${words.fileSays}</dd></dl></section>`
  return page(sight, { title: wordsIn(language).site, says: words.says, place: { page: 'home' }, release, body })
}
