import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll } from 'vitest'
import type { Provider } from '#server/identity-provider.ts'
import { hashOf } from '#server/secrets.ts'
import { inJson } from './renap.ts'

export const clientId = 'ceiba-de-prueba'

/** How the next token is wrong, if it is. */
type Wrong = { claims?: JWTPayload; otherKey?: boolean; unsigned?: boolean; sharedSecret?: boolean }

/** An identity provider that does not exist, over real HTTP: discovery, keys, token endpoint with PKCE. `answer` says who comes and how. */
export async function aProvider() {
  const [own, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')]
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'uno', alg: 'RS256', use: 'sig' }
  const codes = new Map<string, { subject: string; nonce: string; challenge: string; wrong: Wrong }>()
  const asked: string[] = []
  const server = createServer(async (request, response) => {
    asked.push(request.url ?? '')
    let body = ''
    for await (const piece of request) body += piece
    if (request.url === '/.well-known/openid-configuration')
      return inJson(response, 200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        end_session_endpoint: `${issuer}/end`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'none'],
        code_challenge_methods_supported: ['S256'],
      })
    if (request.url === '/keys') return inJson(response, 200, { keys: [jwk] })
    const { pathname, searchParams } = new URL(request.url ?? '', issuer)
    if (pathname === '/authorize') return goTo(response, new URL(signIn(searchParams, comes), searchParams.get('redirect_uri')!))
    if (pathname === '/end') return goTo(response, new URL(searchParams.get('post_logout_redirect_uri')!))
    const form = new URLSearchParams(body)
    const given = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    // Name and secret are written as in a form before they are put together (RFC 6749, 2.3.1).
    const basic = Buffer.from(request.headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString()
    const challenge = hashOf(form.get('code_verifier') ?? '').toString('base64url')
    if (decodeURIComponent(basic) !== `${clientId}:secreto` || !given || given.challenge !== challenge)
      return inJson(response, 400, { error: 'invalid_grant' })
    return inJson(response, 200, { access_token: 'nada', token_type: 'Bearer', id_token: await signed(given) })
  })
  async function signed({ subject, nonce, wrong }: { subject: string; nonce: string; wrong: Wrong }) {
    const seconds = Math.floor(Date.now() / 1000)
    const claims = { iss: issuer, aud: clientId, sub: subject, nonce, iat: seconds, exp: seconds + 300, ...wrong.claims }
    // With what both sides know instead of the key that only the provider has.
    if (wrong.sharedSecret) {
      const [head, said] = [{ alg: 'HS256', typ: 'JWT' }, claims].map((one) =>
        Buffer.from(JSON.stringify(one)).toString('base64url'),
      )
      return `${head}.${said}.${createHmac('sha256', 'secreto').update(`${head}.${said}`).digest('base64url')}`
    }
    if (wrong.unsigned) return new UnsecuredJWT(claims).encode()
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'uno' })
      .sign(wrong.otherKey ? foreign.privateKey : own.privateKey)
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const settings: Provider = {
    issuer,
    clientId,
    clientSecret: 'secreto',
    strong: ['mfa'],
    back: 'http://ceiba.example/api/session/oidc/callback',
  }
  function signIn(searchParams: URLSearchParams, subject: string, wrong: Wrong = {}): string {
    const code = `codigo-${codes.size}-${Math.floor(performance.now() * 1000)}`
    const [nonce, challenge] = [searchParams.get('nonce')!, searchParams.get('code_challenge')!]
    codes.set(code, { subject, nonce, challenge, wrong })
    const back = new URL(searchParams.get('redirect_uri')!)
    back.search = new URLSearchParams({ code, state: searchParams.get('state')! }).toString()
    return back.pathname + back.search
  }
  let comes = ''
  return {
    settings,
    asked,
    /** Somebody signs in at the provider, at the address where Ceiba sent them: gives the path to which they are sent back. */
    signIn: (address: string, subject: string, wrong: Wrong = {}) => signIn(new URL(address).searchParams, subject, wrong),
    /** Whoever comes with a browser is this one and signs in. */
    comes: (subject: string) => {
      comes = subject
    },
  }
}

function goTo(response: ServerResponse, to: URL): void {
  response.writeHead(302, { Location: to.href }).end()
}
