import type { Addition } from '#browser/shell/additions.tsx'

/** What retention puts into the screens before it: what keeps a record, and what was asked about erasing it. */
export const retentionAdditions: Addition[] = [
  { to: 'profile', load: () => import('./keeping/kept.tsx').then((file) => file.Kept) },
]
