import { useTranslation } from 'react-i18next'
import { countryName } from '#base/countries.ts'
import { useFormat } from '#browser/format.ts'
import { useLanguage } from '#browser/words/use-words.ts'
import type { Arrival } from '../contract/shapes.ts'
import { usePlaces } from './reference.ts'

/** `Vuelo ICE-123`, `Bus 7`. */
export function useCarrier(): (arrival: Pick<Arrival, 'mode' | 'carrier'>) => string {
  const { t } = useTranslation('intake')
  return ({ mode, carrier }) => t(`carrier.${mode}`, { carrier })
}

/** `Alexandria, Estados Unidos`. */
export function useOrigin(): (arrival: Pick<Arrival, 'originCountry' | 'originPlace'>) => string {
  const language = useLanguage()
  return ({ originCountry, originPlace }) => [originPlace, countryName(originCountry, language)].filter(Boolean).join(', ')
}

/** `20 nov 2026, 21:05 · desde Alexandria, Estados Unidos · Centro …`. */
export function useArrivalFacts(): (
  arrival: Pick<Arrival, 'expectedAt' | 'originCountry' | 'originPlace' | 'facilityId'>,
) => string {
  const { t } = useTranslation('intake')
  const { moment } = useFormat()
  const origin = useOrigin()
  const places = usePlaces()
  return (arrival) =>
    t('arrival.facts', {
      moment: moment(arrival.expectedAt),
      origin: origin(arrival),
      centre: places.facility(arrival.facilityId),
    })
}
