import { useTranslation } from 'react-i18next'
import { displayName } from '#base/personal-name.ts'
import { useRead } from '#browser/calling.ts'
import { directory } from '#directory/contract/calls.ts'

type Named = { givenNames?: string | undefined; surnames?: string | undefined }

/** The name as it is shown; a person without one is called so. */
export function useName(): (person: Named) => string {
  const { t } = useTranslation('rights')
  return ({ givenNames, surnames }) => displayName([givenNames, surnames].filter(Boolean).join(' ')) || t('noName')
}

/** Institutions of the directory: to choose from, and what they are called. */
export function useInstitutions() {
  const read = useRead(directory.listInstitutions, {})
  const all = read.data?.institutions ?? []
  const names = new Map(all.map(({ id, name }) => [id, name]))
  return {
    options: all.map(({ id, name, acronym }) => ({ value: id, label: acronym ? `${name} (${acronym})` : name })),
    name: (institutionId: string) => names.get(institutionId) ?? institutionId,
  }
}
