import { z } from 'zod'
import { normalizeCui } from '#base/cui.ts'
import { Problem } from '#base/problem.ts'
import type { Outgoing } from '#server/outgoing.ts'
import type { Failure } from '../contract/verification.ts'
import { type Answered, compared, type Verifier } from '../rules/verification.ts'

const usualTime = 10_000
const largest = 64_000

/** Where RENAP answers, the key that it gave, and how long it may take (milliseconds). */
export type Connection = { url: string; key: string | undefined; within?: number }

/**
 * What the registry answers: that it has the number and of whom, or that it does not. RENAP publishes no form of such an answer;
 * docs/integrations.md says what is expected here. It must name the CUI it speaks of: an answer about somebody else is none.
 */
const Answer = z.union([
  z.object({
    encontrado: z.literal(true),
    cui: z.string().transform(normalizeCui),
    nombres: z.string().max(300).optional(),
    apellidos: z.string().max(300).optional(),
    fechaNacimiento: z.iso.date().optional(),
    sexo: z.enum(['F', 'M']).optional(),
  }),
  z.object({ encontrado: z.literal(false), cui: z.string().transform(normalizeCui) }),
])
const sexes = { F: 'female', M: 'male' } as const

/**
 * Asks RENAP over HTTP. Only the number leaves, in the body (addresses stand in the logs of everybody on the way); names are compared
 * here and the answer is forgotten. One question is one try: whoever asks decides when to ask again.
 */
export function renap(outgoing: Outgoing, { url, key, within = usualTime }: Connection): Verifier {
  return async ({ cui, ...desk }) => {
    const body = JSON.stringify({ cui })
    const headers = {
      'Content-Type': 'application/json',
      Accept: 'application/json',
      ...(key && { Authorization: `Bearer ${key}` }),
    }
    const answer = await outgoing(url, { method: 'POST', headers, body, within, largest }).catch(failureOf)
    if (!(answer instanceof Response)) return answer
    if (answer.status !== 200) return failureBy(answer)
    if (!/^application\/json\b/.test(answer.headers.get('Content-Type') ?? '')) return unavailable('unreadable')
    const read = Answer.safeParse(await answer.json().catch(() => undefined))
    if (!read.success || read.data.cui !== cui) return unavailable('unreadable')
    if (!read.data.encontrado) return { state: 'unknown' }
    const { nombres, apellidos, fechaNacimiento, sexo } = read.data
    return compared(desk, { givenNames: nombres, surnames: apellidos, birthDate: fechaNacimiento, sex: sexo && sexes[sexo] })
  }
}

const unavailable = (why: Failure, waitSeconds?: number): Answered => ({
  state: 'unavailable',
  why,
  ...(waitSeconds && { waitSeconds }),
})

/** No answer came at all, or none that could be read to its end. */
function failureOf(error: unknown): Answered {
  if (!(error instanceof Problem)) throw error
  switch (error.code) {
    case 'outgoing-too-slow':
      return unavailable('slow')
    case 'outgoing-too-large':
      return unavailable('unreadable')
    case 'outgoing-not-allowed':
      return unavailable('not-allowed')
    default:
      return unavailable('no-connection')
  }
}

function failureBy({ status, headers }: Response): Answered {
  if (status === 429) return unavailable('busy', secondsIn(headers.get('Retry-After')))
  if (status === 401 || status === 403) return unavailable('refused')
  return unavailable(status >= 500 ? 'failing' : 'unreadable', status === 503 ? secondsIn(headers.get('Retry-After')) : undefined)
}

/** `Retry-After` in seconds. The other form, a moment by the other's clock, is not believed: a minute, then. */
function secondsIn(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined
  return /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : 60
}
