import { intake } from '#intake/contract/calls.ts'
import { retention } from '#retention/contract.ts'
import { bases } from '#rights/contract/bases.ts'
import { type RequestKind, requests } from '#rights/contract/requests.ts'
import { transfers } from '#rights/contract/transfers.ts'
import type { Chance } from './chance.ts'
import type { Planned } from './plan.ts'
import type { Caller, Stage } from './stage.ts'

const day = 86_400_000

/** Some of those who came in an earlier year ask about their data, data of two leave, and one record is held. */
export async function playRights(stage: Stage, chance: Chance, plan: readonly Planned[], now: Date): Promise<void> {
  const officer = stage.as('datos.igm')
  const chief = stage.as('turno.igm')
  const ago = (days: number) => stage.at(new Date(now.getTime() - days * day))
  const adults = await adultsOf(officer, plan)
  const next = () => adults.shift()!

  ago(30)
  await officer(bases.sayOfBasis, { basisId: 'renap-identity', word: 'confirmed', note: 'Dictamen jurídico inventado 014' })

  const open = async (kind: RequestKind, asks: string) => {
    const ids = { subjectId: next(), requestId: chance.id() }
    await officer(requests.openRequest, { ...ids, kind, asks, asker: { kind: 'person' } })
    return ids
  }
  const check = (ids: { subjectId: string; requestId: string }) =>
    officer(requests.checkIdentity, { ...ids, version: 1, document: 'dpi' })

  ago(24)
  await open('who_looked', 'Quiere saber quién ha visto su registro.')
  ago(16)
  const answered = await open('access', 'Pide una copia de todo lo que se guarda.')
  const refused = await open('opposition', 'No quiere que se le cuente en las cifras.')
  ago(14)
  const { version } = await check(answered)
  const copy = { outcome: 'answered', text: 'Se entregó la copia impresa, en persona.' } as const
  await officer(requests.answerRequest, { ...answered, version, ...copy })
  const law = { outcome: 'refused', text: 'Las cifras no llevan nombres y la ley no pide consentimiento para ellas.' } as const
  await officer(requests.answerRequest, { ...refused, version: 1, ...law })
  ago(5)
  await check(await open('correction', 'Su segundo apellido está mal escrito.'))
  const erasure = await open('erasure', 'Pide que se borren sus datos.')
  await check(erasure)
  ago(1)
  await officer(retention.askErasure, { ...erasure, erasureId: chance.id(), basis: 'asked' })

  ago(4)
  const shared = await whoMayBeShared(officer, adults, 'mintrab')
  for (const [index, subjectId] of shared.entries()) {
    const transferId = chance.id()
    await officer(transfers.proposeTransfer, {
      ...{ subjectId, transferId, recipientId: 'mintrab', purpose: 'referral' },
      why: 'Intermediación laboral: vacantes en su municipio.',
      fields: ['givenNames', 'surnames', 'contactPhone'],
      expiresOn: new Date(now.getTime() + 26 * day).toISOString().slice(0, 10),
    })
    if (index === 0) await chief(transfers.approveTransfer, { subjectId, transferId })
  }

  ago(2)
  const reason = 'Lo pide un juzgado, oficio inventado 221'
  const until = new Date(now.getTime() + 300 * day).toISOString().slice(0, 10)
  await officer(retention.placeHold, { subjectId: next(), holdId: chance.id(), reason, until })
}

/** Grown-ups of earlier arrivals whose record is open to the officer. */
async function adultsOf(officer: Caller, plan: readonly Planned[]): Promise<string[]> {
  const came = plan.slice(0, 3).flatMap(({ people }) => people.filter(({ comes }) => comes !== 'absent'))
  const grown = came.filter(({ invented }) => invented.age >= 21).slice(0, 40)
  const found: string[] = []
  for (const { subjectId } of grown) {
    const { state, compartment } = await officer(intake.readReturn, { subjectId })
    if (state === 'received' && !compartment) found.push(subjectId)
  }
  return found
}

/** Two who agreed that their data are given to whoever attends them. Nobody else is shared. */
async function whoMayBeShared(officer: Caller, adults: readonly string[], institution: string): Promise<string[]> {
  const found: string[] = []
  for (const subjectId of adults.slice(1)) {
    if (found.length === 2) break
    const { may } = await officer(bases.askSharing, { subjectId, purpose: 'referral', institution })
    if (may) found.push(subjectId)
  }
  return found
}
