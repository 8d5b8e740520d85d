import { z } from 'zod'
import { codesOf } from '#base/codes.ts'
import { bands } from '../../contract.ts'

/** What a review goes through, as it stands in the address; `lugar` is the place of the pair that is being looked at. */
export const ReviewFilters = z.object({
  centro: z.string().default(''),
  calculo: codesOf(bands).optional(),
  desde: z.iso.date().optional(),
  lugar: z.string().optional(),
})
type Filters = z.output<typeof ReviewFilters>

/** The same, as the calls take it. */
export const wantedBy = ({ centro, calculo, desde }: Filters) => ({
  ...(centro && { facilityId: centro }),
  ...(calculo && { band: calculo }),
  ...(desde && { since: desde }),
})

/** The same, for an address. */
export const inAddress = ({ centro, calculo, desde }: Filters, lugar?: string): Record<string, string> => ({
  ...(centro && { centro }),
  ...(calculo && { calculo }),
  ...(desde && { desde }),
  ...(lugar && { lugar }),
})
