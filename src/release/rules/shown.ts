import { type Language, labelOf } from '#base/codes.ts'
import { partsOf, showPartialDate } from '#base/partial-date.ts'
import { type Figure, type Period, qualifiers, symbols } from '../contract.ts'

/** A value, or why there is none. A blank of a document is `undefined`; zero is a value. */
export type Value = number | 'confidential' | undefined

/** `14,166`; `c` confidential, `–` zero, `··` not available: three different things. Both languages write numbers alike. */
export function numberShown(value: Value): string {
  if (value === undefined) return '··'
  if (value === 'confidential') return 'c'
  return value === 0 ? '–' : value.toLocaleString('en-US', { maximumFractionDigits: 6 })
}

/** The sign's words, for who cannot see a sign or does not know it; none for an ordinary number. */
export function signWords(value: Value, language: Language): string | undefined {
  const shown = numberShown(value)
  return shown in symbols ? labelOf(symbols, shown, language) : undefined
}

/** The number with what its document says of it: `al menos 40`, `about 50`, `14,166`. */
export function valueShown(figure: Pick<Figure, 'value' | 'qualifier'>, language: Language): string {
  const number = numberShown(figure.value)
  return figure.qualifier === 'exact' ? number : `${labelOf(qualifiers, figure.qualifier, language)} ${number}`
}

/** The figure as a sentence, in three parts so that a page can mark the value: before, value, after. */
export function sentenceParts(
  figure: Pick<Figure, 'value' | 'qualifier' | 'sentence'>,
  language: Language,
): [before: string, value: string, after: string] {
  const [before = '', after = ''] = figure.sentence[language].split('{n}')
  const value = figure.value === 0 ? '0' : (signWords(figure.value, language) ?? valueShown(figure, language))
  return before === '' ? ['', value.charAt(0).toUpperCase() + value.slice(1), after] : [before, value, after]
}

/** `En 2021 se atendió a 14,166 niñas, niños y adolescentes no acompañados, en retorno o en tránsito.` */
export function sentenceShown(figure: Pick<Figure, 'value' | 'qualifier' | 'sentence'>, language: Language): string {
  return sentenceParts(figure, language).join('')
}

const words = {
  es: { since: 'desde', until: 'hasta', to: 'a', none: 'sin período declarado' },
  en: { since: 'since', until: 'until', to: 'to', none: 'no period stated' },
}

/** `2021`, `2019 a marzo de 2022`, `25 a 26 de septiembre de 2024`, `desde 2016`, `hasta 2030`, `sin período declarado`. */
export function periodShown({ from, to }: Period, language: Language): string {
  const { since, until, to: toWord, none } = words[language]
  if (from && to) {
    if (from === to) return showPartialDate(from, language)
    const [a, b] = [partsOf(from), partsOf(to)]
    const sameMonth = a?.day && b?.day && a.year === b.year && a.month === b.month
    return `${sameMonth ? a.day : showPartialDate(from, language)} ${toWord} ${showPartialDate(to, language)}`
  }
  if (from) return `${since} ${showPartialDate(from, language)}`
  return to ? `${until} ${showPartialDate(to, language)}` : none
}
