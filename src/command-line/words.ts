import i18next from 'i18next'
import type { Problem } from '#base/problem.ts'
import houseEn from '#browser/words/en/house.json' with { type: 'json' }
import en from '#browser/words/en/problems.json' with { type: 'json' }
import houseEs from '#browser/words/es/house.json' with { type: 'json' }
import es from '#browser/words/es/problems.json' with { type: 'json' }
import { problemWords } from '#browser/words/problem-words.ts'
import { systemLanguage } from '#server/config.ts'

const words = i18next.createInstance()
await words.init({
  lng: systemLanguage(),
  fallbackLng: false,
  resources: { es: { problems: { ...es, ...houseEs } }, en: { problems: { ...en, ...houseEn } } },
  interpolation: { escapeValue: false },
})

/**
 * What a refusal says to the person at the command line: the same words as on screen, and those of the house (database, data folder,
 * archive), which no browser needs to load.
 */
export function sentenceFor(problem: Problem): string {
  const { what, next } = problemWords(problem, words)
  return `${what} ${next}`
}
