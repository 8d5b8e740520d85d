import { uuidv7 } from 'uuidv7'
import { Problem } from '#base/problem.ts'
import type { Database, Doors } from '#server/db.ts'
import type { Circumstances, Handlers } from '#server/http.ts'
import { beginErrand, endErrand, type Identity, type Provider } from '#server/identity-provider.ts'
import { record } from '#server/journal.ts'
import type { Outgoing } from '#server/outgoing.ts'
import { hashOf, newRecoveryCodes, newToken } from '#server/secrets.ts'
import { access } from '../contract/calls.ts'
import { oidc as contract } from '../contract/oidc.ts'
import { errandMinutes, factorMissing, mostErrands, referenceHours } from '../rules/oidc.ts'
import { placeOf, recoveryCodeAsIssued } from '../rules.ts'
import * as accounts from '../store/accounts.ts'
import * as store from '../store/oidc.ts'
import { enter, isSecondFactor, mayEnter, tries } from './entering.ts'

const { finishIdentity } = access

type Came = { token: string | undefined; search: string; address: string; now: Date }
type With = { provider: Provider; outgoing: Outgoing; log(line: Record<string, unknown>): void }

/**
 * The browser came back from the identity provider. Who it is stays with the errand on this side, for `finishIdentity`; what is refused
 * stays refused. The provider is asked while no transaction is open.
 */
export async function cameBack(doors: Doors, { token, search, address, now }: Came, { provider, outgoing, log }: With) {
  const state = new URLSearchParams(search).get('state')
  if (!token || !state) return
  const errandHash = hashOf(token)
  const taken = await doors.transaction({}, (db) => store.takeErrand(db, { errandHash, stateHash: hashOf(state), now }))
  if (!taken) return
  const identity = await endErrand(provider, outgoing, search, { state, ...taken }).catch((error) => {
    log({ level: 'warning', code: 'identity-refused', reason: reasonOf(error) })
    return undefined
  })
  await doors.transaction({}, async (db) => {
    if (identity) return store.closeErrand(db, errandHash, identity)
    const from = hashOf(placeOf(address)).toString('hex').slice(0, 12)
    const output = { code: 'identity-refused', from }
    const call = 'GET /session/oidc/callback'
    await record(db, { entryId: uuidv7(), at: now, kind: 'refusal', call, subjects: [], output })
  })
}

/** The code of an error of openid-client, which says nothing of anybody. */
const reasonOf = (error: unknown): string => String((error as { code?: unknown }).code ?? 'unknown')

const minutes = (from: Date, by: number): Date => new Date(from.getTime() + by * 60_000)

export const oidc: Handlers<typeof contract> & Pick<Handlers<typeof access>, 'finishIdentity'> = {
  async beginIdentity(_, { db, now, address, settings, fetch, errand }) {
    if (!settings.provider) throw new Problem(404, 'no-identity-provider')
    const placeHash = hashOf(placeOf(address))
    if ((await store.errandsBegun(db, placeHash, minutes(now, -errandMinutes))) >= mostErrands)
      throw new Problem(429, 'too-many-tries', { retryAfter: 60 })
    const {
      state,
      address: there,
      ...kept
    } = await beginErrand(settings.provider, fetch).catch((cause) => {
      throw Object.assign(new Problem(502, 'identity-provider-silent'), { cause })
    })
    const token = newToken()
    const endsAt = minutes(now, errandMinutes)
    await store.insertErrand(db, { ...kept, errandHash: hashOf(token), stateHash: hashOf(state), placeHash, now, endsAt })
    errand.keep(token, errandMinutes * 60)
    return { address: there }
  },

  async finishIdentity({ code }, at) {
    const { db, now, errand } = at
    const errandHash = hashOf(errand.token ?? '')
    const identity = await store.errandBack(db, errandHash, now)
    if (!identity) throw new Problem(401, 'identity-errand-over')
    if (identity === 'refused') throw new Problem(401, 'identity-refused')
    const linked = await store.accountLinkedTo(db, identity)
    const account = linked && (await accounts.secretsById(db, linked.accountId))
    const failed = await tries(at, account?.login ?? `${identity.issuer} ${identity.subject}`, finishIdentity)
    if (!linked || !account) throw await unlinked(at, identity, errandHash, failed)
    if (account.state !== 'active') throw await failed(401, 'account-disabled', account)
    mayEnter(at, account)
    const missing = factorMissing({ ...identity, ...linked, ...account, authenticator: account.totpSecret !== undefined })
    if (missing === 'passkey') throw new Problem(401, 'passkey-first')
    if (missing && !code) throw new Problem(401, 'second-factor-needed')
    if (missing && !(await isSecondFactor(db, account, code!, now))) throw await failed(401, 'second-factor-wrong', account)
    await store.forgetErrand(db, errandHash)
    await store.proveLink(db, account.accountId, now)
    errand.keep(undefined)
    return enter(at, account, identity)
  },

  async readIdentity({ accountId }, { db, who }) {
    await own(db, accountId, who.institutionId)
    return { link: await store.linkOf(db, accountId) }
  },

  async linkIdentity({ accountId, reference }, at) {
    const { db, who, now } = at
    await own(db, accountId, who.institutionId)
    const failed = await tries(at, `reference ${who.accountId}`, contract.linkIdentity)
    const identity = await store.takeReference(db, hashOf(recoveryCodeAsIssued(reference)), now)
    if (!identity) throw await failed(422, 'reference-unknown', undefined)
    const { institutionId, accountId: by } = who
    if (!(await store.insertLink(db, identity, { accountId, institutionId, by, now })))
      throw new Problem(409, 'identity-linked-already')
    return { link: await store.linkOf(db, accountId) }
  },

  async unlinkIdentity({ accountId }, { db, who, now }) {
    await own(db, accountId, who.institutionId)
    if (await store.removeLink(db, accountId)) await accounts.endSessions(db, accountId, now, who.sessionId)
    return {}
  },
}

/** Refuses an identity that opens no account, with a reference by which the administrator may link it. */
async function unlinked(
  { db, now }: Circumstances,
  identity: Identity,
  errandHash: Buffer,
  failed: Awaited<ReturnType<typeof tries>>,
): Promise<Problem> {
  const reference = newRecoveryCodes()[0]!
  const endsAt = minutes(now, referenceHours * 60)
  await store.keepReference(db, identity, { referenceHash: hashOf(reference), now, endsAt })
  await store.forgetErrand(db, errandHash)
  return failed(403, 'identity-not-linked', undefined, { details: { identityCode: reference, hours: referenceHours } })
}

/** What is not of the own institution does not exist. */
async function own(db: Database, accountId: string, institutionId: string): Promise<void> {
  if (!(await accounts.accountById(db, accountId, institutionId))) throw new Problem(404, 'account-not-found')
}
