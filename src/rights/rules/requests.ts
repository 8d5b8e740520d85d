import type { RequestKind, RequestState } from '../contract/requests.ts'

type Asked = {
  state: RequestState
  kind: RequestKind
  asker: { kind: 'person' | 'representative' }
  identity?: unknown
}

/** What must be shown before anybody is given anything: who asks, and that whoever represents may. Nothing when all is there. */
export function missingProof(request: Asked, proofs: readonly string[]): 'identity-not-checked' | 'power-not-shown' | undefined {
  if (request.identity === undefined) return 'identity-not-checked'
  if (request.asker.kind === 'representative' && !proofs.includes('power')) return 'power-not-shown'
  return undefined
}

export type Stop =
  | 'request-closed'
  | 'identity-not-checked'
  | 'power-not-shown'
  | 'recipients-not-told'
  | 'erasure-not-done'
  | 'erasure-asked-already'
  | 'not-an-erasure'
type Outcome = 'answered' | 'refused' | 'handed_over'

/**
 * Why a request may not end so yet. A refusal and a handing over need no proof. A correction, or an objection, that was granted is told
 * to everybody who had received the data (`untold`) before it is answered. An erasure is granted once it was carried out (`erased`): who
 * asks, and whoever had to be told, was looked at before it was asked for (`stopsErasure`), and those papers are gone since. While an erasure
 * that was asked for still waits (`waits`), the request does not end otherwise.
 */
export function whatStops(
  request: Asked,
  outcome: Outcome,
  { proofs, untold, erased, waits }: { proofs: readonly string[]; untold: number; erased: boolean; waits: boolean },
): Stop | undefined {
  if (request.state !== 'open') return 'request-closed'
  if (outcome !== 'answered') return waits ? 'erasure-asked-already' : undefined
  if (request.kind === 'erasure') return erased ? undefined : 'erasure-not-done'
  return missingProof(request, proofs) ?? (mustTell(request.kind) && untold > 0 ? 'recipients-not-told' : undefined)
}

/** Why a request cannot be granted by asking that the person be erased: it asks something else, or something is missing. */
export function stopsErasure(
  request: Asked,
  { proofs, untold }: { proofs: readonly string[]; untold: number },
): Stop | undefined {
  if (request.state !== 'open') return 'request-closed'
  if (request.kind !== 'erasure') return 'not-an-erasure'
  return missingProof(request, proofs) ?? (untold > 0 ? 'recipients-not-told' : undefined)
}

/** Do those who received data have to hear of it? */
export function mustTell(kind: RequestKind): boolean {
  return kind === 'correction' || kind === 'opposition' || kind === 'erasure'
}

/** Open, and its last day is over (ISO dates in Guatemala). */
export function isLate(request: { state: RequestState; dueOn: string }, today: string): boolean {
  return request.state === 'open' && request.dueOn < today
}

/** `DP-2026-0007` */
export function numberOf(year: number, count: number): string {
  return `DP-${year}-${String(count).padStart(4, '0')}`
}
