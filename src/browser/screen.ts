import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { May } from '#base/contract.ts'
import type { WordsKey } from '#browser/words/words.ts'

/** A screen of the workspace, as its feature lists it in `screens/routes.tsx`. */
export type Screen = {
  /** Where it stands under `/app`: `/cuentas`, `/cuentas/$accountId`. */
  path: string
  /** Where it stood before, for links that people kept: leads on. The same names stand in both. */
  was?: string
  /** Loads the component when somebody goes there, and not before. */
  load: () => Promise<() => ReactNode>
  /** Who has work here; the calls decide in the end, this only spares people closed doors. */
  may: May
  /** Its place in the navigation and in the palette; a screen without one is reached from another screen. */
  nav?: Nav
}

export type Nav = {
  words: WordsKey
  /** What one does there, in a sentence: shown on the first screen and in the palette. */
  says: WordsKey
  icon: Icon
  /** `work` and `manage` stand in the navigation; `own` stands in the menu of one's account. */
  group: 'work' | 'manage' | 'own'
}

/** May somebody with these roles go there? */
export function maySee(may: May, roles: readonly string[]): boolean {
  return may === 'anyone' || may === 'signed-in' || may.some((role) => roles.includes(role))
}
