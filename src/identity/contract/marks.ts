import { z } from 'zod'
import { Id, query } from '#base/contract.ts'

export const marks = {
  listRecognised: query('GET /arrivals/:arrivalId/recognised', {
    says: 'Who of an arrival somebody has recognised as having returned before, and how often before.',
    may: ['registrar', 'shift-chief'],
    personal: true,
    input: z.object({ arrivalId: Id }),
    output: z.object({ returns: z.array(z.object({ subjectId: Id, before: z.int() })) }),
  }),
} as const
