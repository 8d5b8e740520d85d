import { IconAddressBook } from '@tabler/icons-react'
import type { Screen } from '#browser/screen.ts'

const editors = ['directory-editor', 'administrator'] as const

/** The screens of the directory. Everybody reads; editors keep. */
export const directoryScreens: Screen[] = [
  {
    path: '/directory',
    load: () => import('./directory-screen.tsx').then((f) => f.DirectoryScreen),
    may: 'signed-in',
    nav: { words: 'directory:nav.directory', says: 'directory:nav.directorySays', icon: IconAddressBook, group: 'work' },
  },
  {
    path: '/directory/facilities',
    load: () => import('./facilities-screen.tsx').then((f) => f.FacilitiesScreen),
    may: 'signed-in',
  },
  {
    path: '/directory/facilities/new',
    load: () => import('./edit-facility-screen.tsx').then((f) => f.NewFacilityScreen),
    may: editors,
  },
  {
    path: '/directory/facilities/$facilityId',
    load: () => import('./facility-screen.tsx').then((f) => f.FacilityScreen),
    may: 'signed-in',
  },
  {
    path: '/directory/facilities/$facilityId/edit',
    load: () => import('./edit-facility-screen.tsx').then((f) => f.EditFacilityScreen),
    may: editors,
  },
  {
    path: '/directory/institutions',
    load: () => import('./institutions-screen.tsx').then((f) => f.InstitutionsScreen),
    may: 'signed-in',
  },
  {
    path: '/directory/institutions/new',
    load: () => import('./edit-institution-screen.tsx').then((f) => f.NewInstitutionScreen),
    may: editors,
  },
  {
    path: '/directory/institutions/$institutionId',
    load: () => import('./institution-screen.tsx').then((f) => f.InstitutionScreen),
    may: 'signed-in',
  },
  {
    path: '/directory/institutions/$institutionId/edit',
    load: () => import('./edit-institution-screen.tsx').then((f) => f.EditInstitutionScreen),
    may: editors,
  },
  {
    path: '/directory/territory',
    load: () => import('./territory-screen.tsx').then((f) => f.TerritoryScreen),
    may: 'signed-in',
  },
  {
    path: '/directory/territory/$code',
    load: () => import('./place-screen.tsx').then((f) => f.PlaceScreen),
    may: 'signed-in',
  },
  {
    path: '/directory/territory/$code/edit',
    load: () => import('./edit-municipality-screen.tsx').then((f) => f.EditMunicipalityScreen),
    may: editors,
  },
  {
    path: '/directory/languages',
    load: () => import('./languages-screen.tsx').then((f) => f.LanguagesScreen),
    may: 'signed-in',
  },
  {
    path: '/directory/languages/$code',
    load: () => import('./languages-screen.tsx').then((f) => f.LanguageScreen),
    may: 'signed-in',
  },
]
