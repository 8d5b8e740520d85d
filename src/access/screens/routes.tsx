import { IconBell, IconKey, IconLockOpen, IconShieldCheck, IconUserCircle, IconUsers } from '@tabler/icons-react'
import type { Screen } from '#browser/screen.ts'

const administrators = ['administrator'] as const
const attending = ['registrar', 'shift-chief', 'desk'] as const
const told = ['shift-chief', 'data-protection-officer'] as const

export const accessScreens: Screen[] = [
  {
    path: '/emergencias',
    load: () => import('./emergency/emergencies-screen.tsx').then((file) => file.EmergenciesScreen),
    may: [...attending, 'data-protection-officer', 'administrator'],
    nav: { words: 'oversight:nav.emergencies', says: 'oversight:nav.emergenciesSays', icon: IconLockOpen, group: 'work' },
  },
  {
    path: '/emergencias/nueva',
    load: () => import('./emergency/ask-screen.tsx').then((file) => file.AskEmergencyScreen),
    may: attending,
  },
  {
    path: '/emergencias/$grantId',
    load: () => import('./emergency/emergency-screen.tsx').then((file) => file.EmergencyScreen),
    may: [...attending, 'data-protection-officer', 'administrator'],
  },
  {
    path: '/notificaciones',
    load: () => import('./emergency/notices-screen.tsx').then((file) => file.NoticesScreen),
    may: told,
    nav: { words: 'oversight:nav.notices', says: 'oversight:nav.noticesSays', icon: IconBell, group: 'work' },
  },
  {
    path: '/cuentas',
    was: '/accounts',
    load: () => import('./accounts-screen.tsx').then((file) => file.AccountsScreen),
    may: administrators,
    nav: { words: 'access:nav.accounts', says: 'access:nav.accountsSays', icon: IconUsers, group: 'manage' },
  },
  {
    path: '/cuentas/nueva',
    was: '/accounts/new',
    load: () => import('./new-account-screen.tsx').then((file) => file.NewAccountScreen),
    may: administrators,
  },
  {
    path: '/cuentas/$accountId',
    was: '/accounts/$accountId',
    load: () => import('./edit-account-screen.tsx').then((file) => file.EditAccountScreen),
    may: administrators,
  },
  {
    path: '/permisos',
    was: '/permissions',
    load: () => import('./permissions-screen.tsx').then((file) => file.PermissionsScreen),
    may: 'signed-in',
    nav: { words: 'oversight:nav.permissions', says: 'oversight:nav.permissionsSays', icon: IconShieldCheck, group: 'own' },
  },
  {
    path: '/llaves',
    load: () => import('./keys-screen.tsx').then((file) => file.KeysScreen),
    may: administrators,
    nav: { words: 'access:nav.keys', says: 'access:nav.keysSays', icon: IconKey, group: 'manage' },
  },
  {
    path: '/llaves/nueva',
    load: () => import('./new-key-screen.tsx').then((file) => file.NewKeyScreen),
    may: administrators,
  },
  {
    path: '/cuenta',
    was: '/account',
    load: () => import('./account-screen.tsx').then((file) => file.AccountScreen),
    may: 'signed-in',
    nav: { words: 'access:nav.account', says: 'access:nav.accountSays', icon: IconUserCircle, group: 'own' },
  },
  {
    path: '/cuenta/contrasena',
    was: '/account/password',
    load: () => import('./password-screen.tsx').then((file) => file.PasswordScreen),
    may: 'signed-in',
  },
  {
    path: '/cuenta/dos-pasos',
    was: '/account/second-factor',
    load: () => import('./second-factor-screen.tsx').then((file) => file.SecondFactorScreen),
    may: 'signed-in',
  },
]
