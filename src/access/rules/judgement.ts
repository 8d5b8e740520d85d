import type { Call, Purpose } from '#base/contract.ts'
import { type Caller, decide, purposeOf, rolesFor } from './engine.ts'
import { type Veil, veilFor } from './fields.ts'

/** What the machinery needs of a decision: why it refuses, or what the reading is journalled for and what is withheld. */
export type Judgement = {
  refused?: 'not-for-this-key' | 'sign-in-needed' | 'not-your-work' | 'purpose-not-yours' | undefined
  /** The purpose, where it is not the call's usual one. */
  purpose?: Purpose | undefined
  veil?: Veil | undefined
}

const refusals = { 'not-signed-in': 'sign-in-needed', 'not-role': 'not-your-work', 'not-purpose': 'purpose-not-yours' } as const

/** The engine's decision on a call, before anything of it is done. */
export function judge(call: Call, caller: Caller | undefined, purpose: Purpose | undefined, granted = false): Judgement {
  // A machine has no role: what it may is in its scopes alone, and what a call shows machines is decided where the call is written.
  if (caller?.scopes) return call.machines && caller.scopes.includes(call.machines) ? {} : { refused: 'not-for-this-key' }
  const decision = decide({ call, caller, purpose, granted })
  if (!decision.allowed) return { refused: refusals[decision.reasons.at(-1)!.code as keyof typeof refusals] }
  if (!call.personal || !caller) return {}
  return {
    purpose: decision.purpose === purposeOf(call) ? undefined : decision.purpose,
    veil: veilFor(rolesFor(call, caller, granted)),
  }
}
