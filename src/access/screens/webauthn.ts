import { Made, Shown } from '#access/contract/passkeys.ts'
import { Problem } from '#base/problem.ts'

type Making = Parameters<typeof import('@simplewebauthn/browser').startRegistration>[0]['optionsJSON']
type Showing = Parameters<typeof import('@simplewebauthn/browser').startAuthentication>[0]['optionsJSON']

/** Has the authenticator make a passkey. Throws `passkey-not-shown` when the person, or the browser, would rather not. */
export async function makePasskey(optionsJSON: Making): Promise<Made> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  return Made.parse(await startRegistration({ optionsJSON }).catch(notShown))
}

/** Has the person show a passkey that they choose. Throws like `makePasskey`. */
export async function showPasskey(optionsJSON: Showing): Promise<Shown> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  return Shown.parse(await startAuthentication({ optionsJSON }).catch(notShown))
}

function notShown(): never {
  throw new Problem(422, 'passkey-not-shown')
}
