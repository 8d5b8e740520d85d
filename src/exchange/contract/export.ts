import { z } from 'zod'
import { codesOf, returnModes } from '#base/codes.ts'
import { Id, query } from '#base/contract.ts'
import { Form } from '#intake/contract/form.ts'

/**
 * What a key of the scope `returns:read` is shown of a return: who somebody is, where they came from and where they go. Nothing of health,
 * protection, contact, wishes or notes: for those there is no scope.
 */
export const ExportedReturn = z.object({
  subjectId: Id,
  arrivalId: Id,
  facilityId: z.string(),
  mode: codesOf(returnModes),
  originCountry: z.string(),
  arrivedOn: z.iso.date(),
  receivedAt: z.iso.datetime(),
  ...Form.pick({
    givenNames: true,
    surnames: true,
    sex: true,
    birthDate: true,
    nationality: true,
    cui: true,
    documentType: true,
    documentNumber: true,
    birthMunicipality: true,
    residenceMunicipality: true,
    destinationMunicipality: true,
    language: true,
    returnType: true,
  }).partial().shape,
})
export type ExportedReturn = z.infer<typeof ExportedReturn>

export const exporting = {
  exportReturns: query('GET /exchange/returns', {
    says: 'Returns of the own institution that were received or changed behind a place, as they stand now, each at its latest change. For machines: pass `next` as `after`, until there is no `more`; keep it for the next time.',
    may: [],
    machines: 'returns:read',
    personal: true,
    input: z.object({
      after: z
        .string()
        .regex(/^\d{1,15}(\.[0-9a-f-]{36})?$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ returns: z.array(ExportedReturn), next: z.string(), more: z.boolean() }),
  }),
} as const
