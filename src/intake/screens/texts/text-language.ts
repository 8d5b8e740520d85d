import { useTranslation } from 'react-i18next'
import { usePlaces } from '../reference.ts'

/** What the language of a text is called: one of the directory, or English, which is none of Guatemala's. */
export function useTextLanguage(): (code: string) => string {
  const { t } = useTranslation('intake')
  const places = usePlaces()
  return (code) => (code === 'english' ? t('texts.english') : places.language(code))
}
