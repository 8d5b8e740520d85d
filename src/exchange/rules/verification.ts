import { boundsOf, isPartialDate } from '#base/partial-date.ts'
import { nameTokens } from '#base/personal-name.ts'
import type { Failure, VerifiedField } from '../contract/verification.ts'

/** What tells who somebody is, as the desk wrote it or as a registry has it. */
export type Told = {
  givenNames?: string | undefined
  surnames?: string | undefined
  birthDate?: string | undefined
  sex?: string | undefined
}

/** What a registry was asked, and what it said. Nothing of its record goes further than this. */
export type Asked = Told & { cui: string }
export type Answered =
  | { state: 'confirmed' | 'differs'; compared: VerifiedField[]; differs: VerifiedField[] }
  | { state: 'unknown' }
  | { state: 'unavailable'; why: Failure; waitSeconds?: number }

/** Asks a registry about a CUI. Always answers: what goes wrong is `unavailable`. */
export type Verifier = (asked: Asked) => Promise<Answered>

/**
 * What both sides tell, compared, and what of it differs. Spelling of accents and apostrophes does not count, and the desk may have heard
 * fewer names than the registry has; a word that the registry does not have differs. A date that is known in part agrees with every
 * day it can mean. Worked: `Ixkik’ Xol` and `IXKIK NIKTÉ`, `XOL TZʼUNUX` agree; `1987` agrees with 1987-05-12.
 */
export function compared(desk: Told, registry: Told): Extract<Answered, { compared: unknown }> {
  const each: [VerifiedField, boolean | undefined][] = [
    ['givenNames', wordsAgree(desk.givenNames, registry.givenNames)],
    ['surnames', wordsAgree(desk.surnames, registry.surnames)],
    ['birthDate', daysAgree(desk.birthDate, registry.birthDate)],
    ['sex', sexesAgree(desk.sex, registry.sex)],
  ]
  const differs = each.filter(([, agrees]) => agrees === false).map(([field]) => field)
  const both = each.filter(([, agrees]) => agrees !== undefined).map(([field]) => field)
  return { state: differs.length > 0 ? 'differs' : 'confirmed', compared: both, differs }
}

function wordsAgree(desk: string | undefined, registry: string | undefined): boolean | undefined {
  const [heard, known] = [nameTokens(desk), new Set(nameTokens(registry))]
  if (heard.length === 0 || known.size === 0) return undefined
  return heard.every((word) => known.has(word))
}

function daysAgree(desk: string | undefined, registry: string | undefined): boolean | undefined {
  if (!desk || !registry || !isPartialDate(desk)) return undefined
  const { first, last } = boundsOf(desk)
  return first <= registry && registry <= last
}

function sexesAgree(desk: string | undefined, registry: string | undefined): boolean | undefined {
  const told = ['female', 'male']
  if (!told.includes(desk ?? '') || !told.includes(registry ?? '')) return undefined
  return desk === registry
}

/** After so many failures in a row nobody is asked for a while: whoever is down is not helped by questions. */
export const failuresBeforeRest = 5
const restSeconds = 60
const longestRest = 3600

/** How a connection stands after an answer: so many failures in a row, and how many seconds it is left in peace. */
export function connectionAfter(answer: Answered, failures: number): { failures: number; restSeconds: number } {
  if (answer.state !== 'unavailable') return { failures: 0, restSeconds: 0 }
  const now = failures + 1
  const asked = Math.min(longestRest, answer.waitSeconds ?? 0)
  return { failures: now, restSeconds: now >= failuresBeforeRest ? Math.max(asked, restSeconds) : asked }
}

/** Somebody whom the registry did not tell for a day is left as without an answer; the desk may ask again. */
export const hoursUntilGivenUp = 24
