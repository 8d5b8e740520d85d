import type { Addition } from '#browser/shell/additions.tsx'

const earlierReturns = () => import('./earlier/earlier-returns.tsx').then((file) => file.EarlierReturns)

/** What identity puts into the screens before it: was this person here before, and how many pairs wait for an answer? */
export const identityAdditions: Addition[] = [
  { to: 'desk', load: earlierReturns },
  { to: 'row', load: () => import('./work-list/recognised-mark.tsx').then((file) => file.RecognisedMark) },
  { to: 'profile', load: earlierReturns },
  { to: 'home', load: () => import('./review/waiting.tsx').then((file) => file.Waiting) },
  { to: 'manifest', load: () => import('./manifest/returned-before.tsx').then((file) => file.ReturnedBefore) },
]
