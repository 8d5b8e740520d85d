import { useTranslation } from 'react-i18next'
import { functioningAnswers, functioningDomains } from '#base/codes.ts'
import { countryName } from '#base/countries.ts'
import { formatCui } from '#base/cui.ts'
import { isPartialDate } from '#base/partial-date.ts'
import { useFormat } from '#browser/format.ts'
import { useLanguage } from '#browser/words/use-words.ts'
import type { FormField } from '../contract/form.ts'
import { useMonths } from './reception/fields/months-abroad.tsx'
import { asked } from './reception/form-plan.ts'
import { usePlaces } from './reference.ts'

/** An answer of the form as it is read, in the language of the interface; empty for none. */
export function useAnswerWords(): (field: FormField, value: unknown) => string {
  const { t } = useTranslation('intake')
  const language = useLanguage()
  const format = useFormat()
  const places = usePlaces()
  const months = useMonths()
  return (field, value) => {
    if (value === undefined || value === null) return ''
    const how = asked[field]
    switch (how.as) {
      case 'yes-no':
        return t(value ? 'fields.yes' : 'fields.no')
      case 'number':
        return field === 'monthsAbroad' ? months(Number(value)) : format.number(Number(value))
      case 'birth-date':
        return isPartialDate(String(value)) ? format.partialDate(String(value)) : String(value)
      case 'cui':
        return formatCui(String(value))
      case 'municipality':
        return places.municipality(String(value))
      case 'language':
        return places.language(String(value))
      case 'country':
        return countryName(String(value), language)
      case 'choice':
      case 'pick':
        return format.label(how.of, String(value))
      case 'choices':
        return (value as string[]).map((code) => format.label(how.of, code)).join(' · ')
      case 'functioning':
        return Object.entries(value as Record<string, string>)
          .map(([domain, answer]) => `${format.label(functioningDomains, domain)} ${format.label(functioningAnswers, answer)}`)
          .join(' · ')
      case 'text':
      case 'long':
      case 'phone':
        return String(value)
    }
  }
}
