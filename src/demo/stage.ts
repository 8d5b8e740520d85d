import type { Command, Query } from '#base/contract.ts'
import type { Input, Output } from '#browser/call.ts'

/** Makes a call as one member of the staff, at the moment the world's clock shows. */
export type Caller = <C extends Command | Query>(made: C, input: Input<C>) => Promise<Output<C>>

export type Stage = {
  as(login: string): Caller
  /** Sets the world's clock; what is done from now on happened then. */
  at(moment: Date): void
}
