import { IconUserCircle } from '@tabler/icons-react'
import type { Screen } from '#browser/screen.ts'

export const accessScreens: Screen[] = [
  {
    path: '/account',
    load: () => import('./account-screen.tsx').then((file) => file.AccountScreen),
    may: 'signed-in',
    nav: { words: 'access:nav.account', says: 'access:nav.accountSays', icon: IconUserCircle, group: 'own' },
  },
]
