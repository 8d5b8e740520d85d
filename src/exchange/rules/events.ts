import { z } from 'zod'
import { codesOf } from '#base/codes.ts'
import { nameOf } from '#base/contract.ts'
import { identity } from '#identity/contract.ts'
import { intake } from '#intake/contract/calls.ts'
import { minorOn } from '#intake/rules/findings.ts'
import { verificationStates } from '../contract/verification.ts'
import type { EventKind } from '../contract/webhooks.ts'

/** A line of the journal, as far as others may be told of it. */
export type Entry = { call: string; at: string; subjects: readonly string[]; input?: unknown; output?: unknown }

/** `about` is what it is about, in the order of which it is told; `data` holds ids and codes and nothing else. */
export type Event = { kind: EventKind; about: string; data: Record<string, string> }

/** How the answer of a registry is called in the journal. */
export const answeredCall = 'exchange verification answered'

type Reading = { kind: EventKind; read: (entry: Entry) => Omit<Event, 'kind'> | undefined }

const ofArrival = z.object({ arrivalId: z.uuid() })
const ofReturn = z.object({ subjectId: z.uuid() })
const ofDecision = z.object({ decisionId: z.uuid() })
const ofPair = z.object({ subjectId: z.uuid(), otherId: z.uuid(), decisionId: z.uuid(), verdict: z.string() })
const ofAnswer = z.object({ state: codesOf(verificationStates) })

const from = <T extends z.ZodType>(schema: T, value: unknown, tell: (found: z.infer<T>) => Omit<Event, 'kind'>) => {
  const found = schema.safeParse(value)
  return found.success ? tell(found.data) : undefined
}
const arrival = ({ input }: Entry) => from(ofArrival, input, ({ arrivalId }) => ({ about: arrivalId, data: { arrivalId } }))
const person = ({ input }: Entry) => from(ofReturn, input, ({ subjectId }) => ({ about: subjectId, data: { subjectId } }))

/** What each call means to others. A call without a line here is told to nobody. */
const readings: Record<string, Reading> = {
  [nameOf(intake.closeArrival)]: { kind: 'arrival.closed', read: arrival },
  [nameOf(intake.reopenArrival)]: { kind: 'arrival.reopened', read: arrival },
  [nameOf(intake.recordReturn)]: { kind: 'return.received', read: person },
  [nameOf(intake.receive)]: { kind: 'return.received', read: person },
  [nameOf(intake.saveForm)]: { kind: 'return.corrected', read: person },
  [nameOf(identity.decide)]: {
    kind: 'identity.decided',
    read: ({ input }) => from(ofPair, input, (data) => ({ about: data.subjectId, data })),
  },
  [nameOf(identity.undoDecision)]: {
    kind: 'identity.undone',
    read: ({ input }) => from(ofDecision, input, ({ decisionId }) => ({ about: decisionId, data: { decisionId } })),
  },
  [answeredCall]: {
    kind: 'verification.answered',
    read: ({ output, subjects: [subjectId] }) =>
      from(ofAnswer, output, ({ state }) => ({ about: subjectId!, data: { subjectId: subjectId!, state } })),
  },
}

/** The calls that say something of these kinds. */
export const callsOf = (kinds: readonly EventKind[]): string[] =>
  Object.entries(readings).flatMap(([call, { kind }]) => (kinds.includes(kind) ? [call] : []))

/** What is known, at the time of telling, of somebody whom it is about. Closed records are not known. */
export type Standing = {
  subjectId: string
  state: string
  receivedAt?: string | undefined
  arrivalState: string
  arrivedOn: string
  form: { birthDate?: string | undefined; condition?: string | undefined }
}

/**
 * May others know of this record? Of a child, or of somebody who may be one, not before the chief has signed the arrival: children alone
 * are closed at that moment, and what was told cannot be taken back.
 */
export const mayLeave = ({ arrivalState, arrivedOn, form }: Standing): boolean =>
  arrivalState === 'closed' || minorOn(form, arrivedOn) === 'no'

/** What others are told of an entry; nothing where it concerns anybody who is not known, or of whom nothing may leave. */
export function eventOf(entry: Entry, known: ReadonlyMap<string, Standing>): Event | undefined {
  const reading = readings[entry.call]
  const told = reading?.read(entry)
  if (!reading || !told) return undefined
  const people = entry.subjects.map((subjectId) => known.get(subjectId))
  if (!people.every((one) => one !== undefined && mayLeave(one))) return undefined
  // While somebody is being received each answer is saved by itself: that is no correction.
  if (reading.kind === 'return.corrected' && !people.every((one) => one?.receivedAt && one.receivedAt < entry.at))
    return undefined
  return { kind: reading.kind, ...told }
}
