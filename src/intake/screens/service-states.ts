import { codeList } from '#base/codes.ts'

/** Where an immediate service stands. */
export const serviceStates = codeList({
  wanted: { es: 'Lo quiere', en: 'Wanted' },
  given: { es: 'Entregado', en: 'Given' },
  declined: { es: 'No lo quiere', en: 'Declined' },
})
