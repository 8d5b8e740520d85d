import { useTranslation } from 'react-i18next'
import { guatemalaDay } from '#base/day.ts'
import { ageRange, isPartialDate } from '#base/partial-date.ts'
import { displayName } from '#base/personal-name.ts'

type Named = { givenNames?: string | undefined; surnames?: string | undefined }

/** How a person is called on screen: given names, then surnames. */
export function nameOfPerson({ givenNames = '', surnames = '' }: Named): string {
  return [givenNames, surnames].filter(Boolean).map(displayName).join(' ')
}

/** As lists call them, surnames first: so that the eye finds them in the order of the manifest. */
export function listNameOf({ givenNames = '', surnames = '' }: Named): string {
  return [surnames, givenNames].filter(Boolean).map(displayName).join(', ')
}

/** Names and ages in words of the interface's language. `day`: the day on which the age counts (ISO date); today if not said. */
export function usePersonWords() {
  const { t } = useTranslation('intake')
  const years = (count: number) => t('person.years', { count })
  return {
    name: (person: Named) => nameOfPerson(person) || t('person.noName'),
    listName: (person: Named) => listNameOf(person) || t('person.noName'),
    age(birthDate: string | undefined, day = guatemalaDay(new Date())): string {
      if (!birthDate || !isPartialDate(birthDate)) return t('person.ageUnknown')
      const { min, max } = ageRange(birthDate, day)
      return min === max ? years(min) : t('person.yearsBetween', { min, max })
    },
  }
}
