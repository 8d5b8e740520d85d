import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { sexes } from '#base/codes.ts'
import { countryName } from '#base/countries.ts'
import { formatCui } from '#base/cui.ts'
import { isPartialDate } from '#base/partial-date.ts'
import { displayName } from '#base/personal-name.ts'
import { send } from '#browser/calling.ts'
import { useFormat } from '#browser/format.ts'
import { useLanguage } from '#browser/words/use-words.ts'
import { directory } from '#directory/contract/calls.ts'
import type { Who } from '../contract.ts'
import type { Field } from './fields.ts'

/** The words for what identity shows of a return. Until the directory is there, a place is its code. */
export function useWhoWords() {
  const { t } = useTranslation('identity')
  const language = useLanguage()
  const format = useFormat()
  // What reception reads under the same key serves here too.
  const { data: reference } = useQuery({
    queryKey: ['directory reference'],
    queryFn: async () => (await send(directory.readReference, {})).reference!,
    staleTime: 3_600_000,
    networkMode: 'always',
  })
  const facility = (id: string) => reference?.facilities.find((one) => one.id === id)?.name ?? id
  const municipality = (code: string) => {
    const found = reference?.municipalities.find((one) => one.code === code)
    const department = reference?.departments.find((one) => one.code === found?.departmentCode)
    return found ? [found.name, department?.name].filter(Boolean).join(', ') : code
  }
  const asWritten: Partial<Record<Field, (value: string) => string>> = {
    givenNames: displayName,
    surnames: displayName,
    sex: (code) => format.label(sexes, code),
    birthDate: (date) => (isPartialDate(date) ? format.partialDate(date) : date),
    cui: formatCui,
    birthMunicipality: municipality,
    residenceMunicipality: municipality,
  }
  return {
    name: ({ givenNames = '', surnames = '' }: Pick<Who, 'givenNames' | 'surnames'>) =>
      [givenNames, surnames].filter(Boolean).map(displayName).join(' ') || t('noName'),
    facility: (who: Who) => facility(who.facilityId),
    /** `Centro de Recepción …, desde Estados Unidos`. */
    where: (who: Who) => `${facility(who.facilityId)}, ${t('from', { country: countryName(who.originCountry, language) })}`,
    /** What a return says of one field, as people read it; undefined when it says nothing. */
    told: (who: Who, field: Field) => {
      const value = who[field]
      return value === undefined ? undefined : (asWritten[field]?.(value) ?? value)
    },
    returns: (count: number) => t('returns', { count, number: format.number(count) }),
    /** `12 abr 2023 y 20 nov 2026` */
    days: (all: readonly Who[]) =>
      new Intl.ListFormat(language, { type: 'conjunction' }).format(all.map(({ arrivedOn }) => format.shortDay(arrivedOn))),
  }
}
