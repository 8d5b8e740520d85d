import { z } from 'zod'
import { Purpose, query, Role } from '#base/contract.ts'

/** One line of the table of permissions: a call, and everything that decides who may make it. */
export const Permission = z.object({
  feature: z.string(),
  name: z.string(),
  /** `POST /arrivals`, as in the journal. */
  call: z.string(),
  kind: z.enum(['command', 'query', 'download']),
  says: z.string(),
  may: z.union([z.literal('anyone'), z.literal('signed-in'), z.array(Role)]),
  personal: z.boolean(),
  /** What it usually shows persons for; calls that show none have no purpose. */
  purpose: Purpose.optional(),
  /** Is it asked of the person again that it is them? */
  stepUp: z.boolean(),
})
export type Permission = z.infer<typeof Permission>

export const permissions = {
  readPermissions: query('GET /permissions', {
    says: 'The table of permissions: every call, who may make it, for what purpose, and whether it shows persons.',
    may: 'signed-in',
    personal: false,
    input: z.object({}),
    output: z.object({ permissions: z.array(Permission) }),
  }),
} as const
