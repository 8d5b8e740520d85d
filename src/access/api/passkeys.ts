import type { z } from 'zod'
import type { Command } from '#base/contract.ts'
import { Problem } from '#base/problem.ts'
import { keepingWhatWasWritten } from '#server/db.ts'
import type { Circumstances, Handlers } from '#server/http.ts'
import { hashOf, newToken } from '#server/secrets.ts'
import { access, type Me } from '../contract/calls.ts'
import type { Made, passkeysWith, Shown } from '../contract/passkeys.ts'
import { challengeMinutes, mustEnrol } from '../rules.ts'
import { endSessions, type Secrets, secretsById } from '../store/accounts.ts'
import * as store from '../store/passkeys.ts'
import { confirmed, enter, tries } from './entering.ts'

/** Read when somebody first has to do with a passkey: it takes a quarter of a second, and most starts of Ceiba do without. */
const webauthn = () => import('@simplewebauthn/server')

/** EdDSA, ES256, RS256: what authenticators that people have can sign with (COSE algorithms). */
const algorithms = [-8, -7, -257]

export const passkeys: Handlers<ReturnType<typeof passkeysWith<z.ZodType<Me, Me>>>> = {
  async beginPasskeySignIn(_, at) {
    return asking(at, 'sign-in')
  },

  async signInWithPasskey({ response }, at) {
    const { account, failed } = await shownPasskey(at, response, 'sign-in', access.signInWithPasskey)
    if (!account) throw await failed(401)
    if (account.demonstration && !at.demonstration) throw keepingWhatWasWritten(new Problem(403, 'demonstration-login'))
    return enter(at, account)
  },

  async beginPasskeyConfirm(_, at) {
    return asking(at, 'confirm')
  },

  async confirmSelfWithPasskey({ response }, at) {
    const { account, failed } = await shownPasskey(at, response, 'confirm', access.confirmSelfWithPasskey)
    if (account?.accountId !== at.who.accountId) throw await failed(422)
    return confirmed(at)
  },

  async listPasskeys(_, { db, who }) {
    return store.passkeysOf(db, who.accountId)
  },

  async beginPasskey(_, at) {
    const { accountId, login, name } = await ownerOf(at)
    const known = await store.credentialsOf(at.db, accountId)
    const { generateRegistrationOptions } = await webauthn()
    const options = await generateRegistrationOptions({
      rpName: 'Ceiba',
      rpID: rpId(at),
      userID: new TextEncoder().encode(accountId),
      userName: login,
      userDisplayName: name,
      challenge: await newChallenge(at, 'enrol'),
      timeout: challengeMinutes * 60_000,
      attestationType: 'none',
      excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: algorithms,
    })
    return options as z.input<typeof access.beginPasskey.output>
  },

  async addPasskey({ passkeyId, name, response }, at) {
    const { accountId, secondFactor } = await ownerOf(at)
    const credential = await madePasskey(at, response)
    // Whoever took the challenge has used it up, whatever they answered.
    if (!credential || (await store.credentialById(at.db, credential.id)))
      throw keepingWhatWasWritten(new Problem(422, 'passkey-wrong'))
    const { id: credentialId, publicKey, counter, transports = [] } = credential
    const key = { passkeyId, accountId, credentialId, publicKey: Buffer.from(publicKey), counter }
    const passkey = await store.insertPasskey(at.db, { ...key, name, transports, now: at.now })
    // Whoever got in with the password alone is out.
    if (!secondFactor) await endSessions(at.db, accountId, at.now, at.who.sessionId)
    return passkey
  },

  async removePasskey({ passkeyId }, at) {
    const { accountId } = at.who
    await store.lockPasskeys(at.db, accountId)
    if (!(await store.deletePasskey(at.db, accountId, passkeyId))) throw new Problem(404, 'passkey-not-found')
    const left = await ownerOf(at)
    if (mustEnrol(left, at.settings.secondFactorFor)) throw new Problem(409, 'last-passkey')
    return {}
  },
}

type Use = 'sign-in' | 'confirm' | 'enrol'

const rpId = ({ origin }: Circumstances): string => new URL(origin).hostname

/** What a challenge is kept as: it is good for this use, and in the session that asked for it, alone. */
const boundHash = ({ visitor }: Circumstances, use: Use, challenge: string): Buffer =>
  hashOf([use, use === 'sign-in' ? '' : visitor?.sessionId, challenge].join(' '))

async function newChallenge(at: Circumstances, use: Use): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = newToken()
  const endsAt = new Date(at.now.getTime() + challengeMinutes * 60_000)
  const accountId = use === 'sign-in' ? undefined : at.who.accountId
  await store.insertChallenge(at.db, { hash: boundHash(at, use, challenge), accountId, now: at.now, endsAt })
  return new Uint8Array(Buffer.from(challenge, 'base64url'))
}

/** Which passkey is shown is the authenticator's to say: nobody learns here what accounts there are. */
async function asking(at: Circumstances, use: Use) {
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({
    rpID: rpId(at),
    challenge: await newChallenge(at, use),
    timeout: challengeMinutes * 60_000,
    userVerification: 'required',
  })
  return options as z.input<typeof access.beginPasskeySignIn.output>
}

/**
 * The active account whose passkey was shown, for this use and now; none when anything is wrong with it. `failed` counts a failed try, of
 * the account or else of the passkey that nobody has, and makes one refusal for every reason.
 */
async function shownPasskey(at: Circumstances, response: Shown, use: Use, call: Command) {
  const passkey = await store.credentialById(at.db, response.id)
  const account = passkey && (await secretsById(at.db, passkey.accountId))
  const failed = await tries(at, account?.login ?? response.id, call)
  const signed = await verified(at, response, use, passkey)
  // An authenticator that has counted fewer uses than before is one of two with the same key.
  const isCopy = signed && !(await store.keepUse(at.db, signed.passkeyId, signed.counter, at.now))
  return {
    account: signed && !isCopy && account?.state === 'active' ? account : undefined,
    failed: (status: number) => failed(status, 'passkey-wrong', account, isCopy ? { seen: { copied: signed.passkeyId } } : {}),
  }
}

/**
 * That passkey with the uses it has counted, if this is its answer to a challenge given for this use. Right or not, the challenge is
 * used up.
 */
async function verified(at: Circumstances, response: Shown, use: Use, passkey: store.Credential | undefined) {
  const takes = (challenge: string) => store.takeChallenge(at.db, boundHash(at, use, challenge), at.now)
  if (!passkey) return undefined
  const { credentialId, publicKey, accountId, passkeyId } = passkey
  const { userHandle } = response.response
  const { verifyAuthenticationResponse } = await webauthn()
  const found = await verifyAuthenticationResponse({
    response,
    expectedChallenge: takes,
    expectedOrigin: at.origin,
    expectedRPID: rpId(at),
    credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter: 0 },
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!found?.verified || userHandle === undefined) return undefined
  if (Buffer.from(userHandle, 'base64url').toString() !== accountId) return undefined
  return { passkeyId, counter: found.authenticationInfo.newCounter }
}

/** The passkey that an authenticator made for a challenge of this session; none when anything is wrong with it. */
async function madePasskey(at: Circumstances, response: Made) {
  const { verifyRegistrationResponse } = await webauthn()
  const found = await verifyRegistrationResponse({
    response: { ...response, response: { ...response.response, transports: response.response.transports ?? [] } },
    expectedChallenge: (challenge) => store.takeChallenge(at.db, boundHash(at, 'enrol', challenge), at.now),
    expectedOrigin: at.origin,
    expectedRPID: rpId(at),
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => undefined)
  return found?.verified ? found.registrationInfo.credential : undefined
}

/** The account that gets a passkey. Not before it has a password of its own: who gave the first one could else keep a way in. */
async function ownerOf(at: Circumstances): Promise<Secrets> {
  const account = await secretsById(at.db, at.who.accountId)
  if (!account) throw new Problem(401, 'sign-in-needed')
  if (account.mustChange) throw new Problem(403, 'not-your-work', { may: [] })
  return account
}
