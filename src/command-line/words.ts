import i18next from 'i18next'
import type { Problem } from '#base/problem.ts'
import { systemLanguage } from '#server/config.ts'
import en from '#browser/words/en/problems.json' with { type: 'json' }
import es from '#browser/words/es/problems.json' with { type: 'json' }

const words = i18next.createInstance({
  lng: systemLanguage(),
  fallbackLng: 'en',
  resources: { es: { problems: es }, en: { problems: en } },
  interpolation: { escapeValue: false },
})
await words.init()

/** What a refusal says to the person at the command line: the same words as on screen. */
export function sentenceFor(problem: Problem): string {
  const key = `problems:${problem.code}`
  return words.exists(key) ? words.t(key, { ...problem.details }) : `${problem.code} ${JSON.stringify(problem.details)}`
}
