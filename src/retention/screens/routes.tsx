import { IconEraser, IconHourglass } from '@tabler/icons-react'
import type { Screen } from '#browser/screen.ts'

const officer = ['data-protection-officer'] as const

/** The screens of retention, in the order of the navigation. */
export const retentionScreens: Screen[] = [
  {
    path: '/borrados',
    load: () => import('./erasures/erasures-screen.tsx').then((file) => file.ErasuresScreen),
    may: ['data-protection-officer', 'shift-chief'],
    nav: { words: 'retention:nav.erasures', says: 'retention:nav.erasuresSays', icon: IconEraser, group: 'manage' },
  },
  {
    path: '/plazos',
    load: () => import('./clocks/clocks-screen.tsx').then((file) => file.ClocksScreen),
    may: officer,
    nav: { words: 'retention:nav.clocks', says: 'retention:nav.clocksSays', icon: IconHourglass, group: 'manage' },
  },
  {
    path: '/plazos/$category',
    load: () => import('./clocks/clock-screen.tsx').then((file) => file.ClockScreen),
    may: officer,
  },
]
