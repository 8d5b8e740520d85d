import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { Id } from '#base/contract.ts'
import { guatemalaDay } from '#base/day.ts'
import { Problem } from '#base/problem.ts'
import { cursorOf, partsOfCursor } from '#intake/rules/search.ts'
import type { Database } from '#server/db.ts'
import type { Circumstances, Handlers } from '#server/http.ts'
import type { requests as contract, Request } from '../contract/requests.ts'
import { isLate, mustTell, numberOf, type Stop, stopsErasure, whatStops } from '../rules/requests.ts'
import { dueOn } from '../rules/working-days.ts'
import { attachmentsOf } from '../store/attachments.ts'
import * as store from '../store/requests.ts'
import { transfersOf } from '../store/transfers.ts'
import { known, settingsOf } from './sharing.ts'

type Part = Omit<Handlers<typeof contract>, 'exportPdf' | 'exportJson' | 'attach' | 'readAttachment'>

/** What people ask about their data, from the desk to the answer. */
export const requests: Part = {
  async openRequest({ subjectId, requestId, kind, asks, asker, askedOn }, at) {
    const person = await known(at.db, subjectId)
    const today = guatemalaDay(at.now)
    const asked = askedOn ?? today
    if (asked > today) throw new Problem(422, 'asked-in-the-future')
    if (asker.kind === 'representative' && !asker.name) throw new Problem(422, 'representative-without-name')
    const { answerDays, daysOff } = await settingsOf(at.db)
    const year = Number(today.slice(0, 4))
    const number = numberOf(year, await store.nextNumber(at.db, person.institutionId, year))
    const due = dueOn(asked, answerDays, daysOff)
    const { institutionId } = person
    await store.insertRequest(at.db, {
      subjectId,
      requestId,
      institutionId,
      number,
      kind,
      asks,
      asker,
      askedOn: asked,
      dueOn: due,
    })
    return noted(at, await existing(at.db, subjectId, requestId), 'opened')
  },

  async listRequests({ state, kind, late, after, limit }, { db, now }) {
    const today = guatemalaDay(now)
    const filter = { state, kind, lateOn: late ? today : undefined }
    const found = await store.requestsBy(db, filter, { limit: limit + 1, behind: placeBehind(after) })
    const last = found.length > limit ? found[limit - 1] : undefined
    return {
      requests: found.slice(0, limit).map((one) => ({ ...one, late: isLate(one, today) })),
      next: last && cursorOf(last.dueOn, last.requestId),
    }
  },

  readRequest: async ({ subjectId, requestId }, { db, now }) => readCase(db, await existing(db, subjectId, requestId), now),

  async checkIdentity({ subjectId, requestId, version, document, note }, at) {
    const request = await heldOpen(at.db, subjectId, requestId, version)
    await store.changeRequest(at.db, request, { identity: { document, note, at: at.now.toISOString() } })
    return noted(at, request, 'identity_checked', { note })
  },

  async extendRequest({ subjectId, requestId, version, reason }, at) {
    const request = await heldOpen(at.db, subjectId, requestId, version)
    if (request.extension) throw new Problem(409, 'extended-already')
    if (isLate(request, guatemalaDay(at.now))) throw new Problem(409, 'extended-too-late')
    const { extensionDays, daysOff } = await settingsOf(at.db)
    const extension = { reason, from: request.dueOn, at: at.now.toISOString() }
    await store.changeRequest(at.db, request, { extension, dueOn: dueOn(request.dueOn, extensionDays, daysOff) })
    return noted(at, request, 'extended', { note: reason })
  },

  async tellRecipient({ subjectId, requestId, transferId, note }, at) {
    const request = await heldOpen(at.db, subjectId, requestId)
    if (!(await untold(at.db, request)).some((one) => one.transferId === transferId)) throw new Problem(404, 'nobody-to-tell')
    return noted(at, request, 'told', { note, transferId })
  },

  async answerRequest({ subjectId, requestId, version, outcome, text }, at) {
    const request = await heldOpen(at.db, subjectId, requestId, version)
    const stops = whatStops(request, outcome, await shownFor(at.db, request))
    if (stops) throw stopped(stops)
    await store.changeRequest(at.db, request, { state: outcome, answer: { text, at: at.now.toISOString() } })
    return noted(at, request, outcome, { note: text })
  },
}

/** A request is the ground for erasing the person: it asks for that, who asks is known, and whoever had their data was told. */
export async function groundForErasure(at: Circumstances, subjectId: string, requestId: string): Promise<void> {
  const request = await heldOpen(at.db, subjectId, requestId)
  const stops = stopsErasure(request, await shownFor(at.db, request))
  if (stops) throw stopped(stops)
  await noted(at, request, 'erasure_asked')
}

/** What stands beside a request when it is decided. */
async function shownFor(db: Database, request: store.RequestRow) {
  const { subjectId, requestId } = request
  const proofs = (await attachmentsOf(db, subjectId, requestId)).map((one) => one.proves)
  const erasure = await store.erasureFor(db, subjectId, requestId)
  return {
    proofs,
    untold: (await untold(db, request)).length,
    erased: request.erased,
    waits: erasure?.state === 'asked' && !request.erased,
  }
}

/** Refusals of `whatStops` and `stopsErasure`, each with its code. */
export function stopped(why: Stop): Problem {
  switch (why) {
    case 'request-closed':
      return new Problem(409, 'request-closed')
    case 'identity-not-checked':
      return new Problem(409, 'identity-not-checked')
    case 'power-not-shown':
      return new Problem(409, 'power-not-shown')
    case 'recipients-not-told':
      return new Problem(409, 'recipients-not-told')
    case 'erasure-not-done':
      return new Problem(409, 'erasure-not-done')
    case 'erasure-asked-already':
      return new Problem(409, 'erasure-asked-already')
    case 'not-an-erasure':
      return new Problem(409, 'not-an-erasure')
  }
}

/** The request, if the caller sees the record it is about: else there is neither. */
export async function existing(db: Database, subjectId: string, requestId: string): Promise<store.RequestRow> {
  await known(db, subjectId)
  const found = await store.requestById(db, subjectId, requestId)
  if (!found) throw new Problem(404, 'request-not-found')
  return found
}

/** The request held until this call ends, still open, and as the caller saw it. */
export async function heldOpen(db: Database, subjectId: string, requestId: string, version?: number): Promise<store.RequestRow> {
  await existing(db, subjectId, requestId)
  const request = (await store.holdRequest(db, subjectId, requestId))!
  if (request.state !== 'open') throw new Problem(409, 'request-closed')
  if (version !== undefined && version !== request.version)
    throw new Problem(409, 'changed-meanwhile', { version: request.version })
  return request
}

type Note = { note?: string | undefined; transferId?: string | undefined }

/** Adds to the history of the request what was done now, and gives the request as it is. */
export async function noted(at: Circumstances, request: store.RequestRow, kind: string, note: Note = {}): Promise<Answer> {
  const { subjectId, requestId, institutionId } = request
  const { accountId } = at.who
  await store.addEvent(at.db, { subjectId, requestId, institutionId, eventId: uuidv7(), kind, ...note, accountId, now: at.now })
  return readCase(at.db, (await store.requestById(at.db, subjectId, requestId))!, at.now)
}

type Answer = z.input<typeof Request>

async function readCase(db: Database, request: store.RequestRow, now: Date): Promise<Answer> {
  const { institutionId: _, ...rest } = request
  return {
    ...rest,
    late: isLate(request, guatemalaDay(now)),
    attachments: await attachmentsOf(db, request.subjectId, request.requestId),
    events: await store.eventsOf(db, request.subjectId, request.requestId),
    toTell: await untold(db, request),
    erasure: await store.erasureFor(db, request.subjectId, request.requestId),
  }
}

/** Those outside who were handed data of the person and have not been told of this request, where they have to be. */
async function untold(db: Database, request: store.RequestRow): Promise<{ transferId: string; recipient: string }[]> {
  if (!mustTell(request.kind)) return []
  const events = await store.eventsOf(db, request.subjectId, request.requestId)
  const told = new Set(events.map((one) => one.transferId))
  const given = (await transfersOf(db, [request.subjectId])).filter(({ handed }) => handed.length > 0)
  return given.filter(({ transferId }) => !told.has(transferId)).map(({ transferId, recipient }) => ({ transferId, recipient }))
}

function placeBehind(after: string | undefined): { dueOn: string; requestId: string } | undefined {
  if (after === undefined) return undefined
  const [dueOn, requestId] = partsOfCursor(after, 2) ?? []
  const parsed = z.object({ dueOn: z.iso.date(), requestId: Id }).safeParse({ dueOn, requestId })
  if (!parsed.success) throw new Problem(422, 'page-unknown')
  return parsed.data
}
