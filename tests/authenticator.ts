import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

type Cbor = number | string | Buffer | Map<number | string, Cbor>

/** CBOR (RFC 8949), as much as an authenticator writes: integers, texts, bytes, maps. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, held]) => [cbor(key), cbor(held)])])
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size])
  if (size < 256) return Buffer.from([(major << 5) | 24, size])
  return Buffer.from([(major << 5) | 25, size >> 8, size & 255])
}

const text = (bytes: Buffer) => bytes.toString('base64url')
const hash = (of: string | Buffer) => createHash('sha256').update(of).digest()

/** What a test may have go wrong. */
export type Wrong = {
  origin?: string
  rpId?: string
  unverified?: boolean
  counter?: number
  id?: string
  userHandle?: string
  /** Signs with another key, or something else than what it gives. */
  signature?: 'other-key' | 'other-text'
}

/** An authenticator of node's own cryptography: one key of P-256, as WebAuthn 3 writes it (6.1, 6.5, 7). It counts its uses. */
export function anAuthenticator(origin = 'http://localhost') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  let userHandle = ''
  let uses = 0
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const clientData = (type: string, challenge: string, wrong: Wrong) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: wrong.origin ?? origin, crossOrigin: false }))
  const authData = (rpId: string, wrong: Wrong, credential?: Buffer) => {
    const count = Buffer.alloc(4)
    uses += 1
    count.writeUInt32BE(wrong.counter ?? uses)
    const flags = 1 | (wrong.unverified ? 0 : 4) | (credential ? 64 : 0)
    return Buffer.concat([hash(wrong.rpId ?? rpId), Buffer.from([flags]), count, ...(credential ? [credential] : [])])
  }
  const named = { id: text(id), rawId: text(id), type: 'public-key' as const, clientExtensionResults: {} }
  return {
    id: text(id),
    make(options: { challenge: string; rp: { id: string }; user: { id: string } }, wrong: Wrong = {}) {
      userHandle = options.user.id
      const key = new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x!, 'base64url')],
        [-3, Buffer.from(y!, 'base64url')],
      ])
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cbor(key as Map<number, Cbor>)])
      const attested = new Map<string, Cbor>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData(options.rp.id, wrong, credential)],
      ])
      const clientDataJSON = text(clientData('webauthn.create', options.challenge, wrong))
      return { ...named, response: { clientDataJSON, attestationObject: text(cbor(attested as Map<string, Cbor>)) } }
    },
    show(options: { challenge: string; rpId: string }, wrong: Wrong = {}) {
      const data = authData(options.rpId, wrong)
      const client = clientData('webauthn.get', options.challenge, wrong)
      const signed = Buffer.concat([data, wrong.signature === 'other-text' ? hash('') : hash(client)])
      const signature = sign('sha256', signed, wrong.signature === 'other-key' ? stranger : privateKey)
      const response = { clientDataJSON: text(client), authenticatorData: text(data), signature: text(signature) }
      const shown = wrong.id ? { id: wrong.id, rawId: wrong.id } : {}
      return { ...named, ...shown, response: { ...response, userHandle: wrong.userHandle ?? userHandle } }
    },
  }
}
