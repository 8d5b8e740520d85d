import { uuidv7 } from 'uuidv7'
import type { Database, Doors } from '#server/db.ts'
import { record } from '#server/journal.ts'
import { answeredCall } from '../rules/events.ts'
import { forAnswers, secondsToWait } from '../rules/patience.ts'
import {
  type Answered,
  type Asked,
  connectionAfter,
  failuresBeforeRest,
  hoursUntilGivenUp,
  type Verifier,
} from '../rules/verification.ts'
import * as store from '../store/verification.ts'
import { sharingWith } from './sharing.ts'
import { askedAbout, digestOf, source } from './verification.ts'

/** So many questions are under way at once, of each institution in its turn. */
const together = 4
/** Longer than a question can take: then it is somebody else's. */
const heldSeconds = 20

type Answering = {
  /** None: there is no connection. */
  verifier: Verifier | undefined
  clock: () => Date
  chance?: () => number
  ending?: AbortSignal
}

/**
 * Asks the civil registry what desks want to know, and keeps what it answers; gives how many questions were put. Nobody waits for it. A
 * connection that failed again and again is left in peace for a while, then tried with one question.
 */
export async function askRegistry(doors: Doors, { verifier, clock, chance = Math.random, ending }: Answering): Promise<number> {
  await doors.transaction({}, async (db) => {
    const { configured } = await store.connectionTo(db, source)
    if (configured !== (verifier !== undefined)) await store.saveConfigured(db, source, verifier !== undefined)
  })
  let put = 0
  if (!verifier) return put
  for (const institution of await doors.transaction({}, store.institutionsAtWork)) {
    for (let some = together; some > 0 && !ending?.aborted; ) {
      const taken = await doors.transaction({ institution, compartments: 'all' }, (db) => takeNext(db, clock()))
      const answers = await Promise.all(taken.map(async (one) => ({ ...one, answer: await verifier(one.asked) })))
      if (answers.length > 0)
        await doors.transaction({ institution, compartments: 'all' }, async (db) => {
          for (const one of answers) await settle(db, institution, one, { now: clock(), chance: chance() })
        })
      put += taken.length
      some = taken.length
    }
  }
  return put
}

type Question = store.Taken & { asked: Asked }

/** The next questions, unless the connection rests; after a rest a single one. */
async function takeNext(db: Database, now: Date): Promise<Question[]> {
  const { failures, restingUntil } = await store.connectionTo(db, source)
  if (restingUntil && Date.parse(restingUntil) > now.getTime()) return []
  const most = failures >= failuresBeforeRest ? 1 : together
  const taken = await store.takeDue(db, source, most, now, secondsAfter(now, heldSeconds))
  const people = new Map(
    (
      await store.peopleById(
        db,
        taken.map(({ subjectId }) => subjectId),
      )
    ).map((one) => [one.subjectId, one]),
  )
  const questions: Question[] = []
  for (const one of taken) {
    const person = people.get(one.subjectId)
    const asked = person && askedAbout(person)
    // They may have withdrawn since the desk asked: what counts is this moment, in which it would leave.
    if (asked && (await sharingWith(db, person, source, now)).may) questions.push({ ...one, asked })
    else await store.forget(db, one)
  }
  return questions
}

type At = { now: Date; chance: number }

/** Keeps an answer, with its line in the journal; without one, when to ask again. */
async function settle(
  db: Database,
  institution: string,
  question: Question & { answer: Answered },
  { now, chance }: At,
): Promise<void> {
  const { answer, asked, tries, askedAt, subjectId, verificationId } = question
  const before = await store.connectionTo(db, source)
  const { failures, restSeconds } = connectionAfter(answer, before.failures)
  if (failures !== before.failures || restSeconds > 0)
    await store.saveConnection(db, source, failures, restSeconds > 0 ? secondsAfter(now, restSeconds) : undefined)
  const isOver = now.getTime() - Date.parse(askedAt) > hoursUntilGivenUp * 3_600_000
  if (answer.state === 'unavailable' && !isOver) {
    const wait = Math.max(answer.waitSeconds ?? 0, secondsToWait(tries, forAnswers, chance))
    return store.postpone(db, question, answer.why, secondsAfter(now, wait))
  }
  if (!(await store.saveAnswer(db, question, answer, digestOf(asked, verificationId), now))) return
  const output = { verificationId, source, state: answer.state, ...('differs' in answer && { differs: answer.differs }) }
  const entry = { entryId: uuidv7(), at: now, kind: 'command', call: answeredCall } as const
  await record(db, { ...entry, institution, subjects: [subjectId], output })
}

const secondsAfter = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000)
