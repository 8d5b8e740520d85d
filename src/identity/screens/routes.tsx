import { IconAdjustments, IconRepeat, IconUserQuestion } from '@tabler/icons-react'
import type { Screen } from '#browser/screen.ts'

const desk = ['registrar', 'shift-chief'] as const
const readers = ['registrar', 'shift-chief', 'analyst'] as const

/** The screens of identity, in the order of the navigation. */
export const identityScreens: Screen[] = [
  {
    path: '/personas/$subjectId/comparar/$otherId',
    load: () => import('./comparison/comparison-screen.tsx').then((file) => file.ComparisonScreen),
    may: desk,
  },
  {
    path: '/personas/$subjectId/retornos',
    load: () => import('./person/person-screen.tsx').then((file) => file.PersonScreen),
    may: readers,
  },
  {
    path: '/por-revisar',
    load: () => import('./review/review-screen.tsx').then((file) => file.ReviewScreen),
    may: desk,
    nav: { words: 'identity:nav.review', says: 'identity:nav.reviewSays', icon: IconUserQuestion, group: 'work' },
  },
  {
    path: '/por-revisar/$subjectId/$otherId',
    load: () => import('./comparison/comparison-screen.tsx').then((file) => file.ComparisonScreen),
    may: desk,
  },
  {
    path: '/reincidencia',
    load: () => import('./recurrence/recurrence-screen.tsx').then((file) => file.RecurrenceScreen),
    may: readers,
    nav: { words: 'identity:nav.recurrence', says: 'identity:nav.recurrenceSays', icon: IconRepeat, group: 'work' },
  },
  {
    path: '/identificacion',
    load: () => import('./settings/settings-screen.tsx').then((file) => file.SettingsScreen),
    may: ['administrator'],
    nav: { words: 'identity:nav.settings', says: 'identity:nav.settingsSays', icon: IconAdjustments, group: 'manage' },
  },
]
