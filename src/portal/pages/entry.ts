import { html } from 'hono/html'
import { type Language, labelOf } from '#base/codes.ts'
import { showPartialDate } from '#base/partial-date.ts'
import { contradictionNatures, figureKinds, type PublishedFigure, qualifiers, type Release } from '#release/contract.ts'
import { numberShown, periodShown, sentenceParts, signWords } from '#release/rules/shown.ts'
import { isWritten } from '#release/rules/written.ts'
import { addressOf } from '../rules/addresses.ts'
import { type Html, wordsIn } from './layout.ts'

/** One figure of a list: its number, its sentence, and all that is needed to trace it. */
export function entry(figure: PublishedFigure, release: Release, language: Language): Html {
  const { figureId } = figure
  const words = wordsIn(language).figure
  const kind = labelOf(figureKinds, figure.kind, language)
  return html`<article class="figure" id="${figureId}" aria-labelledby="${figureId}s">
${amount(figure, language)}
<div>
<h3 id="${figureId}s"><a href="${addressOf({ page: 'figure', figureId }, language)}">${sentence(figure, language)}</a></h3>
<p class="facts"><span>${periodShown(figure.period, language)}</span>${institutionsOf(figure, release, language)}<span>${kind}</span>${
    figure.breakdown && html`<span>${figure.breakdown.dimension[language]}: ${figure.breakdown.value[language]}</span>`
  }<span>${figureId}</span></p>
<p class="source">${words.source}: ${sourceOf(figure, release, language)}. ${written(figure, language)}</p>
${figure.note && html`<p class="note">${figure.note[language]}</p>`}
${conflicts(figure, language)}
</div>
</article>`
}

/** The number, large, with its qualifier above and its unit under it. */
export function amount(figure: PublishedFigure, language: Language): Html {
  const sign = signWords(figure.value, language)
  const shown = numberShown(figure.value)
  return html`<p class="amount">${figure.qualifier !== 'exact' && html`<span class="qualifier">${labelOf(qualifiers, figure.qualifier, language)}</span> `}${
    sign ? html`<abbr title="${sign}">${shown}</abbr>` : html`<data value="${figure.value}">${shown}</data>`
  } <span class="unit">${figure.unit[language]}</span></p>`
}

/** The sentence, its number marked. */
export function sentence(figure: PublishedFigure, language: Language): Html {
  const [before, value, after] = sentenceParts(figure, language)
  return html`${before}<b>${value}</b>${after}`
}

/** Document, section and cut-off: `Informe de País 2022, §3 Obj. 1, Cuadro 1 (corte: mayo de 2022)`. */
export function sourceOf(figure: PublishedFigure, release: Release, language: Language): Html {
  const document = release.documents.find(({ documentId }) => documentId === figure.source.document)
  const cutOff = wordsIn(language).figure.cutOff.toLowerCase()
  return html`<cite>${document?.short[language]}</cite>, ${figure.source.section[language]} (${cutOff}: ${showPartialDate(document?.dated ?? '', language)})`
}

function institutionsOf(figure: PublishedFigure, release: Release, language: Language): Html | undefined {
  const named = release.institutions.filter(({ institutionId }) => figure.institutions.includes(institutionId))
  if (named.length === 0) return undefined
  return html`<span>${named.map(({ acronym, name }, index) => html`${index > 0 && ', '}${acronym ? html`<abbr title="${name[language]}">${acronym}</abbr>` : name[language]}`)}</span>`
}

/** The words of the document, or that it does not write this number. */
export function written(figure: PublishedFigure, language: Language): Html {
  const words = wordsIn(language).figure
  return isWritten(figure.asWritten)
    ? html`${words.written}: <q lang="es">${figure.asWritten}</q>.`
    : html`${words.written}: ${words.notWritten}.`
}

/** What speaks against a figure, with links to the other side. */
export function conflicts(figure: PublishedFigure, language: Language): Html[] {
  const words = wordsIn(language).figure
  return figure.conflicts.map(
    ({
      nature,
      says,
      others,
    }) => html`<p class="conflict"><strong>${labelOf(contradictionNatures, nature, language)}.</strong> ${says[language]}
${others.length > 0 && html`${words.see} ${others.map((other, index) => html`${index > 0 && ', '}<a href="${addressOf({ page: 'figure', figureId: other }, language)}">${other}</a>`)}.`}</p>`,
  )
}
