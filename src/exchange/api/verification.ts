import { createHash } from 'node:crypto'
import { normalizeCui } from '#base/cui.ts'
import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { verification as contract, VerificationState } from '../contract/verification.ts'
import type { Asked } from '../rules/verification.ts'
import * as store from '../store/verification.ts'
import { sharingWith } from './sharing.ts'

/** The registry that is asked. */
export const source = 'renap'

/** Asking the civil registry about a CUI. Here it is only asked for: the question goes out in the background (answering.ts). */
export const verification = {
  readVerification: ({ subjectId }, { db, now }) => stateOf(db, subjectId, now),

  async verify({ subjectId, verificationId }, { db, who, now }) {
    const person = await existing(db, subjectId)
    if (!(await store.connectionTo(db, source)).configured) throw new Problem(409, 'not-connected')
    if (!askedAbout(person)) throw new Problem(422, 'cui-needed')
    const { may, because } = await sharingWith(db, person, source, now)
    if (!may) throw new Problem(403, 'registry-not-allowed', { because })
    const basis = because === 'consent' ? 'consent' : 'duty'
    await store.insertQuestion(db, { ...who, subjectId, verificationId, source, basis, now })
    return stateOf(db, subjectId, now)
  },
} satisfies Handlers<typeof contract>

async function existing(db: Database, subjectId: string): Promise<store.Person> {
  const [person] = await store.peopleById(db, [subjectId])
  if (!person) throw new Problem(404, 'return-not-found')
  return person
}

async function stateOf(db: Database, subjectId: string, now: Date): Promise<VerificationState> {
  const [person, last] = [await existing(db, subjectId), await store.lastAsked(db, subjectId, source)]
  const { configured, restingUntil } = await store.connectionTo(db, source)
  const { may, because } = await sharingWith(db, person, source, now)
  const state = {
    subjectId,
    connected: configured,
    sharing: { may, because },
    ...(configured && restingUntil && { restingUntil }),
  }
  if (!last) return state
  const { digest, ...shown } = last
  const asked = askedAbout(person)
  const changedSince = digest !== undefined && !(asked && digestOf(asked, last.verificationId).equals(digest))
  return { ...state, last: { ...shown, changedSince } }
}

/** What a registry can be asked about somebody; nothing without a CUI of 13 digits. */
export function askedAbout({ form }: store.Person): Asked | undefined {
  const { givenNames, surnames, birthDate, sex } = form
  const cui = normalizeCui(form.cui ?? '')
  return /^\d{13}$/.test(cui) ? { cui, givenNames, surnames, birthDate, sex } : undefined
}

/** Salted with the id of the question, so that of two people nobody can tell by it that they are alike. */
export function digestOf({ cui, givenNames, surnames, birthDate, sex }: Asked, verificationId: string): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([verificationId, cui, givenNames, surnames, birthDate, sex]))
    .digest()
}
