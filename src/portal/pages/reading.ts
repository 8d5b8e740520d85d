import { html } from 'hono/html'
import { type Language, labelOf } from '#base/codes.ts'
import { type FigureKind, figureKinds, qualifiers } from '#release/contract.ts'
import { type Html, wordsIn } from './layout.ts'

/** What the signs, the qualifiers and the kinds mean. */
export function reading(language: Language): Html {
  const words = wordsIn(language).reading
  const signs: [string, string][] = [
    ['c', words.c],
    ['–', words.zero],
    ['··', words.notAvailable],
    [labelOf(qualifiers, 'at_least', language), words.atLeast],
    [labelOf(qualifiers, 'at_most', language), words.atMost],
    [labelOf(qualifiers, 'about', language), words.about],
  ]
  return html`<section class="reading" id="leer" aria-labelledby="leer-t">
<h2 id="leer-t">${words.title}</h2>
<div class="two">
<div><dl class="signs">${signs.map(([sign, meaning]) => html`<dt>${sign}</dt><dd>${meaning}</dd>`)}</dl>
<p>${words.neverMixed}</p></div>
<div><h3>${words.kinds}</h3>
<dl class="kinds">${Object.entries(words.kind).map(([kind, meaning]) => html`<dt>${labelOf(figureKinds, kind as FigureKind, language)}</dt><dd>${meaning}</dd>`)}</dl></div>
</div>
</section>`
}
