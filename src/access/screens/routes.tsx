import { IconUserCircle, IconUsers } from '@tabler/icons-react'
import type { Screen } from '#browser/screen.ts'

const administrators = ['administrator'] as const

export const accessScreens: Screen[] = [
  {
    path: '/accounts',
    load: () => import('./accounts-screen.tsx').then((file) => file.AccountsScreen),
    may: administrators,
    nav: { words: 'access:nav.accounts', says: 'access:nav.accountsSays', icon: IconUsers, group: 'manage' },
  },
  {
    path: '/accounts/new',
    load: () => import('./new-account-screen.tsx').then((file) => file.NewAccountScreen),
    may: administrators,
  },
  {
    path: '/accounts/$accountId',
    load: () => import('./edit-account-screen.tsx').then((file) => file.EditAccountScreen),
    may: administrators,
  },
  {
    path: '/account',
    load: () => import('./account-screen.tsx').then((file) => file.AccountScreen),
    may: 'signed-in',
    nav: { words: 'access:nav.account', says: 'access:nav.accountSays', icon: IconUserCircle, group: 'own' },
  },
  {
    path: '/account/password',
    load: () => import('./password-screen.tsx').then((file) => file.PasswordScreen),
    may: 'signed-in',
  },
  {
    path: '/account/second-factor',
    load: () => import('./second-factor-screen.tsx').then((file) => file.SecondFactorScreen),
    may: 'signed-in',
  },
]
