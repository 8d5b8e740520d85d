import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Signatures after Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks): HMAC-SHA-256 over `id.timestamp.body` with the
 * secret's bytes, as `v1,` and Base64.
 */
export type Signed = { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string }

const prefix = 'whsec_'
/** A message is taken this many seconds around the receiver's time: an older one may be somebody's copy. */
export const tolerance = 300

export const newSecret = (): Buffer => randomBytes(32)
/** The secret as people copy it. */
export const shownSecret = (secret: Buffer): string => prefix + secret.toString('base64')

export function sign(secret: Buffer, id: string, body: string, now: Date): Signed {
  const timestamp = String(Math.floor(now.getTime() / 1000))
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac(secret, id, timestamp, body)}` }
}

/** Was this body sent by whoever has the secret, in these minutes? That it was not taken before, the receiver knows by its id. */
export function isSigned(secret: string, headers: Signed, body: string, now: Date): boolean {
  const timestamp = Number(headers['webhook-timestamp'])
  if (!(Math.abs(now.getTime() / 1000 - timestamp) <= tolerance)) return false
  const key = Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret, 'base64')
  const wanted = Buffer.from(`v1,${mac(key, headers['webhook-id'], headers['webhook-timestamp'], body)}`)
  return headers['webhook-signature'].split(' ').some((given) => {
    const found = Buffer.from(given)
    return found.length === wanted.length && timingSafeEqual(found, wanted)
  })
}

const mac = (secret: Buffer, id: string, timestamp: string, body: string): string =>
  createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')
