import { IconAddressBook } from '@tabler/icons-react'
import type { Screen } from '#browser/screen.ts'

const editors = ['directory-editor', 'administrator'] as const

/** The screens of the directory. Everybody reads; editors keep. */
export const directoryScreens: Screen[] = [
  {
    path: '/directorio',
    was: '/directory',
    load: () => import('./directory-screen.tsx').then((f) => f.DirectoryScreen),
    may: 'signed-in',
    nav: { words: 'directory:nav.directory', says: 'directory:nav.directorySays', icon: IconAddressBook, group: 'work' },
  },
  {
    path: '/directorio/lugares',
    was: '/directory/facilities',
    load: () => import('./facilities-screen.tsx').then((f) => f.FacilitiesScreen),
    may: 'signed-in',
  },
  {
    path: '/directorio/lugares/nuevo',
    was: '/directory/facilities/new',
    load: () => import('./edit-facility-screen.tsx').then((f) => f.NewFacilityScreen),
    may: editors,
  },
  {
    path: '/directorio/lugares/$facilityId',
    was: '/directory/facilities/$facilityId',
    load: () => import('./facility-screen.tsx').then((f) => f.FacilityScreen),
    may: 'signed-in',
  },
  {
    path: '/directorio/lugares/$facilityId/corregir',
    was: '/directory/facilities/$facilityId/edit',
    load: () => import('./edit-facility-screen.tsx').then((f) => f.EditFacilityScreen),
    may: editors,
  },
  {
    path: '/directorio/instituciones',
    was: '/directory/institutions',
    load: () => import('./institutions-screen.tsx').then((f) => f.InstitutionsScreen),
    may: 'signed-in',
  },
  {
    path: '/directorio/instituciones/nueva',
    was: '/directory/institutions/new',
    load: () => import('./edit-institution-screen.tsx').then((f) => f.NewInstitutionScreen),
    may: editors,
  },
  {
    path: '/directorio/instituciones/$institutionId',
    was: '/directory/institutions/$institutionId',
    load: () => import('./institution-screen.tsx').then((f) => f.InstitutionScreen),
    may: 'signed-in',
  },
  {
    path: '/directorio/instituciones/$institutionId/corregir',
    was: '/directory/institutions/$institutionId/edit',
    load: () => import('./edit-institution-screen.tsx').then((f) => f.EditInstitutionScreen),
    may: editors,
  },
  {
    path: '/directorio/territorio',
    was: '/directory/territory',
    load: () => import('./territory-screen.tsx').then((f) => f.TerritoryScreen),
    may: 'signed-in',
  },
  {
    path: '/directorio/territorio/$code',
    was: '/directory/territory/$code',
    load: () => import('./place-screen.tsx').then((f) => f.PlaceScreen),
    may: 'signed-in',
  },
  {
    path: '/directorio/territorio/$code/corregir',
    was: '/directory/territory/$code/edit',
    load: () => import('./edit-municipality-screen.tsx').then((f) => f.EditMunicipalityScreen),
    may: editors,
  },
  {
    path: '/directorio/idiomas',
    was: '/directory/languages',
    load: () => import('./languages-screen.tsx').then((f) => f.LanguagesScreen),
    may: 'signed-in',
  },
  {
    path: '/directorio/idiomas/$code',
    was: '/directory/languages/$code',
    load: () => import('./languages-screen.tsx').then((f) => f.LanguageScreen),
    may: 'signed-in',
  },
]
