import { IconCalendarCog, IconScale, IconShieldCheck } from '@tabler/icons-react'
import type { Screen } from '#browser/screen.ts'

const officers = ['shift-chief', 'data-protection-officer'] as const

/** The screens of rights, in the order of the navigation. */
export const rightsScreens: Screen[] = [
  {
    path: '/derechos',
    load: () => import('./requests-screen.tsx').then((file) => file.RequestsScreen),
    may: officers,
    nav: { words: 'rights:nav.requests', says: 'rights:nav.requestsSays', icon: IconShieldCheck, group: 'work' },
  },
  {
    path: '/derechos/leyes',
    load: () => import('./bases-screen.tsx').then((file) => file.BasesScreen),
    may: officers,
    nav: { words: 'rights:nav.bases', says: 'rights:nav.basesSays', icon: IconScale, group: 'manage' },
  },
  {
    path: '/derechos/ajustes',
    load: () => import('./settings-screen.tsx').then((file) => file.SettingsScreen),
    may: ['data-protection-officer'],
    nav: { words: 'rights:nav.settings', says: 'rights:nav.settingsSays', icon: IconCalendarCog, group: 'manage' },
  },
  {
    path: '/personas/$subjectId/derechos',
    load: () => import('./person/person-rights-screen.tsx').then((file) => file.PersonRightsScreen),
    may: officers,
  },
  {
    path: '/personas/$subjectId/solicitud',
    load: () => import('./new-request-screen.tsx').then((file) => file.NewRequestScreen),
    may: officers,
  },
  {
    path: '/personas/$subjectId/solicitudes/$requestId',
    load: () => import('./request/request-screen.tsx').then((file) => file.RequestScreen),
    may: officers,
  },
  {
    path: '/personas/$subjectId/envio',
    load: () => import('./new-transfer-screen.tsx').then((file) => file.NewTransferScreen),
    may: officers,
  },
]
