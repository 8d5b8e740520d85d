import { html } from 'hono/html'
import type { Language } from '#base/codes.ts'
import type { Release } from '#release/contract.ts'
import { addressOf, fileAddress, type Place } from '../rules/addresses.ts'
import { dayShown } from '../rules/citation.ts'
import { mark } from './mark.ts'
import { stylesheetVersion } from './stylesheet.ts'
import { en } from './words/en.ts'
import { es, type PortalWords } from './words/es.ts'

export type Html = ReturnType<typeof html>

/**
 * What every page knows: its language, whether this is a demonstration, whether the workspace is under the same address, and the site's
 * own address (`https://…`, no final slash).
 */
export type Sight = { language: Language; demonstration: boolean; workspace: boolean; origin: string }

export const wordsIn = (language: Language): PortalWords => (language === 'es' ? es : en)
const others: Record<Language, Language> = { es: 'en', en: 'es' }

/** A whole page. `place` is where it can be found in either language; a page that is nowhere (an error) has none. */
export function page(
  sight: Sight,
  content: { title: string; says?: string; place?: Place; release?: Release; body: Html },
): Html {
  const { language, demonstration, workspace, origin } = sight
  const { title, says, place, release, body } = content
  const words = wordsIn(language)
  const other = others[language]
  return html`<!doctype html>
<html lang="${words.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === words.site ? `${title}: ${words.siteSays}` : `${title} · ${words.site}`}</title>
${says && html`<meta name="description" content="${says}">`}
${(demonstration || !place) && html`<meta name="robots" content="noindex">`}
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/portal.css?v=${stylesheetVersion}">
${place && alternates(place, origin)}
</head>
<body>
<a class="skip" href="#contenido">${words.skip}</a>
<header class="top">
${demonstration && html`<p class="ribbon"><strong>${words.demonstration}</strong> ${words.demonstrationSays}</p>`}
<div class="wide">
<a class="brand" href="${addressOf({ page: 'home' }, language)}">${mark}<span>${words.site}</span></a>
<nav aria-label="${words.nav.label}"><ul>
<li>${link(place, 'home', language, words.nav.home)}</li>
<li>${link(place, 'figures', language, words.nav.figures)}</li>
${workspace && html`<li><a href="/app/">${words.nav.workspace}</a></li>`}
</ul></nav>
<a class="language" href="${addressOf(place ?? { page: 'home' }, other)}" lang="${other}" hreflang="${other}">${words.other}</a>
</div></header>
<main id="contenido" class="page" tabindex="-1">
${body}
</main>
${footer(sight, place, release)}
</body>
</html>`
}

function link(place: Place | undefined, to: 'home' | 'figures', language: Language, text: string): Html {
  const here = place?.page === to
  return html`<a href="${addressOf({ page: to }, language)}"${here && html` aria-current="page"`}>${text}</a>`
}

function alternates(place: Place, origin: string): Html {
  const at = (language: Language) => origin + addressOf(place, language)
  return html`<link rel="alternate" hreflang="es" href="${at('es')}">
<link rel="alternate" hreflang="en" href="${at('en')}">
<link rel="alternate" hreflang="x-default" href="${at('es')}">`
}

function footer({ language, origin }: Sight, place: Place | undefined, release: Release | undefined): Html {
  const words = wordsIn(language)
  return html`<footer class="bottom"><div class="wide">
${
  release &&
  html`<p>${words.footer.release(release.number, release.title[language], dayShown(release.publishedAt, language))}
${words.footer.hash} <code>${release.sha256}</code></p>
<ul class="inline"><li><a href="/cifras.json">JSON</a></li><li><a href="${fileAddress('csv', undefined, language)}">CSV</a></li>
<li><a href="${fileAddress('xlsx', undefined, language)}">XLSX</a></li><li><a href="/api/docs">API</a></li></ul>`
}
<p>${words.footer.free}</p>
${place && html`<p class="printed">${words.footer.print} ${origin}${addressOf(place, language)}</p>`}
</div></footer>`
}
