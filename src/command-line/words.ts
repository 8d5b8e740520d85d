import i18next from 'i18next'
import type { Problem } from '#base/problem.ts'
import commandLineEn from '#browser/words/en/command-line.json' with { type: 'json' }
import houseEn from '#browser/words/en/house.json' with { type: 'json' }
import en from '#browser/words/en/problems.json' with { type: 'json' }
import commandLineEs from '#browser/words/es/command-line.json' with { type: 'json' }
import houseEs from '#browser/words/es/house.json' with { type: 'json' }
import es from '#browser/words/es/problems.json' with { type: 'json' }
import { problemWords } from '#browser/words/problem-words.ts'
import { systemLanguage } from '#server/config.ts'

const words = i18next.createInstance()
await words.init({
  lng: systemLanguage(),
  fallbackLng: false,
  resources: {
    es: { problems: { ...es, ...houseEs }, commandLine: commandLineEs },
    en: { problems: { ...en, ...houseEn }, commandLine: commandLineEn },
  },
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

/** A sentence that is no refusal: `phrase('link.written', { file })`. */
export function phrase(key: string, values: Record<string, string | number> = {}): string {
  return String(words.t(`commandLine:${key}` as never, values as never))
}
