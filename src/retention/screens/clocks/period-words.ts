import { useTranslation } from 'react-i18next'
import { useFormat } from '#browser/format.ts'
import type { Period } from '../../contract.ts'

const year = 365

/** How long, as one says it: `10 años`, `73 días`, `Siempre`. */
export function usePeriodWords(): (period: Pick<Period, 'days'>) => string {
  const { t } = useTranslation('retention')
  const { number } = useFormat()
  return ({ days }) => {
    if (days === undefined) return t('clocks.forEver')
    if (days % year === 0) return t('clocks.years', { count: days / year, number: number(days / year) })
    return t('clocks.days', { count: days, number: number(days) })
  }
}
