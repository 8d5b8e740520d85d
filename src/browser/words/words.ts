import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '#base/codes.ts'
import { patiently } from '#browser/patiently.ts'
import type { es } from './es.ts'

type Words = typeof es
type Leaf<T> = T extends string
  ? never
  : { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaf<T[K]>}` }[keyof T & string]

/** A key with its namespace, as data carry it: `access:nav.accounts`. */
export type WordsKey = { [N in keyof Words & string]: `${N}:${Leaf<Words[N]>}` }[keyof Words & string]

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: Words
  }
}

const catalogues: Record<Language, () => Promise<Words>> = {
  es: () => patiently(() => import('./es.ts')).then((file) => file.es),
  en: () => patiently(() => import('./en.ts')).then((file) => file.en),
}
const remembered = 'ceiba.language'

/** Loads the words of one language and begins with them. The other language is fetched only when somebody asks for it. */
export async function startWords(): Promise<void> {
  const language = chosenLanguage()
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'shell',
    resources: { [language]: await catalogues[language]() },
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  document.documentElement.lang = language
}

/** Changes the language without a reload and remembers it on this computer. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'shell'))
    for (const [name, words] of Object.entries(await catalogues[language]())) i18next.addResourceBundle(language, name, words)
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(remembered, language)
}

function chosenLanguage(): Language {
  const wanted = [localStorage.getItem(remembered), ...navigator.languages.map((tag) => tag.slice(0, 2))]
  return wanted.find((tag) => tag === 'es' || tag === 'en') ?? 'es'
}
