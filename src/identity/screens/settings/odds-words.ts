import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import { useLanguage } from '#browser/words/use-words.ts'
import { shareIn, timesOf } from '../likelihood.ts'

/** `1,000 a 1 (99.9 %) · 10 bits` for a whole number of bits: odds and probability for people, bits for who compares. */
export function useOddsWords(): (bits: number) => string {
  const { t } = useTranslation('identity')
  const { number } = useFormat()
  const share = shareIn(useLanguage() === 'es' ? 'es-GT' : 'en-GB')
  return (bits) => {
    const about = { count: Math.abs(bits), times: number(timesOf(bits)), probability: share(bits), bits: number(bits) }
    if (bits === 0) return t('settings.oddsEven', about)
    return t(bits > 0 ? 'settings.odds' : 'settings.oddsAgainst', about)
  }
}
