import { useTranslation } from 'react-i18next'
import { type CodeList, type Language, labelOf } from '#base/codes.ts'
import type { WordsKey } from './words.ts'

/** The language of the interface now. */
export function useLanguage(): Language {
  return useTranslation().i18n.language as Language
}

/** The words for a code of a list: `label(sexes, 'female')`. */
export function useLabel(): (list: CodeList, code: string) => string {
  const language = useLanguage()
  return (list, code) => labelOf(list, code, language)
}

/** Words for a key that came as data: `say(screen.nav.words)`. Where the key is known, use `useTranslation` and its `t`. */
export function useSay(): (key: WordsKey, values?: Record<string, unknown>) => string {
  const { t } = useTranslation()
  return (key, values) => String(t(key as never, values as never))
}
