import { z } from 'zod'
import { Id } from '#base/contract.ts'

/** A reset that one administrator has asked for and another has yet to confirm. */
export const AskedReset = z.object({ resetId: Id, askedBy: Id, askedByName: z.string(), askedAt: z.iso.datetime() })
export type AskedReset = z.infer<typeof AskedReset>

/** A reset that was done, as the account's person is told at the next sign-in. */
export const DoneReset = z.object({ askedBy: z.string(), doneBy: z.string(), doneAt: z.iso.datetime() })
export type DoneReset = z.infer<typeof DoneReset>
