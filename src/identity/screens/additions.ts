import type { Addition } from '#browser/shell/additions.tsx'

const earlierReturns = () => import('./earlier/earlier-returns.tsx').then((file) => file.EarlierReturns)

/** What identity puts into the screens of intake: was this person here before? */
export const identityAdditions: Addition[] = [
  { to: 'desk', load: earlierReturns },
  { to: 'profile', load: earlierReturns },
  { to: 'manifest', load: () => import('./manifest/returned-before.tsx').then((file) => file.ReturnedBefore) },
]
