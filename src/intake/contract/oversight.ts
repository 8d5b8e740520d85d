import { z } from 'zod'
import { relations } from '#access/rules/engine.ts'
import { fieldClasses } from '#access/rules/fields.ts'
import { codesOf } from '#base/codes.ts'
import { Id, Purpose, query, Role } from '#base/contract.ts'

const ofReturn = z.object({ subjectId: Id })
const Classes = z.array(codesOf(fieldClasses))

/** One step of a decision about access, as `access/rules/engine.ts` gives it. */
const Because = z.object({
  code: z.string(),
  roles: z.array(Role).optional(),
  purpose: Purpose.optional(),
  compartment: z.string().optional(),
  classes: Classes.optional(),
})

/** An account that can see the record, and why. */
export const Viewer = z.object({
  accountId: Id,
  name: z.string(),
  roles: z.array(Role),
  relation: codesOf(relations),
  withheld: Classes,
})
export type Viewer = z.infer<typeof Viewer>

export const oversight = {
  explainAccess: query('GET /returns/:subjectId/access', {
    says: 'Why the caller can see a record: each step of the decision, and what of the record is withheld from them.',
    may: ['registrar', 'shift-chief', 'analyst', 'data-protection-officer'],
    personal: true,
    purpose: 'audit',
    input: ofReturn,
    output: z.object({ subjectId: Id, because: z.array(Because), withheld: Classes }),
  }),
  listViewers: query('GET /returns/:subjectId/viewers', {
    says: 'Which accounts can see a record, and why.',
    may: ['shift-chief', 'data-protection-officer'],
    personal: true,
    purpose: 'audit',
    input: ofReturn,
    output: z.object({ subjectId: Id, viewers: z.array(Viewer) }),
  }),
} as const
