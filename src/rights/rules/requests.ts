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

type Outcome = 'answered' | 'refused' | 'handed_over'

/**
 * Why a request may not end so yet. A refusal and a handing over need no proof. A correction, or an objection, that was granted is told
 * to everybody who had received the data (`untold`) before it is answered.
 */
export function whatStops(
  request: Asked,
  outcome: Outcome,
  { proofs, untold }: { proofs: readonly string[]; untold: number },
): 'request-closed' | 'identity-not-checked' | 'power-not-shown' | 'recipients-not-told' | undefined {
  if (request.state !== 'open') return 'request-closed'
  if (outcome !== 'answered') return undefined
  return missingProof(request, proofs) ?? (mustTell(request.kind) && untold > 0 ? 'recipients-not-told' : undefined)
}

/** Do those who received data have to hear of it? */
export function mustTell(kind: RequestKind): boolean {
  return kind === 'correction' || kind === 'opposition'
}

/** Open, and its last day is over (ISO dates in Guatemala). */
export function isLate(request: { state: RequestState; dueOn: string }, today: string): boolean {
  return request.state === 'open' && request.dueOn < today
}

/** `DP-2026-0007` */
export function numberOf(year: number, count: number): string {
  return `DP-${year}-${String(count).padStart(4, '0')}`
}
