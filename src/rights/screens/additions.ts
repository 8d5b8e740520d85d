import type { Addition } from '#browser/shell/additions.tsx'

/** What rights puts into the screens before it: the way to what a person may ask, and to what was given of them. */
export const rightsAdditions: Addition[] = [
  { to: 'profile', load: () => import('./person/way-to-rights.tsx').then((file) => file.WayToRights) },
]
