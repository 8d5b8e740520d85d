import { createHash } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { guatemalaDay } from '#base/day.ts'
import { Problem } from '#base/problem.ts'
import type { Database } from '#server/db.ts'
import type { Handlers } from '#server/http.ts'
import type { Sharing } from '../contract/bases.ts'
import type { transfers as contract, PersonRights, Transfer } from '../contract/transfers.ts'
import { heldFields } from '../rules/fields.ts'
import { isLate } from '../rules/requests.ts'
import { stateOn } from '../rules/transfers.ts'
import { holdPerson, institutionById, type Person } from '../store/person.ts'
import { requestsOf } from '../store/requests.ts'
import * as store from '../store/transfers.ts'
import { known, settingsOf, sharingNow } from './sharing.ts'
import { transferFile } from './transfer-file.ts'

/** Data for somebody outside. There is no other way for a person's data to leave the institution. */
export const transfers = {
  readRights: async ({ subjectId }, { db, now }) => rightsOf(db, await known(db, subjectId), now),

  async proposeTransfer({ subjectId, fields, ...wanted }, { db, who, now }) {
    const person = await heldPerson(db, subjectId)
    if (wanted.recipientId === person.institutionId) throw new Problem(422, 'recipient-is-own')
    const recipient = await institutionById(db, wanted.recipientId)
    if (!recipient) throw new Problem(404, 'recipient-unknown')
    if (wanted.expiresOn < guatemalaDay(now)) throw new Problem(422, 'transfer-expired')
    const ground = await allowed(db, person, wanted.purpose, wanted.recipientId, now)
    const { secondPerson } = await settingsOf(db)
    const { institutionId } = person
    const { accountId } = who
    const chosen = [...new Set(fields)]
    await store.insertTransfer(db, {
      ...wanted,
      ...{ subjectId, institutionId, recipient, ground, accountId, now },
      fields: chosen,
      approved: !secondPerson,
    })
    return rightsOf(db, person, now)
  },

  async approveTransfer({ subjectId, transferId }, { db, who, now }) {
    const person = await heldPerson(db, subjectId)
    const transfer = await held(db, subjectId, transferId)
    refuseUnless(transfer, 'proposed', now)
    if (transfer.proposer === who.accountId) throw new Problem(403, 'second-person-needed')
    await allowed(db, person, transfer.purpose, transfer.recipientId, now)
    await store.setApproved(db, transfer, who.accountId, now)
    return rightsOf(db, person, now)
  },

  async revokeTransfer({ subjectId, transferId, reason }, { db, who, now }) {
    const person = await heldPerson(db, subjectId)
    const transfer = await held(db, subjectId, transferId)
    if (transfer.state === 'revoked') throw new Problem(409, 'transfer-not-open', { state: 'revoked' })
    await store.setRevoked(db, transfer, { reason, at: now.toISOString(), by: who.accountId })
    return rightsOf(db, person, now)
  },

  async downloadTransfer({ subjectId, transferId, format, language }, { db, who, now, demonstration }) {
    const person = await heldPerson(db, subjectId)
    const transfer = await held(db, subjectId, transferId)
    refuseUnless(transfer, 'approved', now)
    await allowed(db, person, transfer.purpose, transfer.recipientId, now)
    const bytes = await transferFile(db, { person, transfer, format, language, now, demonstration })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const { institutionId } = person
    const { accountId } = who
    await store.insertHanded(db, {
      ...{ subjectId, transferId, institutionId, format, sha256, accountId, now },
      handedId: uuidv7(),
    })
    return { name: `${{ es: 'envio', en: 'transfer' }[language]}-${transferId}.${format}`, bytes, subjects: [subjectId] }
  },
} satisfies Partial<Handlers<typeof contract>>

/** The record held until this call ends: a consent that is withdrawn meanwhile was withdrawn before, or waits. */
async function heldPerson(db: Database, subjectId: string): Promise<Person> {
  const person = await holdPerson(db, subjectId)
  if (!person) throw new Problem(404, 'return-not-found')
  return person
}

async function held(db: Database, subjectId: string, transferId: string): Promise<store.TransferRow> {
  const transfer = await store.holdTransfer(db, subjectId, transferId)
  if (!transfer) throw new Problem(404, 'transfer-not-found')
  return transfer
}

/** The one rule, asked now. Throws `sharing-not-allowed` with the reason. */
async function allowed(
  db: Database,
  person: Person,
  purpose: Parameters<typeof sharingNow>[2],
  institution: string,
  now: Date,
): Promise<Sharing> {
  const ground = await sharingNow(db, person, purpose, institution, now)
  if (!ground.may) throw new Problem(409, 'sharing-not-allowed', { because: ground.because })
  return ground
}

function refuseUnless(transfer: store.TransferRow, wanted: Transfer['state'], now: Date): void {
  const state = stateOn(transfer, guatemalaDay(now))
  if (state !== wanted) throw new Problem(409, 'transfer-not-open', { state })
}

async function rightsOf(db: Database, person: Person, now: Date): Promise<PersonRights> {
  const today = guatemalaDay(now)
  const { subjectId, form } = person
  const rows = await store.transfersOf(db, [subjectId])
  return {
    subjectId,
    givenNames: form.givenNames,
    surnames: form.surnames,
    held: heldFields(form),
    requests: (await requestsOf(db, [subjectId])).map((one) => ({ ...one, late: isLate(one, today) })),
    transfers: rows.map((one) => ({ ...one, state: stateOn(one, today) })),
  }
}
