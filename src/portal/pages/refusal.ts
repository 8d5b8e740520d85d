import { html } from 'hono/html'
import { addressOf } from '../rules/addresses.ts'
import { type Html, page, type Sight, wordsIn } from './layout.ts'

/** What a reader is told instead of a page: what happened, and where to go. */
export function refusalPage(sight: Sight, what: 'notFound' | 'away' | 'nothing' | 'ours' | 'tooMany'): Html {
  const { language, workspace } = sight
  const words = wordsIn(language)
  const body = html`<h1>${words.refusal[what]}</h1>
<p class="lead">${words.refusal[`${what}Says`]}</p>
<p>${words.refusal.todo}</p>
<ul><li><a href="${addressOf({ page: 'home' }, language)}">${words.nav.home}</a></li>
<li><a href="${addressOf({ page: 'figures' }, language)}">${words.nav.figures}</a></li>
${workspace && html`<li><a href="/app/">${words.nav.workspace}</a></li>`}</ul>`
  return page(sight, { title: words.refusal[what], body })
}
