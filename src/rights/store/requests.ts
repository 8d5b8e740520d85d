import { z } from 'zod'
import { type Database, sql } from '#server/db.ts'
import { Event, ListedRequest, Request, type RequestKind, type RequestState } from '../contract/requests.ts'
import { Instant } from './instant.ts'

const listedColumns = sql`
  request.subject_id as "subjectId", request.request_id as "requestId", request.number, request.kind, request.state,
  request.asked_on as "askedOn", request.due_on as "dueOn", subject.given_names as "givenNames", subject.surnames`
const Listed = ListedRequest.omit({ late: true })

const Row = Listed.extend({
  institutionId: z.string(),
  asks: Request.shape.asks,
  asker: Request.shape.asker,
  identity: Request.shape.identity,
  extension: Request.shape.extension,
  answer: Request.shape.answer,
  version: z.int(),
  erased: z.boolean(),
})
export type RequestRow = z.infer<typeof Row>

/** The next number of a year: 1, 2, 3 …; who asks at the same moment waits. */
export async function nextNumber(db: Database, institutionId: string, year: number): Promise<number> {
  const { last } = await db.one(
    z.object({ last: z.int() }),
    sql`
    insert into rights.number (institution_id, year, last)
    values (${institutionId}, ${year}, 1)
    on conflict (institution_id, year) do update
    set last = number.last + 1
    returning last`,
  )
  return last
}

type New = {
  subjectId: string
  requestId: string
  institutionId: string
  number: string
  kind: RequestKind
  askedOn: string
  dueOn: string
  asks: string
  asker: unknown
}

export async function insertRequest(db: Database, request: New): Promise<void> {
  await db.run(sql`
    insert into rights.request (subject_id, request_id, institution_id, number, kind, state, asked_on, due_on, asks, asker)
    values (${request.subjectId}, ${request.requestId}, ${request.institutionId}, ${request.number}, ${request.kind}, 'open',
      ${request.askedOn}, ${request.dueOn}, ${request.asks}, ${JSON.stringify(request.asker)})`)
}

export function requestById(db: Database, subjectId: string, requestId: string): Promise<RequestRow | undefined> {
  return db.maybe(
    Row,
    sql`
    select ${listedColumns}, request.institution_id as "institutionId", request.asks, request.asker, request.identity, request.extension,
      request.answer, request.version, subject.erased_at is not null as erased
    from rights.request
    join intake.subject using (subject_id)
    where request.subject_id = ${subjectId}
      and request.request_id = ${requestId}`,
  )
}

/** The same, held until this call ends. */
export async function holdRequest(db: Database, subjectId: string, requestId: string): Promise<RequestRow | undefined> {
  await db.run(sql`select from rights.request where subject_id = ${subjectId} and request_id = ${requestId} for update`)
  return requestById(db, subjectId, requestId)
}

type Filter = { state?: RequestState | undefined; kind?: RequestKind | undefined; lateOn?: string | undefined }
type Place = { dueOn: string; requestId: string }

/** The one due first first. `lateOn`: only open ones that were due before this day. */
export function requestsBy(
  db: Database,
  { state, kind, lateOn }: Filter,
  { limit, behind }: { limit: number; behind: Place | undefined },
): Promise<z.infer<typeof Listed>[]> {
  return db.many(
    Listed,
    sql`
    select ${listedColumns}
    from rights.request
    join intake.subject using (subject_id)
    where (${state ?? null}::text is null or request.state = ${state ?? null})
      and (${kind ?? null}::text is null or request.kind = ${kind ?? null})
      and (${lateOn ?? null}::date is null or request.state = 'open' and request.due_on < ${lateOn ?? null}::date)
      and (${behind?.dueOn ?? null}::date is null
        or (request.due_on, request.request_id) > (${behind?.dueOn ?? null}::date, ${behind?.requestId ?? null}::uuid))
    order by request.due_on, request.request_id
    limit ${limit}`,
  )
}

export function requestsOf(db: Database, subjectIds: readonly string[]): Promise<RequestRow[]> {
  return db.many(
    Row,
    sql`
    select ${listedColumns}, request.institution_id as "institutionId", request.asks, request.asker, request.identity, request.extension,
      request.answer, request.version, subject.erased_at is not null as erased
    from rights.request
    join intake.subject using (subject_id)
    where request.subject_id = any(${subjectIds}::uuid[])
    order by request.asked_on desc, request.number desc`,
  )
}

type Change = {
  identity?: unknown
  extension?: unknown
  answer?: unknown
  dueOn?: string | undefined
  state?: RequestState | undefined
}

/** Writes what changed, and only that. The caller holds the request. */
export async function changeRequest(db: Database, { subjectId, requestId }: RequestRow, change: Change): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  await db.run(sql`
    update rights.request
    set identity = coalesce(${json(change.identity)}::jsonb, identity), extension = coalesce(${json(change.extension)}::jsonb, extension),
      answer = coalesce(${json(change.answer)}::jsonb, answer), due_on = coalesce(${change.dueOn}::date, due_on),
      state = coalesce(${change.state}, state), version = version + 1
    where subject_id = ${subjectId}
      and request_id = ${requestId}`)
}

type NewEvent = {
  subjectId: string
  requestId: string
  institutionId: string
  eventId: string
  kind: string
  note?: string | undefined
  transferId?: string | undefined
  accountId: string
  now: Date
}

export async function addEvent(db: Database, event: NewEvent): Promise<void> {
  await db.run(sql`
    insert into rights.event (subject_id, event_id, request_id, institution_id, kind, note, transfer_id, at, account_id)
    values (${event.subjectId}, ${event.eventId}, ${event.requestId}, ${event.institutionId}, ${event.kind}, ${event.note},
      ${event.transferId}, ${event.now}, ${event.accountId})`)
}

/** What happened to a request, the first thing first. */
export function eventsOf(db: Database, subjectId: string, requestId: string): Promise<z.infer<typeof Event>[]> {
  return db.many(
    Event.extend({ at: Instant }),
    sql`
    select event_id as "eventId", kind, note, transfer_id as "transferId", at, account.name as by
    from rights.event
    left join access.account using (account_id)
    where subject_id = ${subjectId}
      and request_id = ${requestId}
    order by at, event_id`,
  )
}

/** The newest erasure that was asked because of a request. */
export function erasureFor(db: Database, subjectId: string, requestId: string): Promise<Request['erasure']> {
  return db.maybe(
    Request.shape.erasure.unwrap().extend({ askedAt: Instant }),
    sql`
    select erasure_id as "erasureId", state, asked_at as "askedAt"
    from retention.erasure
    where subject_id = ${subjectId}
      and request_id = ${requestId}
    order by asked_at desc, erasure_id desc
    limit 1`,
  )
}
