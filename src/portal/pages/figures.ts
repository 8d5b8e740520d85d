import { html } from 'hono/html'
import { type Language, labelOf } from '#base/codes.ts'
import { type Filter, figureKinds, type PublishedFigure, type Release } from '#release/contract.ts'
import { figuresFound, type Group, groupsOf, tablesWith } from '#release/rules/found.ts'
import { sentenceShown } from '#release/rules/shown.ts'
import { addressOf, fileAddress, settings, without } from '../rules/addresses.ts'
import type { Asked } from '../rules/asked.ts'
import { entry } from './entry.ts'
import { type Html, page, type Sight, wordsIn } from './layout.ts'
import { reading } from './reading.ts'
import { publicTable } from './table.ts'

/** All figures a reader asks for, grouped, with the tables they stand in. */
export function figuresPage(sight: Sight, release: Release, all: PublishedFigure[], asked: Asked): Html {
  const { language } = sight
  const { filter } = asked
  const words = wordsIn(language).figures
  const found = figuresFound(all, filter, release)
  const groups = groupsOf(found, release, filter.objective)
  const body = html`<h1>${words.title}</h1>
<p class="lead">${words.says(release.documents.length)}</p>
${form(filter, release, language)}
<div class="result">
<p role="status"><strong>${words.count(found.length, all.length)}</strong> ${asked.ignored.length > 0 && words.ignored(asked.ignored.map((name) => words.names[name]).join(', '))}</p>
${found.length > 0 && html`<p>${words.download}: <a href="${fileAddress('csv', filter, language)}">CSV</a> · <a href="${fileAddress('xlsx', filter, language)}">XLSX</a> · <a href="#leer">${words.howToRead}</a></p>`}
</div>
${chosen(filter, release, language)}
${found.length === 0 ? html`<div class="empty"><p><strong>${words.none}</strong> ${words.noneSays}</p></div>` : groupsShown(groups, found, release, all, language)}
${reading(language)}`
  return page(sight, {
    title: words.title,
    says: words.says(release.documents.length),
    place: { page: 'figures', filter },
    release,
    body,
  })
}

function form(filter: Filter, release: Release, language: Language): Html {
  const words = wordsIn(language).figures
  const option = (value: string, text: string, chosen: boolean) =>
    html`<option value="${value}"${chosen && html` selected`}>${text}</option>`
  return html`<form class="filters" action="${addressOf({ page: 'figures' }, language)}" method="get" role="search">
<label class="wide-field">${words.search}<input type="search" name="text" value="${filter.text}" maxlength="100" placeholder="${words.searchHint}"></label>
<label>${words.objective}<select name="objective">${option('', words.all, false)}${release.objectives.map(({ number, short }) =>
    option(String(number), `${number}. ${short[language]}`, filter.objective === number),
  )}</select></label>
<label>${words.institution}<select name="institution">${option('', words.allInstitutions, false)}${release.institutions.map(
    ({ institutionId, acronym, name }) => option(institutionId, acronym ?? name[language], filter.institution === institutionId),
  )}</select></label>
<label>${words.kind}<select name="kind">${option('', words.all, false)}${Object.keys(figureKinds).map((kind) =>
    option(kind, labelOf(figureKinds, kind, language), filter.kind === kind),
  )}</select></label>
<button class="button">${words.apply}</button>
</form>`
}

/** Each filter that is set, as a link that takes it off. */
function chosen(filter: Filter, release: Release, language: Language): Html | undefined {
  const words = wordsIn(language).figures
  const set = settings(filter)
  if (set.length === 0) return undefined
  const shown = (name: keyof Filter, value: string): string => {
    if (name === 'text') return `“${value}”`
    if (name === 'objective') return words.objectiveNumber(Number(value))
    if (name === 'kind') return labelOf(figureKinds, value, language)
    return release.institutions.find(({ institutionId }) => institutionId === value)?.acronym ?? value
  }
  return html`<ul class="chosen" aria-label="${words.chosen}">${set.map(
    ([name, value]) =>
      html`<li><a href="${addressOf({ page: 'figures', filter: without(filter, name) }, language)}" aria-label="${words.remove(shown(name, value))}">${shown(name, value)} <span aria-hidden="true">×</span></a></li>`,
  )}${set.length > 1 && html`<li><a href="${addressOf({ page: 'figures' }, language)}">${words.clear}</a></li>`}</ul>`
}

const anchorOf = (group: Group): string =>
  group.kind === 'objective' ? `objetivo-${group.objective.number}` : group.document.documentId

function groupsShown(
  groups: Group[],
  found: PublishedFigure[],
  release: Release,
  all: PublishedFigure[],
  language: Language,
): Html {
  const words = wordsIn(language).figures
  const tables = tablesWith(found, release.tables)
  const shortTitle = (group: Group) =>
    group.kind === 'objective' ? `${group.objective.number}. ${group.objective.short[language]}` : group.document.short[language]
  const without = release.objectives.filter(({ number }) => !all.some(({ objectives }) => objectives.includes(number)))
  const whole = found.length === all.length
  return html`<div class="with-contents">
${
  groups.length > 1 &&
  html`<nav class="contents" aria-label="${words.contents}"><ul>${groups.map(
    (group) =>
      html`<li><a href="#${anchorOf(group)}">${shortTitle(group)}</a>&nbsp;<span class="aside">${group.figures.length + group.also.length}</span></li>`,
  )}</ul></nav>`
}
<div class="groups">${groups.map(
    (group) => html`
<section id="${anchorOf(group)}" aria-labelledby="${anchorOf(group)}-t">
${heading(group, language)}
${group.kind === 'objective' && tables.filter(({ objectives }) => objectives[0] === group.objective.number).map((table) => publicTable(table, all, release, language))}
${group.figures.map((figure) => entry(figure, release, language))}
${also(group, language)}
</section>`,
  )}
${
  whole &&
  html`<p class="note">${words.without(
    listedIn(
      without.map(({ number }) => number),
      language,
    ),
  )}</p>`
}
</div></div>`
}

function heading(group: Group, language: Language): Html {
  const words = wordsIn(language).figures
  if (group.kind === 'document')
    return html`<h2 id="${anchorOf(group)}-t"><small>${words.otherFigures}</small> ${group.document.short[language]}</h2>`
  const { number, title } = group.objective
  return html`<h2 id="${anchorOf(group)}-t"><small>${words.objectiveNumber(number)}</small> ${title[language]}</h2>`
}

function also(group: Group, language: Language): Html | undefined {
  if (group.also.length === 0) return undefined
  return html`<div class="also"><p>${wordsIn(language).figures.also}</p><ul>${group.also.map(
    (figure) => html`<li><a href="#${figure.figureId}">${figure.figureId}</a> ${sentenceShown(figure, language)}</li>`,
  )}</ul></div>`
}

const listedIn = (numbers: number[], language: Language): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(numbers.map(String))
