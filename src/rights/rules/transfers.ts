import type { Transfer } from '../contract/transfers.ts'

type Kept = Pick<Transfer, 'expiresOn'> & { state: 'proposed' | 'approved' | 'revoked' }

/** How a transfer stands on a day (ISO date in Guatemala): its last day is a whole day. */
export function stateOn({ state, expiresOn }: Kept, today: string): Transfer['state'] {
  return state !== 'revoked' && expiresOn < today ? 'expired' : state
}
