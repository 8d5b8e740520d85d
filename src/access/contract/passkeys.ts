import { z } from 'zod'
import { command, Id, query } from '#base/contract.ts'

/** One of the signed-in account's passkeys, by the name its person gave it. */
export const Passkey = z.object({
  passkeyId: Id,
  name: z.string(),
  madeAt: z.iso.datetime(),
  usedAt: z.iso.datetime().optional(),
})
export type Passkey = z.infer<typeof Passkey>

/** Bytes as WebAuthn writes them in JSON: base64url without padding. */
const Bytes = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9_-]+$/)
const PublicKey = z.literal('public-key')
const extensions = z.object({}).default({})

/** What the browser needs to make a passkey, as `PublicKeyCredentialCreationOptionsJSON` of WebAuthn 3 (5.1.9). */
const CreationOptions = z.object({
  challenge: Bytes,
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: Bytes, name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ alg: z.int(), type: PublicKey })),
  excludeCredentials: z.array(z.object({ id: Bytes, type: PublicKey })),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
  timeout: z.int(),
})

/** What the browser needs to ask for a passkey, as `PublicKeyCredentialRequestOptionsJSON`. It names no account and no passkey. */
const RequestOptions = z.object({
  challenge: Bytes,
  rpId: z.string(),
  userVerification: z.literal('required'),
  timeout: z.int(),
})

/** What an authenticator answers when it made a passkey. */
export const Made = z.object({
  id: Bytes,
  rawId: Bytes,
  type: PublicKey,
  response: z.object({
    clientDataJSON: Bytes,
    attestationObject: Bytes,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
  clientExtensionResults: extensions,
})
export type Made = z.infer<typeof Made>

/** What an authenticator answers when it is asked for a passkey. `userHandle`: the account that the passkey was made for. */
export const Shown = z.object({
  id: Bytes,
  rawId: Bytes,
  type: PublicKey,
  response: z.object({ clientDataJSON: Bytes, authenticatorData: Bytes, signature: Bytes, userHandle: Bytes.optional() }),
  clientExtensionResults: extensions,
})
export type Shown = z.infer<typeof Shown>

const empty = z.object({})
const own = { may: 'signed-in', personal: false } as const

/** A passkey is two factors in one: something held, and a finger, a face or a PIN that opens it. `Me` is what a sign-in answers. */
export const passkeysWith = <Me extends z.ZodType>(Me: Me) => ({
  beginPasskeySignIn: command('POST /session/passkey/begin', {
    says: 'Gives a challenge to sign in with a passkey. No login is asked: the authenticator knows whose it is.',
    may: 'anyone',
    personal: false,
    input: empty,
    output: RequestOptions,
    atOnce: 3,
  }),
  signInWithPasskey: command('POST /session/passkey', {
    says: 'Signs in with a passkey alone; it must have verified its person.',
    may: 'anyone',
    personal: false,
    input: z.object({ response: Shown }),
    output: Me,
    secret: ['response'],
    atOnce: 3,
  }),
  beginPasskeyConfirm: command('POST /session/confirm/passkey/begin', {
    ...own,
    says: 'Gives a challenge to show again with a passkey that it is oneself.',
    input: empty,
    output: RequestOptions,
  }),
  confirmSelfWithPasskey: command('POST /session/confirm/passkey', {
    ...own,
    says: 'Shows again with a passkey that it is oneself: opens calls marked x-step-up.',
    input: z.object({ response: Shown }),
    output: z.object({ until: z.iso.datetime() }),
    secret: ['response'],
    atOnce: 3,
  }),
  listPasskeys: query('GET /account/passkeys', {
    ...own,
    says: 'The passkeys of the signed-in account.',
    input: empty,
    output: z.array(Passkey),
  }),
  beginPasskey: command('POST /account/passkeys/begin', {
    ...own,
    says: 'Gives a challenge to make a passkey for the signed-in account.',
    stepUp: true,
    input: empty,
    output: CreationOptions,
  }),
  addPasskey: command('POST /account/passkeys', {
    ...own,
    says: 'Adds a passkey to the signed-in account. The first second factor ends the other sessions.',
    stepUp: true,
    input: z.object({ passkeyId: Id, name: z.string().trim().min(2).max(60), response: Made }),
    output: Passkey,
    secret: ['response'],
    atOnce: 3,
  }),
  removePasskey: command('DELETE /account/passkeys/:passkeyId', {
    ...own,
    says: 'Removes a passkey of the signed-in account.',
    stepUp: true,
    input: z.object({ passkeyId: Id }),
    output: empty,
  }),
})
