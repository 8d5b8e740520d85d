import type { Addition } from '#browser/shell/additions.tsx'

const verified = () => import('./verification/verified.tsx').then((file) => file.Verified)

/** What exchange puts into the screens before it: what the civil registry says of a CUI. */
export const exchangeAdditions: Addition[] = [
  { to: 'desk', load: verified },
  { to: 'profile', load: verified },
]
