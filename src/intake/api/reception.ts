import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Id } from '#base/contract.ts'
import { guatemalaDay } from '#base/day.ts'
import { Problem } from '#base/problem.ts'
import type { Circumstances, Handlers } from '#server/http.ts'
import type { intake as contract } from '../contract/calls.ts'
import type { PartialForm } from '../contract/form.ts'
import type { ReturnState } from '../contract/shapes.ts'
import { consentTextFor } from '../rules/child-alone.ts'
import { shippedTexts, textToRead } from '../rules/consent-texts.ts'
import { answersOf } from '../rules/form.ts'
import { absence, isHere, mayMove } from '../rules/reception.ts'
import { openKeys } from '../rules/sealing.ts'
import { cursorOf, readListFilter } from '../rules/search.ts'
import { slipCodeFrom } from '../rules/slip-code.ts'
import { openArrival } from '../store/arrival.ts'
import { listedOf } from '../store/lists.ts'
import { addAtDesk, recordWhole } from '../store/record.ts'
import * as store from '../store/subject.ts'
import { arrivalNotClosed, readArrival } from './arrivals.ts'
import { pageBehind } from './page.ts'
import { held, heldOpen, listed, readReturn } from './reading.ts'

/** Who is on the list and where each stands, from the manifest to the slip. */
export const reception = {
  async listReturns({ arrivalId, state, text, after, limit }, { db, who }) {
    const behind = pageBehind(after, z.object({ line: z.coerce.number().pipe(z.int32()).optional(), subjectId: Id }))
    await readArrival(db, arrivalId)
    const filter = { state, ...(text && readListFilter(text)), evenClosed: who.compartments.length > 0 }
    const found = await listedOf(db, arrivalId, filter, { limit: limit + 1, behind })
    const last = found.length > limit ? found[limit - 1] : undefined
    return { returns: found.slice(0, limit).map(listed), next: last && cursorOf(last.line, last.subjectId) }
  },

  readReturn: ({ subjectId }, { db }) => readReturn(db, subjectId),

  async addReturn({ arrivalId, subjectId, form }, { db, who, now }) {
    const answers = answersOf(form)
    const added = await addAtDesk(db, { ...who, arrivalId, subjectId, now, form: answers, nameKeys: openKeys(answers) })
    if (!added) await refuseArrival(db, arrivalId)
    return readReturn(db, subjectId)
  },

  async recordReturn({ arrivalId, subjectId, form, services, consents }, { db, who, now, ifRefused }) {
    const answers = answersOf(form)
    const slipCode = newSlipCode()
    ifRefused(async (after) => {
      await arrivalNotClosed(after, arrivalId)
    })
    recordWhole(db, {
      ...who,
      arrivalId,
      subjectId,
      now,
      form: answers,
      nameKeys: openKeys(answers),
      slipCode,
      services: [...new Set(services)],
      consents: Object.entries(consents).map(([purpose, answer]) => ({ purpose, answer })),
      consentTextVersion: shippedVersion(answers, guatemalaDay(now)),
    })
    return { subjectId, state: 'received', slipCode }
  },

  async beginReception({ subjectId }, at) {
    const person = await heldOpen(at.db, subjectId)
    if (isHere(person.state)) return readReturn(at.db, subjectId)
    await move(at, person, 'receiving')
    await store.recordStep(at.db, person, 'presented', at.who.accountId, at.now)
    return readReturn(at.db, subjectId)
  },

  async completeStep({ subjectId, step }, { db, who, now }) {
    const person = await held(db, subjectId)
    refuseAbsent(person)
    await store.recordStep(db, person, step, who.accountId, now)
    return readReturn(db, subjectId)
  },

  async receive({ subjectId }, at) {
    const person = await heldOpen(at.db, subjectId)
    if (person.state === 'received') return readReturn(at.db, subjectId)
    await move(at, person, 'received')
    await store.recordStep(at.db, person, 'done', at.who.accountId, at.now)
    await store.recordReceived(at.db, person, newSlipCode(), at.now)
    return readReturn(at.db, subjectId)
  },

  async markNotArrived({ subjectId }, at) {
    const person = await heldOpen(at.db, subjectId)
    await move(at, person, absence(person.listed))
    return readReturn(at.db, subjectId)
  },

  async backToList({ subjectId }, at) {
    const person = await heldOpen(at.db, subjectId)
    await move(at, person, 'expected')
    await store.forgetSteps(at.db, subjectId)
    return readReturn(at.db, subjectId)
  },
} satisfies Partial<Handlers<typeof contract>>

/** The text in Spanish that stands for a call which does not say what was read. */
export function shippedVersion(form: PartialForm, day: string): string {
  const asked = { audience: consentTextFor(form, day), language: 'spanish', otherwise: 'spanish', day }
  return textToRead(shippedTexts, asked)!.version
}

/** Puts the person at another place if that may be; the first who comes to a desk opens the arrival. */
async function move({ db, now }: Circumstances, person: store.Held, to: ReturnState): Promise<void> {
  if (!mayMove(person.state, to)) throw new Problem(409, 'state-differs', { state: person.state })
  if (person.state !== to) await store.moveTo(db, person.subjectId, to, now)
  if (isHere(to) && person.arrivalState === 'expected') await openArrival(db, person.arrivalId, now)
}

export function refuseAbsent(person: store.Held): void {
  if (!isHere(person.state)) throw new Problem(409, 'state-differs', { state: person.state })
}

/** Nothing was written: there is no such arrival, or it is closed. */
async function refuseArrival(db: Circumstances['db'], arrivalId: string): Promise<never> {
  await arrivalNotClosed(db, arrivalId)
  throw new Error('an open arrival took nobody')
}

/** Ten signs of chance. Two alike among a million have a probability of one in two thousand; the table refuses the second. */
function newSlipCode(): string {
  return slipCodeFrom(randomBytes(10))
}
