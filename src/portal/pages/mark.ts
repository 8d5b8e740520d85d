import { raw } from 'hono/html'

const tree =
  'M16 2.5c3.2 0 5.6 1.3 6.9 3.2 3.6.1 6.6 2.4 6.6 5.3 0 3.1-3.2 5.2-7 5.2h-3.9c-.2 4.9 1 8.7 4.6 12.3h-3.3c-1.5-1-2.6-2.2-3.4-3.7-.1 1.2-.1 2.4 0 3.7h-1c.1-1.3.1-2.5 0-3.7-.8 1.5-1.9 2.7-3.4 3.7H8.8c3.6-3.6 4.8-7.4 4.6-12.3H9.5c-3.8 0-7-2.1-7-5.2 0-2.9 3-5.2 6.6-5.3C10.4 3.8 12.8 2.5 16 2.5Z'

/** The mark inside a page: a ceiba, in the colour of the text around it. */
export const mark = raw(
  `<svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true"><path fill="currentColor" d="${tree}"/></svg>`,
)

/** The mark as an icon of the browser's tab: light green where tabs are dark. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>path{fill:#174f33}@media(prefers-color-scheme:dark){path{fill:#8fc4a4}}</style><path d="${tree}"/></svg>`
