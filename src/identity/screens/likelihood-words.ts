import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import { tendencyOf, timesOf } from './likelihood.ts'

/** `Es unas mil veces más probable …` for a score in bits. */
export function useLikelihoodWords(): (score: number) => string {
  const { t } = useTranslation('identity')
  const { number } = useFormat()
  const inWords = (times: number): string => {
    if (times >= 1e6) return t('compare.million')
    if (times === 1000) return t('compare.thousand')
    return times > 1000 ? t('compare.thousands', { number: number(times / 1000) }) : number(times)
  }
  return (score) => {
    const tendency = tendencyOf(score)
    return tendency === 'even' ? t('compare.even') : t(`compare.${tendency}`, { times: inWords(timesOf(score)) })
  }
}
