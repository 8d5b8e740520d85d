import { IconChartBar, IconDeviceDesktopAnalytics, IconPlaneArrival, IconSpeakerphone, IconUserSearch } from '@tabler/icons-react'
import type { Screen } from '#browser/screen.ts'

const desk = ['registrar', 'shift-chief'] as const
const editors = ['data-protection-officer', 'directory-editor'] as const
const readers = ['registrar', 'shift-chief', 'analyst'] as const

/** The screens of intake, in the order of the navigation. */
export const intakeScreens: Screen[] = [
  {
    path: '/llegadas',
    load: () => import('./arrivals/arrivals-screen.tsx').then((file) => file.ArrivalsScreen),
    may: readers,
    nav: { words: 'intake:nav.arrivals', says: 'intake:nav.arrivalsSays', icon: IconPlaneArrival, group: 'work' },
  },
  {
    path: '/llegadas/nueva',
    load: () => import('./arrivals/arrival-form.tsx').then((file) => file.NewArrivalScreen),
    may: desk,
  },
  {
    path: '/llegadas/$arrivalId',
    load: () => import('./arrivals/arrival-screen.tsx').then((file) => file.ArrivalScreen),
    may: readers,
  },
  {
    path: '/llegadas/$arrivalId/corregir',
    load: () => import('./arrivals/arrival-form.tsx').then((file) => file.CorrectArrivalScreen),
    may: desk,
  },
  {
    path: '/llegadas/$arrivalId/manifiesto',
    load: () => import('./manifest/manifest-screen.tsx').then((file) => file.ManifestScreen),
    may: desk,
  },
  {
    path: '/llegadas/$arrivalId/atencion',
    load: () => import('./reception/desk-screen.tsx').then((file) => file.DeskScreen),
    may: desk,
  },
  {
    path: '/tablero',
    load: () => import('./board/board-screen.tsx').then((file) => file.BoardScreen),
    may: desk,
    nav: { words: 'intake:nav.board', says: 'intake:nav.boardSays', icon: IconDeviceDesktopAnalytics, group: 'work' },
  },
  {
    path: '/buscar',
    load: () => import('./search/search-screen.tsx').then((file) => file.SearchScreen),
    may: [...desk, 'data-protection-officer'],
    nav: { words: 'intake:nav.search', says: 'intake:nav.searchSays', icon: IconUserSearch, group: 'work' },
  },
  {
    path: '/personas/$subjectId',
    load: () => import('./profile/profile-screen.tsx').then((file) => file.ProfileScreen),
    // Who works at a desk comes here with a record that was opened to them in an emergency.
    may: [...readers, 'desk', 'data-protection-officer'],
  },
  {
    path: '/personas/$subjectId/quien-puede',
    load: () => import('./profile/viewers-screen.tsx').then((file) => file.ViewersScreen),
    may: ['shift-chief', 'data-protection-officer'],
  },
  {
    path: '/personas/$subjectId/consultas',
    load: () => import('./profile/trail-screen.tsx').then((file) => file.TrailScreen),
    may: ['shift-chief', 'data-protection-officer'],
  },
  {
    path: '/informe',
    load: () => import('./report/report-screen.tsx').then((file) => file.ReportScreen),
    may: readers,
    nav: { words: 'intake:nav.report', says: 'intake:nav.reportSays', icon: IconChartBar, group: 'work' },
  },
  {
    path: '/textos',
    load: () => import('./texts/texts-screen.tsx').then((file) => file.TextsScreen),
    may: editors,
    nav: { words: 'intake:texts.title', says: 'intake:texts.navSays', icon: IconSpeakerphone, group: 'manage' },
  },
  {
    path: '/textos/nuevo',
    load: () => import('./texts/new-text-screen.tsx').then((file) => file.NewTextScreen),
    may: editors,
  },
]
