import { guatemalaDay } from '#base/day.ts'
import { Problem } from '#base/problem.ts'
import { trailOf } from '#intake/rules/trail.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { Export } from '../contract/export.ts'
import type { requests as contract } from '../contract/requests.ts'
import { missingProof } from '../rules/requests.ts'
import { stateOn } from '../rules/transfers.ts'
import { attachmentsOf } from '../store/attachments.ts'
import { heldOf, namesNow, notedAbout, samePerson } from '../store/held.ts'
import { requestsOf } from '../store/requests.ts'
import { transfersOf } from '../store/transfers.ts'
import { exportPdf } from './export-pdf.ts'
import { existing, stopped } from './requests.ts'

/** The answer to "what do you hold about me", on paper and for a machine: the same, and all of it. */
export const exports: Pick<Handlers<typeof contract>, 'exportPdf' | 'exportJson'> = {
  async exportPdf({ subjectId, requestId, language }, { db, now, demonstration }) {
    const made = await exportFor(db, subjectId, requestId, now)
    const bytes = await exportPdf(made, await namesNow(db), { language, now, demonstration })
    return { name: `${made.number}.pdf`, bytes, subjects: made.returns.map((one) => one.subjectId) }
  },

  async exportJson({ subjectId, requestId }, { db, now }) {
    const made = await exportFor(db, subjectId, requestId, now)
    const bytes = new TextEncoder().encode(`${JSON.stringify(made, null, 2)}\n`)
    return { name: `${made.number}.json`, bytes, subjects: made.returns.map((one) => one.subjectId) }
  },
}

/** All that is held of the person of this request, of every return that is theirs and that the caller sees. */
async function exportFor(db: Database, subjectId: string, requestId: string, now: Date): Promise<Export> {
  const request = await existing(db, subjectId, requestId)
  if (request.kind !== 'access') throw new Problem(409, 'not-an-access-request')
  const proofs = (await attachmentsOf(db, subjectId, requestId)).map((one) => one.proves)
  const missing = missingProof(request, proofs)
  if (missing) throw stopped(missing)
  const subjectIds = await samePerson(db, subjectId)
  const today = guatemalaDay(now)
  return {
    form: 'ceiba/export/1',
    number: request.number,
    madeAt: now.toISOString(),
    returns: await heldOf(db, subjectIds),
    requests: (await requestsOf(db, subjectIds)).map(({ number, kind, state, askedOn, dueOn, asks, answer }) => ({
      ...{ number, kind, state, askedOn, dueOn, asks },
      answer: answer?.text,
    })),
    transfers: (await transfersOf(db, subjectIds)).map(
      ({ subjectId: _, proposer: __, proposedBy: ___, approvedBy: ____, handed, state, expiresOn, ...rest }) => ({
        ...rest,
        expiresOn,
        state: stateOn({ state, expiresOn }, today),
        handed: handed.map(({ format, at }) => ({ format, at })),
      }),
    ),
    trail: trailOf(await notedAbout(db, subjectIds)).map(({ by: _, ...line }) => line),
  }
}
