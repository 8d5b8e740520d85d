import { z } from 'zod'
import { codesOf, compartments } from '#base/codes.ts'
import { Id } from '#base/contract.ts'
import { NotedConsent } from '#intake/contract/consents.ts'
import { PartialForm } from '#intake/contract/form.ts'
import { GivenService, returnStates, steps, type TrailLine } from '#intake/contract/shapes.ts'
import type { PlaceNames } from '#intake/rules/form-words.ts'
import type { Transfer } from './transfers.ts'

/** All that is held of one return. What stands here is given to the person whole. */
export const Held = z.object({
  subjectId: Id,
  institutionId: z.string(),
  centre: z.string().optional(),
  arrivedOn: z.iso.date(),
  carrier: z.string(),
  originCountry: z.string(),
  state: codesOf(returnStates),
  listed: z.boolean(),
  form: PartialForm,
  /** What the last manifest said. */
  listedAs: z.unknown(),
  slipCode: z.string().optional(),
  receivedAt: z.iso.datetime().optional(),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  compartment: codesOf(compartments).optional(),
  familyRelationship: z.string().optional(),
  familyMembers: z.int(),
  steps: z.array(z.object({ step: codesOf(steps), at: z.iso.datetime() })),
  services: z.array(GivenService),
  consents: z.array(NotedConsent.omit({ by: true })),
  manifestRows: z.array(z.object({ file: z.string(), line: z.int(), cells: z.array(z.string()), read: z.unknown() })),
  /** Words by which the return is found. */
  searchWords: z.array(z.string()),
  /** Whether it was said to be the same person as another return, and whether that was taken back. */
  comparisons: z.array(
    z.object({ verdict: z.enum(['same', 'different', 'unsure']), at: z.iso.datetime(), takenBack: z.boolean() }),
  ),
})
export type Held = z.infer<typeof Held>

export type Names = PlaceNames & { institutions: ReadonlyMap<string, string> }

/** The machine-readable answer to "what do you hold about me": version 1 of this form. */
export type Export = {
  form: 'ceiba/export/1'
  number: string
  madeAt: string
  returns: Held[]
  requests: {
    number: string
    kind: string
    state: string
    askedOn: string
    dueOn: string
    asks: string
    answer?: string | undefined
  }[]
  transfers: Omit<Transfer, 'proposedBy' | 'approvedBy'>[]
  trail: Omit<TrailLine, 'by'>[]
}
