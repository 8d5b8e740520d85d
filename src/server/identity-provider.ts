import * as client from 'openid-client'
import type { Outgoing } from '#server/outgoing.ts'

/** The one identity provider through which people may sign in (OpenID Connect). */
export type Provider = {
  issuer: string
  clientId: string
  clientSecret: string
  /** Values of `acr` or `amr` that mean that two factors were shown. */
  strong: readonly string[]
  /** Where the provider sends the browser back to. */
  back: string
}

/** Where the provider sends the browser back to, under PUBLIC_URL. */
export const backPath = '/api/session/oidc/callback'

/** What Ceiba keeps of an errand at the provider, to know its answer by. */
export type Errand = { state: string; nonce: string; verifier: string }

/** Somebody, as the provider knows them. `strong`: with two factors. */
export type Identity = { issuer: string; subject: string; strong: boolean }

const seconds = 5
const known = new WeakMap<Provider, Promise<client.Configuration>>()

/** What the provider says of itself, read once. Signatures are checked too of what comes straight from it; no other HTTP than ours. */
function read(provider: Provider, outgoing: Outgoing): Promise<client.Configuration> {
  const before = known.get(provider)
  if (before) return before
  const { issuer, clientId, clientSecret } = provider
  const fetch: client.CustomFetch = (url, { signal: _, body, duplex: __, ...init }) =>
    outgoing(url, { ...init, body: body as NonNullable<RequestInit['body']>, within: seconds * 1000 })
  const reading = client.discovery(new URL(issuer), clientId, undefined, client.ClientSecretBasic(clientSecret), {
    [client.customFetch]: fetch,
    execute: [
      client.enableNonRepudiationChecks,
      // In clear only to this very machine: `outgoing` sees to that.
      ...(new URL(issuer).protocol === 'http:' ? [client.allowInsecureRequests] : []),
    ],
  })
  known.set(provider, reading)
  // A provider that could not be reached is asked again.
  reading.catch(() => known.delete(provider))
  return reading
}

/** The address to send the browser to, with what to keep until it comes back. The person is asked there who they are: desks are shared. */
export async function beginErrand(provider: Provider, outgoing: Outgoing): Promise<Errand & { address: string }> {
  const configuration = await read(provider, outgoing)
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: provider.back,
    scope: 'openid',
    prompt: 'login',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return { state, nonce, verifier, address: address.href }
}

/** Where the browser signs out of the provider too; none where that has no such address, or does not answer. */
export async function wayOut(provider: Provider, outgoing: Outgoing): Promise<string | undefined> {
  const configuration = await read(provider, outgoing).catch(() => undefined)
  if (!configuration?.serverMetadata().end_session_endpoint) return undefined
  return client.buildEndSessionUrl(configuration, { post_logout_redirect_uri: new URL('/app/', provider.back).href }).href
}

/**
 * Who it is, by the search part of the address at which the browser came back. Issuer, audience, nonce, state, signature and expiry are
 * checked by openid-client; rejects with its error when anything is wrong.
 */
export async function endErrand(provider: Provider, outgoing: Outgoing, search: string, errand: Errand): Promise<Identity> {
  const configuration = await read(provider, outgoing)
  const tokens = await client.authorizationCodeGrant(configuration, new URL(search, provider.back), {
    expectedState: errand.state,
    expectedNonce: errand.nonce,
    pkceCodeVerifier: errand.verifier,
    idTokenExpected: true,
  })
  const { iss, sub, acr, amr } = tokens.claims()!
  const shown = [acr, ...(Array.isArray(amr) ? amr : [])]
  return { issuer: iss, subject: sub, strong: shown.some((one) => provider.strong.includes(String(one))) }
}
